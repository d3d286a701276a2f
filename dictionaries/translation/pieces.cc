// One pass from the left. At each place a term is tried first, then an address, then a figure with
// what belongs to it, then a run of letters that is a code, an abbreviation or a name in Han text.
//
// A figure takes in all that joins it to the next (5-10, 3.5, 120/80, 1:1000, 2×10⁹, 5至10), so
// that the two ends of a range cannot change places. A year or an ordinal is no amount: 2020年 and
// 第3天 are not read as "2020 years" and "3 days".
//
// Tested by tests/dictionaries/translation/pieces_test.cc.
#include "dictionaries/translation/pieces.h"

#include <algorithm>
#include <array>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

constexpr std::size_t kMostCapitals = 6;  // of an abbreviation; longer words in capitals are words

bool is_digit(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xBC && c <= 0xBE) ||
         (c >= 0x2150 && c <= 0x217F) || (c >= 0x2460 && c <= 0x249B);
}
bool is_raised(char32_t c) {
  return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x207B) ||
         (c >= 0x2080 && c <= 0x2089);
}
// Letters of codes and names: Latin of ASCII, and Greek.
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x370 && c <= 0x3FF);
}
bool is_capital(char32_t c) { return c >= 'A' && c <= 'Z'; }

constexpr std::array<std::string_view, 16> kSigns = {"<=", ">=", "<", ">", "≤", "≥",  "≦", "≧",
                                                     "＜", "＞", "±", "≈", "=", "＝", "~", "～"};
constexpr std::array<std::string_view, 19> kJoins = {".",  ",",  "/", ":", "-", "–", "—",
                                                     "~",  "～", "×", "*", "x", "^", "：",
                                                     "．", "·",  "‐", "−", "+"};

// Half-width, without blanks: what is compared.
std::string bare(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t from = pos;
    const char32_t c = text::decode_at(text, pos);
    if (text::is_space(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) {
      out += static_cast<char>(c - 0xFEE0);
    } else {
      out += text.substr(from, pos - from);
    }
  }
  return out;
}

class Finder {
 public:
  Finder(std::string_view text, std::string_view from, std::string_view to,
         const std::vector<ForcedTerm>& terms, const CheckRules& rules)
      : text_(text), from_(from), to_(to), terms_(terms), rules_(rules), han_(has_han(text)) {
    std::size_t capitals = 0;
    std::size_t small = 0;
    for (const char c : text) {
      capitals += is_capital(static_cast<unsigned char>(c)) ? 1 : 0;
      small += c >= 'a' && c <= 'z' ? 1 : 0;
    }
    shouts_ = capitals > small;
  }

  std::vector<Piece> find() {
    std::size_t term = 0;
    while (at_ < text_.size()) {
      while (term < terms_.size() && terms_[term].at.from < at_) ++term;
      if (term < terms_.size() && terms_[term].at.from == at_) {
        const ForcedTerm& forced = terms_[term];
        add(Piece::Kind::term, forced.at.to, forced.target, forced.concept_id);
      } else if (!address() && !quantity() && !letters()) {
        last_ = text::decode_at(text_, at_);
      }
    }
    return std::move(found_);
  }

 private:
  static bool has_han(std::string_view text) { return text::count_scripts(text).han > 0; }

  char32_t peek(std::size_t at) const { return at < text_.size() ? text::decode_at(text_, at) : 0; }

  void add(Piece::Kind kind, std::size_t to, std::string target, std::string key) {
    found_.push_back({{static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(to)},
                      kind,
                      std::move(target),
                      std::move(key)});
    at_ = to;
    last_ = U'0';
  }

  void add_verbatim(std::size_t to) {
    const std::string_view here = text_.substr(at_, to - at_);
    add(Piece::Kind::verbatim, to, std::string(here), bare(here));
  }

  // ---- https://example.org/a, www.example.org, name@example.org

  bool address() {
    static constexpr std::array<std::string_view, 3> kOpenings = {"http://", "https://", "www."};
    const std::string_view rest = text_.substr(at_);
    const bool opens =
        std::any_of(kOpenings.begin(), kOpenings.end(),
                    [rest](std::string_view word) { return rest.starts_with(word); });
    std::size_t end = at_;
    bool mail = false;
    while (end < text_.size() && text_[end] > ' ' && text_[end] <= '~' && text_[end] != '<' &&
           text_[end] != '>' && text_[end] != '"') {
      mail = mail || (text_[end] == '@' && end > at_);
      ++end;
    }
    if (!opens && !(mail && !is_letter(last_) && !is_digit(last_))) return false;
    while (end > at_ &&
           std::string_view(".,;:!?)").find(text_[end - 1]) != std::string_view::npos) {
      --end;
    }
    if (end == at_) return false;
    add_verbatim(end);
    return true;
  }

  // ---- figures

