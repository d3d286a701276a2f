// With tokens the pieces are right by construction, so what is left to ask is that nothing like
// them stands outside. Without tokens the pieces of both texts are found and compared as sets.
//
// A sentence with two figures swapped is as good a sentence: "5 mg of A and 10 mg of B", "after 6
// hours, for 3 days". So quantities keep their order, and in a segment with quantities names and
// terms keep theirs; how the two stand to one another is up to the language.
//
// Bounds of length are wide: a Han character counts as two and a half letters, and short segments
// may grow by a constant. A loop is a stretch that stands four times in a row, or a word sequence
// that stands thrice in a row and did not in the source.
//
// Tested by tests/dictionaries/translation/adversarial_test.cc.
#include "dictionaries/translation/verdict.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

constexpr double kHanLetters = 2.5;    // letters that a Han character stands for
constexpr double kLongest = 3.0;       // times as long
constexpr double kShortest = 0.3;      // of the length
constexpr double kShortGrace = 30;     // letters that any translation may have more
constexpr std::size_t kLongLatin = 4;  // letters of a word that may show its language
constexpr double kKept = 0.7;          // of the source's words: that is an echo

std::size_t occurrences(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    ++count;
  }
  return count;
}

double letters_of(std::string_view text) {
  const text::ScriptCounts counts = text::count_scripts(text);
  return counts.latin + counts.other + kHanLetters * (counts.han + counts.kana + counts.hangul);
}

// Words of ASCII and accented letters, folded.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  const std::string folded = text::fold(text);
  for (std::size_t pos = 0; pos < folded.size();) {
    const std::size_t from = pos;
    const char32_t c = text::decode_at(folded, pos);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F);
    if (letter) {
      words.back() += std::string_view(folded).substr(from, pos - from);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// The source with a blank for each piece.
std::string outside_pieces(std::string_view source, const std::vector<Piece>& pieces) {
  std::string out;
  std::size_t from = 0;
  for (const Piece& piece : pieces) {
    out += source.substr(from, piece.at.from - from);
    out += ' ';
    from = piece.at.to;
  }
  return out += source.substr(from);
}

// Comparison signs, half-width.
std::string signs_of(std::string_view text) {
  std::string signs;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::decode_at(text, pos);
    static constexpr std::u32string_view kSigns = U"<>=≤≥≦≧＜＞＝±≈";
    static constexpr std::u32string_view kPlain = U"<>=≤≥≤≥<>=±≈";
    if (const auto at = kSigns.find(c); at != std::u32string_view::npos) {
      text::append_utf8(signs, kPlain[at]);
    }
  }
  std::sort(signs.begin(), signs.end());
  return signs;
}

// What must keep its order: quantities, and beside them names and terms.
struct Order {
  std::vector<std::string> quantities;
  std::vector<std::string> names;
  friend bool operator==(const Order&, const Order&) = default;
};

Order order_of(const std::vector<Piece>& pieces) {
  Order order;
  for (const Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::quantity) {
      order.quantities.push_back(piece.key);
    } else {
      order.names.push_back(text::fold(piece.target));
    }
  }
  if (order.quantities.empty()) order.names.clear();
  return order;
}

std::vector<Piece> in_order(const Restored& back, const std::vector<Piece>& pieces) {
  std::vector<Piece> out;
  for (const std::size_t number : back.order) out.push_back(pieces[number]);
  return out;
}

class Judge {
 public:
  Judge(const Judged& judged, const CheckRules& rules)
      : judged_(judged),
        rules_(rules),
        source_outside_(outside_pieces(judged.source, judged.pieces)) {
    outside_ = judged.back != nullptr ? judged.back->outside : std::string(judged.text);
  }

  std::string reason() const {
    using Check = std::string (Judge::*)() const;
    static constexpr std::array<Check, 9> kChecks = {
        &Judge::empty, &Judge::figures, &Judge::terms,  &Judge::order, &Judge::wording,
        &Judge::echo,  &Judge::script,  &Judge::length, &Judge::loop,
    };
    for (const Check check : kChecks) {
      if (std::string why = (this->*check)(); !why.empty()) return why;
    }
    return {};
  }

