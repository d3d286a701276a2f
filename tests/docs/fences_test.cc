#include "tests/docs/fences.h"

#include <gtest/gtest.h>

namespace medloom::test {
namespace {

TEST(Fences, WhatIsTypedIsFound) {
  const DocPage page = read_page(
      "# Title\n"
      "<!-- run first: mkdir pages -->\n"
      "```sh\nmedloom run a\nmedloom run b\n```\n"
      "```console\n$ echo a \\\n    b\na b\n$ true\n```\n"
      "```text\n$ not typed\n```\n");
  EXPECT_TRUE(page.faults.empty());
  ASSERT_EQ(page.typed.size(), 4U);
  EXPECT_EQ(page.typed[0].script, " mkdir pages ");
  EXPECT_EQ(page.typed[1].script, "set -e\nmedloom run a\nmedloom run b\n");
  EXPECT_FALSE(page.typed[1].compared);
  EXPECT_EQ(page.typed[2].script, "echo a \\\n    b");
  EXPECT_EQ(page.typed[2].line, 8U);
  EXPECT_TRUE(page.typed[2].compared);
  EXPECT_EQ(page.typed[2].expected, std::vector<std::string>{"a b"});
  EXPECT_EQ(page.typed[3].script, "true");
  EXPECT_TRUE(page.typed[3].expected.empty());
}

TEST(Fences, FaultsOfAPageAreFound) {
  EXPECT_EQ(read_page("```\nls\n```\n").faults, std::vector<std::size_t>{1});
  EXPECT_EQ(read_page("text\n```sh\nls\n").faults, std::vector<std::size_t>{2});
  EXPECT_EQ(read_page("```console\nno command\n$ ls\n```\n").faults, std::vector<std::size_t>{2});
  EXPECT_EQ(read_page("<!-- run first: ls\n").faults, std::vector<std::size_t>{1});
}

struct Promise {
  std::vector<std::string> expected;
  std::vector<std::string> actual;
  bool kept;
};

TEST(Fences, PromisesAreKeptLineByLine) {
  const Promise cases[] = {
      {{}, {}, true},
      {{"a"}, {"a"}, true},
      {{"a"}, {"b"}, false},
      {{"a"}, {}, false},
      {{}, {"a"}, false},
      {{"a"}, {"a", "b"}, false},
      {{"a", "b"}, {"a"}, false},
      {{"…"}, {}, true},
      {{"…"}, {"a", "b"}, true},
      {{"a", "…"}, {"a", "b", "c"}, true},
      {{"…", "c"}, {"a", "b", "c"}, true},
      {{"a", "…", "c", "…"}, {"a", "c", "c"}, true},
      {{"…", "x", "…"}, {"a", "b"}, false},
      {{"a … c"}, {"a b c"}, true},
      {{"a … c"}, {"a b d"}, false},
      {{"a… b…"}, {"a b"}, true},
      {{"…5 ms"}, {"0.5 ms"}, true},
      {{"…5 ms"}, {"0.6 ms"}, false},
      {{"a…a"}, {"a"}, false},
      {{"a…b"}, {"a", "b"}, false},
      {{"a", "  …"}, {"a", "b", "c"}, true},
      {{"a"}, {"a", "", ""}, true},
      {{"a"}, {"", "a"}, false},
  };
  for (const Promise& test : cases) {
    EXPECT_EQ(as_promised(test.expected, test.actual), test.kept)
        << testing::PrintToString(test.expected) << testing::PrintToString(test.actual);
  }
}

}  // namespace
}  // namespace medloom::test
