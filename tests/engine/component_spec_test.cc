// Settings from a table and from words: types, defaults, suggestions, and all problems at once.
#include "pipeline/engine/component_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<FieldSpec>& fields() {
  static const std::vector<FieldSpec> kFields = {
      {"prefer", FieldType::boolean, "false", "Change what is acceptable, too."},
      {"limit", FieldType::integer, "512", "How many.", {}, 1, 1000},
      {"note", FieldType::text, "none", "Free text."},
      {"to", FieldType::choice, "keep", "Where to.", {"keep", "zh-Hans", "zh-Hant-TW"}},
      {"layers", FieldType::text_list, "base, region", "In order."},
  };
  return kFields;
}

Settings from_table(const std::string& toml, Problems& problems,
                    const std::vector<Assignment>& assignments = {}) {
  const auto root = parse_toml(toml, "p.toml");
  EXPECT_TRUE(root) << toml;
  return read_settings(fields(), &*root, "stage x", {"use"}, problems, assignments);
}

std::vector<std::string> shown(const Problems& problems) {
  std::vector<std::string> lines;
  for (const Error& problem : problems) lines.push_back(to_string(problem));
  return lines;
}

TEST(Settings, AreTheDefaultsWhereNothingIsSaid) {
  Problems problems;
  const Settings settings = read_settings(fields(), nullptr, "stage x", {}, problems);
  EXPECT_THAT(shown(problems), IsEmpty());
  EXPECT_FALSE(settings.boolean("prefer"));
  EXPECT_EQ(settings.integer("limit"), 512);
  EXPECT_EQ(settings.text("note"), "none");
  EXPECT_EQ(settings.text("to"), "keep");
  EXPECT_THAT(settings.list("layers"), ElementsAre("base", "region"));
}

TEST(Settings, AreReadFromATable) {
  Problems problems;
  const Settings settings = from_table(
      "use = 'x'\nprefer = true\nlimit = 7\nnote = ''\nto = 'zh-Hans'\nlayers = ['a, b', 'c']\n",
      problems);
  EXPECT_THAT(shown(problems), IsEmpty());
  EXPECT_TRUE(settings.boolean("prefer"));
  EXPECT_EQ(settings.integer("limit"), 7);
  EXPECT_EQ(settings.text("note"), "");
  EXPECT_EQ(settings.text("to"), "zh-Hans");
  EXPECT_THAT(settings.list("layers"), ElementsAre("a, b", "c"));
}

TEST(Settings, AListMayBeOneStringOrEmpty) {
  Problems problems;
  EXPECT_THAT(from_table("layers = 'a, b'", problems).list("layers"), ElementsAre("a, b"));
  EXPECT_THAT(from_table("layers = []", problems).list("layers"), IsEmpty());
  EXPECT_THAT(shown(problems), IsEmpty());
}

TEST(Settings, AreReadFromWords) {
  Problems problems;
  const Settings settings = read_settings(
      fields(), {"prefer=true", "limit=-0", "limit=9", "note=a=b", "layers= a ,, b ", "to=keep"},
      "stage x", problems);
  EXPECT_THAT(shown(problems), ElementsAre("--set limit=-0: stage x.limit must be between 1 and "
                                           "1000, not -0"));
  EXPECT_TRUE(settings.boolean("prefer"));
  EXPECT_EQ(settings.integer("limit"), 9) << "the last one counts";
  EXPECT_EQ(settings.text("note"), "a=b");
  EXPECT_THAT(settings.list("layers"), ElementsAre("a", "b"));
}

TEST(Settings, AssignmentsWinOverTheTable) {
  Problems problems;
  const Settings settings =
      from_table("limit = 7\nlayers = ['x']\n", problems,
                 {{"limit", "8", "--set x.limit=8"}, {"layers", "a,b", "--set x.layers=a,b"}});
  EXPECT_THAT(shown(problems), IsEmpty());
  EXPECT_EQ(settings.integer("limit"), 8);
  EXPECT_THAT(settings.list("layers"), ElementsAre("a", "b"));
}

