#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/builtin.h"
#include "tests/apps/program.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::StartsWith;

Finished filter(std::vector<std::string> words, std::string input) {
  words.insert(words.begin(), "stage");
  return medloom(std::move(words), {.input = std::move(input)});
}

TEST(StageFilter, DecodeWritesTheTextExactly) {
  const std::string page = "<p>one\ntwo</p>";
  EXPECT_EQ(filter({"decode"}, page).out, page) << "no line break is added";
  const std::string gbk = "<meta charset=gb2312><p>\xD1\xFC\xCD\xB4\xA3\xAC\xD0\xDD\xCF\xA2</p>\n";
  const Finished done = filter({"decode"}, gbk);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(done.out, "<meta charset=gb2312><p>腰痛，休息</p>\n");
}

TEST(StageFilter, ExtractWritesABlockALine) {
  const Finished done =
      filter({"extract"}, "<h2>Rest</h2><p>It helps\nmost.</p><ul><li>Sleep<li>Sit</ul>");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("heading 2\tRest\n"));
  EXPECT_THAT(done.out, HasSubstr("paragraph\tIt helps most.\n"));
  EXPECT_THAT(done.out, testing::ContainsRegex("list_item 1\t[^\n]*Sleep\n"));
}

TEST(StageFilter, EditStagesMapLinesToLines) {
  const std::string lines = "one\n\n腰痛\nthree\n";
  for (const char* stage : {"repair", "normalize", "convert"}) {
    const Finished done = filter({stage}, lines);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.out, lines) << stage;
  }
  EXPECT_EQ(filter({"normalize"}, "no end").out, "no end");
  EXPECT_EQ(filter({"normalize"}, "").out, "");
  EXPECT_EQ(filter({"normalize"}, "\n\n").out, "\n\n");
}

// Larger than a part of the filter's.
TEST(StageFilter, ManyLinesAndLongOnesComeBackWhole) {
  std::string lines;
  std::string converted;
  for (int i = 0; i < 300'000; ++i) {
    const std::string number = std::to_string(i);
    lines += "医生发现头发干 " + number + "\n";
    converted += "醫生發現頭髮乾 " + number + "\n";
  }
  const std::vector<std::string> convert = {"convert", "--set", "to=zh-Hant-TW"};
  const Finished many = filter(convert, lines);
  EXPECT_EQ(many.code, 0) << many.err;
  EXPECT_TRUE(many.out == converted);

  std::string line;
  std::string line_converted;
  for (int i = 0; i < 300'000; ++i) {
    line += "医生发现头发干。";
    line_converted += "醫生發現頭髮乾。";
  }
  EXPECT_TRUE(filter(convert, line).out == line_converted) << "cut between sentences";

  const std::string no_end = "x" + std::string(6 << 20, 'y');
  EXPECT_TRUE(filter(convert, no_end).out == no_end);
  std::string han = "x";
  for (int i = 0; i < 2 << 20; ++i) han += "血";
  EXPECT_TRUE(filter({"convert", "--set", "to=zh-Hans-CN"}, han).out == han) << "no character torn";
}

// A line of no sentences, larger than a part, at each place in a character; and one that is no
// text.
TEST(StageFilter, ALongLineIsNotCutWithinACharacter) {
  for (const std::string character : {"頭", "\U00020000"}) {
    for (std::size_t before = 0; before < character.size(); ++before) {
      std::string line(before, 'a');
      while (line.size() < (std::size_t{4} << 20) + 100) line += character;
      const Finished done = filter({"convert"}, line);
      EXPECT_TRUE(done.out == line) << character << " behind " << before;
      EXPECT_EQ(done.err, "");
    }
  }
  const Finished damaged = filter({"convert"}, std::string((std::size_t{4} << 20) + 10, '\x80'));
  EXPECT_THAT(damaged.err, HasSubstr("stands for 4,194,314 bytes"));
}

TEST(StageFilter, FlagsNameTheLineOfTheWholeInput) {
  std::string lines;
  for (int i = 0; i < 600'000; ++i) lines += "plain line\n";
  const TempFolder folder;
  const std::string terms =
      folder.write("t.tsv", "match\treplace\tmode\nglimmer vessels\t\tflag\n");
  const Finished done = filter({"normalize", "--dictionary", terms}, lines + "glimmer vessels\n");
  EXPECT_THAT(done.err, HasSubstr("in line 600001: "));
}

TEST(StageFilter, DictionaryAndSettingsAct) {
  const TempFolder folder;
  const std::string terms =
      folder.write("t.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  EXPECT_EQ(filter({"normalize", "--dictionary", terms}, "Two\nGlimmer vessels.\n").out,
            "Two\nGlandular vessels.\n");
  EXPECT_EQ(filter({"convert", "--set", "to=zh-Hant-TW"}, "医生发现\nplain\n").out,
            "醫生發現\nplain\n");
  EXPECT_EQ(filter({"convert", "--set", "convert.to=zh-Hant-TW"}, "医生发现").out, "醫生發現");
}

TEST(StageFilter, StructureShowsRoles) {
  const Finished done = filter({"structure"}, "Is rest good?\n\nIt helps.\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("\tIt helps.\n"));
}

TEST(StageFilter, BrokenTextIsMendedAndTold) {
  const Finished done = filter({"normalize"},
                               "a\xFF"
                               "b\n");
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.out,
            "a\xEF\xBF\xBD"
            "b\n");
  EXPECT_THAT(done.err, HasSubstr("1 byte"));
}

TEST(StageFilter, WhatIsNoFilterIsRefused) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"decod"}, "did you mean 'decode'?"},
      {{"nonsense-of-mine"}, "there is no stage"},
      {{"assemble"}, "no filter"},
      {{"check"}, "no filter"},
      {{""}, "there is no stage"},
      {{"convert", "--set", "tu=x"}, "did you mean 'to'?"},
      {{"convert", "--set", "to"}, "key=value"},
      {{"convert", "--set", "to=nowhere"}, "nowhere"},
      {{"decode", "--set", "x=y"}, "no setting 'x'"},
      {{"normalize", "--dictionary", "/none.tsv"}, "/none.tsv"},
      {{"normalize", "--data", "/none"}, "/none"},
  };
  for (const auto& [words, message] : cases) {
    const Finished done = filter(words, "text");
    EXPECT_EQ(done.code, 2) << testing::PrintToString(words);
    EXPECT_EQ(done.out, "");
    EXPECT_THAT(done.err, HasSubstr(message));
  }
}

TEST(StageFilter, ARejectedPageIsAFinding) {
  const Finished done = filter({"decode"}, "");
  EXPECT_EQ(done.code, 1);
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, StartsWith("medloom: "));
}

TEST(StageFilter, EveryStageButTheWritingOnesIsOne) {
  for (const StageSpec& spec : builtin_stages()) {
    const Finished done = filter({spec.name}, "Rest helps.\n");
    EXPECT_EQ(done.code, spec.phase == Phase::write ? 2 : 0) << spec.name << done.err;
    EXPECT_TRUE(text::is_valid_utf8(done.out));
  }
}

}  // namespace
}  // namespace medloom
