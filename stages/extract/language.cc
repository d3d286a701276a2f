// Script is counted over all blocks together. The region of Chinese comes from, in this order: the
// text where it speaks clearly (written Cantonese; many more words of one region than of the
// other), what the page declares if its script agrees (lang="zh-HK"), the address (.tw, .hk), any
// word of a region, the script itself (Simplified is written in the mainland, Traditional above all
// in Taiwan).
#include "stages/extract/language.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>

#include "text/ascii.h"

namespace medloom::stages {
namespace {

// "zh_TW" and "ZH-tw" are one tag.
std::string folded_tag(std::string_view tag) {
  std::string folded = text::ascii_lower(tag);
  std::ranges::replace(folded, '_', '-');
  return folded;
}

text::ScriptCounts sum(const text::ScriptCounts& a, const text::ScriptCounts& b) {
  return {a.latin + b.latin,         a.accented + b.accented,   a.han + b.han,
          a.hans_only + b.hans_only, a.hant_only + b.hant_only, a.kana + b.kana,
          a.hangul + b.hangul,       a.other + b.other};
}

bool has_part(std::string_view tag, std::string_view part) {
  const std::size_t at = tag.find(part);
  return at != std::string_view::npos && (at == 0 || tag[at - 1] == '-') &&
         (at + part.size() == tag.size() || tag[at + part.size()] == '-');
}

std::string region_in(std::string_view tag) {
  for (std::string_view region : {"cn", "tw", "hk", "mo", "sg"}) {
    if (!has_part(tag, region)) continue;
    std::string upper(region);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return std::toupper(c); });
    return upper;
  }
  return {};
}

bool fits_script(std::string_view region, bool traditional) {
  return traditional == (region == "TW" || region == "HK" || region == "MO");
}

std::string declared_region(const Document& document, bool traditional) {
  for (const Fact& fact : document.facts()) {
    if (fact.name != "language" && fact.name != "locale") continue;
    std::string region = region_in(folded_tag(fact.value()));
    if (!region.empty() && fits_script(region, traditional)) return region;
  }
  return {};
}

std::string region_of_address(const Document& document, bool traditional) {
  const std::string& url = document.page().url;
  const std::size_t scheme = url.find("://");
  const std::size_t from = scheme == std::string::npos ? 0 : scheme + 3;
  const std::string host =
      text::ascii_lower(std::string_view(url).substr(from, url.find_first_of("/?#:", from) - from));
  for (std::string_view region : {"CN", "TW", "HK", "MO"}) {
    if (host.ends_with("." + text::ascii_lower(region)) && fits_script(region, traditional))
      return std::string(region);
  }
  return {};
}

// The region that the text speaks for: clearly, or more than for the other.
std::string region_of_text(const dictionaries::HanEvidence& signs, std::uint32_t lead) {
  if (signs.hong_kong >= signs.taiwan + lead) return "HK";
  return signs.taiwan >= signs.hong_kong + lead ? "TW" : "";
}

// So many signs more than for the other region outweigh what a page declares.
constexpr std::uint32_t kClearLead = 4;

std::string region_of(const Document& document, const LanguageEvidence& page, bool traditional) {
  std::string declared = declared_region(document, traditional);
  if (traditional && dictionaries::is_cantonese(page.scripts, page.signs)) {
    return declared == "MO" ? declared : "HK";
  }
  std::string clear = traditional ? region_of_text(page.signs, kClearLead) : std::string();
  if (!clear.empty() && (declared != "MO" || clear != "HK")) return clear;
  if (!declared.empty()) return declared;
  if (std::string region = region_of_address(document, traditional); !region.empty()) return region;
  if (!traditional) return "CN";
  const std::string told = region_of_text(page.signs, 1);
  return told.empty() ? "TW" : told;
}

}  // namespace

LanguageEvidence find_languages(Drafts& drafts, const dictionaries::HanSigns& signs) {
  LanguageEvidence page;
  for (Draft& draft : drafts) {
    const std::string_view text = draft.block.text.view();
    LanguageEvidence block{text::count_scripts(text), {}};
    if (block.scripts.han > 0) block.signs = signs.find(text);
    draft.block.language = dictionaries::detect_language(block.scripts, block.signs);
    page.scripts = sum(page.scripts, block.scripts);
    page.signs += block.signs;
  }
  return page;
}

std::string page_language(const Document& document, const LanguageEvidence& page) {
  std::string language = dictionaries::detect_language(page.scripts, page.signs);
  if (!language.starts_with("zh")) return language;
  if (language == "zh") {
    // Nothing in the text tells: the page's word for it, or Simplified, which most pages are.
    const Fact* declared = document.fact("language");
    const std::string tag = declared ? folded_tag(declared->value()) : "";
    const bool traditional = has_part(tag, "hant") || fits_script(region_in(tag), true);
    language = traditional ? "zh-Hant" : "zh-Hans";
  }
  const bool traditional = language.starts_with("zh-Hant");
  return (traditional ? "zh-Hant-" : "zh-Hans-") + region_of(document, page, traditional);
}

std::string_view block_language(std::string_view of_its_text, std::string_view page_language) {
  const bool chinese_page = page_language.starts_with("zh-Han");
  if (of_its_text == "zh" && chinese_page) return page_language.substr(0, 7);
  const bool has_region = of_its_text.size() > 7 && of_its_text.starts_with("zh-");
  const bool as_page =
      chinese_page && (of_its_text == page_language || page_language.ends_with("-MO"));
  return has_region && as_page ? of_its_text.substr(0, 7) : of_its_text;
}

}  // namespace medloom::stages
