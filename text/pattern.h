// Regular expressions: RE2 behind std::string_view, with byte spans as results.
//
// Linear in the text whatever the pattern. RE2's dialect, and what surprises in it: \d \w \s \b are
// ASCII only (\s is neither U+3000 nor U+00A0, \d not １), ^ and $ are the ends of the text unless
// the pattern says (?m), there is no look-around, and damaged UTF-8 is matched by nothing. Text is
// limited to 4 GiB. A Pattern is immutable: copies share one program, threads may share one
// Pattern.
//
// Profiles hold hundreds of patterns and a page needs few of them: the program is built when a text
// is first searched that the pattern's opening (pattern_opening.h) does not rule out. What is wrong
// with a pattern `compile` says all the same.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"
#include "text/pattern_opening.h"

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

// A text that many patterns are asked about: what characters are in it is found out once, when the
// first pattern wants to know. The text must outlive it. One thread.
class Subject {
 public:
  explicit Subject(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  const CharacterSketch& characters() const {
    if (!characters_) characters_.emplace(text_);
    return *characters_;
  }

 private:
  std::string_view text_;
  mutable std::optional<CharacterSketch> characters_;
};

class Pattern {
 public:
  // What is known of an expression before it is compiled: nothing, or that this very program found
  // nothing wrong with it before. Then it is not parsed before the first search that needs it; what
  // was wrong all the same would match nothing.
  enum class Known { nothing, sound };
  // `where` names the place of the pattern for the error message: "profile.toml:12:3".
  static Result<Pattern> compile(std::string_view regex, std::string where,
                                 Known known = Known::nothing);

  // The same for what is known to be sound, such as a part of a pattern that compiled: nothing is
  // parsed before the first search.
  static Pattern of_sound(std::string_view regex);

  // The leftmost match that begins at or behind byte `from`. What stands before `from` still counts
  // for ^ and \b. A match may be empty: callers that go on from its end must then step forward.
  bool search(std::string_view text, std::size_t from, Match& match) const;

  // The match that begins at byte `at`.
  bool match_at(std::string_view text, std::size_t at, Match& match) const;

  // Whether it matches anywhere; cheaper than a search, as no place is asked for.
  bool is_in(std::string_view text) const;

  // False where it cannot match, by the characters of the text: a few instructions.
  bool may_be_in(const Subject& subject) const {
    const PatternOpening& opening = opening_->get();
    return opening.allows(subject.text()) &&
           (!opening.needs_characters() || opening.allows(subject.characters()));
  }

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
  enum class Anchor { none, start, both };
  struct Query {
    std::string_view text;
    std::size_t from = 0;
    Anchor anchor = Anchor::none;
  };

  class Program;

  Pattern() = default;
  static std::string wrong_with(const Program& program);
  bool can_match(const Query& query) const;
  bool run(const Query& query, Match& match) const;
  bool places(const Query& query, Match& match) const;

  std::shared_ptr<const Program> program_;
  std::shared_ptr<const std::vector<std::string>> names_;
  std::shared_ptr<const LazyOpening> opening_;
};

}  // namespace medloom::text
