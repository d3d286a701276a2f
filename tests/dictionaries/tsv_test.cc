#include "dictionaries/tsv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::tsv;
using testing::ElementsAre;
using testing::HasSubstr;

const TsvColumns kColumns = {{"match", "replace", "note"}, {"match"}, nullptr};

struct Read {
  TsvTable table;
  Problems problems;
};

Read read(std::string bytes, const TsvColumns& columns = kColumns) {
  Read out;
  out.table = parse_tsv(std::move(bytes), "t.tsv", columns, out.problems);
  return out;
}

std::vector<std::string> shown(const Problems& problems) {
  std::vector<std::string> out;
  for (const Error& problem : problems) out.push_back(to_string(problem));
  return out;
}

TEST(Tsv, ReadsCellsUnderTheirHeaders) {
  const Read r =
      read(tsv("# comment\nmatch|replace\n\nwaist pain|low back pain\n# another\nx|y\n"));
  EXPECT_THAT(shown(r.problems), ElementsAre());
  ASSERT_EQ(r.table.rows(), 2u);
  EXPECT_EQ(r.table.cell(0, r.table.column("match")), "waist pain");
  EXPECT_EQ(r.table.cell(0, r.table.column("replace")), "low back pain");
  EXPECT_EQ(r.table.cell(0, r.table.column("note")), "");  // no such column in this table
  EXPECT_EQ(r.table.line(1), 6u);
}

struct Tolerated {
  std::string name;
  std::string bytes;

  friend std::ostream& operator<<(std::ostream& out, const Tolerated& p) { return out << p.name; }
};

class TsvTolerates : public testing::TestWithParam<Tolerated> {};

TEST_P(TsvTolerates, Without_problems) {
  const Read r = read(GetParam().bytes);
  EXPECT_THAT(shown(r.problems), ElementsAre());
  ASSERT_EQ(r.table.rows(), 1u);
  EXPECT_EQ(r.table.cell(0, r.table.column("match")), "a");
  EXPECT_EQ(r.table.cell(0, r.table.column("replace")), "b");
}

INSTANTIATE_TEST_SUITE_P(
    Files, TsvTolerates,
    testing::Values(Tolerated{"byte_order_mark", "\xEF\xBB\xBFmatch\treplace\na\tb\n"},
                    Tolerated{"crlf", "match\treplace\r\na\tb\r\n"},
                    Tolerated{"no_last_line_end", "match\treplace\na\tb"},
                    Tolerated{"blank_lines", "\n\nmatch\treplace\n\n \t \na\tb\n\n"},
                    Tolerated{"spaces_around_cells", " match \t replace\n a\tb \n"},
                    Tolerated{"other_order", "note\treplace\tmatch\n\tb\ta\n"},
                    Tolerated{"cells_left_out_at_the_end", "match\treplace\tnote\na\tb\n"}),
    [](const auto& test) { return test.param.name; });

struct Refused {
  std::string name;
  std::string bytes;
  std::string problem;

  friend std::ostream& operator<<(std::ostream& out, const Refused& p) { return out << p.name; }
};

class TsvRefuses : public testing::TestWithParam<Refused> {};

