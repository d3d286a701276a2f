// An address is found by its "://"; the scheme before it is ASCII and needs no care.
//
// Tested by tests/stages/convert_test.cc.
#include "stages/convert/kept_text.h"

#include <algorithm>
#include <array>

#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

bool is_address_byte(char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>' && c != '"'; }

std::size_t han_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (!text::is_han(point.value)) break;
    at += point.size;
  }
  return at;
}

std::size_t address_end(std::string_view text, std::size_t at) {
  static constexpr std::string_view kJoints = "/._-=&?#%";
  for (;;) {
    while (at < text.size() && is_address_byte(text[at])) ++at;
    const std::size_t behind = han_end(text, at);
    const bool goes_on =
        behind > at && behind < text.size() && kJoints.find(text[behind]) != kJoints.npos;
    if (!goes_on) return at;
    at = behind;
  }
}

}  // namespace

std::vector<Span> addresses(std::string_view text) {
  std::vector<Span> found;
  for (std::size_t at = text.find("://"); at != text.npos; at = text.find("://", at)) {
    const std::size_t end = address_end(text, at + 3);
    found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  return found;
}

std::vector<Span> whole_addresses(std::string_view text) {
  std::vector<Span> found = addresses(text);
  for (Span& address : found) {
    while (address.from > 0 && is_address_byte(text[address.from - 1])) --address.from;
    for (std::size_t at = address.to; at < text.size();) {
      address.to = static_cast<std::uint32_t>(at);
      const char32_t c = text::decode_at(text, at);
      if (text::is_space(c) || (text::is_cjk_punctuation(c) && c != U'「')) break;
      address.to = static_cast<std::uint32_t>(at);
    }
  }
  return found;
}

NameCharacters::NameCharacters(const std::vector<dictionaries::HanPhrase>& rows) {
  for (const dictionaries::HanPhrase& row : rows) {
    std::u32string& kept = row.use == dictionaries::HanUse::surname ? surnames_ : given_;
    kept += text::to_utf32(row.from);
  }
}

NamePlaces NameCharacters::places(const Document& document) const {
  static constexpr std::array<std::string_view, 3> kNameFields = {"responder", "name", "author"};
  static constexpr std::size_t kLongestName = 4;
  NamePlaces places;
  for (const Field& field : document.log().fields()) {
    if (std::find(kNameFields.begin(), kNameFields.end(), field.name) == kNameFields.end())
      continue;
    const std::string_view text = document.block(field.block).text.view();
    if (field.at.empty() || field.at.to > text.size()) continue;
    std::uint32_t at = field.at.from;
    for (std::size_t i = 0; i < kLongestName && at < field.at.to; ++i) {
      const text::CodePoint point = text::code_point_at(text, at);
      const std::u32string& kept = i == 0 ? surnames_ : given_;
      if (kept.find(point.value) != kept.npos) places.emplace(field.block, at);
      at += point.size;
    }
  }
  return places;
}

}  // namespace medloom::stages
