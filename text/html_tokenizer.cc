// The eighty states of the standard come down to few questions when errors need no names: is this
// '<' the start of markup (a letter, '!', '?' or '/' follows; anything else is text, so `<3` and
// two million '<' are), and where does the construct end. Comments end at the first `-->` or
// `--!>`, other declarations at the first '>', raw content at its end tag, a tag at the first '>'
// outside quotes. A tag that the page's end cuts off vanishes, as in browsers, and is reported.
// Inside a fence all this holds with the fence in the place of the page's end.
//
// Text is searched eight bytes at a time for the four bytes that matter ('<', '&', CR, NUL) and
// becomes one copied piece as long as nothing in it stands for something else. Each byte is looked
// at once, besides the at most 33 behind an '&'; duplicates of an attribute are looked for among at
// most `max_attributes` others, and attributes past that number are counted without a look.
#include "text/html_tokenizer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "text/ascii.h"
#include "text/html_entities.h"
#include "text/html_raw_text.h"
#include "text/html_scan.h"

namespace medloom::text {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

const char* find_byte(const char* from, const char* end, char wanted) {
  const void* hit = std::memchr(from, wanted, static_cast<std::size_t>(end - from));
  return hit ? static_cast<const char*>(hit) : end;
}

std::string_view view(const char* from, const char* end) {
  return {from, static_cast<std::size_t>(end - from)};
}

// Scripts and style sheets stay as they stand in the page: one piece, ready for a parser of theirs.
bool is_shown(HtmlTag tag) {
  return has_trait(tag, kCharacterData) || tag == HtmlTag::plaintext || tag == HtmlTag::xmp;
}

}  // namespace

HtmlTokenizer::HtmlTokenizer(HtmlArena& arena, std::uint32_t max_attributes,
                             std::uint32_t max_attribute_bytes)
    : arena_(arena),
      begin_(arena.page().data()),
      page_end_(begin_ + arena.page().size()),
      end_(page_end_),
      fence_(begin_),
      at_(begin_),
      max_attributes_(max_attributes),
      max_attribute_bytes_(max_attribute_bytes) {}

HtmlToken HtmlTokenizer::next() {
  HtmlToken token;
  for (;;) {
    if (raw_ != HtmlTag::first_unknown) {
      read_raw(token);
    } else if (at_ == end_ && is_fenced()) {
      end_ = page_end_;
      continue;
    } else if (at_ == end_) {
      token.kind = HtmlTokenKind::end;
      token.source = span(end_, end_);
      return token;
    } else if (!at_markup(at_)) {
      read_text(token);
    } else if (is_html_byte(at_[1], kLetterByte) ||
               (at_[1] == '/' && is_html_byte(at_[2], kLetterByte))) {
      if (read_tag(token)) return token;
      continue;
    } else if (!read_cdata(token)) {
      pass_over_declaration();
      continue;
    }
    if (arena_.piece_count() > token.first) return token;
  }
}

// The page is searched once, however many elements have no end tag.
void HtmlTokenizer::fence(HtmlTag tag) {
  if (fence_ < at_) fence_ = find_raw_end(at_, page_end_, tag);
  end_ = fence_;
}

void HtmlTokenizer::skip_newline() {
  if (at_ != end_ && *at_ == '\r') ++at_;
  if (at_ != end_ && *at_ == '\n') ++at_;
}

// Whether the '<' at `at` begins something other than text.
bool HtmlTokenizer::at_markup(const char* at) const {
  if (*at != '<' || end_ - at < 2) return false;
  const char next = at[1];
  return is_html_byte(next, kLetterByte) || next == '!' || next == '?' ||
         (next == '/' && end_ - at > 2);
}

void HtmlTokenizer::pass_over_declaration() {
  if (view(at_, end_).starts_with("<!--")) {
    pass_over_comment();
  } else {
    const char* close = find_byte(at_ + 2, end_, '>');
    at_ = close == end_ ? end_ : close + 1;
  }
}

// `<!-->` and `<!--->` are whole comments.
void HtmlTokenizer::pass_over_comment() {
  const char* const content = at_ + 4;
  for (const char* close = find_byte(content, end_, '>'); close != end_;
       close = find_byte(close + 1, end_, '>')) {
    const std::string_view before = view(content, close);
    if (before.empty() || before == "-" || before.ends_with("--") || before.ends_with("--!")) {
      at_ = close + 1;
      return;
    }
  }
  at_ = end_;
}

bool HtmlTokenizer::read_cdata(HtmlToken& token) {
  constexpr std::string_view kOpen = "<![CDATA[";
  if (!foreign_ || !view(at_, end_).starts_with(kOpen)) return false;
  const char* const from = at_ + kOpen.size();
  const std::size_t close = view(from, end_).find("]]>");
  const char* const to = close == std::string_view::npos ? end_ : from + close;
  token = {HtmlTokenKind::text, {}, false, span(from, to), arena_.piece_count()};
  add_text(from, to, {.nul_is_shown = true});
  at_ = close == std::string_view::npos ? end_ : to + 3;
  return true;
}

void HtmlTokenizer::read_text(HtmlToken& token) {
  const char* const from = at_;
  token = {HtmlTokenKind::text, {}, false, {}, arena_.piece_count()};
  at_ = add_text(from, end_, {.markup = true, .references = true, .nul_is_shown = foreign_});
  token.source = span(from, at_);
}

void HtmlTokenizer::read_raw(HtmlToken& token) {
  const HtmlTag tag = std::exchange(raw_, HtmlTag::first_unknown);
  const char* const from = at_;
  at_ = find_raw_end(from, end_, tag);
  token = {HtmlTokenKind::text, {}, false, span(from, at_), arena_.piece_count()};
  if (is_shown(tag)) {
    add_text(from, at_, {.references = has_trait(tag, kCharacterData), .nul_is_shown = true});
  } else if (from != at_) {
    arena_.add_copied(token.source);
  }
}

