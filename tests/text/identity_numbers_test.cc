#include "text/identity_numbers.h"

#include <gtest/gtest.h>

#include <string>

namespace medloom::text {
namespace {

struct Case {
  const char* number;
  bool holds;
};

TEST(IdentityNumbers, Mainland) {
  for (const auto& [number, holds] : {Case{"11010519491231002X", true},
                                      {"110105194912310021", false},
                                      {"11010519491231002x", false},
                                      {"11010519490231002X", false},
                                      {"99010519491231002X", false},
                                      {"1101051949123100", false},
                                      {"1101051949123100XX", false},
                                      {"", false}}) {
    EXPECT_EQ(is_mainland_identity(number), holds) << number;
  }
}

TEST(IdentityNumbers, OldMainland) {
  for (const auto& [number, holds] : {Case{"110105491231002", true},
                                      {"110105490231002", false},
                                      {"110105491331002", false},
                                      {"11010549123100", false},
                                      {"11010549123100X", false}}) {
    EXPECT_EQ(is_old_mainland_identity(number), holds) << number;
  }
}

TEST(IdentityNumbers, Taiwan) {
  for (const auto& [number, holds] : {Case{"A123456789", true},
                                      {"A123456788", false},
                                      {"a123456789", false},
                                      {"A323456789", false},
                                      {"1123456789", false},
                                      {"A12345678", false},
                                      {"A12345678X", false}}) {
    EXPECT_EQ(is_taiwan_identity(number), holds) << number;
  }
}

TEST(IdentityNumbers, HongKong) {
  for (const auto& [number, holds] : {Case{"A1234563", true},
                                      {"A1234564", false},
                                      {"a1234563", false},
                                      {"A123456B", false},
                                      {"12345678", false},
                                      {"ABC123456", false},
                                      {"A123456", false}}) {
    EXPECT_EQ(is_hong_kong_identity(number), holds) << number;
  }
}

TEST(IdentityNumbers, Cards) {
  for (const auto& [number, holds] : {Case{"4111111111111111", true},
                                      {"378282246310005", true},
                                      {"5555555555554444", true},
                                      {"4111111111111112", false},
                                      {"0000000000000000", false},
                                      {"1111111111111117", false},
                                      {"411111111111111", false},
                                      {"41111111111111111111", false},
                                      {"4111-1111-1111-1111", false}}) {
    EXPECT_EQ(is_payment_card(number), holds) << number;
  }
}

TEST(IdentityNumbers, CalendarDays) {
  EXPECT_TRUE(is_calendar_day(2000, 2, 29));
  EXPECT_FALSE(is_calendar_day(1900, 2, 29));
  EXPECT_FALSE(is_calendar_day(2001, 4, 31));
  EXPECT_FALSE(is_calendar_day(2001, 0, 1));
  EXPECT_FALSE(is_calendar_day(2001, 13, 1));
  EXPECT_FALSE(is_calendar_day(1700, 1, 1));
}

}  // namespace
}  // namespace medloom::text
