// Look-up by name is one multiplication over the first eight bytes and the length, into a table
// that the compiler lays out with open addressing; the table is thinly filled, so most names of a
// page, known or not, are settled by the first probe.
#include "text/html_tags.h"

#include <array>
#include <cstddef>

namespace medloom::text {
namespace internal {

const HtmlTraits kHtmlTraits[] = {
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

// The first eight bytes: most names are nothing more.
constexpr std::uint64_t key_of(std::string_view name) {
  std::uint64_t key = 0;
  for (char c : name.substr(0, 8)) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

constexpr std::size_t slot_of(std::uint64_t key, std::size_t size) {
  return ((key + size) * 0x9E3779B97F4A7C15u) >> 54;
}

constexpr std::array<std::uint8_t, kSlots> lay_out_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  slots.fill(kFree);
  for (std::uint8_t i = 0; i < kKnown; ++i) {
    std::size_t slot = slot_of(key_of(kNames[i]), kNames[i].size());
    while (slots[slot] != kFree) slot = (slot + 1) % kSlots;
    slots[slot] = i;
  }
  return slots;
}
constexpr std::array<std::uint8_t, kSlots> kTable = lay_out_slots();

constexpr std::uint64_t kKeys[] = {
#define TAG(enumerator, name, traits) key_of(name),
#include "text/html_tags.inc"
#undef TAG
};

// Whether a name of this key is that of tag `index`.
bool is_name(std::uint8_t index, std::uint64_t key, std::string_view name) {
  if (kKeys[index] != key || kNames[index].size() != name.size()) return false;
  return name.size() <= 8 || kNames[index] == name;
}

}  // namespace

HtmlTag find_html_tag(std::string_view name) {
  const std::uint64_t key = key_of(name);
  for (std::size_t slot = slot_of(key, name.size()); kTable[slot] != kFree;
       slot = (slot + 1) % kSlots) {
    if (is_name(kTable[slot], key, name)) return static_cast<HtmlTag>(kTable[slot]);
  }
  return HtmlTag::first_unknown;
}

std::string_view html_tag_name(HtmlTag tag) {
  return tag < HtmlTag::first_unknown ? kNames[static_cast<std::size_t>(tag)] : std::string_view{};
}

}  // namespace medloom::text
