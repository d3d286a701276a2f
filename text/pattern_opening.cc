// The set of first characters, as a compiler writer computes it: of an alternation the union; of a
// sequence the first piece's, and the next one's as well while a piece may be empty. A whole that
// may be empty allows anything, as does one that is not tied to the beginning of the text.
//
// The words likewise: a piece either is one of few words, or one of few words is in it, or nothing
// is known. Words that follow each other grow together; of several choices in a sequence the one
// whose shortest word is longest is kept. Without regard to case no letter is known.
//
// Reading gives up at whatever it does not know: unusual escapes and flags, classes of names.
//
// Cost: linear in the expression; the reader nests no deeper than kDeepest groups.
//
// Tested by tests/text/pattern_opening_test.cc, which asks RE2 about every pair of many expressions
// and many texts.
#include "text/pattern_opening.h"

#include <algorithm>
#include <string>
#include <utility>

#include "text/next_character.h"

namespace medloom::text {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kMostWords = 16;
constexpr std::size_t kWidestClass = 4;  // [别別] is two words; wider ones say nothing

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::uint32_t hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A') + 10;
  return 16;
}

}  // namespace

class OpeningReader {
 public:
  explicit OpeningReader(std::string_view regex) : rest_(regex) {}

  PatternOpening read() {
    const Piece whole = alternation(0, false);
    PatternOpening opening;
    if (unknown_ || !rest_.empty()) return opening;
    opening.longest_ = whole.longest;
    for (const std::u32string& word : needed(whole)) {
      CharacterSketch& set = opening.words_.emplace_back();
      for (const char32_t c : word) set.add(c);
    }
    if (!whole.may_be_empty) {
      opening.ends_anyhow_ = false;
      opening.ends_.set(whole.ends);
    }
    if (whole.may_be_empty || !whole.tied) return opening;
    opening.anything_ = false;
    opening.begins_.set(whole.ranges);
    return opening;
  }

 private:
  using Range = PatternOpening::Range;

  using Words = std::vector<std::u32string>;

  struct Piece {
    std::vector<Range> ranges;  // with which it may begin
    std::vector<Range> ends;    // and end
    bool may_be_empty = false;
    bool tied = false;          // to the beginning of the text, whichever way it is taken
    Words exact;                // all that it can be; empty: not known
    Words holds;                // one of which is in it; empty: not known
    std::uint32_t longest = 1;  // in characters
  };

