// "unknown mode 'fxi', did you mean 'fix'?": the words of tables, and suggestions for slips.
// Tested by tests/dictionaries.
#include "dictionaries/names.h"

#include <algorithm>
#include <cstddef>

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kMaxSlips = 2;
constexpr std::size_t kMaxLength = 40;  // longer names are no slip of a column or mode name

// Optimal string alignment: insertions, deletions, substitutions and neighbours swapped.
std::size_t slips(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const std::size_t change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) {
  if (name.size() < 2 || name.size() > kMaxLength) return "";
  std::string_view best;
  std::size_t best_slips = kMaxSlips + 1;
  for (std::string_view candidate : known) {
    const std::size_t n = slips(name, candidate);
    if (n < best_slips && n < candidate.size()) {
      best_slips = n;
      best = candidate;
    }
  }
  if (best.empty()) return "";
  return ", did you mean '" + std::string(best) + "'?";
}

}  // namespace medloom::dictionaries
