#include "io/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace medloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Pages named by their positions; every seventh is bad.
class Numbers final : public Source {
 public:
  explicit Numbers(int count) : count_(count) {}
  std::optional<SourceItem> next() override {
    if (at_ == count_) return std::nullopt;
    const std::string name = std::to_string(at_++);
    if (at_ % 7 == 0) return BadInput{name, "bad"};
    Page page;
    page.name = name;
    return page;
  }

 private:
  int count_;
  int at_ = 0;
};

std::vector<int> selected(int count, const Selection& selection) {
  const auto source = select(std::make_unique<Numbers>(count), selection);
  std::vector<int> numbers;
  while (auto item = source->next()) {
    const Page* page = std::get_if<Page>(&*item);
    numbers.push_back(std::stoi(page ? page->name : std::get<BadInput>(*item).place));
  }
  EXPECT_FALSE(source->next());
  return numbers;
}

TEST(Selection, TakesTheFirst) {
  EXPECT_THAT(selected(9, {.limit = 3}), ElementsAre(0, 1, 2));
  EXPECT_THAT(selected(2, {.limit = 3}), ElementsAre(0, 1));
  EXPECT_THAT(selected(9, {.limit = 0}), IsEmpty());
}

TEST(Selection, ShardsTogetherAreAll) {
  EXPECT_THAT(selected(9, {.shard = 1, .shards = 4}), ElementsAre(1, 5));
  std::vector<int> all;
  for (std::uint64_t shard = 0; shard < 4; ++shard) {
    const auto part = selected(30, {.shard = shard, .shards = 4});
    all.insert(all.end(), part.begin(), part.end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all, selected(30, {}));
}

TEST(Selection, ASampleIsTheSameEveryTimeAndForAnyShards) {
  const auto tenth = selected(20000, {.sample = 0.1, .seed = 5});
  EXPECT_NEAR(static_cast<double>(tenth.size()), 2000, 150);
  EXPECT_EQ(tenth, selected(20000, {.sample = 0.1, .seed = 5}));
  EXPECT_NE(tenth, selected(20000, {.sample = 0.1, .seed = 6}));
  std::vector<int> odd = tenth;
  std::erase_if(odd, [](int n) { return n % 2 == 0; });
  EXPECT_EQ(selected(20000, {.sample = 0.1, .seed = 5, .shard = 1, .shards = 2}), odd);
  EXPECT_THAT(selected(100, {.sample = 0}), IsEmpty());
}

TEST(Selection, ReadsShards) {
  Selection selection;
  ASSERT_TRUE(read_shard("7/8", selection));
  EXPECT_EQ(selection.shard, 7U);
  EXPECT_EQ(selection.shards, 8U);
  for (const char* word : {"", "1", "/", "8/8", "1/0", "-1/8", "a/8", "1/8x", "1 /8", "1/2/3"}) {
    EXPECT_FALSE(read_shard(word, selection)) << word;
  }
}

}  // namespace
}  // namespace medloom
