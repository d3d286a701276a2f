// Tested by tests/text/han_converter_test.cc, against OpenCC.
#include "text/han_lexicon.h"

#include <algorithm>
#include <span>
#include <unordered_set>
#include <utility>

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
      values_ += to_utf32(entry.values.front());
      ends_.push_back(static_cast<std::uint32_t>(values_.size()));
    }
    if (dictionary == dictionaries.back()) break;
    earlier.insert(sources_.begin() + static_cast<std::ptrdiff_t>(before), sources_.end());
  }
  keys_ = DoubleArray(sources_);
}

void HanLexicon::save(ImageWriter& image, std::uint32_t first_id) const {
  keys_.save(image, first_id);
  image.add(first_id + DoubleArray::kSections, std::span<const char32_t>(values_));
  image.add(first_id + DoubleArray::kSections + 1, std::span<const std::uint32_t>(ends_));
}

Result<HanLexicon> HanLexicon::load(const ImageFile& image, std::uint32_t first_id) {
  Result<DoubleArray> keys = DoubleArray::load(image, first_id);
  if (!keys) return tl::unexpected(keys.error());
  const auto values = image.array<char32_t>(first_id + DoubleArray::kSections);
  const auto ends = image.array<std::uint32_t>(first_id + DoubleArray::kSections + 1);
  if (!values || !ends || ends->size() != keys->size() ||
      !std::is_sorted(ends->begin(), ends->end()) ||
      (ends->empty() ? 0 : ends->back()) != values->size()) {
    return tl::unexpected(image.damaged("a dictionary is not whole"));
  }
  HanLexicon lexicon;
  lexicon.keys_ = std::move(*keys);
  lexicon.values_.assign(values->begin(), values->end());
  lexicon.ends_.assign(ends->begin(), ends->end());
  return lexicon;
}

}  // namespace medloom::text
