// The elements HTML knows by name, and what its parsing rules ask about each of them.
//
// A tag is a small number, so that the rules are table look-ups. Elements unknown here (custom
// elements, slips) get numbers from `HtmlTag::first_unknown` on, given out by each tree in the
// order in which it meets them. Constant tables: safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace medloom::text {

enum class HtmlTag : std::uint16_t {
#define TAG(enumerator, name, traits) enumerator,
#include "text/html_tags.inc"
#undef TAG
  first_unknown
};

// Traits; the names in brackets are those of the HTML standard.
enum HtmlTrait : std::uint16_t {
  kVoid = 1 << 0,            // has no content and no end tag
  kBlock = 1 << 1,           // stands on lines of its own in a browser's default style
  kSpecial = 1 << 2,         // an end tag of an inline element does not reach beyond it ("special")
  kScope = 1 << 3,           // no end tag reaches beyond it ("has an element in scope")
  kFormatting = 1 << 4,      // may end in the middle of other elements ("formatting")
  kClosesP = 1 << 5,         // its start tag ends an open paragraph
  kImplied = 1 << 6,         // its end tag may be missing ("implied end tags")
  kHeading = 1 << 7,         // h1-h6
  kHead = 1 << 8,            // belongs to <head> when it comes before any body content
  kRawText = 1 << 9,         // content is bytes up to the end tag
  kCharacterData = 1 << 10,  // the same, but references are decoded ("RCDATA")
  kSkipsNewline = 1 << 11,   // a line break right after its start tag is none
  kTablePart = 1 << 12,      // has its place inside a table only
  kTableRow = 1 << 13,   // table, its bodies and rows: text directly in it is put before the table
  kBreaksOut = 1 << 14,  // ends SVG and MathML content
};

// The number of a lower-case name, or first_unknown.
HtmlTag find_html_tag(std::string_view name);

// The name of a known tag; empty for others.
std::string_view html_tag_name(HtmlTag tag);

namespace internal {
extern const std::uint16_t kHtmlTraits[];
}

// All the traits of a tag; an unknown tag has none.
inline std::uint16_t html_traits(HtmlTag tag) {
  return tag < HtmlTag::first_unknown ? internal::kHtmlTraits[static_cast<std::uint16_t>(tag)] : 0;
}

inline bool has_trait(HtmlTag tag, std::uint16_t any) { return (html_traits(tag) & any) != 0; }

}  // namespace medloom::text
