// RE2 does the work; this file turns its pointers into spans and its messages into Errors, and asks
// it as seldom as it can: not where the first character rules a match out, and not for groups
// before there is a match, which costs several times as much as the answer no.
#include "text/pattern.h"

#include <algorithm>
#include <array>
#include <limits>
#include <mutex>

#include <re2/re2.h>
#include <re2/set.h>

namespace medloom::text {
namespace {

// Enough for the widest patterns of profiles (a long alternation of Han words), and an end for
// nested repetitions. When the automaton outgrows it in a search, RE2 goes on slower, still linear.
constexpr std::int64_t kMaxMemory = 16 << 20;

// Patterns with fewer groups are searched without allocating.
constexpr std::size_t kUsualGroups = 16;

// RE2 gives a sixth of kMaxMemory to the instructions of a program, 16 bytes each.
constexpr std::size_t kMostInstructions = 150'000;

std::optional<Span> span_of(const re2::StringPiece& piece, const char* text) {
  if (piece.data() == nullptr) return std::nullopt;
  const auto from = static_cast<std::uint32_t>(piece.data() - text);
  return Span{from, from + static_cast<std::uint32_t>(piece.size())};
}

re2::RE2::Options options() {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(kMaxMemory);
  return options;
}

// How many instructions a pattern that parses compiles to at most: a byte of it is a few, a class
// of Unicode (\pL) the most there are, and a count repeats what stands before it.
class MostInstructions {
 public:
  static std::size_t of(std::string_view regex) { return MostInstructions(regex).read(); }

 private:
  static constexpr std::size_t kByte = 8;
  static constexpr std::size_t kUnicodeClass = 1250;

  struct Group {
    std::size_t before = 0;  // the last piece
    std::size_t last = 0;    // what a count would repeat
  };

  explicit MostInstructions(std::string_view regex) : rest_(regex) {}

  std::size_t read() {
    while (!rest_.empty()) {
      const char c = take();
      if (c == '(') {
        groups_.emplace_back();
      } else if (c == ')' && groups_.size() > 1) {
        close();
      } else if (c == '[') {
        add(in_brackets());
      } else if (c == '{') {
        repeat();
      } else {
        add(c == '\\' ? escaped() : kByte);
      }
    }
    while (groups_.size() > 1) close();
    return groups_.front().before + groups_.front().last;
  }

  char take() {
    const char c = rest_.empty() ? '\0' : rest_.front();
    rest_.remove_prefix(std::min<std::size_t>(1, rest_.size()));
    return c;
  }

  void add(std::size_t piece) {
    groups_.back().before += groups_.back().last;
    groups_.back().last = piece;
  }

  void close() {
    const Group done = groups_.back();
    groups_.pop_back();
    add(done.before + done.last + kByte);
  }

  std::size_t escaped() {
    const char c = take();
    return c == 'p' || c == 'P' ? kUnicodeClass : kByte;
  }

  // A bracket that stands first, or in "[:alpha:]", ends nothing: what is read too early as its end
  // is counted as bytes outside.
  std::size_t in_brackets() {
    std::size_t size = kByte;
    for (char c = take(); c != ']' && c != '\0'; c = take()) {
      size += c == '\\' ? escaped() : kByte;
    }
    return size;
  }

  // "{3}", "{0,60}", "{2,}"; any other brace stands for itself.
  void repeat() {
    std::size_t most = 0;
    std::size_t count = 0;
    for (const char c : rest_.substr(0, rest_.find('}'))) {
      count = c >= '0' && c <= '9' ? std::min<std::size_t>(count * 10 + (c - '0'), 1000) : 0;
      most = std::max(most, count);
    }
    Group& group = groups_.back();
    group.last = std::min((group.last + 1) * (most + 1), 2 * kMostInstructions);
  }

  std::string_view rest_;
  std::vector<Group> groups_{1};
};

bool may_be_too_large(std::string_view regex) {
  return MostInstructions::of(regex) > kMostInstructions;
}

// The name of each capturing group by its index, empty for those without one; of a regex that is
// known to parse. What is quoted or in brackets is no group.
std::vector<std::string> group_names(std::string_view regex) {
  std::vector<std::string> names(1);
  bool in_class = false;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const std::string_view rest = regex.substr(i);
    if (rest.starts_with("\\Q") && !in_class) {
      const std::size_t end = rest.find("\\E");
      if (end == std::string_view::npos) break;
      i += end + 1;
    } else if (rest.front() == '\\') {
      ++i;
    } else if (in_class) {
      in_class = rest.front() != ']';
      if (rest.starts_with("[:")) i += rest.find(":]") + 1;
    } else if (rest.front() == '[') {
      in_class = true;
      if (rest.starts_with("[^")) ++i;
      if (regex.substr(i + 1).starts_with("]")) ++i;  // the first one is a member
    } else if (rest.starts_with("(?P<")) {
      names.emplace_back(rest.substr(4, rest.find('>') - 4));
    } else if (rest.front() == '(' && !rest.starts_with("(?")) {
      names.emplace_back();
    }
  }
  return names;
}

}  // namespace

