// Widths follow East Asian Width as far as the languages of our pages need it: Han, kana, hangul
// and full-width forms are wide, combining marks and joiners have no width.
//
// Tested by tests/apps/terminal_test.cc.
#include "apps/medloom/terminal.h"

#include <unistd.h>

#include <array>
#include <cstdlib>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom {
namespace {

void append_hex(std::string& out, std::string_view prefix, char32_t value, int digits) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  out += prefix;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kHex[(value >> shift) & 15];
}

// Characters that reorder or hide what stands beside them, or that only a font of their own shows.
bool is_unseen(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000 || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         c == 0x061C || (c >= 0xE0000 && c <= 0xE007F);
}

void append_printable(std::string& out, std::string_view bytes, char32_t c) {
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
    append_hex(out, "\\x", c, 2);
  } else if (is_unseen(c)) {
    append_hex(out, "\\u", c, c > 0xFFFFF ? 6 : c > 0xFFFF ? 5 : 4);
  } else {
    out += bytes;
  }
}

std::size_t width_of(char32_t c) {
  struct Range {
    char32_t from, to;
  };
  static constexpr std::array<Range, 4> kMarks = {
      {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
  static constexpr std::array<Range, 6> kWide = {{{0x1100, 0x115F},
                                                  {0x2E80, 0x303E},
                                                  {0x3041, 0xA4CF},
                                                  {0xAC00, 0xD7A3},
                                                  {0xF900, 0xFAFF},
                                                  {0x1F300, 0x1FAFF}}};
  for (const Range& range : kMarks) {
    if (c >= range.from && c <= range.to) return 0;
  }
  for (const Range& range : kWide) {
    if (c >= range.from && c <= range.to) return 2;
  }
  const bool half_width = c >= 0xFF61 && c <= 0xFF65;
  return (text::is_han(c) || text::is_cjk_punctuation(c) || (c >= 0xFF01 && c <= 0xFF60) ||
          (c >= 0xFFE0 && c <= 0xFFE6)) &&
                 !half_width
             ? 2
             : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const text::CodePoint point = text::code_point_at(text, i);
    const std::string_view bytes = text.substr(i, point.size);
    if (point.valid) {
      append_printable(out, bytes, point.value);
    } else {
      for (const char c : bytes) append_hex(out, "\\x", static_cast<unsigned char>(c), 2);
    }
    i += point.size;
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) width += width_of(text::decode_at(text, i));
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t now = display_width(text);
  if (now < width) out.append(width - now, ' ');
  return out;
}

std::string excerpt(std::string_view text, std::size_t width) {
  // Enough of the text to overflow the width; pages have paragraphs of megabytes.
  std::string shown = printable(text.substr(0, 8 * width + 16));
  if (text.size() <= 8 * width + 16 && display_width(shown) <= width) return shown;
  std::size_t end = 0;
  std::size_t used = 1;  // the ellipsis
  while (end < shown.size()) {
    const text::CodePoint point = text::code_point_at(shown, end);
    used += width_of(point.value);
    if (used > width) break;
    end += point.size;
  }
  return shown.substr(0, end) + "…";
}

std::string excerpt_end(std::string_view text, std::size_t width) {
  std::size_t cut = text.size() > 8 * width + 16 ? text.size() - 8 * width - 16 : 0;
  while (!text::is_char_boundary(text, cut)) ++cut;
  const std::string shown = printable(text.substr(cut));
  const std::size_t total = display_width(shown);
  if (cut == 0 && total <= width) return shown;
  std::size_t from = 0;
  for (std::size_t left = total; left + 1 > width && from < shown.size();) {
    left -= width_of(text::decode_at(shown, from));
  }
  return "…" + shown.substr(from);
}

std::string in_quotes(std::string_view text, std::size_t width) {
  return '"' + excerpt(text, width) + '"';
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(std::size_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

Palette palette(bool colours) {
  if (!colours) return {};
  return {"\033[1m", "\033[31m", "\033[32m", "\033[33m", "\033[2m", "\033[0m"};
}

bool wants_colours(std::string_view choice) {
  if (choice != "auto") return choice == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if (no_color != nullptr && *no_color != 0) return false;
  if (term != nullptr && std::string_view(term) == "dumb") return false;
  return ::isatty(STDOUT_FILENO) == 1;
}

}  // namespace medloom
