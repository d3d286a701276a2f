// Whether a translation may be shown: everything that can be told without knowing the languages.
//
// A lost number, unit, comparison sign, term or negation, figures that changed places, an echo of
// the source, a loop, a length out of bounds, the wrong script, or words of the translator's own
// make it rejected, with the reason. A false alarm costs a sentence that stays untranslated; a miss
// could cost more. So where a check cannot tell, it rejects.
//
// Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/translation/pieces.h"
#include "dictionaries/translation/protection.h"
#include "dictionaries/translation/rules.h"

namespace medloom::translation {

struct Judged {
  std::string_view source;
  std::string_view from;
  std::string_view text;  // the translation, tokens restored
  std::string_view to;
  const std::vector<Piece>& pieces;  // of the source
  // Of a translation that was asked for with tokens: what came back. Null: all is looked for in the
  // text itself.
  const Restored* back = nullptr;
};

// Why it must not be shown, or nothing: "negation lost", "echo of the source" …
std::string reason_against(const Judged& judged, const CheckRules& rules);

// Whether quantities and names stand to one another in another order than in the source.
bool is_reordered(const Restored& back, const std::vector<Piece>& pieces);

}  // namespace medloom::translation
