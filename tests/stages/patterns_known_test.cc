#include "stages/patterns_known.h"

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace medloom::stages {
namespace {

using Known = text::Pattern::Known;

class PatternsKnownTest : public testing::Test {
 protected:
  // What a start finds known; then it meets `problem`, or none.
  Known start(bool cache = true, const std::string& problem = "") {
    DataFiles data(folder_.path());
    if (cache) data.set_cache_dir(folder_.path() / "cache");
    Problems problems;
    StageContext context(data, {}, problems);
    context.read_data("a.toml");
    context.read_data("b.toml");
    const PatternsKnown patterns({"a.toml", "b.toml"}, context);
    if (!problem.empty()) problems.push_back({ErrorCode::configuration, problem, "a.toml"});
    patterns.keep();
    return patterns.known();
  }

  void SetUp() override {
    folder_.write("a.toml", "a");
    folder_.write("b.toml", "b");
  }

  test::TempFolder folder_;
};

TEST_F(PatternsKnownTest, AreThoseOfAnEarlierStart) {
  EXPECT_EQ(start(), Known::nothing);
  EXPECT_EQ(start(), Known::sound);
  EXPECT_EQ(start(), Known::sound);
}

TEST_F(PatternsKnownTest, AChangedByteIsAnotherFile) {
  start();
  folder_.write("b.toml", "B");
  EXPECT_EQ(start(), Known::nothing);
  EXPECT_EQ(start(), Known::sound);
  folder_.write("b.toml", "b");
  EXPECT_EQ(start(), Known::sound);
}

TEST_F(PatternsKnownTest, AFindingIsNotKept) {
  EXPECT_EQ(start(true, "bad pattern"), Known::nothing);
  EXPECT_EQ(start(), Known::nothing);
}

TEST_F(PatternsKnownTest, NothingIsKnownWithoutACache) {
  start();
  EXPECT_EQ(start(false), Known::nothing);
}

TEST_F(PatternsKnownTest, ADamagedImageIsNone) {
  start();
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "cache")) {
    folder_.write("cache/" + entry.path().filename().string(), "damaged");
  }
  EXPECT_EQ(start(), Known::nothing);
}

TEST_F(PatternsKnownTest, AMissingFileIsNotKnown) {
  start();
  std::filesystem::remove(folder_.path() / "b.toml");
  EXPECT_EQ(start(), Known::nothing);
}

}  // namespace
}  // namespace medloom::stages
