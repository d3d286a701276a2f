// Tested by tests/text/plain_view_test.cc.
#include "text/plain_view.h"
#include "text/look_alike.h"

#include <algorithm>
#include <array>
#include <iterator>
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

// What Chinese is mostly made of: read as it stands.
bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Chinese stops, brackets and kana, which read as they stand; not the blank before them, nor the
// dot behind.
bool is_stop_or_kana(char32_t c) { return c >= 0x3001 && c <= 0x30FA; }

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

// The digits that are spelled, each row from 0 to 9 or from 1 on.
constexpr std::array<std::u32string_view, 10> kHanDigits = {
    U"〇零○", U"一壹幺", U"二貳贰两兩", U"三叁參", U"四肆",
    U"五伍",  U"六陸陆", U"七柒",       U"八捌",   U"九玖"};
constexpr std::array<char32_t, 7> kCircledOnes = {0x2460, 0x2474, 0x2488, 0x2776,
                                                  0x2780, 0x278A, 0x24F5};
constexpr std::array<char32_t, 2> kCircledZeros = {0x24EA, 0x24FF};

// By the last byte of a character, whether it may be one of them: most are none.
constexpr std::array<bool, 256> kMayBeSpelled = [] {
  std::array<bool, 256> may{};
  for (const std::u32string_view row : kHanDigits) {
    for (const char32_t c : row) may[c % 256] = true;
  }
  for (const char32_t one : kCircledOnes) {
    for (char32_t c = one; c < one + 9; ++c) may[c % 256] = true;
  }
  for (const char32_t zero : kCircledZeros) may[zero % 256] = true;
  return may;
}();

// The ideographs among them, a bit for each.
constexpr std::uint32_t kFirstIdeograph = 0x4E00;
constexpr std::array<std::uint64_t, 328> kHanDigitBits = [] {
  std::array<std::uint64_t, 328> bits{};
  for (const std::u32string_view row : kHanDigits) {
    for (const char32_t c : row) {
      if (c < kFirstIdeograph) continue;
      bits[(c - kFirstIdeograph) / 64] |= std::uint64_t{1} << ((c - kFirstIdeograph) % 64);
    }
  }
  return bits;
}();
bool is_han_digit(char32_t ideograph) {
  const std::uint32_t bit = ideograph - kFirstIdeograph;
  return (kHanDigitBits[bit / 64] >> (bit % 64) & 1) != 0;
}

// decode_at, quick for what Chinese is written in.
char32_t usual_at(std::string_view text, std::size_t& i) {
  if (i + 2 < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto second = static_cast<unsigned char>(text[i + 1]);
    const auto third = static_cast<unsigned char>(text[i + 2]);
    const bool whole = lead > 0xE0 && lead < 0xED && (second & third & 0xC0) == 0x80 &&
                       ((second | third) & 0x40) == 0;
    if (whole) {
      i += 3;
      return static_cast<char32_t>(lead & 0x0F) << 12 | static_cast<char32_t>(second & 0x3F) << 6 |
             (third & 0x3F);
    }
  }
  return decode_at(text, i);
}

// ASCII that may stand in a number.
constexpr std::array<bool, 128> kInNumber = [] {
  std::array<bool, 128> in{};
  for (const char c : std::string_view("0123456789 -.")) in[static_cast<unsigned char>(c)] = true;
  return in;
}();

// The digit that a circled or Chinese one stands for.
std::optional<char32_t> spelled(char32_t c) {
  if (c < 0x80 || !kMayBeSpelled[c % 256]) return std::nullopt;
  for (const char32_t one : kCircledOnes) {
    if (c >= one && c < one + 9) return U'1' + (c - one);
  }
  for (const char32_t zero : kCircledZeros) {
    if (c == zero) return U'0';
  }
  for (std::size_t digit = 0; digit < kHanDigits.size(); ++digit) {
    if (kHanDigits[digit].find(c) != std::u32string_view::npos) {
      return U'0' + static_cast<char32_t>(digit);
    }
  }
  return std::nullopt;
}

}  // namespace

PlainView::PlainView(std::string_view text) {
  if (!read(text, {})) return;
  if (const auto spelled = spelled_numbers(); !spelled.empty()) read(text, spelled);
}

