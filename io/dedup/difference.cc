// The shortest edit script (Myers, 1986), greedy and with its steps kept, over tokens. Between the
// tokens that stay lie hunks: what one text has there and the other has instead.
//
// Tested by tests/io/dedup_test.cc.
#include "io/dedup/difference.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace medloom::dedup {
namespace {

constexpr int kMostEdits = 400;

using Tokens = std::vector<Token>;

struct Hunk {
  std::size_t a_from;
  std::size_t a_to;
  std::size_t b_from;
  std::size_t b_to;
};

class EditScript {
 public:
  EditScript(const Tokens& a, const Tokens& b) : a_(a), b_(b) {}

  // False when there are too many edits.
  bool find() {
    const int n = static_cast<int>(a_.size());
    const int m = static_cast<int>(b_.size());
    std::vector<int> furthest(2 * kMostEdits + 3, 0);
    const auto at = [&furthest](int k) -> int& { return furthest[k + kMostEdits + 1]; };
    for (int d = 0; d <= kMostEdits; ++d) {
      for (int k = -d; k <= d; k += 2) {
        int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
        int y = x - k;
        while (x < n && y < m && a_[x].text == b_[y].text) ++x, ++y;
        at(k) = x;
        if (x >= n && y >= m) {
          keep(furthest, d);
          edits_ = d;
          return true;
        }
      }
      keep(furthest, d);
    }
    return false;
  }

  std::vector<Hunk> hunks() const {
    std::vector<Hunk> found;
    std::size_t x = a_.size();
    std::size_t y = b_.size();
    for (int d = edits_; d > 0; --d) {
      const int k = static_cast<int>(x) - static_cast<int>(y);
      const bool down = k == -d || (k != d && before(d, k - 1) < before(d, k + 1));
      const int from_k = down ? k + 1 : k - 1;
      const auto from_x = static_cast<std::size_t>(before(d, from_k));
      const auto from_y = static_cast<std::size_t>(static_cast<int>(from_x) - from_k);
      const std::size_t to_x = down ? from_x : from_x + 1;
      const std::size_t to_y = down ? from_y + 1 : from_y;
      if (!found.empty() && found.back().a_from == to_x && found.back().b_from == to_y) {
        found.back().a_from = from_x;
        found.back().b_from = from_y;
      } else {
        found.push_back({from_x, to_x, from_y, to_y});
      }
      x = from_x;
      y = from_y;
    }
    return found;
  }

 private:
  // Of each number of edits the diagonals that it can have reached: [-d, d].
  void keep(const std::vector<int>& furthest, int d) {
    const auto middle = furthest.begin() + kMostEdits + 1;
    steps_.emplace_back(middle - d, middle + d + 1);
  }
  int before(int d, int k) const { return steps_[d - 1][k + d - 1]; }

  const Tokens& a_;
  const Tokens& b_;
  std::vector<std::vector<int>> steps_;
  int edits_ = 0;
};

std::vector<std::string_view> guarded(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::vector<std::string_view> words;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].guarded) words.push_back(tokens[i].text);
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::size_t weight(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::size_t sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += tokens[i].kind == Token::Kind::han ? 1 : 2;
  return sum;
}

}  // namespace

Difference difference_of(std::string_view bare_a, std::string_view bare_b, const Wording& wording) {
  if (bare_a == bare_b) return {};
  const Tokens a = tokens_of(bare_a, wording);
  const Tokens b = tokens_of(bare_b, wording);
  EditScript script(a, b);
  if (!script.find()) return {true, true, true, std::numeric_limits<std::size_t>::max()};
  Difference difference{true, false, false, 0};
  for (const Hunk& hunk : script.hunks()) {
    difference.added |= hunk.b_from < hunk.b_to;
    difference.guarded |= guarded(a, hunk.a_from, hunk.a_to) != guarded(b, hunk.b_from, hunk.b_to);
    difference.replaced =
        std::max(difference.replaced,
                 std::min(weight(a, hunk.a_from, hunk.a_to), weight(b, hunk.b_from, hunk.b_to)));
  }
  return difference;
}

}  // namespace medloom::dedup