  std::size_t skip_digits(std::size_t at) const {
    for (std::size_t next = at; at < text_.size(); at = next) {
      const char32_t c = text::decode_at(text_, next);
      if (!is_digit(c) && !is_raised(c)) break;
    }
    return at;
  }

  std::size_t skip_spaces(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }

  // Behind the sign at `at`, and the blanks after it; `at` itself without one.
  std::size_t skip_sign(std::size_t at) const {
    const std::string_view rest = text_.substr(at);
    for (const std::string_view sign : kSigns) {
      if (rest.starts_with(sign)) return skip_spaces(at + sign.size());
    }
    const bool apart = last_ == 0 || last_ == ' ' || last_ == '(' || last_ == U'（' || last_ == ':';
    for (const std::string_view sign : {"-", "−", "+"}) {
      if (apart && rest.starts_with(sign)) return at + sign.size();
    }
    for (const std::string_view sign : {"$", "€", "¥", "￥", "#"}) {
      if (rest.starts_with(sign)) return at + sign.size();
    }
    return at;
  }

  // Behind what joins the figure that ends at `at` to the next one, or `at`.
  std::size_t skip_join(std::size_t at) const {
    for (const bool spaced : {false, true}) {
      const std::size_t from = spaced ? skip_spaces(at) : at;
      if (spaced && from == at) break;
      for (const std::string_view join : kJoins) {
        if (!text_.substr(from).starts_with(join)) continue;
        if (spaced && (join == "." || join == "," || join == ":" || join == "：")) continue;
        const std::size_t behind = spaced ? skip_spaces(from + join.size()) : from + join.size();
        if (is_digit(peek(behind))) return behind;
      }
    }
    return at;
  }

  // "至" between two figures: where the second begins, and how the target writes it.
  std::size_t skip_range_word(std::size_t at) const {
    const std::size_t from = skip_spaces(at);
    for (const std::string& word : rules_.range_words(from_)) {
      if (!text_.substr(from).starts_with(word)) continue;
      const std::size_t behind = skip_spaces(from + word.size());
      const bool parted = han_ || (from > at && behind > from + word.size());
      if (parted && is_digit(peek(behind))) return behind;
    }
    return at;
  }

  std::string range_word() const {
    const std::vector<std::string> words = rules_.range_words(to_);
    if (words.empty()) return "-";
    return to_.starts_with("zh") ? words.front() : " " + words.front() + " ";
  }

  bool quantity() {
    const std::size_t digits = skip_sign(at_);
    if (!is_digit(peek(digits)) || is_letter(last_)) return false;
    if (chinese_date()) return true;
    std::string number = bare_if_latin(text_.substr(at_, digits - at_));
    std::string key = bare(text_.substr(at_, digits - at_));
    std::size_t end = digits;
    bool range = false;
    for (std::size_t from = digits;;) {
      end = skip_digits(from);
      number += bare_if_latin(text_.substr(from, end - from));
      key += bare(text_.substr(from, end - from));
      if (const std::size_t next = skip_join(end); next != end) {
        number += bare_if_latin(text_.substr(end, next - end));
        key += bare(text_.substr(end, next - end));
        from = next;
      } else if (const std::size_t second = skip_range_word(end); second != end && !range) {
        number += range_word();
        key += '-';
        from = second;
        range = true;
      } else {
        break;
      }
    }
    with_unit(end, std::move(number), std::move(key));
    return true;
  }

  std::string bare_if_latin(std::string_view here) const {
    if (to_.starts_with("zh")) return std::string(here);
    std::string out;
    for (std::size_t pos = 0; pos < here.size();) {
      const char32_t c = text::decode_at(here, pos);
      text::append_utf8(out, c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c);
    }
    return out;
  }

  // 2020年4月23日 as 2020-04-23: no reader takes it for an amount.
  bool chinese_date() {
    std::array<std::string, 3> parts;
    std::size_t end = at_;
    std::size_t count = 0;
    static constexpr std::array<std::string_view, 3> kMarks = {"年", "月", "日"};
    for (; count < 3; ++count) {
      const std::size_t behind = skip_digits(end);
      const std::string digits = bare(text_.substr(end, behind - end));
      const bool fits = count == 0 ? digits.size() == 4 : !digits.empty() && digits.size() <= 2;
      if (!fits || !text_.substr(behind).starts_with(kMarks[count])) break;
      parts[count] = digits.size() == 1 ? "0" + digits : digits;
      end = behind + kMarks[count].size();
    }
    if (count == 0) return false;
    std::string iso = parts[0];
    for (std::size_t i = 1; i < count; ++i) iso += "-" + parts[i];
    std::string key = iso;
    std::string target =
        to_.starts_with("zh") ? std::string(text_.substr(at_, end - at_)) : std::move(iso);
    add(Piece::Kind::quantity, end, std::move(target), std::move(key));
    return true;
  }

