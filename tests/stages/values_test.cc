#include "stages/assemble/values.h"

#include <gtest/gtest.h>

namespace medloom::stages {
namespace {

TEST(ParseDate, ReadsWhatPagesPrint) {
  const struct {
    std::string_view printed;
    std::string_view iso;
  } cases[] = {
      {"2020-04-23", "2020-04-23"},
      {"2020/4/23", "2020-04-23"},
      {"2020.04.23", "2020-04-23"},
      {"2021-03-09 14:20", "2021-03-09"},
      {"2021-03-09T14:20:59Z", "2021-03-09"},
      {"2021/10/16 16:01", "2021-10-16"},
      {"2020年4月23日", "2020-04-23"},
      {"2020年4月", "2020-04"},
      {"2020年", "2020"},
      {"民國109年4月23日", "2020-04-23"},
      {"109年4月25日", "2020-04-25"},
      {"民國99年1月1日", "2010-01-01"},
      {"12 July 2020", "2020-07-12"},
      {"July 12, 2020", "2020-07-12"},
      {"Sept. 3, 2019", "2019-09-03"},
      {"July 2020", "2020-07"},
      {"April 23rd, 2020", "2020-04-23"},
      {"1st May 2020", "2020-05-01"},
      {"Thu, 23 Apr 2020 10:00:00 +0800", "2020-04-23"},
      {"Thursday, April 23, 2020", "2020-04-23"},
      {"2020-02-29", "2020-02-29"},
      {"2020/04", "2020-04"},
  };
  for (const auto& [printed, iso] : cases) EXPECT_EQ(parse_date(printed), iso) << printed;
}

TEST(ParseDate, RefusesWhatIsNoDate) {
  const std::string_view bad_ones[] = {"",
                                       "today",
                                       "2020-13-01",
                                       "2020-00-10",
                                       "2021-02-29",
                                       "2020-04-31",
                                       "23/04/2020",
                                       "04/23/2020",
                                       "1020-01-01",
                                       "20200423",
                                       "2020-04-23-1",
                                       "2020-4-23 about",
                                       "32 July 2020",
                                       "July",
                                       "12 Jully 2020",
                                       "民國年1月1日",
                                       "12年4月1日",
                                       "9999-01-01",
                                       "2020/04-23",
                                       "23xx April 2020",
                                       "Mon",
                                       "Thu, 2020",
                                       "Mond, 23 April 2020",
                                       "148/92",
                                       "0.34-5.60",
                                       "2020-04-23 25:00"};
  for (const std::string_view bad : bad_ones) EXPECT_EQ(parse_date(bad), "") << bad;
}

TEST(ParseAge, ReadsRangesAndYears) {
  const struct {
    std::string_view printed;
    int low, high;
  } cases[] = {{"30~39", 30, 39},        {"30-39", 30, 39},   {"45歲", 45, 45}, {"24岁", 24, 24},
               {"24 岁", 24, 24},        {"8个月", 0, 0},     {"18個月", 0, 1}, {"7", 7, 7},
               {"54 years old", 54, 54}, {"60至69歲", 60, 69}};
  for (const auto& [printed, low, high] : cases) {
    const Ages ages = parse_age(printed);
    ASSERT_TRUE(ages.low && ages.high) << printed;
    EXPECT_EQ(*ages.low, low) << printed;
    EXPECT_EQ(*ages.high, high) << printed;
  }
}

TEST(ParseAge, RefusesWhatIsNoAge) {
  for (const std::string_view bad :
       {"", "about 30", "39~30", "131", "30~", "~39", "30~39~49", "30 kg", "二十", "-5", "30.5"}) {
    EXPECT_FALSE(parse_age(bad).low) << bad;
  }
}

TEST(ParseSex, KnowsOnlyWholeWords) {
  EXPECT_EQ(parse_sex("female"), "Female");
  EXPECT_EQ(parse_sex("女"), "Female");
  EXPECT_EQ(parse_sex("男性"), "Male");
  for (const std::string_view bad : {"", "females", "FEMALE ", "女士", "unknown", "m"}) {
    EXPECT_EQ(parse_sex(bad), "") << bad;
  }
}

}  // namespace
}  // namespace medloom::stages