// Adds the pieces of [from, end), or of what comes before the next markup, and returns where it
// stopped.
const char* HtmlTokenizer::add_text(const char* from, const char* end, TextRules rules) {
  const char* at = from;
  while ((at = find_any<'<', '&', '\r', '\0'>(at, end)) != end) {
    if (*at == '<') {
      if (rules.markup && at_markup(at)) break;
      ++at;
      continue;
    }
    std::string_view meaning;
    const char* next = at + 1;
    CharacterReference reference;
    if (*at == '&') {
      if (rules.references) reference = match_reference(view(at, end), ReferencePlace::text);
      if (reference.length == 0) {
        ++at;
        continue;
      }
      meaning = reference.bytes();
      next = at + reference.length;
    } else if (*at == '\0') {
      if (rules.nul_is_shown) meaning = kReplacement;
    } else if (next == end || *next != '\n') {
      meaning = "\n";  // a CR alone; of CR LF the LF is enough
    }
    if (at != from) arena_.add_copied(span(from, at));
    if (!meaning.empty()) arena_.add_decoded(span(at, next), meaning);
    from = at = next;
  }
  if (at != from) arena_.add_copied(span(from, at));
  return at;
}

bool HtmlTokenizer::read_tag(HtmlToken& token) {
  const char* const open = at_;
  const bool is_end_tag = open[1] == '/';
  const char* const name = open + (is_end_tag ? 2 : 1);
  at_ = find_class(name, end_, kEndsTagName);
  token = {is_end_tag ? HtmlTokenKind::end_tag : HtmlTokenKind::start_tag,
           tag_named(name, at_),
           false,
           {},
           arena_.attribute_count()};
  while (at_ != end_ && *at_ != '>') {
    if (*at_ == '/') {
      token.self_closing = end_ - at_ > 1 && at_[1] == '>';
      ++at_;
    } else if (is_html_byte(*at_, kSpaceByte)) {
      at_ = skip_spaces(at_, end_);
    } else {
      read_attribute(token);
    }
  }
  if (at_ == end_) {
    arena_.cut_attributes(token.first);
    if (!is_fenced()) unfinished_ = span(open, end_);
    return false;
  }
  token.source = span(open, ++at_);
  return true;
}

// Reads the attribute at the cursor; one that the page's end cuts off leaves the cursor there.
void HtmlTokenizer::read_attribute(const HtmlToken& token) {
  const char* const name = at_;
  const char* const name_end = find_class(name + 1, end_, kEndsName);
  Span value = span(name_end, name_end);
  const std::string* decoded = nullptr;
  at_ = skip_spaces(name_end, end_);
  if (at_ != end_ && *at_ == '=') {
    at_ = skip_spaces(at_ + 1, end_);
    if (at_ != end_ && *at_ != '>') decoded = read_value(value);
  }
  if (token.kind == HtmlTokenKind::end_tag) return;
  if (arena_.attribute_count() - token.first >= max_attributes_) {
    ++dropped_attributes_;
  } else if (!arena_.has_attribute(token.first, span(name, name_end))) {
    arena_.add_attribute(span(name, name_end), value, decoded);
  }
}

// Reads the value at the cursor and passes over it. The result is null when the value is the page's
// bytes as they stand.
const std::string* HtmlTokenizer::read_value(Span& value) {
  const char quote = *at_;
  const char* from = at_;
  const char* to = nullptr;
  const char* special = nullptr;
  if (quote == '"' || quote == '\'') {
    ++from;
    special = quote == '"' ? find_any<'"', '&', '\r', '\0'>(from, end_)
                           : find_any<'\'', '&', '\r', '\0'>(from, end_);
    to = find_byte(special, end_, quote);
    at_ = to == end_ ? end_ : to + 1;
  } else {
    at_ = to = find_class(from, end_, kEndsUnquoted);
    special = find_any<'&', '\r', '\0'>(from, to);
  }
  if (static_cast<std::size_t>(to - from) > max_attribute_bytes_) {
    to = from + max_attribute_bytes_;
    while ((static_cast<unsigned char>(*to) & 0xC0) == 0x80) --to;  // whole characters
    special = std::min(special, to);
    ++cut_attributes_;
  }
  value = span(from, to);
  if (special == to) return nullptr;
  value_.assign(from, special);
  decode_value(special, to);
  return &value_;
}

void HtmlTokenizer::decode_value(const char* from, const char* to) {
  while (from != to) {
    const char* const special = find_any<'&', '\r', '\0'>(from, to);
    value_.append(from, special);
    if (special == to) return;
    from = special + 1;
    if (*special == '\0') {
      value_ += kReplacement;
    } else if (*special == '\r') {
      if (from == to || *from != '\n') value_ += '\n';
    } else {
      const CharacterReference reference =
          match_reference(view(special, to), ReferencePlace::attribute);
      value_ += reference.length == 0 ? std::string_view("&") : reference.bytes();
      if (reference.length != 0) from = special + reference.length;
    }
  }
}

HtmlTag HtmlTokenizer::tag_named(const char* from, const char* end) {
  std::array<char, 16> name;
  const auto size = static_cast<std::size_t>(end - from);
  if (size <= name.size()) {
    for (std::size_t i = 0; i < size; ++i) name[i] = ascii_lower(from[i]);
    const HtmlTag tag = find_html_tag({name.data(), size});
    if (tag != HtmlTag::first_unknown) return tag;
  }
  value_.clear();
  for (; from != end; ++from) *from == '\0' ? value_ += kReplacement : value_ += ascii_lower(*from);
  return arena_.number_tag(value_);
}

}  // namespace medloom::text
