// Hand-written scanners: each form is a handful of numbers between known words, and a wrong date is
// worse than none, so every number is range-checked and what is left over must be a time or
// nothing.
//
// Tested by tests/stages/values_test.cc.
#include "stages/assemble/values.h"

#include <array>
#include <cctype>

#include "text/ascii.h"

namespace medloom::stages {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) { skip_space(); }

  void skip_space() {
    while (take_exact(" ") || take_exact("\u3000") || take_exact("\u00A0")) {
    }
  }
  bool take(std::string_view word) {
    const bool taken = take_exact(word);
    if (taken) skip_space();
    return taken;
  }
  // Up to `digits` digits; nothing when there is none or one too many.
  std::optional<int> number(std::size_t digits) {
    std::size_t n = 0;
    int value = 0;
    while (n < rest_.size() && std::isdigit(static_cast<unsigned char>(rest_[n])) != 0) {
      if (n == digits) return std::nullopt;
      value = value * 10 + (rest_[n++] - '0');
    }
    if (n == 0) return std::nullopt;
    rest_.remove_prefix(n);
    skip_space();
    return value;
  }
  std::string_view word() {
    std::size_t n = 0;
    while (n < rest_.size() && std::isalpha(static_cast<unsigned char>(rest_[n])) != 0) ++n;
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    skip_space();
    return taken;
  }
  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

 private:
  bool take_exact(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::string_view rest_;
};

// A date may be followed by a time of day, which the record does not keep.
bool only_a_time_left(Scanner scan) {
  if (scan.done()) return true;
  scan.take("T");
  const auto hour = scan.number(2);
  if (!hour || *hour > 23 || !scan.take(":")) return false;
  const auto minute = scan.number(2);
  return minute && *minute < 60;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string iso(int year, std::optional<int> month, std::optional<int> day) {
  static constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2199) return {};
  if (!month) return std::to_string(year);
  if (*month < 1 || *month > 12) return {};
  std::string to_month = std::to_string(year) + "-" + two_digits(*month);
  if (!day) return to_month;
  if (*day < 1 || *day > kDays[static_cast<std::size_t>(*month - 1)]) return {};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (*month == 2 && *day == 29 && !leap) return {};
  return to_month + "-" + two_digits(*day);
}

std::optional<int> month_named(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const std::string lower = text::ascii_lower(word);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i] || (lower.size() == 3 && kMonths[i].starts_with(lower)) ||
        (lower == "sept" && i == 8)) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

// 年 / 月 / 日, with years of the Republic counted from 1911.
std::string chinese_date(Scanner scan) {
  const bool republic = scan.take("民國") || scan.take("民国");
  const auto year = scan.number(4);
  if (!year || !scan.take("年")) return {};
  const bool is_republic = republic || (*year >= 80 && *year <= 199);
  const int full_year = is_republic ? *year + 1911 : *year;
  if (scan.done()) return iso(full_year, std::nullopt, std::nullopt);
  const auto month = scan.number(2);
  if (!month || !scan.take("月")) return {};
  if (scan.done()) return iso(full_year, month, std::nullopt);
  const auto day = scan.number(2);
  if (!day || !(scan.take("日") || scan.take("號") || scan.take("号"))) return {};
  return only_a_time_left(scan) ? iso(full_year, month, day) : "";
}

std::string separated_date(Scanner scan) {
  const auto year = scan.number(4);
  if (!year || *year < 1000) return {};
  for (const std::string_view separator : {"-", "/", "."}) {
    if (!scan.take(separator)) continue;
    const auto month = scan.number(2);
    if (!month) return {};
    if (scan.done()) return iso(*year, month, std::nullopt);
    if (!scan.take(separator)) return {};
    const auto day = scan.number(2);
    return day && only_a_time_left(scan) ? iso(*year, month, day) : "";
  }
  return {};
}

// "Thu, 23 Apr 2020": the day of the week says nothing more.
void skip_weekday(Scanner& scan) {
  Scanner behind = scan;
  const std::string_view word = behind.word();
  if (word.size() < 3) return;
  for (const std::string_view day : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}) {
    const bool whole = word.size() == 3 || word.ends_with("day");
    if (!whole || !word.starts_with(day)) continue;
    behind.take(".");
    behind.take(",");
    scan = behind;
    return;
  }
}

// "23rd", "1st".
void skip_ordinal(Scanner& scan) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    Scanner behind = scan;
    if (behind.word() == ending) scan = behind;
  }
}

std::string english_date(Scanner scan) {
  skip_weekday(scan);
  const auto leading_day = scan.number(2);
  if (leading_day) skip_ordinal(scan);
  const auto month = month_named(scan.word());
  if (!month) return {};
  scan.take(".");
  std::optional<int> day = leading_day;
  if (!day) {
    Scanner before_year = scan;
    day = scan.number(2);
    if (!day) scan = before_year;
    if (day) skip_ordinal(scan);
  }
  scan.take(",");
  const auto year = scan.number(4);
  if (!year || !only_a_time_left(scan)) return {};
  return iso(*year, month, day);
}

}  // namespace

std::string parse_date(std::string_view text) {
  for (const auto& form : {chinese_date, separated_date, english_date}) {
    std::string date = form(Scanner(text));
    if (!date.empty()) return date;
  }
  return {};
}

Ages parse_age(std::string_view text) {
  Scanner scan(text);
  const auto low = scan.number(3);
  if (!low || *low > 130) return {};
  for (const std::string_view months : {"个月", "個月", "months", "month"}) {
    if (scan.take(months)) return {0, *low / 12};
  }
  std::optional<int> high = low;
  for (const std::string_view dash : {"~", "-", "–", "～", "至"}) {
    if (!scan.take(dash)) continue;
    high = scan.number(3);
    if (!high || *high < *low || *high > 130) return {};
    break;
  }
  if (scan.take("+")) high = std::nullopt;  // an age that redact made less exact
  for (const std::string_view years : {"岁", "歲", "years old", "year old", "years", "y"}) {
    if (scan.take(years)) break;
  }
  if (!scan.done()) return {};
  return {low, high};
}

std::string parse_sex(std::string_view text) {
  static constexpr std::array<std::string_view, 7> kFemale = {"female", "Female", "woman", "Woman",
                                                              "女",     "女性",   "F"};
  static constexpr std::array<std::string_view, 7> kMale = {"male", "Male", "man", "Man",
                                                            "男",   "男性", "M"};
  for (const std::string_view word : kFemale) {
    if (text == word) return "Female";
  }
  for (const std::string_view word : kMale) {
    if (text == word) return "Male";
  }
  return {};
}

}  // namespace medloom::stages
