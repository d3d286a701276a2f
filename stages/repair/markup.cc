// `entity`: markup that was escaped once too often, so that readers see it as text.
//
// A character reference (`&amp;lt;`, `&deg;`) is decoded however often it was escaped, but only
// with its semicolon: `R&D`, `?a=1&lt=2` and unknown names stay. A no-break space becomes a plain
// one.
//
// A tag is removed when nothing else can be meant: a known element name, closed by `>`, with
// attributes only in tight form; with blanks inside (`< / P >`, a translator's work) without any.
// Comparisons live on the same signs: `p < 0.05 and n > 30`, `BMI <24`, `a < b > c` stay. Between
// paragraphs a paragraph break remains, for a line element a line break, for an inline one nothing.
// Superscript digits are kept as superscripts (10⁹, never 109). Elements whose content is not plain
// text (deleted text, scripts, readings) are flagged and stay.
//
// Cost: a tag is looked for within 300 bytes.
#include <algorithm>
#include <array>
#include <optional>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"
#include "text/html_entities.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongestTag = 300;

enum class Element : std::uint8_t { inline_, line, paragraph, raised, lowered, opaque };

constexpr std::string_view kInline =
    " a abbr b big code em font i img ins label mark nobr small span strong u wbr ";
constexpr std::string_view kLine = " br dd dt li td th tr ";
constexpr std::string_view kParagraph =
    " address article aside blockquote body caption center div dl footer h1 h2 h3 h4 h5 h6 header "
    "hr"
    " html main nav ol p section table tbody thead ul ";
constexpr std::string_view kOpaque = " del iframe rp rt ruby s script strike style ";

std::optional<Element> element_named(std::string_view name) {
  const std::string lower = lower_word(name);
  if (lower == "sup") return Element::raised;
  if (lower == "sub") return Element::lowered;
  if (lists(kInline, lower)) return Element::inline_;
  if (lists(kLine, lower)) return Element::line;
  if (lists(kParagraph, lower)) return Element::paragraph;
  if (lists(kOpaque, lower)) return Element::opaque;
  return std::nullopt;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at) {
  while (is_blank(byte_at(text, at))) ++at;
  return at;
}

struct Tag {
  std::uint32_t end = 0;
  Element element = Element::inline_;
  bool closing = false;
};

// Blanks inside and one letter as a name: a comparison unless it stands as tags do, at the start of
// a text or behind the end of a sentence.
bool may_compare(std::string_view text, std::uint32_t at, std::uint32_t end) {
  std::uint32_t left = at;
  while (left > 0 && is_blank(text[left - 1])) --left;
  const char32_t before_it = char_before(text, left);
  const char32_t behind_it = char_at(text, skip_blanks(text, end));
  const bool operand = is_digit(before_it) || is_latin_letter(before_it) || before_it == ')';
  return operand && (is_digit(behind_it) || is_lower(behind_it) || behind_it == '.');
}

// Where the `>` behind the attributes that begin at `at` is, or nothing if those are none.
std::optional<std::uint32_t> attributes_end(std::string_view text, std::uint32_t at) {
  const std::string_view rest = text.substr(at, kLongestTag);
  const std::size_t end = rest.find_first_of("<>");
  if (end == std::string_view::npos || rest[end] == '<') return std::nullopt;
  const std::string_view attributes = rest.substr(0, end);
  const bool none = attributes.find_first_not_of(" \t\n/") == std::string_view::npos;
  if (!none && attributes.find('=') == std::string_view::npos) return std::nullopt;
  return at + static_cast<std::uint32_t>(end);
}

std::optional<Tag> tag_at(std::string_view text, std::uint32_t at) {
  if (byte_at(text, at) != '<') return std::nullopt;
  Tag tag;
  std::uint32_t name = skip_blanks(text, at + 1);
  if (byte_at(text, name) == '/') {
    tag.closing = true;
    name = skip_blanks(text, name + 1);
  }
  std::uint32_t end = letters_end(text, name);
  if (end > name && is_digit(byte_at(text, end))) ++end;  // h1
  const std::optional<Element> element =
      element_named(text.substr(name, std::min(end - name, 16u)));
  if (!element) return std::nullopt;
  tag.element = *element;

  const bool spaced = is_blank(text[at + 1]);
  std::uint32_t close = skip_blanks(text, end);
  if (byte_at(text, close) == '/') close = skip_blanks(text, close + 1);
  if (byte_at(text, close) == '>') {
    tag.end = close + 1;
  } else if (!spaced && !tag.closing && is_blank(byte_at(text, end))) {
    const std::optional<std::uint32_t> behind = attributes_end(text, end);
    if (!behind) return std::nullopt;
    tag.end = *behind + 1;
  } else {
    return std::nullopt;
  }
  const bool one_letter = end - name == 1;
  if (one_letter && !tag.closing && (spaced || is_digit(char_before(text, at))) &&
      may_compare(text, at, tag.end)) {
    return std::nullopt;
  }
  return tag;
}

