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
using HtmlTraits = std::uint16_t;
// Has no content and no end tag.
inline constexpr HtmlTraits kVoid = 1 << 0;
// Stands on lines of its own in a browser's default style.
inline constexpr HtmlTraits kBlock = 1 << 1;
// An end tag of an inline element does not reach beyond it ("special").
inline constexpr HtmlTraits kSpecial = 1 << 2;
// No end tag reaches beyond it ("has an element in scope").
inline constexpr HtmlTraits kScope = 1 << 3;
// May end in the middle of other elements ("formatting").
inline constexpr HtmlTraits kFormatting = 1 << 4;
// Its start tag ends an open paragraph.
inline constexpr HtmlTraits kClosesP = 1 << 5;
// Its end tag may be missing ("implied end tags").
inline constexpr HtmlTraits kImplied = 1 << 6;
// h1-h6.
inline constexpr HtmlTraits kHeading = 1 << 7;
// Belongs to <head> when it comes before any body content.
inline constexpr HtmlTraits kHead = 1 << 8;
// Its content is bytes up to the end tag.
inline constexpr HtmlTraits kRawText = 1 << 9;
// The same, but references are decoded ("RCDATA").
inline constexpr HtmlTraits kCharacterData = 1 << 10;
// A line break right after its start tag is none.
inline constexpr HtmlTraits kSkipsNewline = 1 << 11;
// Has its place inside a table only.
inline constexpr HtmlTraits kTablePart = 1 << 12;
// Table, its bodies and rows: text directly in it is put before the table.
inline constexpr HtmlTraits kTableRow = 1 << 13;
// Ends SVG and MathML content.
inline constexpr HtmlTraits kBreaksOut = 1 << 14;

// The number of a lower-case name, or first_unknown.
HtmlTag find_html_tag(std::string_view name);

// The name of a known tag; empty for others.
std::string_view html_tag_name(HtmlTag tag);

namespace internal {
extern const HtmlTraits kHtmlTraits[];
}

// All the traits of a tag; an unknown tag has none.
inline HtmlTraits html_traits(HtmlTag tag) {
  return tag < HtmlTag::first_unknown ? internal::kHtmlTraits[static_cast<std::uint16_t>(tag)] : 0;
}

inline bool has_trait(HtmlTag tag, HtmlTraits any) { return (html_traits(tag) & any) != 0; }

}  // namespace medloom::text
