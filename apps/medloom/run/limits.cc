// Tested by tests/apps/run_limits_test.cc.
#include "apps/medloom/run/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "pipeline/engine/component_spec.h"
#include "text/ascii.h"

namespace medloom {
namespace {

// Below this a share of rejects is chance: 5 % of 100 pages are 5.
constexpr std::size_t kFewPages = 100;

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};
constexpr std::array<Unit, 8> kUnits = {{{"", 1},
                                         {"b", 1},
                                         {"kb", 1000},
                                         {"mb", 1000 * 1000},
                                         {"gb", 1000 * 1000 * 1000},
                                         {"kib", 1 << 10},
                                         {"mib", 1 << 20},
                                         {"gib", 1 << 30}}};

// The number that a word begins with, and what stands behind it.
template <class Number>
std::optional<std::pair<Number, std::string_view>> leading_number(std::string_view word) {
  Number number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  return std::pair(number, word.substr(static_cast<std::size_t>(end - word.data())));
}

bool takes(const std::string& range, const std::string& language) {
  const std::string wanted = text::ascii_lower(range);
  const std::string tag = text::ascii_lower(language);
  return tag.starts_with(wanted) && (tag.size() == wanted.size() || tag[wanted.size()] == '-');
}

}  // namespace

Result<std::uint64_t> read_size(const std::string& word, const std::string& option) {
  if (const auto number = leading_number<std::uint64_t>(word)) {
    const std::string unit = text::ascii_lower(number->second);
    for (const Unit& known : kUnits) {
      const bool fits = number->first > 0 && number->first <= UINT64_MAX / known.bytes;
      if (unit == known.name && fits) return number->first * known.bytes;
    }
  }
  return fail(ErrorCode::usage, "'" + word + "' is no size; 256MB and 1GiB are", option);
}

Result<RejectLimit> RejectLimit::read(const std::string& word) {
  RejectLimit limit;
  if (word.ends_with('%')) {
    const auto share = leading_number<double>(std::string_view(word).substr(0, word.size() - 1));
    if (share && share->second.empty() && share->first <= 100) {
      limit.share_ = share->first / 100;
      return limit;
    }
  } else if (const auto number = leading_number<std::uint64_t>(word)) {
    if (number->second.empty()) {
      limit.number_ = number->first;
      return limit;
    }
  }
  return fail(ErrorCode::usage, "'" + word + "' is neither a number nor a share; 100 and 5% are",
              "--max-rejects");
}

bool RejectLimit::exceeded(std::size_t rejects, std::size_t pages, bool at_end) const {
  if (number_) return rejects > *number_;
  if (!share_ || (pages < kFewPages && !at_end)) return false;
  return static_cast<double>(rejects) > *share_ * static_cast<double>(pages);
}

std::function<std::string(const Record&)> unwanted(std::vector<std::string> languages,
                                                   std::vector<std::string> kinds) {
  if (languages.empty() && kinds.empty()) return {};
  return [languages = std::move(languages),
          kinds = std::move(kinds)](const Record& record) -> std::string {
    const bool spoken = languages.empty() ||
                        std::any_of(languages.begin(), languages.end(), [&](const auto& range) {
                          return takes(range, record.language);
                        });
    if (!spoken) return "language " + (record.language.empty() ? "unknown" : record.language);
    const bool of_kind =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), record.kind.name) != kinds.end();
    return of_kind ? "" : "kind " + record.kind.name;
  };
}

void check_kinds(const std::vector<std::string>& kinds, Problems& problems) {
  static const std::vector<std::string> kKnown = {"doctor-qa", "forum",   "faq",  "qa-article",
                                                  "dialogue",  "article", "list", "other"};
  for (const std::string& kind : kinds) {
    if (std::find(kKnown.begin(), kKnown.end(), kind) != kKnown.end()) continue;
    problems.push_back({ErrorCode::usage,
                        "there is no kind '" + kind + "'" + did_you_mean(kind, kKnown),
                        "--only-kind"});
  }
}

}  // namespace medloom
