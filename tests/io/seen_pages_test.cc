// Ids by the hundred thousand, against a map, and what is remembered of pages.
#include "io/journal/seen_pages.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::TempFolder;

// Few enough first bits that many ids want the same block.
Id128 numbered(std::uint64_t number, bool crowded) {
  Id128 id = id128_of(std::to_string(number));
  if (crowded) id.high = id.high & 0xFFFF;
  return id;
}

class IdTables : public ::testing::TestWithParam<int> {};

TEST_P(IdTables, KnowWhatAMapKnows) {
  const TempFolder folder;
  IdTable table(folder.path().string());
  std::map<Id128, std::uint64_t> naive;
  std::uint64_t random = 1;
  for (int i = 0; i < GetParam(); ++i) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    const Id128 id = numbered((random >> 33) % static_cast<unsigned>(GetParam()), i % 64 == 0);
    const auto known = naive.find(id);
    const auto found = table.insert(id, static_cast<std::uint64_t>(i));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->has_value(), known != naive.end()) << i;
    if (known != naive.end()) {
      ASSERT_EQ(**found, known->second);
    } else {
      naive.emplace(id, i);
    }
  }
  EXPECT_EQ(table.size(), naive.size());
  for (const auto& [id, number] : naive) ASSERT_EQ(*table.find(id), number);
  EXPECT_FALSE(*table.find(id128_of("never")));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "the file has no name";
}

INSTANTIATE_TEST_SUITE_P(InMemoryAndInAFile, IdTables, ::testing::Values(0, 1, 5000, 250000));

TEST(IdTable, AFolderThatIsNotThereIsAnErrorOnceItIsNeeded) {
  IdTable table("/none/such");
  for (std::uint64_t i = 0; i < 300000; ++i) {
    if (!table.insert(numbered(i, false), i)) {
      EXPECT_GT(i, 10000U);
      return;
    }
  }
  FAIL() << "no file was needed";
}

TEST(SeenPages, TheFirstOneIsRemembered) {
  const TempFolder folder;
  SeenPages pages(folder.path().string());
  constexpr int kPages = 30000;  // more than the buffer takes
  for (int i = 0; i < kPages; ++i) {
    const std::string text = std::to_string(i);
    const auto first = pages.seen_before(id128_of(text), "place of " + text, "sha " + text);
    ASSERT_TRUE(first);
    ASSERT_FALSE(*first);
  }
  for (int i = 0; i < kPages; i += 97) {
    const std::string text = std::to_string(i);
    const auto first = pages.seen_before(id128_of(text), "another", "other");
    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->place, "place of " + text);
    EXPECT_EQ((*first)->sha256, "sha " + text);
  }
}

}  // namespace
}  // namespace medloom
