// One loop decodes and folds. ASCII, most of an English text, goes by a table of 128 entries and
// never meets the decoder. A joiner run is scanned to its end at once; those with a hyphen, which
// are few, are remembered with their kind.

#include "dictionaries/folded_text.h"

#include <algorithm>
#include <array>

#include "dictionaries/characters.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

bool is_joiner(char32_t c) { return text::is_space(c) || is_hyphen(c); }

constexpr unsigned char kAsciiJoiner = 0xFF;  // in the table: a joiner begins

// ASCII folded, with joiners marked.
constexpr std::array<unsigned char, 128> kAsciiFold = [] {
  std::array<unsigned char, 128> table = {};
  for (unsigned char c = 0; c < 128; ++c) {
    const bool joiner =
        c == ' ' || (c >= '\t' && c <= '\r') || c == '-' || (c >= 0x1C && c <= 0x1F);
    table[c] = joiner                 ? kAsciiJoiner
               : c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32)
                                      : c;
  }
  return table;
}();

struct Run {
  std::size_t end = 0;  // byte behind it
  std::size_t characters = 0;
  std::size_t hyphens = 0;
  std::size_t line_breaks = 0;

  JoinerKind kind() const {
    if (hyphens == 0) return JoinerKind::space;
    return characters == 1 ? JoinerKind::hyphen : JoinerKind::mixed;
  }
};

Run joiner_run(std::string_view text, std::size_t pos) {
  Run run;
  for (run.end = pos; run.end < text.size(); ++run.characters) {
    std::size_t next = run.end;
    const char32_t c = text::decode_at(text, next);
    if (!is_joiner(c)) break;
    if (is_hyphen(c)) ++run.hyphens;
    if (c == '\n') ++run.line_breaks;
    run.end = next;
  }
  return run;
}

}  // namespace

FoldedText::FoldedText(std::string_view source) : source_(source) {
  const text::FoldTable& fold = text::FoldTable::instance();
  characters_.resize(source.size());
  bytes_.resize(source.size() + 1);
  std::size_t count = 0;
  const auto put = [&](std::size_t byte, char32_t c) {
    bytes_[count] = static_cast<std::uint32_t>(byte);
    characters_[count++] = c;
  };
  for (std::size_t pos = 0; pos < source.size();) {
    const auto ascii = static_cast<unsigned char>(source[pos]);
    if (ascii < 0x80 && kAsciiFold[ascii] != kAsciiJoiner) {
      put(pos++, kAsciiFold[ascii]);
      continue;
    }
    // One blank between two words is by far the most frequent joiner.
    if (ascii == ' ' && pos + 1 < source.size()) {
      const auto behind = static_cast<unsigned char>(source[pos + 1]);
      if (behind < 0x80 && kAsciiFold[behind] != kAsciiJoiner) {
        put(pos++, kJoiner);
        continue;
      }
    }
    std::size_t next = pos;
    const char32_t c = text::decode_at(source, next);
    if (is_joiner(c)) {
      const Run run = joiner_run(source, pos);
      if (run.hyphens > 0) odd_joiners_.push_back({count, run.kind()});
      put(pos, run.line_breaks > 1 ? kParagraph : kJoiner);
      pos = run.end;
    } else {
      put(pos, fold[c]);
      pos = next;
    }
  }
  bytes_[count] = static_cast<std::uint32_t>(source.size());
  characters_.resize(count);
  bytes_.resize(count + 1);
}

std::size_t FoldedText::character_at(std::uint32_t byte) const {
  const auto after = std::upper_bound(bytes_.begin(), bytes_.end(), byte);
  return static_cast<std::size_t>(after - bytes_.begin()) - 1;
}

bool FoldedText::word_cut(std::size_t i) const {
  if (i == 0 || i >= characters_.size()) return true;
  return !(is_word(characters_[i - 1]) && is_word(characters_[i]));
}

JoinerKind FoldedText::joiner(std::size_t i) const {
  const auto at = std::lower_bound(odd_joiners_.begin(), odd_joiners_.end(), i,
                                   [](const OddJoiner& odd, std::size_t j) { return odd.at < j; });
  return at != odd_joiners_.end() && at->at == i ? at->kind : JoinerKind::space;
}

std::u32string fold_key(std::string_view surface) {
  const FoldedText folded(surface);
  std::u32string_view key = folded.characters();
  const auto blank = [&](std::size_t i) {
    return key[i] == kParagraph || (key[i] == kJoiner && folded.joiner(i) == JoinerKind::space);
  };
  std::size_t from = 0;
  std::size_t to = key.size();
  while (from < to && blank(from)) ++from;
  while (to > from && blank(to - 1)) --to;
  return std::u32string(key.substr(from, to - from));
}

}  // namespace medloom::dictionaries
