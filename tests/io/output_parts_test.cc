// How lines become pieces and files: by the lines alone.
#include "io/journal/output_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::TempFolder;
using ::testing::ElementsAre;

std::vector<std::string> numbered_lines(int count, std::size_t size) {
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    std::string line = std::to_string(i);
    line.resize(size, static_cast<char>('a' + i % 26));
    lines.push_back(i % 5 == 4 ? std::string() : line + "\n");
  }
  return lines;
}

struct Written {
  std::vector<std::string> files;  // unpacked
  std::vector<std::string> bytes;  // as they are
  std::vector<JournalEntry> entries;
};

Written written(const OutputLayout& layout, const std::vector<std::string>& lines,
                bool sync_often = false) {
  const TempFolder folder;
  Written result;
  OutputParts parts(folder.path().string(), "out", layout,
                    [&](JournalEntry&& entry) { result.entries.push_back(std::move(entry)); });
  EXPECT_TRUE(parts.open());
  for (const std::string& text : lines) {
    JournalEntry entry;
    entry.place = std::to_string(result.entries.size());
    EXPECT_TRUE(parts.add(std::move(entry), text));
    const bool sync = sync_often && parts.at_boundary();
    EXPECT_TRUE(!sync || parts.sync());
  }
  EXPECT_TRUE(parts.finish());
  for (std::uint32_t i = 0; i < parts.sizes().size(); ++i) {
    result.bytes.push_back(folder.read(part_name(i)));
    EXPECT_EQ(result.bytes.back().size(), parts.sizes()[i]);
    const auto plain = unpack_all(result.bytes.back(), layout.packing, std::uint64_t{1} << 30);
    EXPECT_TRUE(plain);
    result.files.push_back(plain.value_or(""));
  }
  // Each entry's lines are where it says.
  EXPECT_EQ(result.entries.size(), lines.size());
  for (std::size_t i = 0; i < result.entries.size(); ++i) {
    const StoredAt& at = result.entries[i].at;
    EXPECT_EQ(at.length, lines[i].size());
    // Unpacking a piece for each of its lines would take minutes.
    if (at.length == 0 || (layout.packing != Packing::none && i % 97 != 0)) continue;
    const std::string piece = result.bytes[at.part].substr(at.offset, at.stored);
    const auto plain = unpack_all(piece, layout.packing, std::uint64_t{1} << 30);
    EXPECT_TRUE(plain && plain->substr(at.within, at.length) == lines[i]) << i;
  }
  return result;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text;
  return all;
}

struct Layout {
  Packing packing;
  std::uint64_t split;
};

class Layouts : public ::testing::TestWithParam<Layout> {
 public:
  static OutputLayout layout() { return {GetParam().packing, GetParam().split, ""}; }
};

TEST_P(Layouts, NothingIsLostAndTheOrderStays) {
  const auto lines = numbered_lines(4000, 700);
  EXPECT_TRUE(joined(written(layout(), lines).files) == joined(lines));
}

TEST_P(Layouts, WhenItIsSyncedChangesNoByte) {
  const auto lines = numbered_lines(4000, 700);
  EXPECT_TRUE(written(layout(), lines).bytes == written(layout(), lines, true).bytes);
}

TEST_P(Layouts, FilesKeepTheirSize) {
  const Written result = written(layout(), numbered_lines(4000, 700));
  if (GetParam().split == 0) {
    EXPECT_EQ(result.bytes.size(), 1U);
    return;
  }
  EXPECT_GT(result.bytes.size(), GetParam().packing == Packing::none ? 2U : 0U);
  for (const std::string& bytes : result.bytes) {
    EXPECT_LE(bytes.size(), GetParam().split);
    EXPECT_GT(bytes.size(), 0U);
  }
}

TEST_P(Layouts, EveryFileHasTheHeader) {
  OutputLayout with_header = layout();
  with_header.header = "url,question,answer\n";
  const auto lines = numbered_lines(4000, 700);
  std::string all;
  for (const std::string& file : written(with_header, lines).files) {
    ASSERT_TRUE(file.starts_with(with_header.header));
    all += file.substr(with_header.header.size());
  }
  EXPECT_TRUE(all == joined(lines));
  EXPECT_THAT(written(with_header, {}).files, ElementsAre(with_header.header));
}

TEST_P(Layouts, NoLinesAreOneEmptyFile) {
  EXPECT_THAT(written(layout(), {}).files, ElementsAre(""));
  EXPECT_THAT(written(layout(), std::vector<std::string>(10000)).files, ElementsAre(""));
}

INSTANTIATE_TEST_SUITE_P(All, Layouts,
                         ::testing::Values(Layout{Packing::none, 0}, Layout{Packing::none, 500000},
                                           Layout{Packing::gzip, 0}, Layout{Packing::gzip, 300000},
                                           Layout{Packing::zstd, 0},
                                           Layout{Packing::zstd, 300000}));

TEST(OutputParts, ALineLargerThanAFileHasOneOfItsOwn) {
  const std::string large(1000, 'x');
  EXPECT_THAT(written({Packing::none, 100, ""}, {"a\n", large, "b\n"}).files,
              ElementsAre("a\n", large, "b\n"));
}

TEST(OutputParts, OutputsAreNumberedBeforeTheirEndings) {
  EXPECT_EQ(output_name("a/b.jsonl", 0, false), "a/b.jsonl");
  EXPECT_EQ(output_name("a/b.jsonl", 0, true), "a/b-00001.jsonl");
  EXPECT_EQ(output_name("a.b/c", 1, true), "a.b/c-00002");
  EXPECT_EQ(output_name("b.jsonl.gz", 11, true), "b-00012.jsonl.gz");
  EXPECT_EQ(output_name("b.zst", 123455, true), "b-123456.zst");
}

TEST(OutputParts, LayoutsComeBack) {
  for (const OutputLayout& layout :
       {OutputLayout{}, {Packing::gzip, 0, ""}, {Packing::zstd, 268435456, ""}}) {
    const auto back = read_layout(layout_text(layout));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->packing, layout.packing);
    EXPECT_EQ(back->split, layout.split);
  }
  for (const char* text : {"", "zstd", "brotli 0", " 1"}) EXPECT_FALSE(read_layout(text)) << text;
}

}  // namespace
}  // namespace medloom
