// Script is counted over all blocks together. The region of Chinese comes from, in this order: what
// the page declares if its script agrees (lang="zh-HK"), the address (.tw, .hk), Cantonese
// characters, the script itself (Simplified is written in the mainland, Traditional above all in
// Taiwan).
#include "stages/extract/language.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <numeric>

#include "text/ascii.h"
#include "text/utf8.h"

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

// Characters that written Cantonese is full of and other Chinese hardly has.
bool is_cantonese(const Drafts& drafts) {
  constexpr std::u32string_view kCantonese = U"嘅咗喺啲唔嚟冇佢哋咁嗰咩噉乜嘢";
  std::size_t found = 0;
  std::size_t han = 0;
  for (const Draft& draft : drafts) {
    const std::string_view text = draft.block.text.view();
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = text::decode_at(text, at);
      han += text::is_han(c) ? 1 : 0;
      found += kCantonese.find(c) != std::u32string_view::npos ? 1 : 0;
    }
  }
  return found >= 3 && found * 100 >= han;
}

}  // namespace

std::string page_language(const Document& document, const Drafts& drafts,
                          const std::vector<text::ScriptCounts>& scripts) {
  const text::ScriptCounts counts =
      std::accumulate(scripts.begin(), scripts.end(), text::ScriptCounts{}, sum);
  std::string language = text::detect_language(counts);
  if (!language.starts_with("zh")) return language;
  if (language == "zh") {
    // Nothing in the text tells: the page's word for it, or Simplified, which most pages are.
    const Fact* declared = document.fact("language");
    const std::string tag = declared ? folded_tag(declared->value()) : "";
    const bool traditional = has_part(tag, "hant") || fits_script(region_in(tag), true);
    language = traditional ? "zh-Hant" : "zh-Hans";
  }
  const bool traditional = language == "zh-Hant";
  std::string region = declared_region(document, traditional);
  if (region.empty()) region = region_of_address(document, traditional);
  if (region.empty() && traditional && is_cantonese(drafts)) region = "HK";
  if (region.empty()) region = traditional ? "TW" : "CN";
  return language + "-" + region;
}

std::string block_language(const text::ScriptCounts& scripts, std::string_view page_language) {
  std::string language = text::detect_language(scripts);
  if (language != "zh" || !page_language.starts_with("zh-Han")) return language;
  return std::string(page_language.substr(0, 7));
}

}  // namespace medloom::stages
