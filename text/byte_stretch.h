// Cuts undecoded bytes where no character set used on pages can have a character in progress.
//
// Bytes below 0x40 other than digits are second bytes nowhere, so a stretch between two of them can
// be read by itself. Stretches without high bytes are ASCII in any case. Pure, linear; eight bytes
// at a time through ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace medloom::text {

inline bool is_high(char byte) { return (byte & 0x80) != 0; }

// Bytes that end a stretch: white space, most ASCII punctuation, the brackets of markup.
inline bool is_seam(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x40 && (value < '0' || value > '9');
}

// Where the first high byte at or behind `pos` is; the size if there is none.
inline std::size_t find_high(std::string_view bytes, std::size_t pos) {
  std::uint64_t eight;
  while (pos + sizeof eight <= bytes.size()) {
    std::memcpy(&eight, bytes.data() + pos, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
    pos += sizeof eight;
  }
  while (pos < bytes.size() && !is_high(bytes[pos])) ++pos;
  return pos;
}

// Reads bytes as ASCII and foreign stretches in turn; one of a pair may be empty. A foreign
// stretch begins with a high byte and reaches to the next seam or the end.
class StretchReader {
 public:
  explicit StretchReader(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const { return pos_ == bytes_.size(); }

  std::string_view ascii() { return to(find_high(bytes_, pos_)); }

  std::string_view foreign() {
    std::size_t end = pos_;
    while (end < bytes_.size() && !is_seam(bytes_[end])) ++end;
    return to(end);
  }

 private:
  std::string_view to(std::size_t end) {
    const std::string_view taken = bytes_.substr(pos_, end - pos_);
    pos_ = end;
    return taken;
  }

  std::string_view bytes_;
  std::size_t pos_ = 0;
};

}  // namespace medloom::text
