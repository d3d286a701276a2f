// A segment on its way through an engine: what is sent, and what becomes of the answer.
//
// First the pieces go as tokens. Where the tokens do not come back as they went, the segment is
// asked for once more as it is, and everything is compared. Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/translation/pieces.h"
#include "dictionaries/translation/protection.h"
#include "dictionaries/translation/rules.h"
#include "dictionaries/translation/term_finder.h"

namespace medloom::translation {

struct Knowledge {
  const TermFinder& terms;
  const CheckRules& rules;
};

struct Candidate {
  std::string segment;  // normal_segment()
  std::string from;
  std::string to;
  std::vector<ForcedTerm> terms;
  std::vector<Piece> pieces;

  // Nothing to translate between the pieces: its translation is made of them.
  bool is_pieces_only() const;
};

struct Examined {
  std::string text;                // empty where it is rejected
  std::string reason;              // why it is
  std::vector<std::string> flags;  // of one that is not

  bool good() const { return reason.empty(); }
};

Candidate candidate_of(std::string segment, std::string from, std::string to,
                       const Knowledge& knowledge);

// What goes to the engine; empty where the segment cannot be protected.
std::string protected_text(const Candidate& candidate, TokenForm form);

// The answer to that, and the answer to the segment as it is.
Examined examine_protected(std::string_view answer, const Candidate& candidate, TokenForm form,
                           const Knowledge& knowledge);
Examined examine_plain(std::string_view answer, const Candidate& candidate, TokenForm form,
                       const Knowledge& knowledge);

// What goes to the engine the second time.
std::string plain_text(const Candidate& candidate, TokenForm form);
// The translation of a segment that is_pieces_only().
std::string pieces_only_text(const Candidate& candidate);

}  // namespace medloom::translation
