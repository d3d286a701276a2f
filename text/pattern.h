// Regular expressions: RE2 behind std::string_view, with byte spans as results.
//
// Linear in the text whatever the pattern. RE2's dialect, and what surprises in it: \d \w \s \b are
// ASCII only (\s is neither U+3000 nor U+00A0, \d not １), ^ and $ are the ends of the text unless
// the pattern says (?m), there is no look-around, and damaged UTF-8 is matched by nothing. Text is
// limited to 4 GiB. A Pattern is immutable: copies share one program, threads may share one
// Pattern.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace re2 {
class RE2;
}

namespace medloom::text {

// Where a pattern and its groups matched, in bytes of the searched text. Reuse one Match for many
// searches. Valid as long as a copy of the Pattern lives.
class Match {
 public:
  Span whole;

  // Group 0 is the whole match. Nothing for a group that took no part or does not exist.
  std::optional<Span> group(std::size_t index) const {
    return index < groups_.size() ? groups_[index] : std::nullopt;
  }
  std::optional<Span> group(std::string_view name) const;

 private:
  friend class Pattern;

  std::vector<std::optional<Span>> groups_;
  const std::vector<std::string>* names_ = nullptr;
};

class Pattern {
 public:
  // `where` names the place of the pattern for the error message: "profile.toml:12:3".
  static Result<Pattern> compile(std::string_view regex, std::string where);

  // The leftmost match that begins at or behind byte `from`. What stands before `from` still counts
  // for ^ and \b. A match may be empty: callers that go on from its end must then step forward.
  bool search(std::string_view text, std::size_t from, Match& match) const;

  bool full_match(std::string_view text, Match& match) const;

  const std::string& regex() const;

  // How many groups there are, the whole match not counted.
  std::size_t group_count() const { return names_->size() - 1; }

  // The name of each group by its index; empty for group 0 and for those without a name.
  const std::vector<std::string>& names() const { return *names_; }
  bool has_group(std::string_view name) const;

  // The number of instructions it compiled to, a measure of cost for lints.
  int program_size() const;

 private:
  enum class Anchor { none, both };

  Pattern() = default;
  bool run(std::string_view text, std::size_t from, Anchor anchor, Match& match) const;

  std::shared_ptr<const re2::RE2> program_;
  std::shared_ptr<const std::vector<std::string>> names_;
};

}  // namespace medloom::text
