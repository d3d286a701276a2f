// A replacement is written in the script of its block: the row gives one form, this file the other.
// Tested by tests/dictionaries.
#include "dictionaries/han_writing.h"

#include <algorithm>
#include <set>

#include "text/han_converter.h"
#include "text/opencc_data.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

// What Taiwan and Hong Kong write where OpenCC's standard has another form.
const std::set<std::string, std::less<>>& regional_forms() {
  static const std::set<std::string, std::less<>> kForms = [] {
    std::set<std::string, std::less<>> forms;
    for (std::string_view name : {"TWVariants", "HKVariants"}) {
      const auto lexicon = text::read_opencc_lexicon(name);
      if (!lexicon) continue;
      for (const text::LexiconEntry& entry : *lexicon) {
        forms.insert(entry.values.begin(), entry.values.end());
      }
    }
    return forms;
  }();
  return kForms;
}

// None without OpenCC's data.
using Converter = std::optional<text::HanConverter>;

Converter make_converter(std::string_view config) {
  if (auto made = text::HanConverter::create(config, {})) return *made;
  return std::nullopt;
}

std::optional<std::string> convert(const Converter& converter, std::string_view text) {
  if (!converter) return std::nullopt;
  const auto converted = converter->convert(text);
  if (!converted) return std::nullopt;
  const bool doubtful = std::any_of(converted->changes.begin(), converted->changes.end(),
                                    [](const text::HanChange& change) { return change.doubtful; });
  if (doubtful) return std::nullopt;
  return converted->text;
}

}  // namespace

bool has_simplified(std::string_view text) {
  if (text::count_scripts(text).hans_only == 0) return false;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t from = pos;
    text::decode_at(text, pos);
    const std::string_view character = text.substr(from, pos - from);
    if (text::count_scripts(character).hans_only > 0 && !regional_forms().contains(character))
      return true;
  }
  return false;
}

bool has_traditional(std::string_view text) { return text::count_scripts(text).hant_only > 0; }

std::string_view Writings::in(std::string_view language, std::string_view text) const {
  const auto chosen = [](const std::optional<std::string>& writing) {
    return writing ? std::string_view(*writing) : std::string_view();
  };
  if (language.starts_with("zh-Hant-HK")) return chosen(hong_kong);
  if (language.starts_with("zh-Hant")) return chosen(taiwan);
  if (language.starts_with("zh-Hans")) return chosen(simplified);
  return text;
}

Writings writings_of(std::string_view text) {
  const std::string as_is(text);
  Writings out{as_is, as_is, as_is};
  if (text::count_scripts(text).han == 0) return out;
  if (has_traditional(text)) {
    static const Converter kToSimplified = make_converter("t2s");
    out.simplified = convert(kToSimplified, text);
  } else {  // Simplified, or written alike: 后 may be 後
    static const Converter kToTaiwan = make_converter("s2tw");
    static const Converter kToHongKong = make_converter("s2hk");
    out.taiwan = convert(kToTaiwan, text);
    out.hong_kong = convert(kToHongKong, text);
  }
  return out;
}

}  // namespace medloom::dictionaries
