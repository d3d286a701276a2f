#include "dictionaries/tools/usage.h"

#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

CorpusPage page(const std::string& text, const std::string& language = "en") {
  return {"page", text, {{text, language}}};
}

TEST(DictStats, CountsWhatEachRowDoes) {
  const Library library = test::library_of(
      "a b|x|fix|en\n"
      "c d||flag|en\n"
      "e f|y|fix|en|||lamp\n"
      "sweet a b||keep|en\n"
      "never met|z|fix|en\n"
      "腰痛|背痛|fix|zh\n");
  UsageCounter counter(library);
  counter.add(page("An a b, a b and c d; e f."));
  counter.add(page("A sweet a b. A lamp by e f."));
  counter.add(page("腰痛。", "zh"));
  counter.add({"empty", "", {}});
  const UsageReport report = counter.report();
  EXPECT_EQ(report.pages, 4u);
  EXPECT_EQ(report.rows.size(), 6u);
  EXPECT_EQ(report.rows[0].row->match, "a b") << "most hits first";
  const auto of = [&](std::string_view match) {
    for (const RowUsage& usage : report.rows) {
      if (usage.row->match == match) return usage;
    }
    return RowUsage{};
  };
  EXPECT_EQ(of("a b").hits, 2u);
  EXPECT_EQ(of("a b").pages, 1u);
  EXPECT_EQ(of("a b").lost, 1u) << "to the keep row";
  EXPECT_EQ(of("c d").hits, 1u);
  EXPECT_EQ(of("e f").hits, 1u);
  EXPECT_EQ(of("e f").held_back, 1u);
  EXPECT_EQ(of("sweet a b").hits, 1u);
  EXPECT_EQ(of("never met").hits, 0u);
  EXPECT_EQ(of("腰痛").hits, 1u);
}

TEST(DictStats, OverHitIsAMatterOfPages) {
  const Library library = test::library_of("a b|x|fix|en\nc d||keep|en\n");
  UsageCounter counter(library);
  for (int i = 0; i < 6; ++i) counter.add(page("a b c d"));
  for (int i = 0; i < 6; ++i) counter.add(page("nothing"));
  const UsageReport report = counter.report();
  for (const RowUsage& usage : report.rows) {
    const bool fix = usage.row->mode == Mode::fix;
    EXPECT_EQ(report.over_hit(usage, 0.4), fix) << "a keep row cannot be over-hit";
    EXPECT_FALSE(report.over_hit(usage, 0.6));
    EXPECT_DOUBLE_EQ(report.share_of_pages(usage), 0.5);
  }
}

TEST(DictStats, NoPagesNoShare) {
  const Library library = test::library_of("a b|x|fix|en\n");
  const UsageReport report = UsageCounter(library).report();
  EXPECT_EQ(report.share_of_pages(report.rows[0]), 0);
  EXPECT_EQ(report.per_megabyte(report.rows[0]), 0);
}

}  // namespace
}  // namespace medloom::dictionaries