  static std::uint32_t times(std::uint32_t length, std::uint32_t count) {
    const std::uint64_t all = std::uint64_t{length} * count;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(all, PatternOpening::kAnyLength));
  }
  static std::uint32_t together(std::uint32_t one, std::uint32_t other) {
    return std::min(one + other, PatternOpening::kAnyLength);
  }

  static std::size_t shortest(const Words& words) {
    std::size_t size = words.empty() ? 0 : words.front().size();
    for (const std::u32string& word : words) size = std::min(size, word.size());
    return size;
  }

  // One of these is in the piece; empty: not known.
  static Words needed(const Piece& piece) {
    const std::size_t whole = shortest(piece.exact);
    if (whole > 0 && whole >= shortest(piece.holds)) return piece.exact;
    return shortest(piece.holds) > 0 ? piece.holds : Words();
  }

  static void add_words(Words& words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
  }

  static void keep_better(Words& best, const Words& words) {
    if (shortest(words) > shortest(best)) best = words;
  }

  // The words of pieces that follow each other: they grow as long as each piece is known exactly,
  // and begin anew behind one that is not.
  class Growth {
   public:
    void follow(const Piece& next) {
      Words grown;
      if (words_.size() * next.exact.size() <= kMostWords) {
        for (const std::u32string& word : words_) {
          for (const std::u32string& more : next.exact) grown.push_back(word + more);
        }
      }
      if (grown.empty()) {
        keep_better(best_, words_);
        keep_better(best_, needed(next));
        grown = next.exact.empty() ? Words{U""} : next.exact;
        whole_ = false;
      }
      words_ = std::move(grown);
    }
    void give_to(Piece& piece) {
      if (whole_) {
        piece.exact = std::move(words_);
        return;
      }
      keep_better(best_, words_);
      piece.holds = std::move(best_);
    }

   private:
    Words words_ = {U""};
    Words best_;
    bool whole_ = true;
  };

  // Of a single character out of few.
  static void set_words(Piece& piece) {
    std::size_t characters = 0;
    for (const Range& range : piece.ranges) characters += range.last - range.first + 1;
    if (characters > kWidestClass) return;
    for (const Range& range : piece.ranges) {
      for (char32_t c = range.first; c <= range.last; ++c) piece.exact.emplace_back(1, c);
    }
  }

  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  Piece give_up() {
    unknown_ = true;
    return {};
  }

  // Up to the end or a closing parenthesis.
  Piece alternation(int depth, bool any_case) {
    if (depth > kDeepest) return give_up();
    Piece all = sequence(depth, any_case);
    while (!unknown_ && take("|")) {
      const Piece other = sequence(depth, any_case);
      Words holds = needed(all);
      const Words others = needed(other);
      const bool few = holds.size() + others.size() <= kMostWords;
      if (holds.empty() || others.empty() || !few)
        holds = {};
      else
        add_words(holds, others);
      if (all.exact.empty() || other.exact.empty() ||
          all.exact.size() + other.exact.size() > kMostWords) {
        all.exact = {};
      } else {
        add_words(all.exact, other.exact);
      }
      all.holds = std::move(holds);
      all.ranges.insert(all.ranges.end(), other.ranges.begin(), other.ranges.end());
      all.ends.insert(all.ends.end(), other.ends.begin(), other.ends.end());
      all.may_be_empty = all.may_be_empty || other.may_be_empty;
      all.tied = all.tied && other.tied;
      all.longest = std::max(all.longest, other.longest);
    }
    return all;
  }

  Piece sequence(int depth, bool any_case) {
    Piece all = nothing();
    Growth growth;
    while (!unknown_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Piece next = atom(depth, any_case);
      if (next.ends.empty()) next.ends = next.ranges;  // of one character
      repeat(next);
      if (!next.may_be_empty) all.ends.clear();
      all.ends.insert(all.ends.end(), next.ends.begin(), next.ends.end());
      growth.follow(next);
      all.longest = together(all.longest, next.longest);
      if (!all.may_be_empty) continue;  // only what can stand first matters
      all.ranges.insert(all.ranges.end(), next.ranges.begin(), next.ranges.end());
      all.tied = all.tied || next.tied;
      all.may_be_empty = next.may_be_empty;
    }
    all.exact = {};
    growth.give_to(all);
    return all;
  }

  // No character: a place in the text.
  static Piece nothing() {
    Piece piece;
    piece.may_be_empty = true;
    piece.exact = {U""};
    piece.longest = 0;
    return piece;
  }

  static void make_optional(Piece& piece) {
    piece.may_be_empty = true;
    piece.tied = false;
    piece.holds = {};
  }

  void repeat(Piece& piece) {
    bool is_repeated = false;
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c != '?' && c != '*' && c != '+' && c != '{') return;
      // The first one repeats, a '?' behind it only says which match is preferred.
      if (c == '?' && !is_repeated) {
        make_optional(piece);
        if (!piece.exact.empty()) piece.exact.emplace_back();
      } else if (c != '?') {
        piece.holds = needed(piece);
        piece.exact = {};
        if (c == '*') make_optional(piece);
        if (c != '{') piece.longest = times(piece.longest, PatternOpening::kAnyLength);
      } else {
        make_optional(piece);
      }
      is_repeated = true;
      if (c == '{') {
        // {2}, {2,}, {2,5}; any other brace is itself.
        const std::size_t close = rest_.find_first_not_of("0123456789,", 1);
        if (close == std::string_view::npos || close < 2 || rest_[close] != '}' ||
            rest_[1] == ',') {
          unknown_ = true;
          return;
        }
        if (rest_[1] == '0') make_optional(piece);
        piece.longest = times(piece.longest, most_times(rest_.substr(1, close - 1)));
        rest_.remove_prefix(close);
      }
      rest_.remove_prefix(1);
    }
  }

  // "2", "2,", "2,5"
  static std::uint32_t most_times(std::string_view counts) {
    const std::size_t comma = counts.find(',');
    if (comma + 1 == counts.size()) return PatternOpening::kAnyLength;
    std::uint32_t most = 0;
    for (const char c : counts.substr(comma == std::string_view::npos ? 0 : comma + 1)) {
      most = std::min(most * 10 + static_cast<std::uint32_t>(c - '0'), PatternOpening::kAnyLength);
    }
    return most;
  }

  Piece atom(int depth, bool any_case) {
    if (take("^")) {
      Piece start = nothing();
      start.tied = true;
      return start;
    }
    if (take("$")) return nothing();
    if (rest_.front() == '(') return group(depth, any_case);
    if (rest_.front() == '[') return char_class(any_case);
    if (rest_.front() == '\\') return escape(any_case);
    if (rest_.front() == '.') return give_up_after_first();
    Piece piece;
    const char32_t c = decode_front();
    add(piece, {c, c}, any_case);
    set_words(piece);
    return piece;
  }

  // Anything may stand here: no news where something else stands first.
  Piece give_up_after_first() {
    rest_.remove_prefix(1);
    Piece piece;
    piece.ranges.push_back({0, 0x10FFFF});
    return piece;
  }

  Piece group(int depth, bool any_case) {
    rest_.remove_prefix(1);
    if (take("?P<")) {
      const std::size_t close = rest_.find('>');
      if (close == std::string_view::npos) return give_up();
      rest_.remove_prefix(close + 1);
    } else if (take("?i:")) {
      any_case = true;
    } else if (!take("?:") && rest_.starts_with("?")) {
      return give_up();  // (?m) changes what ^ means
    }
    const Piece piece = alternation(depth + 1, any_case);
    return take(")") ? piece : give_up();
  }

  // Without regard to case, ASCII letters only: 'k' is U+212A as well, 's' U+017F.
  void add(Piece& piece, Range range, bool any_case) {
    piece.ranges.push_back(range);
    if (!any_case) return;
    if (range.last >= 0x80 && !(range.first >= 0x2E80 && range.last <= 0x9FFF)) unknown_ = true;
    for (char32_t c = range.first; c <= range.last && c < 0x80; ++c) {
      if (!is_letter(c)) continue;
      piece.ranges.push_back({c ^ 0x20U, c ^ 0x20U});
      if ((c | 0x20U) == 'k') piece.ranges.push_back({0x212A, 0x212A});
      if ((c | 0x20U) == 's') piece.ranges.push_back({0x17F, 0x17F});
    }
  }

  Piece escape(bool any_case) {
    if (take("\\b")) return nothing();
    Piece piece;
    if (!escaped(piece, any_case)) return give_up();
    set_words(piece);
    return piece;
  }

  // What an escape stands for, inside a class and outside; false for those not known here.
  bool escaped(Piece& piece, bool any_case) {
    rest_.remove_prefix(1);
    if (rest_.empty()) return false;
    const char c = rest_.front();
    rest_.remove_prefix(1);
    const auto one = [&](char32_t value) { add(piece, {value, value}, any_case); };
    switch (c) {
      case 'd':
        piece.ranges.push_back({'0', '9'});
        return true;
      case 's':
        for (const char32_t space : {'\t', '\n', '\f', '\r', ' '}) one(space);
        return true;
      case 'w':
        for (const Range range : {Range{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}) {
          add(piece, range, any_case);
        }
        return true;
      case 'D':
      case 'S':
      case 'W':
      case 'P':
        if (c == 'P') return false;
        piece.ranges.push_back({0, 0x10FFFF});
        return true;
      case 'p':
        if (!take("{Han}")) return false;
        // Blocks that hold all characters of the script, and some others.
        for (const Range range : {Range{0x2E80, 0x2FFF},
                                  {0x3005, 0x3007},
                                  {0x3021, 0x303B},
                                  {0x3400, 0x9FFF},
                                  {0xF900, 0xFAFF},
                                  {0x16F00, 0x3FFFF}}) {
          piece.ranges.push_back(range);
        }
        return true;
      case 'n':
        one('\n');
        return true;
      case 't':
        one('\t');
        return true;
      case 'r':
        one('\r');
        return true;
      case 'x':
        return hex(piece, any_case);
      default:
        if (is_letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9') || (c & 0x80) != 0) {
          return false;
        }
        one(static_cast<unsigned char>(c));
        return true;
    }
  }

  // \x41 and \x{3000}
  bool hex(Piece& piece, bool any_case) {
    const bool braces = take("{");
    std::uint32_t value = 0;
    std::size_t digits = 0;
    while (!rest_.empty() && hex_digit(rest_.front()) < 16 && digits < (braces ? 6U : 2U)) {
      value = value * 16 + hex_digit(rest_.front());
      rest_.remove_prefix(1);
      ++digits;
    }
    if (digits == 0 || (braces && !take("}"))) return false;
    add(piece, {value, value}, any_case);
    return true;
  }

  Piece char_class(bool any_case) {
    rest_.remove_prefix(1);
    const bool negated = take("^");
    Piece piece;
    for (bool first = true; first || !rest_.starts_with("]"); first = false) {
      if (rest_.empty() || rest_.starts_with("[:")) return give_up();
      if (rest_.front() == '\\') {
        if (!escaped(piece, any_case)) return give_up();
        if (rest_.starts_with("-") && !rest_.starts_with("-]")) return give_up();
        continue;
      }
      Range range{};
      range.first = range.last = decode_front();
      if (rest_.starts_with("-") && rest_.size() > 1 && rest_[1] != ']') {
        rest_.remove_prefix(1);
        if (rest_.empty() || rest_.front() == '\\' || rest_.front() == '[') return give_up();
        range.last = decode_front();
      }
      add(piece, range, any_case);
    }
    rest_.remove_prefix(1);
    if (negated) piece.ranges = {{0, 0x10FFFF}};
    set_words(piece);
    return piece;
  }

  char32_t decode_front() {
    const CodePoint point = code_point_at(rest_, 0);
    rest_.remove_prefix(point.size);
    return point.value;
  }

  std::string_view rest_;
  bool unknown_ = false;
};

