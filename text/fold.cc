// The table is filled once from ICU (case) and OpenCC (script); folding is one look-up a character.
#include "text/fold.h"

#include <unicode/uchar.h>

#include "text/next_character.h"
#include "text/opencc_data.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr char32_t kTableSize = 0x30000;  // the planes with letters and Han of more than one form

char32_t fold_width_and_case(char32_t c) {
  if (c == 0x2018 || c == 0x2019) return '\'';
  if (c == 0x3000) return ' ';
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - '!';
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

// Ideographs, syllables and private use, two thirds of the table: ICU need not be asked one by one.
bool has_no_case(char32_t c) {
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  return in(0x3400, 0x9FFF) || in(0xAC00, 0xD7A3) || in(0xE000, 0xF8FF) || in(0x17000, 0x18CFF) ||
         in(0x20000, 0x2FFFF);
}

}  // namespace

FoldTable::FoldTable() : table_(kTableSize) {
  for (char32_t c = 0; c < kTableSize; ++c) {
    table_[c] = has_no_case(c) ? c : fold_width_and_case(c);
  }

  const Result<Lexicon> characters = read_opencc_lexicon("TSCharacters");
  if (!characters) return;
  std::vector<char32_t> keys;
  for (const LexiconEntry& entry : *characters) {
    const std::u32string from = to_utf32(entry.key);
    const std::u32string to = to_utf32(entry.values.front());
    if (from.size() != 1 || to.size() != 1 || from[0] >= kTableSize) continue;
    table_[from[0]] = to[0];
    keys.push_back(from[0]);
  }
  // A few results are keys themselves (薴 to 苧 to 苎); one more look makes folding idempotent.
  for (const char32_t key : keys) table_[key] = (*this)[table_[key]];
}

const FoldTable& FoldTable::instance() {
  static const FoldTable table;
  return table;
}

std::string fold(std::string_view text) {
  const FoldTable& table = FoldTable::instance();
  std::string out;
  out.reserve(text.size());
  bool space_due = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (is_space(c)) {
      space_due = !out.empty();
      continue;
    }
    if (space_due) out += ' ';
    space_due = false;
    const char32_t folded = table[c];
    if (folded < 0x80) {
      out += static_cast<char>(folded);
    } else {
      append_utf8(out, folded);
    }
  }
  return out;
}

}  // namespace medloom::text
