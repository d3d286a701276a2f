// Decisions of a review become rows of a dictionary, with their cases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

constexpr char kHead[] = "decision\ttext\treplacement\twhen\tcontext\tnote\tpage\n";

Finished add(const TempFolder& folder, const std::string& review) {
  return medloom({"dict", "add", "--from-review", folder.write("review.tsv", review), "--file",
                  folder.path("mine.tsv")});
}

TEST(Review, DecisionsBecomeRowsWithTheirCases) {
  const TempFolder folder;
  const Finished done =
      add(folder, std::string(kHead) +
                      "accept\tglimmer vessels\tglandular vessels\t\tOne thing. The glimmer "
                      "vessels were fine. Another.\twhy\ta.html\n"
                      "keep\tshimmer tubes\t\t\tHis shimmer tubes broke.\t\tb.html\n"
                      "reject\ttwinkle ducts\tducts\t\tNo twinkle ducts.\t\tc.html\n"
                      "\tsparkle veins\tveins\t\tNo sparkle veins.\t\td.html\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.err, HasSubstr("2 rows added"));
  const std::string table = folder.read("mine.tsv");
  EXPECT_THAT(table, HasSubstr("glimmer vessels\tglandular vessels\tfix"));
  EXPECT_THAT(table, HasSubstr("shimmer tubes\t\tkeep"));
  EXPECT_THAT(table, HasSubstr("a.html"));
  EXPECT_THAT(table, Not(HasSubstr("twinkle")));
  EXPECT_THAT(table, Not(HasSubstr("sparkle")));
  const std::string cases = folder.read("mine.cases.tsv");
  EXPECT_THAT(cases, HasSubstr("The glimmer vessels were fine.\tThe glandular vessels were fine."))
      << "the sentence, not its neighbours";
  EXPECT_THAT(cases, HasSubstr("His shimmer tubes broke.\t\tkeep at shimmer tubes"));
  EXPECT_EQ(medloom({"dict", "test", folder.path("mine.tsv")}).code, 0);
}

TEST(Review, TwiceIsOnce) {
  const TempFolder folder;
  const std::string review =
      std::string(kHead) + "accept\tglimmer vessels\tglandular vessels\t\t\t\t\n";
  EXPECT_EQ(add(folder, review).code, 0);
  const std::string table = folder.read("mine.tsv");
  const Finished again = add(folder, review);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("0 rows added, 1 there already"));
  EXPECT_EQ(folder.read("mine.tsv"), table);
}

TEST(Review, AFileThatASpreadsheetWroteIsReadAllTheSame) {
  const TempFolder folder;
  const Finished done = add(folder,
                            "\xEF\xBB\xBF"
                            "decision\ttext\treplacement\tnote\r\n"
                            "accept\tglimmer vessels\tglandular vessels\t'=seen twice\r\n"
                            "accept\tshimmer tubes\ttubes\t'tis plain\r\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(folder.read("mine.tsv"), HasSubstr("\t=seen twice"));
  EXPECT_THAT(folder.read("mine.tsv"), HasSubstr("\t'tis plain"));
}

TEST(Review, AllThatIsWrongIsToldAndNothingWritten) {
  struct Case {
    std::string lines;
    int code;
    std::string message;
  };
  const std::string good = "accept\tglimmer vessels\tglandular vessels\t\t\t\t\n";
  const std::vector<Case> cases = {
      {kHead + good + "acept\ta b\tc d\t\t\t\t\n", 2, "'acept' is no decision"},
      {kHead + good + "accept\tshimmer tubes\t\t\t\t\t\n", 2, "nothing is to replace it"},
      {kHead + good + "accept\tshimmer tubes\tshimmer tubes\t\t\t\t\n", 2, "nothing is to replace"},
      {kHead + good + "keep\t\t\t\t\t\t\n", 2, "without words"},
      {"decision\tword\n", 2, "word"},
      {"text\treplacement\na b\tc d\n", 2, "no `decision` column"},
      {"decision\treplacement\naccept\tc d\n", 2, "no `text` column"},
      {"", 2, "review.tsv"},
      {std::string("PK\0\1", 4), 2, "review.tsv"},
      // What lint or a case says against one row refuses all of the file.
      {kHead + good + "accept\tglimmer vessels\tother vessels\t\t\t\t\n", 1, "nothing was written"},
      {kHead + good + "accept\tshimmer tubes\ttubes\tnot there\tHis shimmer tubes broke.\t\t\n", 1,
       "nothing was written"},
  };
  for (const Case& bad : cases) {
    const TempFolder folder;
    const Finished done = add(folder, bad.lines);
    EXPECT_EQ(done.code, bad.code) << bad.lines << done.err;
    EXPECT_THAT(done.err, HasSubstr(bad.message));
    EXPECT_FALSE(folder.has("mine.tsv")) << bad.lines;
    EXPECT_FALSE(folder.has("mine.cases.tsv")) << bad.lines;
  }
}

TEST(Review, AWrongCommandLineIsRefused) {
  const TempFolder folder;
  const std::string review = folder.write("review.tsv", kHead);
  EXPECT_EQ(medloom({"dict", "add", "a b", "c d", "--from-review", review}).code, 2);
  EXPECT_EQ(medloom({"dict", "add", "--from-review", folder.path("none.tsv")}).code, 3);
  EXPECT_EQ(medloom({"dict", "add", "--file", folder.path("mine.tsv")}).code, 2);
}

}  // namespace
}  // namespace medloom
