// Letters of other scripts that look like Latin ones: the Cyrillic а in "pаracetamol".
//
// What looks alike is asked of ICU's table of confusable characters, once for each letter of Greek
// and Cyrillic. Small Greek letters that medicine writes inside Latin words (α, β, γ, μ …) are
// taken for what they are; of those only the ones nobody would write there (ο, ν, ι, υ) count.
// Thread-safe; the table is made at first use, about a millisecond.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace medloom::text {

// A Cyrillic letter, or a Greek one that has no business in a Latin word.
bool is_foreign_letter(char32_t c);

// The Latin letter that looks like `c`; 0 for what is no foreign letter or looks like none.
char latin_look_alike(char32_t c);

// Whether the scripts of a word do not belong together (UTS 39, highly restrictive: Latin beside
// Han, kana and hangul belongs).
bool mixes_scripts(std::string_view word);

// The word in Latin letters; nothing where one of its letters looks like none of them.
std::optional<std::string> latin_reading(std::string_view word);

}  // namespace medloom::text