  void with_unit(std::size_t end, std::string number, std::string key) {
    const bool ordinal = last_ == U'第';
    const bool one = key == "1";
    const std::size_t unit_from = skip_spaces(end);
    const UnitMatch match = ordinal ? UnitMatch() : rules_.unit_at(text_, unit_from, from_);
    const bool a_year = match.unit != nullptr && match.unit->id == "year" && key.size() == 4;
    std::string written =
        match.unit == nullptr || a_year ? "" : unit_written(match, unit_from, one);
    if (written.empty()) return without_unit(end, std::move(number), std::move(key));
    std::size_t behind = unit_from + match.length;
    key += " " + match.unit->id;
    const bool chinese = to_.starts_with("zh");
    const bool had_blank = unit_from > end && !(chinese && match.unit->is_word);
    if (had_blank || (!chinese && !match.of_any)) number += ' ';
    number += written;
    chain(behind, number, key);
    add(Piece::Kind::quantity, behind, std::move(number), std::move(key));
  }

  std::string unit_written(const UnitMatch& match, std::size_t at, bool one) const {
    if (match.of_any) return std::string(text_.substr(at, match.length));
    return CheckRules::written(*match.unit, one, to_);
  }

  // "/L", "/kg/d", "/小时": units that the first is divided by.
  void chain(std::size_t& behind, std::string& number, std::string& key) const {
    while (behind < text_.size() &&
           (text_[behind] == '/' || text_.substr(behind).starts_with("·"))) {
      const std::size_t from = behind + (text_[behind] == '/' ? 1 : 2);
      const UnitMatch match = rules_.unit_at(text_, from, from_);
      std::size_t to = from + match.length;
      std::string written = match.unit == nullptr ? "" : unit_written(match, from, true);
      if (written.empty()) {
        to = from;
        while (to < text_.size() && is_letter(peek(to)) && to - from < 8) ++to;
        written = text_.substr(from, to - from);
      }
      if (to == from) return;
      key += "/" + (match.unit == nullptr ? written : match.unit->id);
      number += std::string(text_.substr(behind, from - behind)) + written;
      behind = skip_digits(to);
      number += text_.substr(to, behind - to);
    }
  }

  // "3rd", "2D": letters that hang on a figure belong to it. "×10⁹/L" ends in a unit too.
  void without_unit(std::size_t end, std::string number, std::string key) {
    std::size_t to = end;
    while (to < text_.size() && (is_letter(peek(to)) || is_digit(peek(to)))) {
      text::decode_at(text_, to);
    }
    number += text_.substr(end, to - end);
    key += bare(text_.substr(end, to - end));
    chain(to, number, key);
    add(Piece::Kind::quantity, to, std::move(number), std::move(key));
  }

  // ---- codes, abbreviations, names

  bool letters() {
    if (!is_letter(peek(at_)) || is_letter(last_)) return false;
    std::size_t end = at_;
    std::size_t digits = 0;
    std::size_t capitals = 0;
    std::size_t small = 0;
    while (end < text_.size()) {
      const char32_t c = peek(end);
      std::size_t next = end;
      text::decode_at(text_, next);
      const bool joins = (c == '-' || c == '.') && next < text_.size() &&
                         (is_digit(peek(next)) || (han_ && is_letter(peek(next))));
      if (!is_letter(c) && !is_digit(c) && !is_raised(c) && !joins) break;
      digits += is_digit(c) ? 1 : 0;
      capitals += is_capital(c) ? 1 : 0;
      small += c >= 'a' && c <= 'z' ? 1 : 0;
      end = next;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    const bool abbreviation = capitals >= 2 && small <= 1 && capitals <= kMostCapitals &&
                              !shouts_ && !rules_.is_negation(word, from_);
    if (digits == 0 && !abbreviation && !han_) {
      at_ = end;
      last_ = U'a';
      return true;
    }
    if (han_ && rules_.is_negation(word, "en")) {  // "no" in Chinese text
      at_ = end;
      last_ = U'a';
      return true;
    }
    add_verbatim(end);
    return true;
  }

  std::string_view text_;
  std::string_view from_;
  std::string_view to_;
  const std::vector<ForcedTerm>& terms_;
  const CheckRules& rules_;
  bool han_;
  bool shouts_ = false;  // written in capitals
  std::size_t at_ = 0;
  char32_t last_ = 0;  // the character before, if it is in no piece
  std::vector<Piece> found_;
};

}  // namespace

std::vector<Piece> find_pieces(std::string_view segment, std::string_view from, std::string_view to,
                               const std::vector<ForcedTerm>& terms, const CheckRules& rules) {
  return Finder(segment, from, to, terms, rules).find();
}

std::vector<std::string> piece_keys(std::string_view text, std::string_view language,
                                    const CheckRules& rules) {
  std::vector<std::string> keys;
  for (Piece& piece : find_pieces(text, language, language, {}, rules)) {
    if (piece.kind == Piece::Kind::quantity) keys.push_back(std::move(piece.key));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace medloom::translation
