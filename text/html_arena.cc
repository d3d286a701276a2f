// See the header. Names are compared by folding ASCII letters as they are read, so that a name is
// lower-cased into the buffer only when it is written with capitals, and only once.
#include "text/html_arena.h"

#include <algorithm>

namespace medloom::text {
namespace {

constexpr std::size_t kUnknownTags = 65000;

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr char lower(char c) { return is_capital(c) ? static_cast<char>(c | 0x20) : c; }

}  // namespace

// Room for what a usual page needs, so that the rows are seldom moved.
HtmlArena::HtmlArena(std::string_view page, std::uint32_t max_rows)
    : page_(page), max_rows_(max_rows) {
  const std::size_t rows = std::min<std::size_t>({page.size() / 96, max_rows, 1 << 16});
  pieces_.reserve(rows);
  attributes_.reserve(rows);
}

HtmlPiece HtmlArena::piece(std::uint32_t index) const {
  const Piece& row = pieces_[index];
  return {row.source, bytes(row.source, row.kept), row.kept == kCopied};
}

HtmlAttribute HtmlArena::attribute(std::uint32_t index) const {
  const Attribute& row = attributes_[index];
  return {bytes(row.name, row.kept_name), bytes(row.value, row.kept_value), row.value};
}

void HtmlArena::add_attribute(Span name, Span value, const std::string* decoded) {
  const std::string_view written = page(name);
  std::uint32_t kept_name = kCopied;
  if (std::ranges::any_of(written, [](char c) { return is_capital(c) || c == '\0'; })) {
    std::string folded;
    for (char c : written) c == '\0' ? folded += "\uFFFD" : folded += lower(c);
    kept_name = keep(folded);
  }
  attributes_.push_back({value, name, kept_name, decoded ? keep(*decoded) : kCopied});
}

bool HtmlArena::has_attribute(std::uint32_t first, Span name) const {
  const std::string_view wanted = page(name);
  for (std::uint32_t i = first; i < attributes_.size(); ++i) {
    const std::string_view other = page(attributes_[i].name);
    if (other.size() == wanted.size() && std::ranges::equal(other, wanted, {}, lower, lower))
      return true;
  }
  return false;
}

HtmlTag HtmlArena::number_tag(std::string_view name) {
  if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
  const std::size_t index = std::min(names_.size(), kUnknownTags);
  const auto tag = static_cast<HtmlTag>(static_cast<std::size_t>(HtmlTag::first_unknown) + index);
  if (index < kUnknownTags) names_.push_back(numbers_.emplace(name, tag).first->first);
  return tag;
}

std::string_view HtmlArena::tag_name(HtmlTag tag) const {
  if (tag < HtmlTag::first_unknown) return html_tag_name(tag);
  const auto index =
      static_cast<std::size_t>(tag) - static_cast<std::size_t>(HtmlTag::first_unknown);
  return index < names_.size() ? names_[index] : std::string_view{};
}

std::uint32_t HtmlArena::keep(std::string_view bytes) {
  kept_.push_back(static_cast<std::uint32_t>(buffer_.size()));
  buffer_ += bytes;
  return static_cast<std::uint32_t>(kept_.size() - 1);
}

std::string_view HtmlArena::kept(std::uint32_t index) const {
  const std::size_t from = kept_[index];
  const std::size_t to = index + 1 < kept_.size() ? kept_[index + 1] : buffer_.size();
  return std::string_view(buffer_).substr(from, to - from);
}

}  // namespace medloom::text
