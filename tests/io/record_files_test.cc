#include "io/records/record_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/records/record_text.h"
#include "tests/io/packed.h"
#include "tests/io/records.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::TempFolder;
using testing::ElementsAre;

// "place=json" for lines, "! place: message" for errors.
std::vector<std::string> all_of(RecordFiles files, const TempFolder& folder) {
  const std::string prefix = folder.path().string() + "/";
  const auto relative = [&prefix](const std::string& place) {
    return place.starts_with(prefix) ? place.substr(prefix.size()) : place;
  };
  std::vector<std::string> lines;
  while (true) {
    auto line = files.next();
    if (!line) {
      lines.push_back("! " + relative(line.error().where) + ": " + line.error().message);
    } else if (*line) {
      lines.push_back(relative((*line)->place) + "=" + std::string((*line)->json));
    } else {
      return lines;
    }
  }
}

TEST(RecordFiles, LinesOfAllFilesPackedOrNot) {
  const TempFolder folder;
  const std::string plain = folder.write("a.jsonl", "\xEF\xBB\xBFone\r\n\ntwo");
  const std::string packed = folder.write("b.gz", test::gzip("three\n"));
  const std::string other = folder.write("c.zst", test::zstd("four\n"));
  EXPECT_THAT(
      all_of(RecordFiles({plain, packed, other}), folder),
      ElementsAre("a.jsonl:1=one", "a.jsonl:2=", "a.jsonl:3=two", "b.gz:1=three", "c.zst:1=four"));
}

TEST(RecordFiles, NumbersGoThroughAllFiles) {
  const TempFolder folder;
  RecordFiles files({folder.write("a", "x\ny\n"), folder.write("b", "z\n")});
  for (std::uint64_t number = 0; number < 3; ++number) EXPECT_EQ((*files.next())->number, number);
}

TEST(RecordFiles, WhatCannotBeReadIsNamedAndTheNextComes) {
  const TempFolder folder;
  const std::string good = folder.write("good", "one\n");
  std::string cut = test::gzip("two\n" + std::string(1000, 'x'));
  cut.resize(cut.size() / 2);
  const std::vector<std::string> lines =
      all_of(RecordFiles({folder.path("none"), folder.path().string(), folder.write("cut.gz", cut),
                          folder.write("empty", ""), good}),
             folder);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0], "! none: No such file or directory");
  EXPECT_THAT(lines[1], testing::HasSubstr("is a folder"));
  EXPECT_EQ(lines[2], "cut.gz:1=two") << "what was read is right";
  EXPECT_THAT(lines[3], testing::StartsWith("! cut.gz: gzip data are"));
  EXPECT_EQ(lines[4], "good:1=one");
  RecordFiles missing({folder.path("none")});
  EXPECT_EQ(missing.next().error().code, ErrorCode::usage);
}

// ---- what a line says

std::string padded(const std::string& line) { return line + std::string(64, ' '); }

Result<RecordTexts> texts_of_line(const std::string& line) {
  RecordTextReader reader;
  const std::string bytes = padded(line);
  return reader.read(std::string_view(bytes).substr(0, line.size()));
}

TEST(RecordText, ReadsTextsAndPlaces) {
  const std::string line = test::record_line(
      1, {test::question(1, "Why \"so\"?", "Because."), test::question(2, "And then?", "")},
      {test::part(1, "A part.")});
  const auto texts = texts_of_line(line);
  ASSERT_TRUE(texts);
  EXPECT_EQ(texts->id, test::page_id(1));
  EXPECT_EQ(texts->title, "A page");
  EXPECT_THAT(texts->parts, ElementsAre("A part."));
  ASSERT_EQ(texts->questions.size(), 2U);
  EXPECT_EQ(texts->questions[0].name, "");
  EXPECT_EQ(texts->questions[0].text, "Why \"so\"?");
  EXPECT_THAT(texts->questions[0].answers, ElementsAre("Because."));
  EXPECT_THAT(texts->questions[1].answers, testing::IsEmpty());
  const auto slice = [&line](LineSpan at) { return line.substr(at.from, at.to - at.from); };
  EXPECT_EQ(slice(texts->duplicate_of), "null");
  EXPECT_EQ(slice(texts->old_cluster), "");
  EXPECT_EQ(line.substr(texts->questions[1].marks_at - 10, 11), "\"turns\":[]}");
}

TEST(RecordText, FindsEarlierMarks) {
  std::string line = test::record_line(1, {test::question(1, "Why?", "So.")});
  const std::string cluster = ",\"cluster\" : {\"id\":\"x\",\"size\":2}";
  const std::string mark = ", \"sameQuestion\":{\"cluster\":\"y\"}";
  line.insert(line.find("\"duplicateOf\":null") + 18, cluster);
  line.insert(line.find("\"turns\":[]") + 10, mark);
  const auto texts = texts_of_line(line);
  ASSERT_TRUE(texts);
  const auto slice = [&line](LineSpan at) { return line.substr(at.from, at.to - at.from); };
  EXPECT_EQ(slice(texts->old_cluster), cluster);
  EXPECT_EQ(slice(texts->questions[0].old_mark), mark);
}

TEST(RecordText, WhatIsNoRecordIsRefused) {
  const std::string good = test::record_line(1, {test::question(1, "Why?", "So.")});
  const auto replaced = [&good](const std::string& from, const std::string& to) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    return bad;
  };
  const std::string bad[] = {
      "",
      " ",
      "{}",
      "[]",
      "7",
      "null",
      "\"text\"",
      good + good,
      good.substr(0, good.size() - 1),
      good.substr(0, good.size() / 2),
      replaced("medloom-record/1", "another/1"),
      replaced("\"@id\"", "\"@no\""),
      replaced("\"duplicateOf\"", "\"duplicateOff\""),
      replaced("\"turns\"", "\"turn\""),
      replaced("\"mainEntity\":[", "\"mainEntity\":[7,"),
      replaced("\"text\":\"Why?\"", "\"text\":7"),
      replaced("\"text\":\"Why?\"", "\"text\":\"Why?\n\""),
      std::string(5000, '['),
  };
  for (const std::string& line : bad) EXPECT_FALSE(texts_of_line(line)) << line.substr(0, 80);
  EXPECT_TRUE(texts_of_line(good));
}

}  // namespace
}  // namespace medloom
