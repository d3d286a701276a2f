// Finds personal data in a text, by the rules of dictionaries/privacy (private_tables.h).
//
// A first look over the bytes asks whether there is anything to do: a long number, an @, a word
// that stands beside names and numbers. Only then is the plain view made (text/plain_view.h). A
// rule's pattern is searched near what triggers it, not in all of the text, and only where the word
// that triggers it has the neighbours that the pattern wants (PrivateNeighbours).
//
// Where two rules find the same bytes, the one that stands earlier in the table has them. Findings
// come in text order and never overlap.
//
// Limits: names are found by what stands beside them; a name in the middle of a sentence without a
// title, a relative or "my name is" is not. Cost: linear; a text without anything to do is read
// once, a load a byte. Thread-safety: immutable.
#pragma once

#include <string_view>
#include <vector>

#include "dictionaries/private_tables.h"
#include "pipeline/model/span.h"
#include "text/word_scan.h"

namespace medloom::dictionaries {

struct PrivateFinding {
  const PrivateRule* rule;
  Span at;            // bytes of the text
  Span detail;        // what `generalise` takes of it
  bool cuts = false;  // the rest says something without the detail
};

class PrivateData {
 public:
  PrivateData() = default;
  explicit PrivateData(PrivateTables tables);

  std::vector<PrivateFinding> find(std::string_view text, Voice voice) const;

  // The first look alone.
  bool may_hold_any(std::string_view text) const;

  const PrivateTables& tables() const { return tables_; }

 private:
  PrivateTables tables_;
  text::WordScan words_;
  WordClasses digit_ = 0;
  WordClasses triggers_ = 0;  // of all rules, and letters that the plain view narrows
};

}  // namespace medloom::dictionaries
