// What printed values mean: dates, ages, sex. Only what is certain; anything else is nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace medloom::stages {

// ISO 8601 with the precision that is printed ("2020-04-23", "2020-04", "2020"), or empty.
// Reads 2020-4-23, 2020/04/23, 2020.04.23, 2020年4月23日, 民國109年4月23日, 109年4月23日 (three digits:
// years of the Republic), 12 July 2020, July 12, 2020; a time behind the date is left out.
std::string parse_date(std::string_view text);

struct Ages {
  std::optional<int> low;
  std::optional<int> high;
};
// Years: "30~39", "45歲", "24 years old". Months ("8个月") are an age below one year: {0, 0}.
Ages parse_age(std::string_view text);

// "Female", "Male", or empty.
std::string parse_sex(std::string_view text);

}  // namespace medloom::stages
