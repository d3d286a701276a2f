// What becomes of personal data: an action for each kind and voice, in presets
// (dictionaries/privacy/policies.tsv), with the user's own rules before them.
//
// The first row that fits decides; where none does, the data stays. Thread-safety: a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/private_tables.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

enum class PrivacyAction : std::uint8_t { keep, mask, generalise, pseudonym, drop_record };
std::string_view name_of(PrivacyAction action);

// The fact of a document by which `redact` leaves its policy for `check`.
inline constexpr std::string_view kPolicyFact = "privacy-policy";

class PrivacyPolicy {
 public:
  PrivacyPolicy() = default;
  // The rows of a preset in a table.
  PrivacyPolicy(PrivateTables::Source table, const std::string& preset, Problems& problems);

  // A rule of the user's, "phone/answer=keep" or "phone=mask"; it goes before what is there.
  void prepend(std::string_view rule, Problems& problems);

  PrivacyAction action(std::string_view kind, Voice voice) const;
  // Its rows as rules that `prepend` reads, the last one first, one a line.
  std::string canonical() const;
  bool uses(PrivacyAction action) const;
  // Whether everything stays.
  bool keeps_all() const;

 private:
  struct Row {
    std::string kind;  // "*": every
    std::optional<Voice> voice;
    PrivacyAction action = PrivacyAction::keep;
  };
  std::vector<Row> rows_;
};

}  // namespace medloom::dictionaries
