#include "text/patterns_known.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace medloom::text {
namespace {

using Known = Pattern::Known;

class PatternsKnownTest : public testing::Test {
 protected:
  // What a start finds known of files with this digest; then it meets `problem`, or none.
  Known start(const std::string& digest = "ab", bool cache = true,
              const std::string& problem = "") {
    Problems problems = {{ErrorCode::configuration, "of another file", "z.toml"}};
    const PatternsKnown patterns(cache ? folder_.path() / "cache" : std::filesystem::path(), digest,
                                 problems);
    if (!problem.empty()) problems.push_back({ErrorCode::configuration, problem, "a.toml"});
    patterns.keep();
    return patterns.known();
  }

  test::TempFolder folder_;
};

TEST_F(PatternsKnownTest, AreThoseOfAnEarlierStart) {
  EXPECT_EQ(start(), Known::nothing);
  EXPECT_EQ(start(), Known::sound);
  EXPECT_EQ(start(), Known::sound);
}

TEST_F(PatternsKnownTest, OtherBytesAreOtherFiles) {
  start();
  EXPECT_EQ(start("aB"), Known::nothing);
  EXPECT_EQ(start("aB"), Known::sound);
  EXPECT_EQ(start("ab"), Known::sound);
}

TEST_F(PatternsKnownTest, AFindingIsNotKept) {
  EXPECT_EQ(start("ab", true, "bad pattern"), Known::nothing);
  EXPECT_EQ(start(), Known::nothing);
}

TEST_F(PatternsKnownTest, NothingIsKnownWithoutACache) {
  start();
  EXPECT_EQ(start("ab", false), Known::nothing);
}

TEST_F(PatternsKnownTest, ADamagedImageIsNone) {
  start();
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "cache")) {
    folder_.write("cache/" + entry.path().filename().string(), "damaged");
  }
  EXPECT_EQ(start(), Known::nothing);
}

TEST_F(PatternsKnownTest, FilesThatCouldNotBeReadAreNotKnown) {
  start("");
  EXPECT_EQ(start(""), Known::nothing);
}

}  // namespace
}  // namespace medloom::text
