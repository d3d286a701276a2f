// Numbers and texts as a journal writes them: numbers seven bits a byte, texts behind their
// lengths.
//
// A reader believes nothing: it takes what is there, and one flag says whether anything was
// missing. Private to the journal. Thread-safety: pure functions; a Taker belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/engine/journal_key.h"

namespace medloom::journal_bytes {

inline void put32(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

inline std::uint32_t get32(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

inline void put(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>((number & 0x7F) | 0x80);
  out += static_cast<char>(number);
}

inline void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint64_t>(text.size()));
  out += text;
}

inline void put(std::string& out, Id128 id) {
  for (const std::uint64_t half : {id.high, id.low}) {
    put32(out, static_cast<std::uint32_t>(half));
    put32(out, static_cast<std::uint32_t>(half >> 32));
  }
}

class Taker {
 public:
  explicit Taker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    bad_ = true;
    return 0;
  }
  std::uint32_t small() {
    const std::uint64_t wide = number();
    if (wide > UINT32_MAX) bad_ = true;
    return static_cast<std::uint32_t>(wide);
  }
  std::string_view bytes(std::uint64_t size) {
    if (size > rest_.size()) {
      bad_ = true;
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::string text() { return std::string(bytes(number())); }
  std::uint64_t fixed64() {
    const std::string_view eight = bytes(8);
    if (eight.size() < 8) return 0;
    return get32(eight) | static_cast<std::uint64_t>(get32(eight.substr(4))) << 32;
  }
  Id128 id() {
    Id128 id;
    id.high = fixed64();
    id.low = fixed64();
    return id;
  }
  // How many there are of what takes at least a byte each.
  std::uint64_t count() {
    const std::uint64_t count = number();
    if (count > rest_.size()) bad_ = true;
    return bad_ ? 0 : count;
  }
  void spoil() { bad_ = true; }
  bool at_end() const { return rest_.empty(); }
  bool good() const { return !bad_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool bad_ = false;
};

}  // namespace medloom::journal_bytes
