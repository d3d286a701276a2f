// Tested by tests/io/renderers_test.cc.
#include "io/renderers/instant.h"

#include <chrono>

namespace medloom::renderers {
namespace {

constexpr std::int64_t kMinute = 60'000;

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }
  char last() const { return last_; }

  // Exactly so many digits, none above `most`.
  std::optional<int> number(std::size_t digits, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!take("0123456789")) return std::nullopt;
      value = value * 10 + (last_ - '0');
    }
    return value <= most ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view rest_;
  char last_ = 0;
};

// Behind the "." of a second; what is finer than a millisecond is cut.
std::optional<std::int64_t> fraction(Reader& reader) {
  std::int64_t milliseconds = 0;
  int digits = 0;
  for (; reader.take("0123456789"); ++digits) {
    if (digits < 3) milliseconds = milliseconds * 10 + (reader.last() - '0');
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 3; ++digits) milliseconds *= 10;
  return milliseconds;
}

std::optional<std::int64_t> zone(Reader& reader) {
  if (reader.at_end() || reader.take("Zz")) return 0;
  if (!reader.take("+-")) return std::nullopt;
  const int sign = reader.last() == '+' ? 1 : -1;
  const auto hours = reader.number(2, 23);
  if (!hours) return std::nullopt;
  std::optional<int> minutes = 0;
  if (reader.take(":") || !reader.at_end()) minutes = reader.number(2, 59);
  if (!minutes) return std::nullopt;
  return sign * (*hours * 60 + *minutes) * kMinute;
}

// Behind the "T".
std::optional<std::int64_t> time_of_day(Reader& reader) {
  const auto hours = reader.number(2, 23);
  if (!hours || !reader.take(":")) return std::nullopt;
  const auto minutes = reader.number(2, 59);
  if (!minutes) return std::nullopt;
  std::int64_t milliseconds = (*hours * 60 + *minutes) * kMinute;
  if (reader.take(":")) {
    const auto seconds = reader.number(2, 60);  // a leap second is one
    if (!seconds) return std::nullopt;
    milliseconds += *seconds * std::int64_t{1000};
    if (reader.take(".,")) {
      const auto part = fraction(reader);
      if (!part) return std::nullopt;
      milliseconds += *part;
    }
  }
  const auto offset = zone(reader);
  return offset ? std::optional(milliseconds - *offset) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> instant_of(std::string_view text) {
  namespace chrono = std::chrono;
  Reader reader(text);
  const auto year = reader.number(4, 9999);
  if (!year) return std::nullopt;
  std::optional<int> month = 1;
  std::optional<int> day = 1;
  bool whole = false;
  if (reader.take("-")) {
    month = reader.number(2, 12);
    whole = month && reader.take("-");
    if (whole) day = reader.number(2, 31);
  }
  if (!month || !day) return std::nullopt;
  const chrono::year_month_day date{chrono::year(*year), chrono::month(*month), chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  std::optional<std::int64_t> time = 0;
  if (whole && reader.take("Tt ")) time = time_of_day(reader);
  if (!time || !reader.at_end()) return std::nullopt;
  const auto days = chrono::sys_days(date).time_since_epoch();
  return chrono::duration_cast<chrono::milliseconds>(days).count() + *time;
}

}  // namespace medloom::renderers
