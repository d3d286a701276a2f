// Texts made of OpenCC's phrases, of single characters and of any bytes, through every conversion:
// without a second opinion the result is libopencc's, byte for byte; with one, the changes give the
// result and the result is valid UTF-8. The first byte chooses the conversion.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <opencc/SimpleConverter.hpp>

#include "text/han_converter.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace {

using namespace medloom;
using text::HanChange;
using text::HanConverter;

constexpr const char* kConfigs[] = {"s2t",  "s2tw", "s2twp", "s2hk", "t2s",  "tw2s",  "tw2sp",
                                    "hk2s", "t2tw", "t2hk",  "tw2t", "hk2t", "hk2tw", "tw2hk"};
constexpr std::size_t kOfOpencc = 12;  // it has no conversion between the two regions

void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

const HanConverter& ours(std::size_t number) {
  static std::vector<HanConverter> converters = [] {
    std::vector<HanConverter> made;
    for (const char* config : kConfigs) made.push_back(*HanConverter::create(config, {}));
    return made;
  }();
  return converters[number];
}

const opencc::SimpleConverter& theirs(std::size_t number) {
  static const auto kConverters = [] {
    std::vector<std::unique_ptr<opencc::SimpleConverter>> made;
    for (std::size_t i = 0; i < kOfOpencc; ++i) {
      made.push_back(std::make_unique<opencc::SimpleConverter>(*text::opencc_data_directory() +
                                                               "/" + kConfigs[i] + ".json"));
    }
    return made;
  }();
  return *kConverters[number];
}

const std::vector<std::string>& phrases() {
  static const std::vector<std::string> kPhrases = [] {
    std::vector<std::string> all;
    for (const char* name : {"STPhrases", "STCharacters", "TSPhrases", "TSCharacters", "TWPhrases",
                             "TWVariantsRevPhrases", "HKVariantsRevPhrases"}) {
      const auto lexicon = text::read_opencc_lexicon(name);
      for (const text::LexiconEntry& entry : *lexicon) {
        all.push_back(entry.key);
        all.push_back(entry.values.front());
      }
    }
    return all;
  }();
  return kPhrases;
}

// Three bytes are a phrase, or a part of one, or a byte as it is.
std::string text_of(const std::uint8_t* data, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i + 2 < size; i += 3) {
    const std::size_t number = data[i] | data[i + 1] << 8 | (data[i + 2] & 3) << 16;
    const std::string& phrase = phrases()[number % phrases().size()];
    switch (data[i + 2] >> 5) {
      case 0:
        text += static_cast<char>(data[i]);
        break;
      case 1:
        text += phrase.substr(0, text::code_point_at(phrase, 0).size);
        break;
      case 2:
        text += phrase.substr(phrase.size() > 3 ? phrase.size() - 3 : 0);
        break;
      case 3:
        text += phrase.substr(0, phrase.size() / 2);
        break;
      default:
        text += phrase;
    }
  }
  text = text::repair_utf8(text).text;
  for (char& c : text) c = c == '\0' ? '0' : c;  // where OpenCC ends
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t number = data[0] % std::size(kConfigs);
  const std::string source = text_of(data + 1, size - 1);
  const auto plain = ours(number).convert(source, false);
  require(plain.has_value(), "valid text converts");
  if (number < kOfOpencc) {
    require(plain->text == theirs(number).Convert(source), "the result is OpenCC's");
  }
  const auto converted = ours(number).convert(source, true);
  require(converted.has_value(), "valid text converts");
  require(text::is_valid_utf8(converted->text), "the result is valid UTF-8");
  std::string built;
  std::uint32_t done = 0;
  for (const HanChange& change : converted->changes) {
    require(done <= change.source.from && change.source.to <= source.size(), "changes in order");
    built.append(source, done, change.source.from - done);
    require(built.size() == change.target.from, "a change has its place in the result");
    built.append(converted->text, change.target.from, change.target.size());
    done = change.source.to;
  }
  built.append(source, done);
  require(built == converted->text, "the changes give the result");
  return 0;
}
