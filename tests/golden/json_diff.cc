// A walk along both values at once. The depth is that of a record, so recursion is safe.
#include "tests/golden/json_diff.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace medloom::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShown = 60;

bool cuts_character(const std::string& text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// `text` around `at`, cut on character bounds.
std::string around(const std::string& text, std::size_t at) {
  std::size_t from = at > kShown / 3 ? at - kShown / 3 : 0;
  while (cuts_character(text, from)) --from;
  std::size_t to = std::min(text.size(), from + kShown);
  while (cuts_character(text, to)) ++to;
  return (from > 0 ? "…" : "") + text.substr(from, to - from) + (to < text.size() ? "…" : "");
}

std::string shown(const Json& value, std::size_t at) {
  if (value.is_string()) return "\"" + around(value.get_ref<const std::string&>(), at) + "\"";
  return around(value.dump(), 0);
}

std::size_t first_difference(const Json& a, const Json& b) {
  if (!a.is_string() || !b.is_string()) return 0;
  const auto& left = a.get_ref<const std::string&>();
  const auto& right = b.get_ref<const std::string&>();
  const auto at = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  return static_cast<std::size_t>(at.first - left.begin());
}

std::string escaped(const std::string& key) {
  std::string out;
  for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

class Walk {
 public:
  explicit Walk(std::size_t limit) : limit_(limit) {}

  void compare(const Json& expected, const Json& actual, const std::string& pointer) {
    if (found_.size() >= limit_) return;
    if (expected.is_object() && actual.is_object()) {
      compare_objects(expected, actual, pointer);
    } else if (expected.is_array() && actual.is_array()) {
      compare_arrays(expected, actual, pointer);
    } else if (expected != actual) {
      const std::size_t at = first_difference(expected, actual);
      add(pointer, "expected " + shown(expected, at) + ", is " + shown(actual, at));
    }
  }

  std::vector<std::string> take() { return std::move(found_); }

 private:
  void add(const std::string& pointer, const std::string& what) {
    if (found_.size() < limit_) found_.push_back((pointer.empty() ? "/" : pointer) + ": " + what);
  }

  void compare_objects(const Json& expected, const Json& actual, const std::string& pointer) {
    for (const auto& [key, value] : expected.items()) {
      const std::string here = pointer + "/" + escaped(key);
      if (actual.contains(key)) {
        compare(value, actual.at(key), here);
      } else {
        add(here, "expected " + shown(value, 0) + ", is missing");
      }
    }
    for (const auto& [key, value] : actual.items()) {
      if (!expected.contains(key)) {
        add(pointer + "/" + escaped(key), "not expected, is " + shown(value, 0));
      }
    }
  }

  void compare_arrays(const Json& expected, const Json& actual, const std::string& pointer) {
    const std::size_t both = std::min(expected.size(), actual.size());
    for (std::size_t i = 0; i < both; ++i) {
      compare(expected[i], actual[i], pointer + "/" + std::to_string(i));
    }
    for (std::size_t i = both; i < expected.size(); ++i) {
      add(pointer + "/" + std::to_string(i), "expected " + shown(expected[i], 0) + ", is missing");
    }
    for (std::size_t i = both; i < actual.size(); ++i) {
      add(pointer + "/" + std::to_string(i), "not expected, is " + shown(actual[i], 0));
    }
  }

  std::size_t limit_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> differences(const Json& expected, const Json& actual, std::size_t limit) {
  Walk walk(limit);
  walk.compare(expected, actual, "");
  return walk.take();
}

}  // namespace medloom::test
