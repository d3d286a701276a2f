// Mapped are digits, signs and round brackets; letters have raised forms in Unicode that few fonts
// and no dictionary know. A content is mapped as a whole or not at all, so `9a` does not become
// "⁹a".
//
// Left as plain text, because nothing can be misread: ordinals (`4<sup>th</sup>`), references
// (`[1]`), marks (`®`), and lowered words (`C<sub>max</sub>` is written Cmax everywhere).
#include "stages/extract/small_script.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::u32string_view kPlain = U"0123456789+-−=()";
constexpr std::array<std::string_view, 16> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷",
                                                      "⁸", "⁹", "⁺", "⁻", "⁻", "⁼", "⁽", "⁾"};
constexpr std::array<std::string_view, 16> kLowered = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇",
                                                       "₈", "₉", "₊", "₋", "₋", "₌", "₍", "₎"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool all_mapped(SmallScript script, std::string_view content) {
  for (std::size_t at = 0; at < content.size();) {
    if (small_form(script, text::decode_at(content, at)).empty()) return false;
  }
  return true;
}

bool is_word(std::string_view content) { return std::ranges::all_of(content, is_letter); }

bool is_ordinal(std::string_view content, std::string_view before) {
  constexpr std::array<std::string_view, 4> kEndings = {"st", "nd", "rd", "th"};
  return !before.empty() && is_digit(before.back()) && std::ranges::count(kEndings, content) > 0;
}

// A digit, letter or sign that could be read as going on with what stands before it.
bool may_run_on(std::string_view content) {
  const char first = content.front();
  return is_digit(first) || is_letter(first) ||
         std::string_view("+-.").find(first) != std::string_view::npos;
}

}  // namespace

std::string_view small_form(SmallScript script, char32_t c) {
  const std::size_t at = kPlain.find(c);
  if (at == std::u32string_view::npos) return {};
  return script == SmallScript::raised ? kRaised[at] : kLowered[at];
}

SmallScriptForm form_of(SmallScript script, std::string_view content, std::string_view before) {
  if (content.empty()) return {};
  if (all_mapped(script, content)) return {true, {}};
  if (before.empty() || !may_run_on(content) || is_ordinal(content, before)) return {};
  if (script == SmallScript::raised) return {false, "^"};
  return {false, is_word(content) && !is_digit(before.back()) ? "" : "_"};
}

}  // namespace medloom::stages
