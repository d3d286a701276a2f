#include "pipeline/model/language_tag.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace medloom {
namespace {

TEST(LanguageTag, KeepsWhatFitsInWholeParts) {
  const std::pair<const char*, const char*> kCases[] = {
      {"", ""},
      {"en", "en"},
      {"zh-Hant-TW", "zh-Hant-TW"},
      {"en-x-ab-cd-ef-g", "en-x-ab-cd-ef-g"},
      {"en-x-ab-cd-ef-gh", "en-x-ab-cd-ef"},
      {"zh-cmn-Hans-CN-x-private", "zh-cmn-Hans-CN"},
      {"zh-cmn-Hans-CNN-x", "zh-cmn-Hans-CNN"},
      {"abcdefghijklmnopqrst", "abcdefghijklmno"},
  };
  for (const auto& [tag, kept] : kCases) {
    LanguageTag language;
    language = tag;
    EXPECT_EQ(language, kept) << tag;
    EXPECT_EQ(language.empty(), *kept == '\0') << tag;
  }
}

TEST(LanguageTag, IsAValue) {
  LanguageTag a;
  a = std::string("zh-Hans");
  LanguageTag b = a;
  EXPECT_EQ(a, b);
  b = "en";
  EXPECT_FALSE(a == b);
  b = a.view().substr(0, 2);
  EXPECT_EQ(b, "zh");
}

}  // namespace
}  // namespace medloom
