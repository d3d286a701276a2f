// What a fast multi-literal engine makes of the same terms and texts: Hyperscan, all matches, and
// of them the leftmost-longest. It knows no folding, no word bounds, no guards.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::bench {

class LiteralBaseline {
 public:
  explicit LiteralBaseline(const std::vector<std::string>& terms);
  LiteralBaseline(const LiteralBaseline&) = delete;
  LiteralBaseline& operator=(const LiteralBaseline&) = delete;
  ~LiteralBaseline();

  // The number of leftmost-longest matches.
  std::size_t count(std::string_view text);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace medloom::bench