std::optional<Span> Match::group(std::string_view name) const {
  if (names_ == nullptr || name.empty()) return std::nullopt;
  const auto found = std::find(names_->begin(), names_->end(), name);
  return found == names_->end() ? std::nullopt : group(found - names_->begin());
}

// The regular expression, and RE2's program for it from the first search on.
class Pattern::Program {
 public:
  explicit Program(std::string_view regex) : regex_(regex) {}

  const std::string& regex() const { return regex_; }

  const re2::RE2& get() const {
    std::call_once(built_, [this] { program_ = std::make_unique<re2::RE2>(regex_, options()); });
    return *program_;
  }

  bool match(const Query& query, re2::StringPiece* groups, std::size_t count) const {
    // RE2 tells a group that matched nothing by its null pointer.
    const re2::StringPiece text(query.text.data() == nullptr ? "" : query.text.data(),
                                query.text.size());
    return get().Match(text, query.from, text.size(),
                       query.anchor == Anchor::both    ? re2::RE2::ANCHOR_BOTH
                       : query.anchor == Anchor::start ? re2::RE2::ANCHOR_START
                                                       : re2::RE2::UNANCHORED,
                       groups, static_cast<int>(count));
  }

 private:
  std::string regex_;
  mutable std::once_flag built_;
  mutable std::unique_ptr<re2::RE2> program_;
};

// What RE2 says against the expression, or nothing.
std::string Pattern::wrong_with(const Program& program) {
  // A set parses what is added to it and compiles nothing yet: a fraction of the cost.
  const std::string& regex = program.regex();
  std::string wrong;
  re2::RE2::Set parser(options(), re2::RE2::UNANCHORED);
  const bool parsed = parser.Add(re2::StringPiece(regex), &wrong) >= 0;
  if (parsed && may_be_too_large(regex) && !program.get().ok()) wrong = program.get().error();
  return wrong;
}

Result<Pattern> Pattern::compile(std::string_view regex, std::string where, Known known) {
  auto program = std::make_shared<const Program>(regex);
  if (known == Known::nothing) {
    if (const std::string wrong = wrong_with(*program); !wrong.empty()) {
      return fail(ErrorCode::configuration, "bad pattern: " + wrong, std::move(where));
    }
  }

  std::vector<std::string> names = group_names(regex);
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (!name->empty() && std::find(names.begin(), name, *name) != name) {
      return fail(ErrorCode::configuration, "bad pattern: two groups are named '" + *name + "'",
                  std::move(where));
    }
  }

  Pattern pattern;
  pattern.program_ = std::move(program);
  pattern.names_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  pattern.opening_ = std::make_shared<const LazyOpening>(std::string(regex));
  return pattern;
}

Pattern Pattern::of_sound(std::string_view regex) {
  Pattern pattern;
  pattern.program_ = std::make_shared<const Program>(regex);
  pattern.names_ = std::make_shared<const std::vector<std::string>>(group_names(regex));
  pattern.opening_ = std::make_shared<const LazyOpening>(std::string(regex));
  return pattern;
}

bool Pattern::search(std::string_view text, std::size_t from, Match& match) const {
  return run({text, from, Anchor::none}, match);
}

bool Pattern::match_at(std::string_view text, std::size_t at, Match& match) const {
  if (at > text.size() || text.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  return places({text, at, Anchor::start}, match);
}

bool Pattern::is_in(std::string_view text) const { return can_match({text, 0, Anchor::none}); }

bool Pattern::full_match(std::string_view text, Match& match) const {
  return run({text, 0, Anchor::both}, match);
}

// The cheap half: no place is found, only whether there is one.
bool Pattern::can_match(const Query& query) const {
  const auto& [text, from, anchor] = query;
  if (from > text.size() || text.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  if (from == 0 && !opening_->get().allows(text)) return false;
  return program_->match(query, nullptr, 0);
}

bool Pattern::run(const Query& query, Match& match) const {
  return can_match(query) && places(query, match);
}

bool Pattern::places(const Query& query, Match& match) const {
  std::array<re2::StringPiece, kUsualGroups> usual;
  std::vector<re2::StringPiece> unusual(names_->size() > kUsualGroups ? names_->size() : 0);
  re2::StringPiece* const pieces = unusual.empty() ? usual.data() : unusual.data();
  if (!program_->match(query, pieces, names_->size())) return false;
  const char* const begin = pieces->data();
  match.names_ = names_.get();
  match.groups_.resize(names_->size());
  for (std::size_t i = 0; i < names_->size(); ++i) {
    match.groups_[i] = span_of(pieces[i], query.text.empty() ? begin : query.text.data());
  }
  match.whole = *match.groups_.front();
  return true;
}

const std::string& Pattern::regex() const { return program_->regex(); }

bool Pattern::has_group(std::string_view name) const {
  return !name.empty() && std::find(names_->begin(), names_->end(), name) != names_->end();
}

int Pattern::program_size() const { return program_->get().ProgramSize(); }

}  // namespace medloom::text
