// A profile is read against a table of stages; everything that is wrong comes at once, with places.
#include "pipeline/engine/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/fake_stages.h"

namespace medloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Reading {
  Profile profile;
  std::vector<std::string> problems;
};

const StageTable& table() {
  static const StageTable kStages = test::fake_stages();
  return kStages;
}

Reading read(std::string_view toml, const std::vector<std::string>& overrides = {},
             const std::string& file = "p.toml") {
  Problems problems;
  Reading reading;
  reading.profile = read_profile(toml, file, table(), overrides, problems);
  for (const Error& problem : problems) {
    EXPECT_EQ(problem.code, ErrorCode::configuration);
    reading.problems.push_back(to_string(problem));
  }
  return reading;
}

// The least that is a whole profile, with room for what a test adds before it.
std::string with(const std::string& head, const std::string& middle = "") {
  return head + "\n[[stage]]\nuse = 'take'\n" + middle + "[[stage]]\nuse = 'keep'\n";
}

TEST(Profile, IsReadFromTopToBottom) {
  const Reading reading = read(
      "summary = 'For tests.'\nprovenance = 'summary'\n[limits]\npage_bytes = 100\n"
      "[[stage]]\nuse = 'take'\n[[stage]]\nuse = 'shout'\nwhy = 'loud'\nto = 'X'\n"
      "[[stage]]\nuse = 'keep'\n",
      {}, "dir/quiet.toml");
  EXPECT_THAT(reading.problems, IsEmpty());
  const Profile& profile = reading.profile;
  EXPECT_EQ(profile.name, "quiet");
  EXPECT_EQ(profile.summary, "For tests.");
  EXPECT_EQ(profile.provenance, "summary");
  EXPECT_EQ(profile.limits.page_bytes, 100U);
  ASSERT_EQ(profile.stages.size(), 3U);
  EXPECT_EQ(profile.stages[1].spec->name, "shout");
  EXPECT_EQ(profile.stages[1].why, "loud");
  EXPECT_EQ(profile.stages[1].settings.text("to"), "X");
  EXPECT_EQ(profile.stages[1].settings.text("from"), "pain") << "the default";
}

TEST(Profile, HasDefaults) {
  const Reading reading = read(with(""));
  EXPECT_THAT(reading.problems, IsEmpty());
  EXPECT_EQ(reading.profile.provenance, "full");
  EXPECT_EQ(reading.profile.limits.page_bytes, std::uint64_t{16} << 20);
}

TEST(Profile, OverridesReplaceItsSettings) {
  const Reading reading =
      read(with("", "[[stage]]\nuse = 'shout'\nto = 'X'\n"), {"shout.to=a.b=c", "shout.from=ache"});
  EXPECT_THAT(reading.problems, IsEmpty());
  EXPECT_EQ(reading.profile.stages[1].settings.text("to"), "a.b=c");
  EXPECT_EQ(reading.profile.stages[1].settings.text("from"), "ache");
}

// Each bad profile with the one problem it has.
TEST(Profile, BadProfiles) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"summary = ", "p.toml:1:11: Error while parsing key-value pair"},
      {with("sumary = 'x'"),
       "p.toml:1:1: a profile has no setting 'sumary', did you mean 'summary'?"},
      {with("stages = 1"), "p.toml:1:1: a profile has no setting 'stages', did you mean 'stage'?"},
      {with("summary = 1"), "p.toml:1:1: a profile.summary must be a string, not a whole number"},
      {with("provenance = 'all'"),
       "p.toml:1:1: a profile.provenance must be one of full, summary, none, not 'all'"},
      {with("limits = 3"), "p.toml:1:1: limits must be a table, not a whole number"},
      {with("[limits]\npage_bytes = 0"),
       "p.toml:2:1: limits.page_bytes must be between 1 and 1073741824, not 0"},
      {with("[limits]\npage_bytes = 4294967296"),
       "p.toml:2:1: limits.page_bytes must be between 1 and 1073741824, not 4294967296"},
      {with("[limits]\nbytes = 5"), "p.toml:2:1: limits has no setting 'bytes'"},
      {with("", "[[stage]]\nuse = 'shuot'\n"),
       "p.toml:5:1: there is no stage 'shuot', did you mean 'shout'?"},
      {with("", "[[stage]]\nuse = ''\n"), "p.toml:5:1: there is no stage ''"},
      {with("", "[[stage]]\nuse = 3\n"), "p.toml:4:1: a [[stage]] needs use = \"NAME\""},
      {with("", "[[stage]]\nto = 'x'\n"), "p.toml:4:1: a [[stage]] needs use = \"NAME\""},
      {with("", "[[stage]]\nuse = 'shout'\nwhy = 4\n"), "p.toml:6:1: why must be a string"},
      {with("", "[[stage]]\nuse = 'shout'\n  tto = 'x'\n"),
       "p.toml:6:3: stage shout has no setting 'tto', did you mean 'to'?"},
      {with("", "[[stage]]\nuse = 'judge'\nto = 'x'\n"),
       "p.toml:6:1: stage judge has no setting 'to'"},
      {with("", "[[stage]]\nuse = 'shout'\n[[stage]]\nuse = 'shout'\n"),
       "p.toml:7:1: stage 'shout' is used twice"},
  };
  for (const auto& [toml, problem] : cases) {
    const Reading reading = read(toml);
    ASSERT_EQ(reading.problems.size(), 1U) << toml << ::testing::PrintToString(reading.problems);
    EXPECT_EQ(reading.problems[0].substr(0, problem.size()), problem) << toml;
  }
}

