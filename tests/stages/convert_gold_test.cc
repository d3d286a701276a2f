// How often is a conversion of health text right? Every sentence of han_gold.tsv was written in
// Traditional Chinese, around a character whose Simplified form stands for several. It is converted
// from Simplified as the stage does it by default, and by OpenCC alone; and it goes from
// Traditional to Simplified and back. All that comes out wrong is listed, and the test holds the
// share of it. A row of dictionaries/han that makes what OpenCC does not must act in one of them.
// Forms that differ by the house style of a publisher (台 and 臺, 濕 and 溼) count as
// one.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "dictionaries/han_overlay.h"
#include "tests/stages/convert_fixture.h"
#include "tests/support/floors.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::convert_with;
using test::OneBlock;

struct Sentence {
  std::string hans;
  std::string taiwan;
  std::string hong_kong;
  std::string tested;
};

std::vector<Sentence> read_gold() {
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/tests/stages/han_gold.tsv");
  std::vector<Sentence> sentences;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    cells.resize(4);
    if (cells[2].empty()) cells[2] = cells[1];
    sentences.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return sentences;
}

std::string one_style(std::string_view text) {
  static constexpr std::u32string_view kForms =
      U"臺溼汙麪裏著衞説温脱牀羣啓蔘洩鈎爲衆峯痺癡祕佈線兇佔樑燻釐黴儘菸";
  static constexpr std::u32string_view kStyle =
      U"台濕污麵裡着衛說溫脫床群啟參泄鉤為眾峰痹痴秘布綫凶占梁熏厘霉盡煙";
  static_assert(kForms.size() == kStyle.size());
  return test::in_style(text, kForms, kStyle);
}

struct Score {
  std::size_t wrong = 0;
  std::size_t flags = 0;
  std::size_t silent = 0;  // wrong, and not flagged
  std::map<std::string, std::size_t> by_character;
};

std::string run(const Stage& stage, const std::string& text, const char* language,
                std::size_t* flags = nullptr) {
  OneBlock block(text, language);
  std::string out(block.run(stage));
  if (flags != nullptr) *flags = block.flags().size();
  return out;
}

void count(Score& score, const Sentence& sentence, const std::string& expected,
           const std::string& got, std::size_t flags, const char* list_as) {
  score.flags += flags;
  if (one_style(expected) == one_style(got)) return;
  ++score.wrong;
  if (flags == 0) ++score.silent;
  ++score.by_character[sentence.tested];
  if (list_as != nullptr) {
    std::cout << list_as << (flags == 0 ? " " : " flagged ") << sentence.tested << ": " << got
              << ", not " << expected << "\n";
  }
}

struct Scores {
  Score reference;
  Score health;
};

// Holds that errors of the default are at most a fifth of OpenCC's, and no more than `most`.
void expect_good(const char* what, const Scores& scores, std::size_t sentences, std::size_t most) {
  std::cout << what << ": of " << sentences << " sentences, OpenCC " << scores.reference.wrong
            << " wrong; here " << scores.health.wrong << " wrong, " << scores.health.silent
            << " of them without a flag, " << scores.health.flags << " flags\n";
  for (const auto& [character, wrong] : scores.reference.by_character) {
    const auto ours = scores.health.by_character.find(character);
    std::cout << character << " " << wrong << ">"
              << (ours == scores.health.by_character.end() ? 0 : ours->second) << "  ";
  }
  std::cout << "\n";
  const auto all = static_cast<double>(sentences);
  test::expect_floor(std::string("conversion.") + what,
                     (all - static_cast<double>(scores.health.wrong)) / all);
  EXPECT_LE(scores.health.wrong * 5, scores.reference.wrong);
  EXPECT_LE(scores.health.wrong, most);
  EXPECT_LE(scores.health.flags * 100, sentences * 3) << "help: a flag on everything says nothing";
}

