#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "apps/medloom/commands.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> words_of(const std::string& name) {
  const auto space = name.find(' ');
  if (space == std::string::npos) return {"man", name};
  return {"man", name.substr(0, space), name.substr(space + 1)};
}

TEST(Man, ThePageOfTheToolNamesEveryCommand) {
  const std::string page = test::medloom({"man"}).out;
  EXPECT_THAT(page, testing::StartsWith(".TH MEDLOOM 1 "));
  for (const CommandSpec& spec : all_commands()) {
    std::string name = spec.name;  // roff writes a dash with a backslash
    for (auto at = name.find('-'); at != std::string::npos; at = name.find('-', at + 2)) {
      name.insert(at, "\\");
    }
    EXPECT_THAT(page, HasSubstr(name));
  }
}

TEST(Man, ThePageOfACommandNamesItsWords) {
  for (const CommandSpec& spec : all_commands()) {
    const std::string page = test::medloom(words_of(spec.name)).out;
    EXPECT_THAT(page, HasSubstr(".SH SYNOPSIS")) << spec.name;
    for (const Word& word : spec.words) {
      const std::string name = word.names.substr(word.names.find_last_of(",-") + 1);
      EXPECT_THAT(page, HasSubstr(name)) << spec.name;
    }
  }
}

TEST(Man, NoLineIsTakenForARequestOfRoff) {
  for (const CommandSpec& spec : all_commands()) {
    std::istringstream lines(test::medloom(words_of(spec.name)).out);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_THAT(line, Not(testing::StartsWith("'"))) << spec.name;
      if (!line.starts_with('.')) continue;
      EXPECT_THAT(line, testing::MatchesRegex("\\.(TH|SH|SS|TP|B|I|BR|RI|nf|fi).*")) << line;
    }
  }
}

TEST(Man, AnUnknownCommandIsTold) {
  const test::Finished finished = test::medloom({"man", "rnu"});
  EXPECT_EQ(finished.code, 2);
  EXPECT_THAT(finished.err, HasSubstr("there is no command 'rnu', did you mean 'run'?"));
  EXPECT_EQ(test::medloom({"man", "dict"}).code, 2);
}

}  // namespace
}  // namespace medloom
