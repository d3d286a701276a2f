// A half-open range of bytes, [from, to), of some UTF-8 text: the decoded page, or a block.
//
// Pages are budgeted far below 4 GiB, so 32 bits keep runs and log entries small.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <vector>

namespace medloom {

struct Span {
  std::uint32_t from = 0;
  std::uint32_t to = 0;

  constexpr std::uint32_t size() const { return to - from; }
  constexpr bool empty() const { return from == to; }
  constexpr bool contains(Span inner) const { return from <= inner.from && inner.to <= to; }
  // Two spans overlap when they share a byte; an empty span overlaps nothing.
  constexpr bool overlaps(Span other) const {
    return std::max(from, other.from) < std::min(to, other.to);
  }

  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span that contains both. The hull of text cut from several places holds what lies
// between them, markup included.
constexpr Span hull(Span a, Span b) { return {std::min(a.from, b.from), std::max(a.to, b.to)}; }

// The same bytes as sorted spans that neither overlap nor touch.
inline std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span span : spans) {
    if (!out.empty() && span.from <= out.back().to) {
      out.back().to = std::max(out.back().to, span.to);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

}  // namespace medloom
