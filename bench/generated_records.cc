// Words are drawn by rank: rank r about 1/r as often as the first. Every text speaks of one
// concept, so that queries by concept have something to find in all three languages.
#include "bench/generated_records.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <sstream>

#include "dictionaries/dictionary_files.h"
#include "pipeline/engine/digest.h"
#include "pipeline/model/json_writer.h"
#include "text/script.h"

namespace medloom::bench {
namespace {

// A rank below `size`: 0 the most often.
std::size_t rank_below(std::size_t size, std::mt19937_64& random) {
  const double u = static_cast<double>(random() >> 11) * 0x1.0p-53;
  const double rank = std::pow(static_cast<double>(size) + 1, u) - 1;
  return std::min(static_cast<std::size_t>(rank), size - 1);
}

constexpr std::array<const char*, 12> kGlue = {"的", "了",   "是", "在", "有", "不",
                                               "和", "可以", "我", "就", "也", "会"};
constexpr std::array<const char*, 12> kEnglishGlue = {"the", "of", "and", "to", "in",  "is",
                                                      "a",   "it", "for", "or", "may", "with"};

void write_concept(JsonWriter& json, const NamedConcept& topic, std::uint32_t bytes) {
  json.begin_object();
  json.key("@type").value("MedicalCondition");
  json.key("medloom").begin_object();
  json.key("concept").value(topic.id);
  json.key("mentions").begin_array();
  json.begin_object();
  json.key("at").begin_array();
  json.value("/mainEntity/0/name");
  json.end_array();
  json.key("out").begin_array();
  json.value(0);
  json.value(bytes);
  json.end_array();
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_object();
}

}  // namespace

Result<GeneratedRecords> GeneratedRecords::create(const std::string& data) {
  Problems problems;
  const auto files = dictionaries::read_dictionary_files({data}, problems);
  const auto library = dictionaries::load(files.layers);
  if (!library || !problems.empty()) {
    return fail(ErrorCode::input, "the dictionaries cannot be read", data);
  }
  GeneratedRecords records;
  for (const auto& [id, read] : library->concepts()) {
    const auto label = [&concept_labels = read.labels](const char* language) {
      const auto found = concept_labels.find(language);
      return found == concept_labels.end() ? std::string() : found->second;
    };
    NamedConcept named{id, label("en"), label("zh-Hans"), label("zh-Hant-TW")};
    if (!named.en.empty() && !named.hans.empty() && !named.hant.empty()) {
      records.hans_.push_back(named.hans);
      records.hant_.push_back(named.hant);
      records.english_.push_back(named.en);
      records.concepts_.push_back(std::move(named));
    }
  }
  for (const dictionaries::PlainWord& word : library->entries().words) {
    const bool english = text::detect_language(word.word) == "en";
    (english ? records.english_ : records.hans_).push_back(word.word);
    if (!english) records.hant_.push_back(word.word);
  }
  std::mt19937_64 random(7);
  for (auto* words : {&records.english_, &records.hans_, &records.hant_}) {
    std::shuffle(words->begin(), words->end(), random);
  }
  std::shuffle(records.concepts_.begin(), records.concepts_.end(), random);
  return records;
}

const NamedConcept& GeneratedRecords::concept_of(std::mt19937_64& random) const {
  return concepts_[rank_below(concepts_.size(), random)];
}

std::string GeneratedRecords::sentence(std::mt19937_64& random, Language language,
                                       const NamedConcept& topic, std::size_t bytes) const {
  const bool english = language == Language::en;
  const auto& words = english ? english_ : language == Language::hans ? hans_ : hant_;
  std::string out = english ? topic.en : language == Language::hans ? topic.hans : topic.hant;
  for (int i = 0; out.size() < bytes; ++i) {
    if (english) out += ' ';
    out += words[rank_below(words.size(), random)];
    if (english) out += ' ';
    out += (english ? kEnglishGlue : kGlue)[random() % kGlue.size()];
    if (i % 7 == 6) out += english ? ". " : i % 3 == 0 ? "。" : "，";
    if (i % 31 == 30) out += " " + std::to_string(random() % 400) + " mg ";
  }
  return out + (english ? "." : "。");
}

std::string GeneratedRecords::line(std::uint64_t n, std::size_t text_bytes, int edition) const {
  std::mt19937_64 random(n * 2654435761U + 1);
  const auto language = n % 10 < 5 ? Language::hans : n % 10 < 7 ? Language::hant : Language::en;
  const NamedConcept& topic = concept_of(random);
  const std::string question = sentence(random, language, topic, text_bytes / 8);
  std::string answer = sentence(random, language, concept_of(random), text_bytes - text_bytes / 8);
  if (edition > 0) answer += " " + std::to_string(edition);
  const std::string& name = language == Language::en     ? topic.en
                            : language == Language::hans ? topic.hans
                                                         : topic.hant;
  JsonWriter json;
  json.begin_object();
  json.key("@context").value("https://schema.org");
  json.key("@id").value(uuid_urn("page " + std::to_string(n)));
  json.key("url").value("https://example.org/q/" + std::to_string(n) + ".html");
  json.key("name").value(name);
  json.key("inLanguage")
      .value(language == Language::en     ? "en"
             : language == Language::hans ? "zh-Hans-CN"
                                          : "zh-Hant-TW");
  json.key("about").begin_array();
  write_concept(json, topic, static_cast<std::uint32_t>(name.size()));
  json.end_array();
  json.key("mainEntity").begin_array();
  json.begin_object();
  json.key("name").value(question);
  json.key("acceptedAnswer").begin_array();
  json.begin_object();
  json.key("text").value(answer);
  json.end_object();
  json.end_array();
  json.end_object();
  json.end_array();
  json.key("medloom").begin_object();
  json.key("schema").value("medloom-record/1");
  json.key("contentHash").value(sha256_hex(question + answer));
  json.key("kind").begin_object();
  json.key("name").value("doctor-qa");
  json.end_object();
  json.end_object();
  json.end_object();
  return json.take();
}

std::vector<std::string> GeneratedRecords::queries(std::size_t count) const {
  std::mt19937_64 random(99);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const NamedConcept& topic = concept_of(random);
    const std::string& hans = hans_[rank_below(hans_.size(), random)];
    const std::string& hant = hant_[rank_below(hant_.size(), random)];
    const std::string& english = english_[rank_below(english_.size(), random)];
    switch (i % 10) {
      case 0:
        out.push_back(topic.hans);
        break;
      case 1:
        out.push_back(topic.en);
        break;
      case 2:
        out.push_back(hans);
        break;
      case 3:
        out.push_back(hant + " " + topic.hant);
        break;
      case 4:
        out.push_back(english + " " + kEnglishGlue[random() % kEnglishGlue.size()]);
        break;
      case 5:
        out.push_back(hans.substr(0, 3));  // one character, among them the commonest
        break;
      case 6:
        out.push_back(i % 20 == 6 ? kGlue[random() % kGlue.size()] : topic.hant + hans);
        break;
      case 7:
        out.push_back("\"" + english + "\" " + topic.en);
        break;
      case 8:
        out.push_back(english.substr(0, 4) + "*");
        break;
      default:
        out.push_back(i % 20 == 9 ? "龘" + hans : std::to_string(random() % 400) + " mg");
        break;
    }
  }
  return out;
}

}  // namespace medloom::bench
