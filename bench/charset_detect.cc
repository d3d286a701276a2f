// Answers which character set each sample is in, so that scripts can measure accuracy on text that
// cannot be kept here. A sample on standard input is its size as four bytes, the lowest first, and
// its bytes; the answer is one line: the set's name, or "none" for what is rejected.
#include <array>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>

#include "text/charset.h"

namespace {

// Nothing at the end of input, also if it comes in the middle of a sample.
std::optional<std::string> next_sample(std::istream& in) {
  std::array<char, 4> head;
  if (!in.read(head.data(), head.size())) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = head.size(); i-- > 0;)
    size = size << 8 | static_cast<unsigned char>(head[i]);
  std::string sample(size, '\0');
  if (!in.read(sample.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return sample;
}

}  // namespace

int main() {
  while (const auto sample = next_sample(std::cin)) {
    const auto decoded = medloom::text::decode(*sample, {});
    std::cout << (decoded ? decoded->used : "none") << std::endl;
  }
}
