// The last look of `check` for personal data: what `redact` was to take is in no text of the
// record.
//
// Joining lines, dictionaries and conversion come behind redact; so the finished texts are read
// once more, under the policy that redact noted in the document. Where it noted none, there is
// nothing to hold. Thread-safety: immutable.
#pragma once

#include <string>

#include "dictionaries/private_data.h"
#include "pipeline/engine/stage.h"

namespace medloom::stages {

class SecondPrivacyLook {
 public:
  // Shares what redact made of the same tables.
  static SecondPrivacyLook read(const Settings& settings, StageContext& context);
  static std::vector<FieldSpec> fields();

  // What is left, as "a phone at /mainEntity/0/text"; empty when nothing is. Never the words.
  std::string left_in(const Document& document, const Record& record) const;

 private:
  std::shared_ptr<const dictionaries::PrivateData> data_;
};

}  // namespace medloom::stages