 private:
  std::string empty() const {
    if (letters_of(judged_.text) == 0) return "no words";
    if (!text::is_valid_utf8(judged_.text)) return "no valid UTF-8";
    const bool breaks = judged_.text.find('\n') != std::string_view::npos;
    if (breaks && judged_.source.find('\n') == std::string_view::npos) return "lines of its own";
    return {};
  }

  std::string figures() const {
    if (signs_of(outside_) !=
        signs_of(judged_.back != nullptr ? source_outside_ : std::string(judged_.source))) {
      return "comparison signs differ";
    }
    if (judged_.back == nullptr) return figures_without_tokens();
    std::vector<std::string> here = rules_.count(outside_, judged_.to).numbers;
    std::vector<std::string> there = rules_.count(source_outside_, judged_.from).numbers;
    for (const std::string& key : piece_keys(outside_, judged_.to, rules_)) {
      here.push_back(key.substr(0, key.find(' ')));
    }
    std::sort(here.begin(), here.end());
    const bool known = rules_.knows(judged_.from) && rules_.knows(judged_.to);
    if (known ? here != there : !piece_keys(outside_, judged_.to, rules_).empty()) {
      return "numbers differ";
    }
    return {};
  }

  std::string figures_without_tokens() const {
    std::vector<std::string> wanted;
    for (const Piece& piece : judged_.pieces) {
      if (piece.kind == Piece::Kind::quantity) wanted.push_back(piece.key);
      const bool there =
          occurrences(judged_.text, piece.target) >= occurrences_wanted(piece.target);
      if (piece.kind == Piece::Kind::verbatim && !there) return "code or name lost";
    }
    std::sort(wanted.begin(), wanted.end());
    if (wanted != piece_keys(judged_.text, judged_.to, rules_)) return "numbers differ";
    if (rules_.knows(judged_.from) && rules_.knows(judged_.to) &&
        rules_.count(judged_.source, judged_.from).numbers !=
            rules_.count(judged_.text, judged_.to).numbers) {
      return "numbers differ";
    }
    return {};
  }

  std::size_t occurrences_wanted(const std::string& target) const {
    std::size_t count = 0;
    for (const Piece& piece : judged_.pieces) count += piece.target == target ? 1 : 0;
    return count;
  }

  std::string terms() const {
    const std::string folded = text::fold(judged_.text);
    for (const Piece& piece : judged_.pieces) {
      if (piece.kind != Piece::Kind::term) continue;
      if (occurrences(folded, text::fold(piece.target)) < occurrences_wanted(piece.target)) {
        return "term lost";
      }
    }
    return {};
  }

  std::string order() const {
    const Order there = order_of(judged_.pieces);
    const Order here = judged_.back != nullptr ? order_of(in_order(*judged_.back, judged_.pieces))
                                               : order_in_text();
    return here == there ? "" : "figures or names changed places";
  }

  // Words of names are looked for where they may stand, each behind an equal one before it.
  Order order_in_text() const {
    std::vector<Piece> found;
    for (Piece& piece : find_pieces(judged_.text, judged_.to, judged_.to, {}, rules_)) {
      if (piece.kind == Piece::Kind::quantity) found.push_back(std::move(piece));
    }
    const std::string folded = text::fold(judged_.text);
    std::map<std::string, std::size_t> behind;
    std::vector<std::pair<std::size_t, const Piece*>> names;
    for (const Piece& piece : judged_.pieces) {
      if (piece.kind == Piece::Kind::quantity) continue;
      const std::string name = text::fold(piece.target);
      std::size_t& from = behind[name];
      const std::size_t at = folded.find(name, from);
      if (at == std::string::npos) continue;
      names.emplace_back(at, &piece);
      from = at + name.size();
    }
    std::sort(names.begin(), names.end());
    for (const auto& [at, name] : names) found.push_back(*name);
    return order_of(found);
  }