TEST_P(TsvRefuses, With_place_and_advice) {
  const Read r = read(GetParam().bytes);
  ASSERT_FALSE(r.problems.empty());
  EXPECT_THAT(to_string(r.problems[0]), HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Files, TsvRefuses,
    testing::Values(
        Refused{"empty", "", "t.tsv:1:1: no header row"},
        Refused{"only_comments", "# a\n# b\n", "t.tsv:1:1: no header row"},
        Refused{"unknown_column", "match\trepalce\na\tb\n",
                "t.tsv:1:7: unknown column 'repalce', did you mean 'replace'?"},
        Refused{"missing_column", "replace\nb\n", "t.tsv:1:1: column 'match' is missing"},
        Refused{"column_twice", "match\tmatch\na\tb\n",
                "t.tsv:1:7: column 'match' stands here twice"},
        Refused{"empty_header", "match\t\na\tb\n", "t.tsv:1:7: unknown column ''"},
        Refused{"stray_tab", "match\treplace\na\tb\tc\n",
                "t.tsv:2:5: stray tab: 3 cells under 2 columns"},
        Refused{"stray_tab_at_the_end", "match\treplace\na\tb\t\n", "t.tsv:2:5: stray tab"},
        Refused{"empty_key", "match\treplace\n\tb\n", "t.tsv:2:1: empty 'match'"},
        Refused{"bad_utf8", "match\treplace\n腰\xFF\tb\n", "t.tsv:2:2: not UTF-8"},
        Refused{"cut_character", "match\treplace\na\t\xE8\x85\n", "t.tsv:2:3: not UTF-8"},
        Refused{"overlong", "match\treplace\na\xC0\x80\tb\n", "t.tsv:2:2: not UTF-8"},
        Refused{"binary", std::string("match\0replace", 13), "t.tsv:1:1: a binary file"},
        Refused{"utf16", "\xFF\xFEm", "t.tsv:1:1: UTF-16 text"}),
    [](const auto& test) { return test.param.name; });

TEST(Tsv, TellsEveryProblemAtOnceAndStillReadsTheOtherRows) {
  const Read r = read("match\tfoo\n\tx\nok\ty\na\tb\tc\n\xFF\tz\nfine\tw\n");
  EXPECT_THAT(
      shown(r.problems),
      ElementsAre(HasSubstr("t.tsv:1:7: unknown column 'foo'"), HasSubstr("t.tsv:2:1: empty"),
                  HasSubstr("t.tsv:4:5: stray tab"), HasSubstr("t.tsv:5:1: not UTF-8")));
  ASSERT_EQ(r.table.rows(), 3u);
  EXPECT_EQ(r.table.cell(2, r.table.column("match")), "fine");
}

TEST(Tsv, CountsColumnsInCharacters) {
  const Read r = read(tsv("match|replace\n腰腿痛|下背痛\n"));
  EXPECT_EQ(r.table.where(0, r.table.column("replace")), "t.tsv:2:5");
  EXPECT_EQ(r.table.where(0, r.table.column("match")), "t.tsv:2:1");
}

TEST(Tsv, StopsListingAtAThousandProblems) {
  std::string bytes = "match\n";
  for (int i = 0; i < 1500; ++i) bytes += "a\tb\n";
  const Read r = read(bytes);
  ASSERT_EQ(r.problems.size(), 1001u);
  EXPECT_THAT(to_string(r.problems.back()), HasSubstr("500 further problems"));
}

TEST(Tsv, AcceptsFurtherColumnsWhereTheCallerDoes) {
  const TsvColumns columns = {
      {"id"}, {"id"}, [](std::string_view header) { return header == "ja"; }};
  EXPECT_THAT(shown(read(tsv("id|ja\nx|y\n"), columns).problems), ElementsAre());
  EXPECT_FALSE(read(tsv("id|jp\nx|y\n"), columns).problems.empty());
}

TEST(TsvFile, RefusesWhatIsNoReadableFile) {
  const auto folder = std::filesystem::temp_directory_path();
  EXPECT_FALSE(read_table_file(folder / "medloom-there-is-no-such-file.tsv").has_value());
  EXPECT_FALSE(read_table_file(folder).has_value());
}

TEST(TsvFile, RefusesAHugeFileUnread) {
  const auto path = std::filesystem::temp_directory_path() / "medloom-huge-test.tsv";
  { std::ofstream(path, std::ios::binary) << "match\n"; }
  std::filesystem::resize_file(path, TsvTable::kMaxBytes + 1);  // sparse
  const auto bytes = read_table_file(path);
  std::filesystem::remove(path);
  ASSERT_FALSE(bytes.has_value());
  EXPECT_THAT(bytes.error().message, HasSubstr("larger than 256 MiB"));
}

}  // namespace
}  // namespace medloom::dictionaries
