// Every profile that ships is read without a problem; every kind of slip is told with its place.
#include "stages/structure/site_profile.h"

#include <filesystem>

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "pipeline/engine/data_files.h"

namespace medloom::stages {
namespace {

Problems problems_of(const std::string& toml) {
  Problems problems;
  read_site_profile(toml, "site.toml", problems);
  return problems;
}

TEST(SiteProfile, EveryShippedProfileIsSound) {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  const std::vector<std::string> files = data.list("profiles/sites", ".toml");
  ASSERT_FALSE(files.empty());
  for (const std::string& file : files) {
    Problems problems;
    const auto toml = read_file(data.path(file));
    ASSERT_TRUE(toml) << file;
    const SiteProfile profile = read_site_profile(*toml, file, problems);
    for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
    EXPECT_FALSE(profile.summary.empty()) << file;
  }
}

TEST(SiteProfile, ReadsAGrammar) {
  Problems problems;
  const SiteProfile profile = read_site_profile(R"(
summary = "test"
kind = "forum"
hosts = ["example.org"]
needs = 2
[[marker]]
match = '^Q:'
score = 2
[[state]]
name = "head"
role = "title"
next = "body"
[[state]]
name = "body"
role = "question"
lines = "keep"
  [[state.rule]]
  match = '^by (?P<alias>\w+) (?P<sex>[mf])$'
  role = "asker"
  unreliable = ["sex"]
  [[state.tail]]
  match = '^bye$'
  role = "signature"
)",
                                                "forum.toml", problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  EXPECT_EQ(profile.name, "forum");
  EXPECT_EQ(profile.kind, "forum");
  ASSERT_EQ(profile.states.size(), 2U);
  EXPECT_TRUE(profile.states[1].keep_lines);
  ASSERT_EQ(profile.states[1].rules.size(), 1U);
  EXPECT_EQ(profile.states[1].rules[0].name, "forum.toml:17");
  EXPECT_EQ(profile.states[1].tail.size(), 1U);
}

TEST(SiteProfile, TellsEverySlipWithItsPlace) {
  const std::string state = "[[state]]\nname = \"a\"\n";
  const struct {
    std::string toml;
    std::string message;  // a part of it
    std::string where;    // its beginning
  } bad[] = {
      {"summary = ", "", "site.toml:1"},
      {"sumary = \"x\"\n" + state, "did you mean 'summary'", "site.toml:1:1"},
      {"kind = \"docter-qa\"\n" + state, "did you mean 'doctor-qa'", "site.toml:1"},
      {"needs = \"five\"\n" + state, "whole number", "site.toml:1"},
      {"hosts = [1]\n" + state, "list", "site.toml:1"},
      {"marker = \"x\"\n" + state, "write [[marker]]", "site.toml:1"},
      {"[[marker]]\nscore = 1\n" + state, "match = '…' is missing", "site.toml:1"},
      {"[[marker]]\nmatch = '('\n" + state, "", "site.toml:2"},
      {"[[marker]]\nmatch = '(?=x)'\n" + state, "", "site.toml:2"},
      {"[[state]]\nrole = \"title\"\n", "needs a name", "site.toml:1"},
      {state + "role = \"titel\"\n", "there is no role 'titel'", "site.toml:1"},
      {state + "next = \"b\"\n", "there is no state 'b'", "site.toml:1:1"},
      {state + state, "stands twice", "site.toml:3"},
      {state + "lines = \"hard\"\n", "one of soft, keep", "site.toml:3"},
      {state + "[[state.rule]]\nmatch = 'x'\nto = \"z\"\n", "there is no state 'z'", "site.toml:3"},
      {state + "[[state.rule]]\nmatch = 'x'\nopens = \"anser\"\n", "did you mean 'answer'",
       "site.toml:3"},
      {state + "[[state.rule]]\nmatch = '(?P<alais>x)'\n", "did you mean 'alias'", "site.toml:3"},
      {state + "[[state.rule]]\nmatch = 'x'\nkinds = [\"table\"]\n", "no kind of block 'table'",
       "site.toml:3"},
      {"mode = \"grammar\"\n", "needs a [[state]]", "site.toml"},
      {"needs = 3\n[[marker]]\nmatch = 'x'\nscore = 2\n" + state, "give 2 of the 3", "site.toml:1"},
      {state + "[[state]]\nname = \"b\"\n", "nothing leads to state 'b'", "site.toml:3"},
      {state + "[[state]]\nname = \"b\"\nnext = \"b\"\n", "nothing leads to state 'b'",
       "site.toml:3"},
      {state + "field = \"alais\"\n", "did you mean 'alias'", "site.toml:1"},
      {state + "opens = \"follow-up\"\n", "a rule can", "site.toml:1"},
      {state + "[[state.rule]]\nmatch = 'x'\nfield = \"ages\"\n", "did you mean 'age'",
       "site.toml:3"},
      {state + "[[state.rule]]\nmatch = 'x'\nunreliable = [\"sex\"]\n", "unreliable names 'sex'",
       "site.toml:3"},
      {"[[find]]\nmatch = '(?P<agee>x)'\n" + state, "did you mean 'age'", "site.toml:1"},
      {"[[find]]\nmatch = 'x'\nof = \"asked\"\n" + state, "there is no role 'asked'",
       "site.toml:1"},
      {"[[doubt]]\nmatch = 'x'\n" + state, "needs a note", "site.toml:1"},
      {"[[doubt]]\nmatch = 'x'\nnote = \"y\"\nkind = \"untrused\"\n" + state,
       "did you mean 'untrusted'", "site.toml:4"},
      {"[[doubt]]\nmatch = 'x'\nnote = \"y\"\nunless = '('\n" + state, "", "site.toml:4"},
      {"[[glued]]\nmatch = '['\n" + state, "", "site.toml:2"},
      {"[[echo]]\n" + state, "match = '…' is missing", "site.toml:1"},
      {"[[join]]\nmatch = 'x'\nover_gap = 1\n" + state, "", "site.toml:3"},
  };
  for (const auto& [toml, message, where] : bad) {
    const Problems problems = problems_of(toml);
    ASSERT_FALSE(problems.empty()) << toml;
    bool found = false;
    for (const Error& problem : problems) {
      found = found || (problem.message.find(message) != std::string::npos &&
                        problem.where.starts_with(where));
    }
    EXPECT_TRUE(found) << toml << "\ngave " << to_string(problems.front());
  }
}

TEST(SiteProfile, LoadsAFileOfTheUsers) {
  const std::filesystem::path file =
      std::filesystem::path(MEDLOOM_SOURCE_DIR) / "profiles/sites/faq.toml";
  Problems problems;
  const SiteProfile profile = load_site_profile(file.string(), problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(profile.name, "faq");
}

TEST(SiteProfile, AFileThatCannotBeReadIsAProblem) {
  const std::filesystem::path root(MEDLOOM_SOURCE_DIR);
  for (const std::filesystem::path& file :
       {root / "profiles/sites/no-such.toml", root / "profiles/sites",
        root / "samples/zh-hans-qa-gbk/input.html"}) {
    Problems problems;
    load_site_profile(file.string(), problems);
    EXPECT_EQ(problems.size(), 1U) << file;
  }
}

TEST(SiteProfile, OnlyAnOutlineEnds) {
  const std::string rule = "[[rule]]\nmatch = 'x'\nto = \"end\"\n";
  EXPECT_TRUE(problems_of("mode = \"outline\"\nneeds = 0\n" + rule).empty());
  EXPECT_FALSE(problems_of("needs = 0\n" + rule + "[[state]]\nname = \"a\"\n").empty());
}

TEST(SiteProfile, TellsAllSlipsAtOnce) {
  const Problems problems =
      problems_of("kind = \"x\"\nneeds = \"y\"\nfoo = 1\n[[marker]]\nmatch = '('\n");
  EXPECT_GE(problems.size(), 5U);
}

}  // namespace
}  // namespace medloom::stages