Scores convert_all(const std::string& target, std::string Sentence::*expected, const char* name) {
  const auto reference = convert_with({"to=" + target, "mode=reference"});
  const auto health = convert_with({"to=" + target, "regional=false"});
  Scores scores;
  for (const Sentence& sentence : read_gold()) {
    std::size_t flags = 0;
    count(scores.reference, sentence, sentence.*expected, run(*reference, sentence.hans, "zh-Hans"),
          0, nullptr);
    const std::string got = run(*health, sentence.hans, "zh-Hans", &flags);
    count(scores.health, sentence, sentence.*expected, got, flags, name);
  }
  return scores;
}

TEST(ConvertGold, WritesTaiwan) {
  const Scores scores = convert_all("zh-Hant-TW", &Sentence::taiwan, "taiwan");
  expect_good("taiwan", scores, read_gold().size(), 4);
}

TEST(ConvertGold, WritesHongKong) {
  const Scores scores = convert_all("zh-Hant-HK", &Sentence::hong_kong, "hong kong");
  expect_good("hong-kong", scores, read_gold().size(), 4);
}

TEST(ConvertGold, ComesBackFromSimplified) {
  const auto there = convert_with({"to=zh-Hans-CN", "mode=reference"});
  const auto back = convert_with({"to=zh-Hant-TW", "mode=reference"});
  const auto health_there = convert_with({"to=zh-Hans-CN", "regional=false"});
  const auto health_back = convert_with({"to=zh-Hant-TW", "regional=false"});
  Scores scores;
  for (const Sentence& sentence : read_gold()) {
    std::size_t flags = 0;
    const std::string plain = run(*back, run(*there, sentence.taiwan, "zh-Hant-TW"), "zh-Hans");
    count(scores.reference, sentence, sentence.taiwan, plain, 0, nullptr);
    const std::string ours =
        run(*health_back, run(*health_there, sentence.taiwan, "zh-Hant-TW"), "zh-Hans", &flags);
    count(scores.health, sentence, sentence.taiwan, ours, flags, "round trip");
  }
  expect_good("round-trip", scores, read_gold().size(), 4);
}

// The rows of dictionaries/han that go to Taiwan and do not only show where words end.
std::vector<dictionaries::HanRow> deciding_rows() {
  std::vector<dictionaries::HanRow> rows;
  for (const char* name : {"alone", "names", "phrases", "senses"}) {
    const std::string path = std::string("dictionaries/han/") + name + ".tsv";
    std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/" + path);
    Problems problems;
    const auto source =
        std::make_shared<const dictionaries::SourceFile>(dictionaries::SourceFile{path, path, 0});
    for (dictionaries::HanRow& row : dictionaries::read_han_rows(
             {std::istreambuf_iterator<char>(file), {}}, source, problems)) {
      // Characters of names act where a field tells a name; convert_test.cc has cases of them.
      const bool of_names =
          row.use == dictionaries::HanUse::surname || row.use == dictionaries::HanUse::given;
      if (row.serves(dictionaries::HanTarget::taiwan) && !of_names) rows.push_back(std::move(row));
    }
  }
  return rows;
}

TEST(ConvertGold, EveryRowThatDecidesStandsInASentence) {
  const auto reference = convert_with({"to=zh-Hant-TW", "mode=reference"});
  std::string gold;
  for (const Sentence& sentence : read_gold()) gold += sentence.hans + "\n";
  for (const dictionaries::HanRow& row : deciding_rows()) {
    if (run(*reference, row.from, "zh-Hans") == row.to) continue;
    EXPECT_NE(gold.find(row.from), std::string::npos)
        << row.source.name() << ": " << row.from << " is in no sentence of han_gold.tsv";
  }
}

TEST(ConvertGold, EveryRowIsTrueOfItself) {
  const auto health = convert_with({"to=zh-Hant-TW", "regional=false"});
  for (const dictionaries::HanRow& row : deciding_rows()) {
    EXPECT_EQ(run(*health, row.from, "zh-Hans"), row.to) << row.source.name();
  }
}

TEST(ConvertGold, HasEnoughToSay) { EXPECT_GE(read_gold().size(), 600U); }

}  // namespace
}  // namespace medloom
