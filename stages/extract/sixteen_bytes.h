// Sixteen bytes at a time: comparisons of each give 255 for yes and 0 for no, so that they combine
// by & and |. Compilers have this as vectors on every machine.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

namespace medloom::stages {

using SixteenBytes = std::uint8_t __attribute__((vector_size(16)));

inline SixteenBytes load_sixteen(const char* from) {
  SixteenBytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

inline SixteenBytes in_range(SixteenBytes c, std::uint8_t first, std::uint8_t last) {
  return reinterpret_cast<SixteenBytes>(c - first <= static_cast<std::uint8_t>(last - first));
}

inline SixteenBytes is(SixteenBytes c, char wanted) {
  return reinterpret_cast<SixteenBytes>(c == static_cast<std::uint8_t>(wanted));
}

inline std::array<std::uint64_t, 2> halves_of(SixteenBytes bytes) {
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &bytes, sizeof bytes);
  return halves;
}

inline bool any(SixteenBytes answers) {
  const auto [low, high] = halves_of(answers);
  return (low | high) != 0;
}

}  // namespace medloom::stages
