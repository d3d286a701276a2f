// How alike two texts are, by the pieces of four characters that they share, and a sketch that
// finds alike texts without comparing all with all. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace medloom::dedup {

// Each piece of four characters once, as a number; a shorter text is one piece. Sorted.
std::vector<std::uint64_t> shingles_of(std::string_view text);

// Of two such lists: what they share, of all they have, in permille. 1000 for two empty ones.
unsigned jaccard_permille(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

// Groups of rows of a MinHash sketch: texts that are at least `threshold` alike (0 to 1) agree in
// at least one of them with a probability of 99 in 100; the others seldom do.
class Bands {
 public:
  explicit Bands(double threshold);

  std::size_t count() const { return count_; }
  // One number a band, or none of a text without shingles.
  std::vector<std::uint64_t> of(const std::vector<std::uint64_t>& shingles) const;

 private:
  std::size_t rows_ = 1;  // in a band
  std::size_t count_ = 1;
};

}  // namespace medloom::dedup
