#include "text/han_segmenter.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace medloom::text {
namespace {

// "医|生发|现", overlay hits in brackets.
std::string show(std::u32string_view text, const std::vector<HanToken>& tokens) {
  std::string out;
  for (const HanToken& token : tokens) {
    const std::string part = to_utf8(text.substr(token.from, token.to - token.from));
    out += out.empty() ? "" : "|";
    if (token.overlay < 0) {
      out += part;
    } else {
      out.append("[").append(std::to_string(token.overlay)).append(":").append(part).append("]");
    }
  }
  return out;
}

struct Case {
  std::vector<const char32_t*> phrases;
  std::vector<const char32_t*> overlay;
  const char32_t* text;
  const char* forward;
  const char* backward;
};

DoubleArray array_of(const std::vector<const char32_t*>& keys) {
  return DoubleArray({keys.begin(), keys.end()});
}

TEST(HanSegmenter, CutsFromBothEnds) {
  const std::vector<Case> cases = {
      {{U"生发", U"发现"}, {}, U"医生发现", "医|生发|现", "医生|发现"},
      {{U"生发", U"发现"}, {U"医生"}, U"医生发现", "[0:医生]|发现", "[0:医生]|发现"},
      {{U"生发"}, {U"医生"}, U"医生发药", "[0:医生]|发药", "[0:医生]|发药"},
      {{}, {U"头发", U"发烧"}, U"头发烧焦", "[0:头发]|烧焦", "头|[1:发烧]|焦"},
      {{U"甲乙", U"甲乙丙丁"}, {}, U"甲乙丙戊", "甲乙|丙戊", "甲乙|丙戊"},
      {{U"甲乙丙"},
       {U"丙丁"},
       U"甲乙丙丁",
       "甲乙|[0:丙丁]",
       "甲乙|[0:丙丁]"},  // no phrase into a hit
      {{}, {U"甲", U"甲乙"}, U"甲乙甲", "[1:甲乙]|[0:甲]", "[1:甲乙]|[0:甲]"},
      {{U"甲甲"}, {}, U"甲甲甲", "甲甲|甲", "甲|甲甲"},
      {{U"发"}, {}, U"发", "发", "发"},
      {{U"发"}, {U"发"}, U"发", "[0:发]", "[0:发]"},
      {{}, {}, U"abc 血压", "abc 血压", "abc 血压"},
      {{U"血压"}, {}, U"", "", ""},
  };
  for (const Case& c : cases) {
    const DoubleArray phrases = array_of(c.phrases);
    const DoubleArray overlay = array_of(c.overlay);
    const HanSegmenter segmenter(phrases, overlay);
    EXPECT_EQ(show(c.text, segmenter.forward(c.text)), c.forward);
    EXPECT_EQ(show(c.text, segmenter.backward(c.text)), c.backward);
  }
}

TEST(HanSegmenter, EveryCutCoversTheText) {
  std::mt19937 random(3);
  const auto word = [&random](std::size_t most) {
    std::u32string out;
    for (std::size_t n = 1 + random() % most; n > 0; --n) out += U"甲乙丙丁"[random() % 4];
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    std::set<std::u32string> phrase_keys;
    std::set<std::u32string> overlay_keys;
    for (int i = 0; i < 6; ++i) phrase_keys.insert(word(4));
    for (int i = 0; i < 2; ++i) overlay_keys.insert(word(3));
    const DoubleArray phrases({phrase_keys.begin(), phrase_keys.end()});
    const DoubleArray overlay({overlay_keys.begin(), overlay_keys.end()});
    const HanSegmenter segmenter(phrases, overlay);
    const std::u32string text = word(20);
    for (const auto& tokens : {segmenter.forward(text), segmenter.backward(text)}) {
      std::uint32_t end = 0;
      for (const HanToken& token : tokens) {
        ASSERT_EQ(token.from, end);
        ASSERT_LT(token.from, token.to);
        end = token.to;
      }
      ASSERT_EQ(end, text.size());
    }
  }
}

}  // namespace
}  // namespace medloom::text
