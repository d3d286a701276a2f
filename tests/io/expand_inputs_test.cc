#include "io/expand_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> expanded(const std::vector<std::string>& words) {
  Problems problems;
  std::vector<std::string> paths = expand_inputs(words, problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  return paths;
}

TEST(ExpandInputs, LeavesPathsAlone) {
  EXPECT_THAT(expanded({"a.html", "-", "@", "no/such", ""}),
              ElementsAre("a.html", "-", "@", "no/such", ""));
}

TEST(ExpandInputs, ReadsLists) {
  const TempFolder folder;
  const std::string list = folder.write("list", "b.html\r\n\n a.html\n@not-a-list\n*.html");
  EXPECT_THAT(expanded({"x", "@" + list, "y"}),
              ElementsAre("x", "b.html", " a.html", "@not-a-list", "*.html", "y"));
  EXPECT_THAT(expanded({"@" + folder.write("empty", "")}), IsEmpty());
}

TEST(ExpandInputs, MatchesPatterns) {
  const TempFolder folder;
  for (const char* name : {"b.html", "a.html", "c.txt", ".d.html", "sub/e.html"}) {
    folder.write(name, "x");
  }
  const std::string root = folder.path().string();
  EXPECT_THAT(expanded({root + "/*.html"}), ElementsAre(root + "/a.html", root + "/b.html"));
  EXPECT_THAT(expanded({root + "/*/?.html"}), ElementsAre(root + "/sub/e.html"));
  const std::string odd = folder.write("odd[1].html", "x");
  EXPECT_THAT(expanded({odd}), ElementsAre(odd)) << "a file of that name is no pattern";
}

TEST(ExpandInputs, TellsWhatGivesNothing) {
  const TempFolder folder;
  const std::string good = folder.write("a.txt", "x");
  const std::string words[] = {folder.path("none*.html"), "@" + folder.path("none"),
                               "@" + folder.path().string(),
                               "@" + folder.write("long", std::string(100000, 'x'))};
  for (const std::string& word : words) {
    Problems problems;
    EXPECT_THAT(expand_inputs({good, word}, problems), ElementsAre(good));
    ASSERT_EQ(problems.size(), 1U) << word.substr(0, 80);
    EXPECT_EQ(problems[0].where, word);
  }
}

}  // namespace
}  // namespace medloom