// `<sup>9</sup>` as ⁹, for digits and signs; nothing if the content has no such form.
struct Raised {
  std::uint32_t end;
  std::string text;
};
std::optional<Raised> raised_text(std::string_view text, std::uint32_t from, Element element) {
  static constexpr std::array<std::string_view, 10> kUp = {"⁰", "¹", "²", "³", "⁴",
                                                           "⁵", "⁶", "⁷", "⁸", "⁹"};
  static constexpr std::array<std::string_view, 10> kDown = {"₀", "₁", "₂", "₃", "₄",
                                                             "₅", "₆", "₇", "₈", "₉"};
  const bool up = element == Element::raised;
  Raised raised;
  std::uint32_t at = from;
  for (; at < text.size() && at < from + 16; ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      raised.text += (up ? kUp : kDown)[static_cast<std::size_t>(c - '0')];
    } else if (c == '+') {
      raised.text += up ? "⁺" : "₊";
    } else if (c == '-') {
      raised.text += up ? "⁻" : "₋";
    } else {
      break;
    }
  }
  const std::optional<Tag> close = tag_at(text, at);
  if (at == from || !close || !close->closing || close->element != element) return std::nullopt;
  raised.end = close->end;
  return raised;
}

// Several tags side by side are one break, as wide as the widest.
void remove_tags(std::string_view text, std::uint32_t at, Tag tag, Findings& findings) {
  Element widest = tag.element;
  std::uint32_t to = tag.end;
  for (std::uint32_t next = skip_blanks(text, to);; next = skip_blanks(text, to)) {
    const std::optional<Tag> more = tag_at(text, next);
    if (!more || more->element > Element::paragraph) break;
    widest = std::max(widest, more->element);
    to = more->end;
  }
  std::uint32_t from = at;
  std::uint32_t left = at;
  while (left > 0 && is_blank(text[left - 1])) --left;
  const std::uint32_t right = skip_blanks(text, to);
  const bool edge = left == 0 || right == text.size();
  if (widest != Element::inline_ || edge) {
    from = left;
    to = right;
  } else if (left < at) {
    to = right;
  }
  const char* const remains = edge || widest == Element::inline_ ? ""
                              : widest == Element::line          ? "\n"
                                                                 : "\n\n";
  findings.replace({from, to}, remains, RuleName::entity);
}

}  // namespace

void mend_reference(const Passage& passage, std::uint32_t at, Findings& findings) {
  static constexpr std::string_view kAgain = "amp;";
  const std::string_view text = passage.text;
  std::uint32_t body = at + 1;
  while (text.substr(body, kAgain.size()) == kAgain) body += 4;

  // What follows the last `amp;`, read as if it stood behind the '&'.
  std::string tail = "&";
  tail += text.substr(body, 40);
  const text::CharacterReference reference =
      text::match_reference(tail, text::ReferencePlace::text);
  const bool closed = reference.length > 1 && tail[reference.length - 1] == ';';
  if (closed && reference.bytes() != "\xEF\xBF\xBD") {
    const bool blank = reference.bytes() == "\xC2\xA0";
    findings.replace({at, body + reference.length - 1},
                     blank ? " " : std::string(reference.bytes()), RuleName::entity);
  } else if (body > at + 1) {
    findings.replace({at, body}, "&", RuleName::entity);
  }
}

void mend_tag(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  const std::optional<Tag> tag = tag_at(text, at);
  if (!tag) return;
  if (tag->element <= Element::paragraph) return remove_tags(text, at, *tag, findings);
  if (tag->element != Element::opaque && !tag->closing) {
    if (std::optional<Raised> raised = raised_text(text, tag->end, tag->element)) {
      return findings.replace({at, raised->end}, std::move(raised->text), RuleName::entity);
    }
  }
  findings.flag({{at, tag->end},
                 FlagKind::markup,
                 RuleName::entity,
                 "escaped markup whose meaning would be lost with it",
                 {}});
}

}  // namespace medloom::stages::repair
