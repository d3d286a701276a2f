#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Doctor, FindsOurOwnInstallationSound) {
  const test::Finished finished = test::medloom({"doctor", "--cache-dir", ""});
  EXPECT_EQ(finished.code, 0) << finished.out << finished.err;
  for (const char* part : {"medloom", "ICU", "OpenCC", "pipeline", "default", "data"}) {
    EXPECT_THAT(finished.out, HasSubstr(part));
  }
  EXPECT_THAT(finished.out, Not(HasSubstr("WRONG")));
}

TEST(Doctor, SaysTheSameAsJson) {
  const auto findings =
      nlohmann::json::parse(test::medloom({"doctor", "--json", "--cache-dir", ""}).out);
  ASSERT_FALSE(findings.empty());
  for (const auto& finding : findings) EXPECT_EQ(finding.at("sound"), true) << finding;
}

TEST(Doctor, NamesWhatIsWrong) {
  const test::TempFolder files;
  files.write("cache/terms-0123.img", "no image at all");
  const test::Finished damaged = test::medloom({"doctor", "--cache-dir", files.path("cache")});
  EXPECT_EQ(damaged.code, 1);
  EXPECT_THAT(damaged.out, HasSubstr("terms-0123"));
  EXPECT_THAT(damaged.out, HasSubstr("WRONG"));
  const test::Finished lost =
      test::medloom({"doctor", "--data", files.path("nowhere"), "--cache-dir", ""});
  EXPECT_EQ(lost.code, 1);
  EXPECT_THAT(lost.out, HasSubstr("WRONG"));
}

}  // namespace
}  // namespace medloom
