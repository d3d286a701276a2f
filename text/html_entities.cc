// A name is at most 31 letters and digits, so what can be a name is the run of such bytes after the
// '&'. With a semicolon behind it there is one candidate, the whole run; without one (or with an
// unknown name) only legacy names can match, and they are at most 6 bytes: that is at most five
// more look-ups. Look-ups go through an open-addressing table laid out by the compiler from the
// sorted list in html_entities.inc, twice as large as the list, so a miss costs one or two probes.
//
// Numbers saturate just past U+10FFFF: any number of digits is read once, and none overflows.
#include "text/html_entities.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "text/utf8.h"

namespace medloom::text {
namespace {

struct NamedReference {
  std::string_view name;
  std::string_view utf8;
  bool legacy;  // also known without its semicolon
};

constexpr NamedReference kNames[] = {
#include "text/html_entities.inc"
};
constexpr std::size_t kLongestName = 31;
constexpr std::size_t kLongestLegacyName = 6;
constexpr std::size_t kSlots = 4096;
constexpr std::uint16_t kFree = 0xFFFF;
static_assert(std::size(kNames) + std::ranges::count(kNames, true, &NamedReference::legacy) ==
              2231);

constexpr std::size_t slot_of(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return (hash ^ (hash >> 15)) % kSlots;
}

constexpr std::array<std::uint16_t, kSlots> lay_out_slots() {
  std::array<std::uint16_t, kSlots> slots{};
  slots.fill(kFree);
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    std::size_t slot = slot_of(kNames[i].name);
    while (slots[slot] != kFree) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint16_t>(i);
  }
  return slots;
}
constexpr std::array<std::uint16_t, kSlots> kTable = lay_out_slots();

const NamedReference* find_name(std::string_view name) {
  for (std::size_t slot = slot_of(name); kTable[slot] != kFree; slot = (slot + 1) % kSlots) {
    if (kNames[kTable[slot]].name == name) return &kNames[kTable[slot]];
  }
  return nullptr;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_name_byte(char c) { return is_digit(c) || is_letter(c); }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

CharacterReference reference_to(std::string_view utf8, std::size_t length) {
  CharacterReference reference{
      static_cast<std::uint32_t>(length), static_cast<std::uint8_t>(utf8.size()), {}};
  std::ranges::copy(utf8, reference.utf8.begin());
  return reference;
}

CharacterReference match_name(std::string_view text, ReferencePlace place) {
  const std::string_view head = text.substr(1, kLongestName + 1);
  const std::size_t run = std::ranges::find_if_not(head, is_name_byte) - head.begin();
  if (run == 0) return {};
  if (run < head.size() && head[run] == ';') {
    if (const NamedReference* entry = find_name(head.substr(0, run)))
      return reference_to(entry->utf8, run + 2);
  }
  for (std::size_t size = std::min(run, kLongestLegacyName); size >= 2; --size) {
    const NamedReference* entry = find_name(head.substr(0, size));
    if (entry == nullptr || !entry->legacy) continue;
    const char next = size < head.size() ? head[size] : '\0';
    const bool cuts = next == '=' || is_name_byte(next);
    if (place == ReferencePlace::attribute && cuts) return {};
    return reference_to(entry->utf8, size + 1);
  }
  return {};
}

// The character that a number stands for, after the corrections that HTML makes.
char32_t corrected(std::uint32_t number) {
  constexpr char16_t kWindows1252[32] = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
  return number == 0 || surrogate || number > 0x10FFFF ? 0xFFFD : number;
}

CharacterReference match_number(std::string_view text) {
  const bool hex = text.size() > 2 && (text[2] | 0x20) == 'x';
  const std::size_t first = hex ? 3 : 2;
  std::uint32_t number = 0;
  std::size_t at = first;
  for (; at < text.size(); ++at) {
    const int digit = hex ? hex_value(text[at]) : is_digit(text[at]) ? text[at] - '0' : -1;
    if (digit < 0) break;
    number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit),
                                     0x110000);
  }
  if (at == first) return {};
  if (at < text.size() && text[at] == ';') ++at;
  std::string utf8;
  append_utf8(utf8, corrected(number));
  return reference_to(utf8, at);
}

}  // namespace

CharacterReference match_reference(std::string_view text, ReferencePlace place) {
  if (text.size() < 2) return {};
  return text[1] == '#' ? match_number(text) : match_name(text, place);
}

}  // namespace medloom::text
