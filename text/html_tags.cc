// Look-up by name is one multiplication over the first eight bytes and the length, into a table
// that the compiler lays out with open addressing; the table is thinly filled, so most names of a
// page, known or not, are settled by the first probe.
#include "text/html_tags.h"

#include <array>
#include <cstddef>

namespace medloom::text {
namespace internal {

const std::uint16_t kHtmlTraits[] = {
#define TAG(enumerator, name, traits) traits,
#include "text/html_tags.inc"
#undef TAG
};

}  // namespace internal

namespace {

constexpr std::string_view kNames[] = {
#define TAG(enumerator, name, traits) name,
#include "text/html_tags.inc"
#undef TAG
};
constexpr std::size_t kKnown = std::size(kNames);
constexpr std::size_t kSlots = 1024;
constexpr std::uint8_t kFree = 0xFF;
static_assert(kKnown < kFree);

constexpr std::size_t slot_of(std::string_view name) {
  std::uint64_t key = 0;
  for (char c : name.substr(0, 8)) key = key << 8 | static_cast<unsigned char>(c);
  return ((key + name.size()) * 0x9E3779B97F4A7C15u) >> 54;
}

constexpr std::array<std::uint8_t, kSlots> lay_out_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  slots.fill(kFree);
  for (std::uint8_t i = 0; i < kKnown; ++i) {
    std::size_t slot = slot_of(kNames[i]);
    while (slots[slot] != kFree) slot = (slot + 1) % kSlots;
    slots[slot] = i;
  }
  return slots;
}
constexpr std::array<std::uint8_t, kSlots> kTable = lay_out_slots();

}  // namespace

HtmlTag find_html_tag(std::string_view name) {
  for (std::size_t slot = slot_of(name); kTable[slot] != kFree; slot = (slot + 1) % kSlots) {
    if (kNames[kTable[slot]] == name) return static_cast<HtmlTag>(kTable[slot]);
  }
  return HtmlTag::first_unknown;
}

std::string_view html_tag_name(HtmlTag tag) {
  return tag < HtmlTag::first_unknown ? kNames[static_cast<std::size_t>(tag)] : std::string_view{};
}

}  // namespace medloom::text
