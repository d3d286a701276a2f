// Tested by tests/text/han_converter_test.cc, against OpenCC.
#include "text/han_lexicon.h"

#include <unordered_set>

#include "text/utf8.h"

namespace medloom::text {
namespace {

using Keys = std::unordered_set<std::u32string>;

bool begins_with_one_of(const Keys& keys, const std::u32string& text) {
  if (keys.empty()) return false;
  for (std::size_t length = 1; length <= text.size(); ++length) {
    if (keys.contains(text.substr(0, length))) return true;
  }
  return false;
}

}  // namespace

HanLexicon::HanLexicon(const std::vector<const Lexicon*>& dictionaries) {
  Keys earlier;
  for (const Lexicon* dictionary : dictionaries) {
    const std::size_t before = sources_.size();
    for (const LexiconEntry& entry : *dictionary) {
      std::u32string key = to_utf32(entry.key);
      if (key.empty() || begins_with_one_of(earlier, key)) continue;
      sources_.push_back(std::move(key));
      values_.push_back(to_utf32(entry.values.front()));
    }
    if (dictionary == dictionaries.back()) break;
    earlier.insert(sources_.begin() + static_cast<std::ptrdiff_t>(before), sources_.end());
  }
  keys_ = DoubleArray(sources_);
}

}  // namespace medloom::text