// Each bad table with the one problem it has.
TEST(Settings, BadTables) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"prefer = 'true'", "p.toml:1:1: stage x.prefer must be true or false, not a string"},
      {"prefer = 1", "p.toml:1:1: stage x.prefer must be true or false, not a whole number"},
      {"limit = '5'", "p.toml:1:1: stage x.limit must be a whole number, not a string"},
      {"limit = 1.5", "p.toml:1:1: stage x.limit must be a whole number, not a number"},
      {"limit = 0", "p.toml:1:1: stage x.limit must be between 1 and 1000, not 0"},
      {"limit = 1001", "p.toml:1:1: stage x.limit must be between 1 and 1000, not 1001"},
      {"limit = true", "p.toml:1:1: stage x.limit must be a whole number, not true or false"},
      {"note = 3", "p.toml:1:1: stage x.note must be a string, not a whole number"},
      {"note = ['a']", "p.toml:1:1: stage x.note must be a string, not a list"},
      {"note = 2020-04-23", "p.toml:1:1: stage x.note must be a string, not a date"},
      {"to = 2",
       "p.toml:1:1: stage x.to must be one of keep, zh-Hans, zh-Hant-TW, not a whole number"},
      {"to = 'zh-Hant'",
       "p.toml:1:1: stage x.to must be one of keep, zh-Hans, zh-Hant-TW, not 'zh-Hant', did you "
       "mean 'zh-Hans'?"},
      {"to = ''", "p.toml:1:1: stage x.to must be one of keep, zh-Hans, zh-Hant-TW, not ''"},
      {"layers = 3", "p.toml:1:1: stage x.layers must be a list of strings, not a whole number"},
      {"layers = ['a', 3]",
       "p.toml:1:16: stage x.layers must be a list of strings, not a whole number"},
      {"[layers]", "p.toml:1:2: stage x.layers must be a list of strings, not a table"},
      {"perfer = true", "p.toml:1:1: stage x has no setting 'perfer', did you mean 'prefer'?"},
      {"uses = 1", "p.toml:1:1: stage x has no setting 'uses', did you mean 'use'?"},
      {"entirely_else = 1", "p.toml:1:1: stage x has no setting 'entirely_else'"},
  };
  for (const auto& [toml, problem] : cases) {
    Problems problems;
    from_table(toml, problems);
    EXPECT_THAT(shown(problems), ElementsAre(problem)) << toml;
  }
}

TEST(Settings, BadWords) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"prefer", "--set: expected key=value, not 'prefer'"},
      {"", "--set: expected key=value, not ''"},
      {"=x", "--set =x: stage x has no setting ''"},
      {"prefer=yes", "--set prefer=yes: stage x.prefer must be true or false, not 'yes'"},
      {"prefer=", "--set prefer=: stage x.prefer must be true or false, not ''"},
      {"limit=five", "--set limit=five: stage x.limit must be a whole number, not 'five'"},
      {"limit=5 ", "--set limit=5 : stage x.limit must be a whole number, not '5 '"},
      {"limit=", "--set limit=: stage x.limit must be a whole number, not ''"},
      {"limit=99999999999999999999",
       "--set limit=99999999999999999999: stage x.limit must be a whole number, not "
       "'99999999999999999999'"},
      {"limit=2000", "--set limit=2000: stage x.limit must be between 1 and 1000, not 2000"},
      {"limt=5", "--set limt=5: stage x has no setting 'limt', did you mean 'limit'?"},
      {"to=keeep",
       "--set to=keeep: stage x.to must be one of keep, zh-Hans, zh-Hant-TW, not "
       "'keeep', did you mean 'keep'?"},
  };
  for (const auto& [word, problem] : cases) {
    Problems problems;
    read_settings(fields(), {word}, "stage x", problems);
    EXPECT_THAT(shown(problems), ElementsAre(problem)) << word;
  }
}

