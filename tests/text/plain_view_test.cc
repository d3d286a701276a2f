#include "text/plain_view.h"

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

TEST(PlainView, ReadsDigitsHoweverTheyAreWritten) {
  const std::pair<const char*, const char*> kCases[] = {
      {"", ""},
      {"0912-345-678", "0912-345-678"},
      {"０９１２－３４５－６７８", "0912-345-678"},
      {"0912\u200B345\u2060678", "0912345678"},
      {"09\u030212345678", "0912345678"},
      {"①③⑧①②③④⑤⑥⑦⑧", "13812345678"},
      {"零九一二三四五六七八", "0912345678"},
      {"壹叁捌壹贰叁肆伍陆柒捌", "13812345678"},
      {"\U0001D7CF\U0001D7D0", "12"},
      {"٠١٢", "012"},
      {"\u0430my@ex\u0430m\u0440le.\u0441om", "amy@example.com"},  // Cyrillic а, р, с
      {"0912–345—678", "0912-345-678"},
      // Words and marks stay.
      {"復興南路一段", "復興南路一段"},
      {"① 腰痛 ② 頭痛", "① 腰痛 ② 頭痛"},
      {"三四五六", "三四五六"},
      {"①0912345678", "①0912345678"},
      {"e\u0301", "e\u0301"},
      {"ｍａｉｌ＠ｘ．ｏｒｇ", "mail@x.org"},
      {"\xFF", "\uFFFD"},
  };
  for (const auto& [text, plain] : kCases) EXPECT_EQ(PlainView(text).text(), plain) << text;
}

TEST(PlainView, TellsWhereItsBytesCameFrom) {
  const std::string text = "電話０９\u200B１";
  const PlainView view(text);
  ASSERT_EQ(view.text(), "電話091");
  EXPECT_EQ(view.source({0, 3}), (Span{0, 3}));
  EXPECT_EQ(view.source({6, 9}), (Span{6, static_cast<std::uint32_t>(text.size())}));
  EXPECT_EQ(view.source({9, 9}), (Span{18, 18}));
  EXPECT_EQ(PlainView("").source({0, 0}), (Span{0, 0}));
}

// What is left out belongs to a span only where it stands inside; a spelled digit is one byte of
// the view, and what follows it is found too.
TEST(PlainView, LeavesOutAtTheEdges) {
  const std::string text = "\u200Ba\u200B\u200Bb\u200B 零九一二三四五六七八，c";
  const PlainView view(text);
  ASSERT_EQ(view.text(), "ab 0912345678,c");
  EXPECT_EQ(view.source({0, 1}), (Span{3, 4}));
  EXPECT_EQ(view.source({0, 2}), (Span{3, 11}));
  EXPECT_EQ(view.source({1, 2}), (Span{10, 11}));
  EXPECT_EQ(view.source({3, 13}), (Span{15, 45}));
  EXPECT_EQ(view.source({13, 14}), (Span{45, 48}));
  EXPECT_EQ(view.source({14, 15}), (Span{48, 49}));
  EXPECT_EQ(view.source({15, 15}), (Span{49, 49}));
}

}  // namespace
}  // namespace medloom::text
