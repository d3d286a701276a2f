// A cut is made of two: into overlay hits and pieces, and of each piece into phrases and runs. The
// backward cut takes at each end the longest key that ends there; for that, every key of the text
// is found once and the earliest beginning is kept for each end. Cost: linear in the text times the
// longest key.
#include "text/han_segmenter.h"

#include <algorithm>

namespace medloom::text {
namespace {

// A hit of a key: characters [from, to).
struct Hit {
  std::uint32_t from;
  std::uint32_t to;
  std::uint32_t key;
};
using Hits = std::vector<Hit>;

Hits greedy_forward(std::u32string_view text, const DoubleArray& keys) {
  Hits hits;
  for (std::size_t pos = 0; pos < text.size();) {
    Hit best{static_cast<std::uint32_t>(pos), 0, 0};
    keys.matches(text, pos, [&best](std::uint32_t key, std::size_t end) {
      best.to = static_cast<std::uint32_t>(end);
      best.key = key;
    });
    if (best.to != 0) hits.push_back(best);
    pos = best.to != 0 ? best.to : pos + 1;
  }
  return hits;
}

Hits greedy_backward(std::u32string_view text, const DoubleArray& keys) {
  std::vector<Hit> longest(text.size() + 1, Hit{0, 0, 0});  // by end
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    keys.matches(text, pos, [&](std::uint32_t key, std::size_t end) {
      Hit& known = longest[end];
      if (known.to == 0)
        known = {static_cast<std::uint32_t>(pos), static_cast<std::uint32_t>(end), key};
    });
  }
  Hits hits;
  for (std::size_t end = text.size(); end > 0;) {
    const Hit& hit = longest[end];
    if (hit.to != 0) hits.push_back(hit);
    end = hit.to != 0 ? hit.from : end - 1;
  }
  std::reverse(hits.begin(), hits.end());
  return hits;
}

// Characters that begin no phrase join into one token, because a later step of the conversion may
// know phrases among them.
template <class Greedy>
void cut_piece(std::u32string_view text, std::uint32_t from, std::uint32_t to,
               const DoubleArray& phrases, Greedy greedy, HanTokens& tokens) {
  std::uint32_t run = from;
  for (const Hit& hit : greedy(text.substr(from, to - from), phrases)) {
    if (run < from + hit.from) tokens.push_back({run, from + hit.from});
    tokens.push_back({from + hit.from, from + hit.to});
    run = from + hit.to;
  }
  if (run < to) tokens.push_back({run, to});
}

template <class Greedy>
HanTokens cut(std::u32string_view text, const DoubleArray& phrases, const DoubleArray& overlay,
              Greedy greedy) {
  HanTokens tokens;
  std::uint32_t piece = 0;
  for (const Hit& hit : greedy(text, overlay)) {
    cut_piece(text, piece, hit.from, phrases, greedy, tokens);
    tokens.push_back({hit.from, hit.to, static_cast<std::int32_t>(hit.key)});
    piece = hit.to;
  }
  cut_piece(text, piece, static_cast<std::uint32_t>(text.size()), phrases, greedy, tokens);
  return tokens;
}

}  // namespace

HanTokens HanSegmenter::forward(std::u32string_view text) const {
  return cut(text, phrases_, overlay_, greedy_forward);
}

HanTokens HanSegmenter::backward(std::u32string_view text) const {
  return cut(text, phrases_, overlay_, greedy_backward);
}

}  // namespace medloom::text