TEST(Settings, AllProblemsAtOnceInTheOrderOfTheFile) {
  Problems problems;
  from_table("to = 'x'\nlimit = 'y'\n\n  prefr = true\nlayers = [1, 2]\n", problems,
             {{"note2", "", "--set x.note2="}});
  std::vector<std::string> places;
  for (const Error& problem : problems) {
    EXPECT_EQ(problem.code, ErrorCode::configuration);
    places.push_back(problem.where);
  }
  EXPECT_THAT(places, ElementsAre("p.toml:1:1", "p.toml:2:1", "p.toml:4:3", "p.toml:5:11",
                                  "p.toml:5:14", "--set x.note2="));
}

TEST(Settings, MustBeATable) {
  Problems problems;
  const auto root = parse_toml("limits = 3", "p.toml");
  read_settings(fields(), root->find("limits"), "limits", {}, problems);
  EXPECT_THAT(shown(problems),
              ElementsAre("p.toml:1:1: limits must be a table, not a whole number"));
}

TEST(Settings, AComponentWithoutSettingsSaysSo) {
  Problems problems;
  read_settings({}, {"a=b"}, "stage x", problems);
  EXPECT_THAT(shown(problems), ElementsAre("--set a=b: stage x has no setting 'a'; it has none"));
}

TEST(Settings, ADefaultThatDoesNotParseIsAProblem) {
  const std::vector<FieldSpec> broken = {{"n", FieldType::integer, "many", "x"}};
  Problems problems;
  read_settings(broken, nullptr, "stage x", {}, problems);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].where, HasSubstr("default"));
}

TEST(Canonical, IsOneLineForEachSettingInTheOrderOfTheSpec) {
  Problems problems;
  const Settings settings = from_table("to = 'zh-Hans'\nprefer = true\n", problems);
  EXPECT_EQ(
      settings.canonical(),
      "prefer=true\nlimit=512\nnote=\"none\"\nto=\"zh-Hans\"\nlayers=[\"base\",\"region\"]\n");
}

TEST(Canonical, DiffersWhereSettingsDiffer) {
  Problems problems;
  EXPECT_NE(from_table("layers = ['a,b']", problems).canonical(),
            from_table("layers = ['a', 'b']", problems).canonical());
  EXPECT_NE(from_table("note = \"a\\nto=b\"", problems).canonical(),
            from_table("note = 'a'", problems).canonical());
  EXPECT_EQ(from_table("limit = 7", problems).canonical(),
            read_settings(fields(), {"limit=007"}, "stage x", problems).canonical());
  EXPECT_THAT(shown(problems), IsEmpty());
}

TEST(DidYouMean, NamesTheNearest) {
  const std::vector<std::string> known = {"fix", "prefer", "flag", "keep", "link"};
  EXPECT_EQ(did_you_mean("fxi", known), ", did you mean 'fix'?");
  EXPECT_EQ(did_you_mean("flags", known), ", did you mean 'flag'?");
  EXPECT_EQ(did_you_mean("perfer", known), ", did you mean 'prefer'?");
  EXPECT_EQ(did_you_mean("preferred", known), ", did you mean 'prefer'?");
}

TEST(DidYouMean, IsSilentWhenNothingIsNear) {
  const std::vector<std::string> known = {"to", "fix"};
  EXPECT_EQ(did_you_mean("normalize", known), "");
  EXPECT_EQ(did_you_mean("a", known), "") << "two of two letters differ";
  EXPECT_EQ(did_you_mean("", known), "");
  EXPECT_EQ(did_you_mean("fix", {}), "");
}

TEST(FieldType, HasANameForTheReferencePage) {
  for (int type = 0; type <= static_cast<int>(FieldType::text_list); ++type) {
    EXPECT_FALSE(name_of(static_cast<FieldType>(type)).empty());
  }
}

}  // namespace
}  // namespace medloom
