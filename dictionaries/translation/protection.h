// Pieces as tokens that engines leave alone, and back.
//
//   "Do not take more than 5 mg." → "Do not take more than ZQ1Z." → "No tome más de ZQ1Z."
//                                 → "No tome más de 5 mg."
//
// Afterwards every token must be there exactly once, and no other; in any order, as far as this
// file goes. `kProtection` counts versions: a change of what is protected, how, or what passes,
// raises it, and memories ask again. Thread-safety: pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/translation/pieces.h"
#include "pipeline/model/result.h"

namespace medloom::translation {

inline constexpr std::uint32_t kProtection = 2;

enum class TokenForm : std::uint8_t {
  plain,  // ZQ1Z
  html,   // <span translate="no">ZQ1Z</span>, and the text around it escaped
};

// The segment with a token for each piece. Empty where the segment holds what looks like a token.
std::string with_tokens(std::string_view segment, const std::vector<Piece>& pieces, TokenForm form);

// The segment as it is, and an answer to it.
std::string as_sent(std::string_view segment, TokenForm form);
std::string as_answered(std::string_view answer, TokenForm form);

struct Restored {
  std::string text;
  std::string outside;             // the text with a blank for each token
  std::vector<std::size_t> order;  // of the pieces in the text, by their numbers from 0
};

// Fails with code `rejected` and the reason: "token lost", "token doubled", "token invented".
Result<Restored> restored(std::string_view answer, const std::vector<Piece>& pieces, TokenForm form,
                          std::string_view to);

}  // namespace medloom::translation
