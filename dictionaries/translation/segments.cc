// Sentences are cut once more where one holds cells or an ellipsis that ends it. List marks are
// looked for at the beginning of a line alone: "2. Rest" elsewhere may be a figure.
//
// Tested by tests/dictionaries/translation/segments_test.cc.
#include "dictionaries/translation/segments.h"

#include <algorithm>
#include <array>

#include "dictionaries/sentences.h"
#include "text/ascii.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// White space begins with one of these; all other bytes are passed over unread.
bool may_begin_space(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3);
}

bool has_han(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    if (static_cast<unsigned char>(text[pos]) < 0x80) {
      ++pos;
    } else if (text::is_han(text::decode_at(text, pos))) {
      return true;
    }
  }
  return false;
}

// Letters of any script that anybody would translate.
bool has_letter(std::string_view text) {
  const auto is_letter = [](char c) {
    return text::ascii_lower(c) >= 'a' && text::ascii_lower(c) <= 'z';
  };
  if (std::any_of(text.begin(), text.end(), is_letter) || has_han(text)) return true;
  const text::ScriptCounts counts = text::count_scripts(text);
  return counts.latin + counts.kana + counts.hangul + counts.other > 0;
}

Span trimmed(std::string_view text, Span at) {
  while (at.from < at.to) {
    std::size_t next = at.from;
    if (!text::is_space(text::decode_at(text, next))) break;
    at.from = static_cast<std::uint32_t>(next);
  }
  while (at.from < at.to) {
    std::size_t last = at.to - 1;
    while (last > at.from && !text::is_char_boundary(text, last)) --last;
    std::size_t next = last;
    if (!text::is_space(text::decode_at(text, next))) break;
    at.to = static_cast<std::uint32_t>(last);
  }
  return at;
}

// The length of "1. ", "2) ", "2.) ", "3、", "（4）", "(5) ", "- ", "• " at the beginning, or 0.
std::size_t list_mark(std::string_view line) {
  static constexpr std::array<std::string_view, 6> kBullets = {"- ", "* ", "• ", "· ", "– ", "●"};
  for (const std::string_view bullet : kBullets) {
    if (line.starts_with(bullet)) return bullet.size();
  }
  std::size_t at = 0;
  const auto take = [&](std::string_view word) {
    const bool taken = line.substr(at).starts_with(word);
    at += taken ? word.size() : 0;
    return taken;
  };
  const bool opened = take("(") || take("（");
  const std::size_t digits = at;
  while (at < line.size() && at - digits < 3 && is_digit(line[at])) ++at;
  if (at == digits) return 0;
  if (opened) return take(")") || take("）") ? at : 0;
  if (take("、") || take("．")) return at;
  const bool stop = take(".");
  const bool closed = take(")");
  return (stop || closed) && take(" ") ? at : 0;
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Span> cut() {
    const dictionaries::Sentences sentences(text_);
    for (std::size_t i = 0; i < sentences.size(); ++i) cells(sentences.span(i));
    return std::move(found_);
  }

 private:
  void cells(Span sentence) {
    static constexpr std::string_view kBetween = " | ";
    for (;;) {
      const std::string_view rest = text_.substr(sentence.from, sentence.size());
      const std::size_t bar = rest.find(kBetween);
      if (bar == std::string_view::npos) return ellipses(sentence);
      const auto at = static_cast<std::uint32_t>(sentence.from + bar);
      ellipses({sentence.from, at});
      sentence.from = at + static_cast<std::uint32_t>(kBetween.size());
    }
  }

  // An ellipsis ends a sentence where white space or a closing quotation mark follows it.
  void ellipses(Span piece) {
    static constexpr std::string_view kEllipsis = "…";
    std::size_t from = piece.from;
    while (from < piece.to) {
      std::size_t at = text_.substr(0, piece.to).find(kEllipsis, from);
      if (at == std::string_view::npos) break;
      while (text_.substr(at, piece.to - at).starts_with(kEllipsis)) at += kEllipsis.size();
      bool ends = false;
      for (const std::string_view close : {"”", "」", "』", "’"}) {
        if (!text_.substr(at, piece.to - at).starts_with(close)) continue;
        at += close.size();
        ends = true;
      }
      std::size_t next = at;
      ends = ends || (at < piece.to && text::is_space(text::decode_at(text_, next)));
      from = at;
      if (!ends) continue;
      add({piece.from, static_cast<std::uint32_t>(at)});
      piece.from = static_cast<std::uint32_t>(at);
    }
    add(piece);
  }

  void add(Span at) {
    at = trimmed(text_, at);
    const bool opens_line = at.from == 0 || opens(at.from);
    if (opens_line) {
      at.from += static_cast<std::uint32_t>(list_mark(text_.substr(at.from, at.size())));
      at = trimmed(text_, at);
    }
    if (!at.empty() && has_letter(text_.substr(at.from, at.size()))) found_.push_back(at);
  }

  // Whether only blanks stand between the place and the beginning of its line.
  bool opens(std::uint32_t at) const {
    const std::size_t before = text_.substr(0, at).find_last_not_of(" \t");
    return before == std::string_view::npos || text_[before] == '\n';
  }

  std::string_view text_;
  std::vector<Span> found_;
};

}  // namespace

std::vector<Span> segments_of(std::string_view text) { return Cutter(text).cut(); }

std::string normal_segment(std::string_view segment) {
  std::string out;
  out.reserve(segment.size());
  std::size_t word = 0;
  const auto end_word = [&](std::size_t end) {
    if (end == word) return;
    if (!out.empty()) out += ' ';
    out += segment.substr(word, end - word);
  };
  for (std::size_t pos = 0; pos < segment.size();) {
    // One blank between two words stays where it is.
    const bool parts = segment[pos] == ' ' && pos > word && pos + 1 < segment.size() &&
                       !may_begin_space(segment[pos + 1]);
    if (parts || !may_begin_space(segment[pos])) {
      ++pos;
      continue;
    }
    const std::size_t from = pos;
    if (!text::is_space(text::decode_at(segment, pos))) continue;
    end_word(from);
    word = pos;
  }
  end_word(segment.size());
  return out;
}

std::string segment_language(std::string_view segment, std::string_view page_language) {
  const std::string_view page = primary_language(page_language);
  if (!has_han(segment)) {
    return page == "zh" || page.empty() || page == "und" ? "en" : std::string(page);
  }
  if (page != "zh")
    return text::detect_language(text::count_scripts(segment)) == "zh-Hant" ? "zh-Hant" : "zh-Hans";
  return page_language.find("Hant") != std::string_view::npos ? "zh-Hant" : "zh-Hans";
}

std::string_view primary_language(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool needs_translation(std::string_view from, std::string_view to) {
  return primary_language(from) != primary_language(to);
}

}  // namespace medloom::translation
