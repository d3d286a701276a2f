// There is one algorithm, from left to right; the backward cut is the forward cut of the reversed
// text with reversed keys, mirrored.
#include "text/han_segmenter.h"

#include <algorithm>
#include <string>

namespace medloom::text {

void HanSegmenter::add_phrase(std::u32string_view phrase) {
  forward_.phrases.insert(phrase.begin(), phrase.end(), 0);
  backward_.phrases.insert(phrase.rbegin(), phrase.rend(), 0);
}

void HanSegmenter::add_overlay(std::u32string_view phrase, std::uint32_t number) {
  forward_.overlay.insert(phrase.begin(), phrase.end(), number);
  backward_.overlay.insert(phrase.rbegin(), phrase.rend(), number);
}

std::vector<HanToken> HanSegmenter::forward(std::u32string_view text) const {
  return cut(text, forward_);
}

std::vector<HanToken> HanSegmenter::backward(std::u32string_view text) const {
  const std::u32string reversed(text.rbegin(), text.rend());
  std::vector<HanToken> tokens = cut(reversed, backward_);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (HanToken& token : tokens) token = {size - token.to, size - token.from, token.overlay};
  std::reverse(tokens.begin(), tokens.end());
  return tokens;
}

std::vector<HanToken> HanSegmenter::cut(std::u32string_view text, const Direction& direction) {
  std::vector<HanToken> tokens;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t piece = 0;
  for (std::uint32_t pos = 0; pos < size;) {
    const auto hit = direction.overlay.longest(text.begin() + pos, text.end());
    if (!hit) {
      ++pos;
      continue;
    }
    cut_piece(text, piece, pos, direction.phrases, tokens);
    tokens.push_back({pos, pos + hit->length, static_cast<std::int32_t>(hit->value)});
    piece = pos += hit->length;
  }
  cut_piece(text, piece, size, direction.phrases, tokens);
  return tokens;
}

// Characters that begin no phrase join into one token, because a later step of the conversion may
// know phrases among them.
void HanSegmenter::cut_piece(std::u32string_view text, std::uint32_t from, std::uint32_t to,
                             const PhraseTrie& phrases, std::vector<HanToken>& tokens) {
  std::uint32_t run = from;
  const auto end_run = [&](std::uint32_t at) {
    if (run < at) tokens.push_back({run, at});
  };
  for (std::uint32_t pos = from; pos < to;) {
    const auto hit = phrases.longest(text.begin() + pos, text.begin() + to);
    if (!hit) {
      ++pos;
      continue;
    }
    end_run(pos);
    tokens.push_back({pos, pos + hit->length});
    run = pos += hit->length;
  }
  end_run(to);
}

}  // namespace medloom::text