TEST(Profile, StagesThatAreNoTables) {
  EXPECT_THAT(read("stage = 'x'").problems,
              ElementsAre("p.toml:1:1: stages are written as [[stage]] tables",
                          "p.toml: stage 'take' is missing; every profile needs it",
                          "p.toml: stage 'keep' is missing; every profile needs it"));
  EXPECT_EQ(read("stage = ['take', 'keep']").problems.size(), 4U);
  EXPECT_EQ(read("[stage]\nuse = 'take'").problems.size(), 3U);
  EXPECT_EQ(read("").problems.size(), 2U) << "an empty profile has neither READ nor WRITE";
}

TEST(Profile, OrderErrors) {
  EXPECT_THAT(
      read("[[stage]]\nuse = 'shout'\n[[stage]]\nuse = 'take'\n[[stage]]\nuse = 'keep'\n").problems,
      ElementsAre("p.toml:4:1: stage 'take' (read) cannot come after 'shout' (edit)"));
  EXPECT_THAT(
      read("[[stage]]\nuse = 'take'\n[[stage]]\nuse = 'keep'\n[[stage]]\nuse = 'judge'\n").problems,
      ElementsAre("p.toml:6:1: stage 'judge' (edit) cannot come after 'keep' (write)"));
  EXPECT_THAT(read("[[stage]]\nuse = 'take'\n[[stage]]\nuse = 'judge'\n[[stage]]\nuse = 'shout'\n"
                   "[[stage]]\nuse = 'keep'\n")
                  .problems,
              IsEmpty())
      << "EDIT stages stand in any order";
}

TEST(Profile, MissingStages) {
  EXPECT_THAT(read("[[stage]]\nuse = 'take'\n").problems,
              ElementsAre("p.toml: stage 'keep' is missing; every profile needs it"));
  EXPECT_THAT(read("[[stage]]\nuse = 'takke'\n[[stage]]\nuse = 'keep'\n").problems,
              ElementsAre("p.toml:2:1: there is no stage 'takke', did you mean 'take'?"))
      << "a stage that is misspelt is not missing as well";
}

TEST(Profile, BadOverrides) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"shout", "--set shout: expected stage.key=value"},
      {"", "--set : expected stage.key=value"},
      {"to=x", "--set to=x: expected stage.key=value"},
      {"summary=a.b", "--set summary=a.b: expected stage.key=value"},
      {"shuot.to=x", "--set shuot.to=x: the profile uses no stage 'shuot', did you mean 'shout'?"},
      {"judge.x=1", "--set judge.x=1: the profile uses no stage 'judge'"},
      {".to=x", "--set .to=x: the profile uses no stage ''"},
      {"shout.too=x", "--set shout.too=x: stage shout has no setting 'too', did you mean 'to'?"},
      {"shout.=x", "--set shout.=x: stage shout has no setting ''"},
  };
  for (const auto& [word, problem] : cases) {
    EXPECT_THAT(read(with("", "[[stage]]\nuse = 'shout'\n"), {word}).problems, ElementsAre(problem))
        << word;
  }
}

TEST(Profile, AllProblemsAtOnce) {
  const Reading reading = read(
      "sumary = 'x'\n"
      "provenance = 3\n"
      "[limits]\n"
      "page_bytes = -1\n"
      "[[stage]]\n"
      "use = 'take'\n"
      "x = 1\n"
      "[[stage]]\n"
      "use = 'nobody'\n"
      "[[stage]]\n"
      "use = 'keep'\n"
      "[[stage]]\n"
      "use = 'shout'\n"
      "from = false\n",
      {"nonsense", "keep.a=1"});
  std::vector<std::string> places;
  for (const std::string& problem : reading.problems) {
    places.push_back(problem.substr(0, problem.find(": ")));
  }
  EXPECT_THAT(places,
              ElementsAre("p.toml:1:1", "p.toml:2:1", "p.toml:4:1", "p.toml:7:1", "p.toml:9:1",
                          "--set keep.a=1", "p.toml:14:1", "--set nonsense", "p.toml:13:1"));
}

TEST(ProfileCanonical, HasAllThatDecidesAResult) {
  const std::string base = read(with("")).profile.canonical();
  const std::vector<std::string> others = {
      read(with("provenance = 'none'")).profile.canonical(),
      read(with("[limits]\npage_bytes = 5")).profile.canonical(),
      read(with("", "[[stage]]\nuse = 'shout'\n")).profile.canonical(),
      read(with("", "[[stage]]\nuse = 'shout'\nto = 'y'\n")).profile.canonical(),
  };
  for (const std::string& other : others) EXPECT_NE(other, base);
  EXPECT_NE(others[2], others[3]);
  EXPECT_EQ(read(with("summary = 'other words'")).profile.canonical(), base);
  EXPECT_EQ(read(with("", "[[stage]]\nuse = 'shout'\nwhy = 'x'\n")).profile.canonical(), others[2]);
  EXPECT_EQ(
      read(with("", "[[stage]]\nuse = 'shout'\nto = 'z'\n"), {"shout.to=y"}).profile.canonical(),
      others[3])
      << "it is the effective configuration";
}

}  // namespace
}  // namespace medloom