  // Negations outside terms: "painless" may well be one word on one side and two on the other.
  std::string wording() const {
    const WordCounts there = rules_.count(source_outside_, judged_.from);
    const WordCounts here = rules_.count(outside_, judged_.to);
    if (notes_in(judged_.text) > notes_in(judged_.source)) return "a translator's note";
    if (!rules_.knows(judged_.from) || !rules_.knows(judged_.to)) return {};
    // "avoid" may stand for "do not", but not where the source has a word of that kind already.
    const auto more = [](std::size_t a, std::size_t b) { return a > b ? a - b : 0; };
    if (there.negations > here.negations + more(here.negatives, there.negatives)) {
      return "negation lost";
    }
    if (here.negations > there.negations + more(there.negatives, here.negatives)) {
      return "negation added";
    }
    return {};
  }

  // In either language: who translates may talk in both.
  std::size_t notes_in(std::string_view text) const {
    return rules_.count(text, judged_.from).notes.size() +
           rules_.count(text, judged_.to).notes.size();
  }

  std::string echo() const {
    if (text::fold(judged_.source) == text::fold(judged_.text)) return "echo of the source";
    const std::vector<std::string> there = words_of(source_outside_);
    std::vector<std::string> here = words_of(outside_);
    std::sort(here.begin(), here.end());
    std::size_t known = 0;
    std::size_t kept = 0;
    for (const std::string& word : there) {
      if (word.size() < kLongLatin) continue;
      ++known;
      kept += std::binary_search(here.begin(), here.end(), word) ? 1 : 0;
    }
    const bool same_script = !judged_.from.starts_with("zh") && !judged_.to.starts_with("zh");
    if (same_script && known >= 3 &&
        static_cast<double>(kept) > kKept * static_cast<double>(known)) {
      return "echo of the source";
    }
    return {};
  }

  std::string script() const {
    const text::ScriptCounts counts = text::count_scripts(outside_);
    if (!judged_.to.starts_with("zh") && counts.han > 0) return "Han left over";
    if (!judged_.to.starts_with("zh") || counts.latin == 0) return {};
    if (counts.han == 0 && letters_of(source_outside_) > 0) return "not in the target language";
    // Names may stay; words in small letters are no names.
    std::size_t small = 0;
    std::string_view rest = outside_;
    for (std::size_t at = 0; at < rest.size();) {
      std::size_t end = at;
      while (end < rest.size() && rest[end] >= 'a' && rest[end] <= 'z') ++end;
      const bool opens = at == 0 || !(rest[at - 1] >= 'A' && rest[at - 1] <= 'Z');
      small += end - at >= kLongLatin && opens ? 1 : 0;
      at = end + 1;
    }
    return small > 0 ? "Latin left over" : "";
  }

  std::string length() const {
    const double source = letters_of(judged_.source);
    const double target = letters_of(judged_.text);
    if (target > source * kLongest + kShortGrace) return "too long";
    return target < source * kShortest ? "too short" : "";
  }

  // A stretch of 2 to 60 bytes that stands again and again.
  std::string loop() const {
    const std::string text = text::fold(outside_);
    const std::string source = text::fold(source_outside_);
    for (std::size_t size = 2; size <= 60; ++size) {
      const std::size_t times = size < 6 ? 5 : 3;
      std::size_t same = 0;
      for (std::size_t at = size; at < text.size(); ++at) {
        same = text[at] == text[at - size] ? same + 1 : 0;
        if (same < size * (times - 1)) continue;
        const std::string stretch = text.substr(at + 1 - size, size);
        const bool blank = stretch.find_first_not_of(" .-_…") == std::string::npos;
        if (!blank && occurrences(source, stretch) < times) return "a loop";
      }
    }
    return {};
  }

  const Judged& judged_;
  const CheckRules& rules_;
  std::string source_outside_;
  std::string outside_;
};

}  // namespace

std::string reason_against(const Judged& judged, const CheckRules& rules) {
  return Judge(judged, rules).reason();
}

bool is_reordered(const Restored& back, const std::vector<Piece>& pieces) {
  std::size_t last = 0;
  for (const std::size_t number : back.order) {
    if (pieces[number].kind == Piece::Kind::term) continue;
    if (number < last) return true;
    last = number;
  }
  return false;
}

}  // namespace medloom::translation
