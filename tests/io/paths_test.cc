#include "io/paths.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "io/open.h"
#include "tests/support/temp_folder.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using namespace std::string_literals;

struct Named {
  std::string path;
  std::string expected;
};

TEST(Paths, AreShownAsUtf8) {
  const Named cases[] = {
      {"pages/a.html", "pages/a.html"},
      {"页面/一.html", "页面/一.html"},
      {"a\nb", "a\nb"},  // a control character is valid UTF-8; messages escape it
      {"\xFF.html", "\\xFF.html"},
      {"a\xE4\xB8", "a\\xE4\\xB8"},
      {"\xC0\xAF", "\\xC0\\xAF"},
      {"\xED\xA0\x80", "\\xED\\xA0\\x80"},
      {"", ""},
  };
  for (const Named& test : cases) {
    EXPECT_EQ(path_as_utf8(test.path), test.expected);
    EXPECT_TRUE(text::is_valid_utf8(path_as_utf8(test.path)));
  }
}

TEST(Paths, EndingIsThatOfTheFileName) {
  const Named cases[] = {
      {"a.html", ".html"},     {"A.HTML", ".html"}, {"dir.d/a", ""}, {"a.tar.gz", ".gz"},
      {".html", ""},           {"dir/.txt", ""},    {"a.", "."},     {"", ""},
      {"dir/a.b.TXT", ".txt"}, {"a.html/", ""},
  };
  for (const Named& test : cases) EXPECT_EQ(ending_of(test.path), test.expected) << test.path;
}

TEST(Paths, FileIdSeesThroughLinksAndDots) {
  const test::TempFolder folder;
  const std::string file = folder.write("a.txt", "a");
  const std::string other = folder.write("b.txt", "a");
  std::filesystem::create_symlink("a.txt", folder.path("link"));
  EXPECT_EQ(file_id(file), file_id(folder.path("./link")));
  EXPECT_NE(file_id(file), file_id(other));
  EXPECT_EQ(file_id(folder.path("missing")), std::nullopt);
  EXPECT_EQ(file_id(-1), std::nullopt);
}

TEST(Paths, OverridesOfSourcesAreToldFromThoseOfStages) {
  EXPECT_TRUE(names_source("folder.endings=.html"));
  for (const char* word : {"convert.to=keep", "folder", "folder=x.y", "=folder.endings", "", "."}) {
    EXPECT_FALSE(names_source(word)) << word;
  }
}

}  // namespace
}  // namespace medloom