CharacterSketch::CharacterSketch(std::string_view text) {
  std::uint64_t low = 0;  // of ASCII, which most texts are made of
  std::uint64_t high = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const std::uint64_t bit = std::uint64_t{1} << (byte % 64U);
      low |= byte < 64 ? bit : 0;
      high |= byte < 64 ? 0 : bit;
      ++at;
    } else {
      add(next_character(text, at));
    }
  }
  bits_[0] |= low;
  bits_[1] |= high;
}

PatternOpening PatternOpening::of(std::string_view regex) { return OpeningReader(regex).read(); }

void PatternOpening::Characters::set(const std::vector<Range>& all) {
  for (const auto& [first, last] : all) {
    for (char32_t c = first; c <= last && c < 0x80; ++c)
      ascii[c / 64] |= std::uint64_t{1} << (c % 64);
    if (last >= 0x80) ranges.push_back({std::max<char32_t>(first, 0x80), last});
  }
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  std::vector<Range> merged;
  for (const Range& range : ranges) {
    if (merged.empty() || range.first > merged.back().last + 1) merged.push_back(range);
    merged.back().last = std::max(merged.back().last, range.last);
  }
  ranges = std::move(merged);
}

bool PatternOpening::Characters::in_ranges(char32_t c) const {
  const auto behind =
      std::upper_bound(ranges.begin(), ranges.end(), c,
                       [](char32_t value, const Range& range) { return value < range.first; });
  return behind != ranges.begin() && c <= (behind - 1)->last;
}

void LazyOpening::read() const {
  const std::lock_guard lock(reading_);
  if (is_read_.load(std::memory_order_relaxed)) return;
  opening_ = PatternOpening::of(regex_);
  is_read_.store(true, std::memory_order_release);
}

}  // namespace medloom::text
