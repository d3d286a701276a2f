// Numbers and texts one after the other in a string, and back: seven bits of a number a byte, the
// length before a text.
//
// Reading is safe on any bytes: what is not there reads as 0 or empty. Thread-safety: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace medloom::dictionaries {

inline void pack_number(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(0x80 | (number & 0x7F));
  out += static_cast<char>(number);
}

inline void pack_text(std::string& out, std::string_view text) {
  pack_number(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number() {
    std::uint32_t number = 0;
    for (unsigned shift = 0; shift < 32 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= (byte & 0x7FU) << shift;
      if (byte < 0x80) return number;
    }
    return 0;
  }

  std::string text() {
    const std::uint32_t size = number();
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(text.size());
    return std::string(text);
  }

  // A number of things that take a byte each at least.
  std::uint32_t count() {
    const std::uint32_t count = number();
    return count <= rest_.size() ? count : 0;
  }

 private:
  std::string_view rest_;
};

}  // namespace medloom::dictionaries
