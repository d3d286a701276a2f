// The language of a block, BCP 47, in its place: "en", "zh-Hans", "zh-Hant-TW", "und".
//
// We give language, script and region, at most 11 bytes. Of a longer tag the first parts are kept
// that fit: they say less, and nothing else.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <ostream>
#include <string_view>

namespace medloom {

class LanguageTag {
 public:
  LanguageTag() = default;
  LanguageTag& operator=(std::string_view tag) {
    if (tag.size() > kRoom) tag = tag.substr(0, tag.substr(0, kRoom + 1).rfind('-'));
    size_ = static_cast<std::uint8_t>(std::min(tag.size(), kRoom));
    std::copy_n(tag.begin(), size_, bytes_.begin());
    return *this;
  }

  std::string_view view() const { return {bytes_.data(), size_}; }
  operator std::string_view() const { return view(); }
  bool empty() const { return size_ == 0; }

  friend bool operator==(const LanguageTag& a, std::string_view b) { return a.view() == b; }
  friend bool operator==(const LanguageTag& a, const LanguageTag& b) {
    return a.view() == b.view();
  }
  friend std::ostream& operator<<(std::ostream& out, const LanguageTag& tag) {
    return out << tag.view();
  }

 private:
  static constexpr std::size_t kRoom = 15;

  std::array<char, kRoom> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace medloom
