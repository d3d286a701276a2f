// Tested by tests/text/plain_view_test.cc.
#include "text/plain_view.h"
#include "text/look_alike.h"

#include <array>
#include <optional>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::uint32_t kFewestSpelled = 5;  // circled or Chinese digits that make a number
constexpr std::uint32_t kFewestDigits = 7;

bool has_no_width(char32_t c) {
  const auto in = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x3164 ||
         c == 0xFFA0 || c == 0xFEFF || in(0x17B4, 0x17B5) || in(0x180B, 0x180F) ||
         in(0x200B, 0x200F) || in(0x202A, 0x202E) || in(0x2060, 0x206F) || in(0xFE00, 0xFE0F) ||
         in(0xE0000, 0xE01EF);
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// What looks the same in print.
char32_t plain(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c >= 0x80 && is_space(c)) return c == 0x2028 || c == 0x2029 ? '\n' : ' ';
  if (c >= 0x1D7CE && c <= 0x1D7FF) return '0' + (c - 0x1D7CE) % 10;
  if (c >= 0x660 && c <= 0x669) return '0' + (c - 0x660);
  if (c >= 0x6F0 && c <= 0x6F9) return '0' + (c - 0x6F0);
  if (c >= 0x2010 && c <= 0x2015) return '-';
  switch (c) {
    case 0x2212:
    case 0xFE63:
    case 0xFE58:
      return '-';
    case 0xB7:
    case 0x2022:
    case 0x2027:
    case 0x30FB:
      return '.';
    default:
      return is_foreign_letter(c) && latin_look_alike(c) != 0
                 ? static_cast<char32_t>(latin_look_alike(c))
                 : c;
  }
}

// The digit that a circled or Chinese one stands for.
std::optional<char32_t> spelled(char32_t c) {
  const auto from = [c](char32_t one) { return U'1' + (c - one); };
  for (const char32_t one : {0x2460U, 0x2474U, 0x2488U, 0x2776U, 0x2780U, 0x278AU, 0x24F5U}) {
    if (c >= one && c < one + 9) return from(one);
  }
  if (c == 0x24EA || c == 0x24FF) return U'0';
  static constexpr std::array<std::u32string_view, 10> kHan = {
      U"〇零○", U"一壹幺", U"二貳贰两兩", U"三叁參", U"四肆",
      U"五伍",  U"六陸陆", U"七柒",       U"八捌",   U"九玖"};
  if (c != 0x25CB && !is_han(c)) return std::nullopt;
  for (std::size_t digit = 0; digit < kHan.size(); ++digit) {
    if (kHan[digit].find(c) != std::u32string_view::npos)
      return U'0' + static_cast<char32_t>(digit);
  }
  return std::nullopt;
}

}  // namespace

PlainView::PlainView(std::string_view text) {
  plain_.reserve(text.size());
  pieces_.reserve(text.size());
  bool behind_digit = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto from = static_cast<std::uint32_t>(i);
    const char32_t c = plain(decode_at(text, i));
    const bool is_mark = behind_digit && c >= 0x300 && c <= 0x36F;
    if (is_mark || has_no_width(c)) continue;
    append(c, {from, static_cast<std::uint32_t>(i)});
    behind_digit = is_digit(c);
  }
  read_han_numbers();
}

void PlainView::append(char32_t c, Piece piece) {
  append_utf8(plain_, c);
  pieces_.resize(plain_.size(), piece);
}

// Numbers are runs of digits with at most one separator between two of them.
void PlainView::read_han_numbers() {
  struct Spelled {
    std::size_t from, size;
    char32_t digit;
  };
  std::vector<Spelled> found;
  std::vector<Spelled> chosen;
  std::uint32_t digits = 0;
  bool separated = false;
  const auto close = [&] {
    if (found.size() >= kFewestSpelled && digits >= kFewestDigits) {
      chosen.insert(chosen.end(), found.begin(), found.end());
    }
    found.clear();
    digits = 0;
    separated = false;
  };
  for (std::size_t i = 0; i < plain_.size();) {
    const std::size_t from = i;
    const char32_t c = decode_at(plain_, i);
    if (const auto digit = c < 0x80 ? std::nullopt : spelled(c)) {
      found.push_back({from, i - from, *digit});
      ++digits;
      separated = false;
    } else if (is_digit(c)) {
      ++digits;
      separated = false;
    } else if (digits > 0 && !separated && (c == ' ' || c == '-' || c == '.')) {
      separated = true;
    } else {
      close();
    }
  }
  close();
  if (chosen.empty()) return;

  std::string read;
  std::vector<Piece> pieces;
  std::size_t at = 0;
  for (const Spelled& one : chosen) {
    read.append(plain_, at, one.from - at);
    pieces.insert(pieces.end(), pieces_.begin() + static_cast<std::ptrdiff_t>(at),
                  pieces_.begin() + static_cast<std::ptrdiff_t>(one.from));
    read += static_cast<char>(one.digit);
    pieces.push_back(pieces_[one.from]);
    at = one.from + one.size;
  }
  read.append(plain_, at);
  pieces.insert(pieces.end(), pieces_.begin() + static_cast<std::ptrdiff_t>(at), pieces_.end());
  plain_ = std::move(read);
  pieces_ = std::move(pieces);
}

Span PlainView::source(Span plain) const {
  if (plain.empty()) {
    const std::uint32_t at = plain.from < pieces_.size() ? pieces_[plain.from].from
                             : pieces_.empty()           ? 0
                                                         : pieces_.back().to;
    return {at, at};
  }
  return {pieces_[plain.from].from, pieces_[plain.to - 1].to};
}

}  // namespace medloom::text