// `spelled_at`: where in the text the digits stand that are read as such, in order. Whether so many
// spelled digits stand together that they may make a number; what is not ASCII and no ideograph
// parts none here.
bool PlainView::read(std::string_view text, const std::vector<std::uint32_t>& spelled_at) {
  plain_.clear();
  plain_.reserve(text.size());
  changes_.clear();
  auto next_spelled = spelled_at.begin();
  std::size_t copied = 0;  // up to here the text is in the view
  std::uint32_t together = 0;
  bool may_be_number = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t from = i;
    if (const auto byte = static_cast<unsigned char>(text[i]); byte < 0x80) {
      if (!kInNumber[byte]) together = 0;
      ++i;
      continue;
    }
    const char32_t c = usual_at(text, i);
    const bool is_spelled = next_spelled != spelled_at.end() && *next_spelled == from;
    if (is_ideograph(c) && !is_spelled) {
      together = is_han_digit(c) ? together + 1 : 0;
      may_be_number = may_be_number || together >= kFewestSpelled;
      continue;
    }
    if (is_stop_or_kana(c)) {
      together += c == 0x3007 ? 1 : 0;  // 〇
      may_be_number = may_be_number || together >= kFewestSpelled;
      if (!is_spelled) continue;
    }
    char32_t read = plain(c);
    bool left_out = has_no_width(c);
    if (read >= 0x300 && read <= 0x36F) {
      const char before = from > copied ? text[from - 1] : plain_.empty() ? '\0' : plain_.back();
      left_out = is_digit(static_cast<unsigned char>(before));
    }
    if (is_spelled) {
      read = *spelled(c);
      ++next_spelled;
    } else if (spelled(c)) {
      may_be_number = may_be_number || ++together >= kFewestSpelled;
    }
    const bool same = read == c && !left_out && c != kReplacementCharacter;
    if (same) continue;
    plain_.append(text, copied, from - copied);
    copied = i;
    const auto begin = static_cast<std::uint32_t>(plain_.size());
    if (!left_out) append_utf8(plain_, read);
    changes_.push_back({{begin, static_cast<std::uint32_t>(plain_.size())},
                        {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(i)}});
  }
  plain_.append(text, copied);
  return may_be_number;
}

// Where in the text the digits stand that are part of a spelled number. Numbers are runs of digits
// with at most one separator between two of them.
std::vector<std::uint32_t> PlainView::spelled_numbers() const {
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> chosen;
  std::uint32_t digits = 0;
  bool separated = false;
  const auto close = [&] {
    if (found.size() >= kFewestSpelled && digits >= kFewestDigits) {
      for (const std::uint32_t at : found) chosen.push_back(begin_in_source(at));
    }
    found.clear();
    digits = 0;
    separated = false;
  };
  for (std::size_t i = 0; i < plain_.size();) {
    const auto from = static_cast<std::uint32_t>(i);
    const char32_t c = decode_at(plain_, i);
    if (spelled(c)) {
      found.push_back(from);
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
  return chosen;
}

// Of a character that begins at `plain`: where it begins in the text, what is left out before it
// not included.
std::uint32_t PlainView::begin_in_source(std::uint32_t plain) const {
  const auto behind =
      std::partition_point(changes_.begin(), changes_.end(),
                           [plain](const Change& change) { return change.plain.from <= plain; });
  if (behind == changes_.begin()) return plain;
  const Change& last = *std::prev(behind);
  return plain < last.plain.to ? last.source.from : last.source.to + (plain - last.plain.to);
}

// Of a character that ends at `plain`: where it ends in the text, what is left out behind it not
// included.
std::uint32_t PlainView::end_in_source(std::uint32_t plain) const {
  const auto behind =
      std::partition_point(changes_.begin(), changes_.end(),
                           [plain](const Change& change) { return change.plain.from < plain; });
  if (behind == changes_.begin()) return plain;
  const Change& last = *std::prev(behind);
  return plain <= last.plain.to ? last.source.to : last.source.to + (plain - last.plain.to);
}

Span PlainView::source(Span plain) const {
  if (!plain.empty()) return {begin_in_source(plain.from), end_in_source(plain.to)};
  const std::uint32_t at =
      plain.from < plain_.size() ? begin_in_source(plain.from) : end_in_source(plain.from);
  return {at, at};
}

}  // namespace medloom::text
