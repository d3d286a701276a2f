// One permutation: each shingle falls into one of 128 bins and the smallest of a bin is its row,
// so a text is gone through once. A bin that stays empty, as most do of a short text, borrows from
// another that the bin's number chooses, the same in every text (optimal densification, Shrivastava
// 2017), which keeps the chance of equal rows at the likeness of the texts.
//
// Rows in a band: as many as still find 99 of 100 pairs at the threshold, for fewer bring more
// candidates that are not alike.
//
// Tested by tests/io/dedup_test.cc.
#include "io/dedup/min_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "text/utf8.h"

namespace medloom::dedup {
namespace {

constexpr std::size_t kBins = 128;
constexpr std::size_t kPiece = 4;  // characters
constexpr double kFound = 0.99;

// The finalizer of SplitMix64.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
  x = (x ^ x >> 27) * 0x94D049BB133111EB;
  return x ^ x >> 31;
}

double chance(double threshold, std::size_t rows) {
  const std::size_t bands = kBins / rows;
  return 1 -
         std::pow(1 - std::pow(threshold, static_cast<double>(rows)), static_cast<double>(bands));
}

}  // namespace

std::vector<std::uint64_t> shingles_of(std::string_view text) {
  std::vector<std::uint64_t> shingles;
  std::uint64_t window = 0;  // sixteen bits a character; those above the first plane are mixed in
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::decode_at(text, at);
    window = window << 16 ^ (c & 0xFFFF) ^ (c >> 16) * 0x9E3U;
    if (++characters >= kPiece) shingles.push_back(mix(window));
  }
  if (characters > 0 && characters < kPiece) shingles.push_back(mix(window));
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

unsigned jaccard_permille(const std::vector<std::uint64_t>& a,
                          const std::vector<std::uint64_t>& b) {
  if (a.empty() && b.empty()) return 1000;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++shared, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  return static_cast<unsigned>(1000 * shared / (a.size() + b.size() - shared));
}

Bands::Bands(double threshold) {
  for (std::size_t rows = 2; rows <= 16; ++rows) {
    if (chance(threshold, rows) >= kFound) rows_ = rows;
  }
  count_ = kBins / rows_;
}

std::vector<std::uint64_t> Bands::of(const std::vector<std::uint64_t>& shingles) const {
  constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint64_t> bands;
  if (shingles.empty()) return bands;
  std::array<std::uint64_t, kBins> least;
  least.fill(kEmpty);
  for (const std::uint64_t shingle : shingles) {
    const std::uint64_t hash = mix(shingle ^ 0xA5A5A5A5A5A5A5A5);
    std::uint64_t& bin = least[hash % kBins];
    bin = std::min(bin, hash >> 8);
  }
  const auto row = [&least](std::size_t bin) {
    std::size_t lender = bin;
    for (std::uint64_t attempt = 1; least[lender] == kEmpty; ++attempt) {
      lender = mix(bin << 32 | attempt) % kBins;
    }
    return least[lender];
  };
  for (std::size_t band = 0; band < count_; ++band) {
    std::uint64_t hash = mix(band);
    for (std::size_t i = 0; i < rows_; ++i) hash = mix(hash ^ row(band * rows_ + i));
    bands.push_back(hash);
  }
  return bands;
}

}  // namespace medloom::dedup
