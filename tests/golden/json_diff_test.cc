// The differ must see every kind of difference, or golden tests pass on anything.
#include "tests/golden/json_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace medloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::ordered_json;

std::vector<std::string> diff(const char* expected, const char* actual, std::size_t limit = 10) {
  return test::differences(Json::parse(expected), Json::parse(actual), limit);
}

TEST(JsonDiff, EqualValuesHaveNone) {
  for (const char* same : {"null", "1", "\"腰\"", "[]", "{}", R"({"a":[1,{"b":null}]})"}) {
    EXPECT_THAT(diff(same, same), IsEmpty());
  }
  EXPECT_THAT(diff(R"({"a":1,"b":2})", R"({"b":2,"a":1})"), IsEmpty()) << "order is the writer's";
}

TEST(JsonDiff, EveryKindOfDifference) {
  EXPECT_THAT(diff("1", "2"), ElementsAre("/: expected 1, is 2"));
  EXPECT_THAT(diff("null", "\"\""), ElementsAre("/: expected null, is \"\""));
  EXPECT_THAT(diff("1", "true"), ElementsAre("/: expected 1, is true"));
  EXPECT_THAT(diff("[]", "{}"), ElementsAre("/: expected [], is {}"));
  EXPECT_THAT(diff(R"({"a":1})", "{}"), ElementsAre("/a: expected 1, is missing"));
  EXPECT_THAT(diff("{}", R"({"a/b":1})"), ElementsAre("/a~1b: not expected, is 1"));
  EXPECT_THAT(diff("[1,2]", "[1]"), ElementsAre("/1: expected 2, is missing"));
  EXPECT_THAT(diff("[1]", "[1,null]"), ElementsAre("/1: not expected, is null"));
  EXPECT_THAT(diff(R"({"x":[{"t":"low"}]})", R"({"x":[{"t":"waist"}]})"),
              ElementsAre("/x/0/t: expected \"low\", is \"waist\""));
}

TEST(JsonDiff, LongTextsAreCutToTheirDifference) {
  const std::string head(500, 'a');
  const auto found = test::differences(Json(head + "腰痛" + head), Json(head + "腿痛" + head), 10);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_LT(found[0].size(), 220U);
  EXPECT_NE(found[0].find("腰痛"), std::string::npos);
  EXPECT_NE(found[0].find("腿痛"), std::string::npos);
}

TEST(JsonDiff, StopsAtTheLimit) { EXPECT_THAT(diff("[1,2,3,4]", "[5,6,7,8]", 2), SizeIs(2)); }

}  // namespace
}  // namespace medloom
