// Is the language of short texts told rightly? Every line of han_language.tsv was written for this
// test: Simplified, Traditional of both regions and of none, written Cantonese, Traditional that
// was converted wrongly, other languages, and lines that look like something they are not.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "dictionaries/han_signs.h"
#include "tests/support/floors.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/" + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

File named(const std::string& path) {
  return std::make_shared<const SourceFile>(SourceFile{path, path, 0});
}

const HanSigns& signs() {
  static const HanSigns kSigns = [] {
    Problems problems;
    const std::string path = "dictionaries/regions/signs.tsv";
    HanSigns read_signs(read(path), named(path), problems);
    for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
    return read_signs;
  }();
  return kSigns;
}

struct Line {
  std::string kind;
  std::string language;
  std::string text;
};

std::vector<Line> lines() {
  std::vector<Line> lines;
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/tests/stages/han_language.tsv");
  std::string text;
  std::getline(file, text);
  while (std::getline(file, text)) {
    const std::size_t first = text.find('\t');
    const std::size_t second = text.find('\t', first + 1);
    lines.push_back({text.substr(0, first), text.substr(first + 1, second - first - 1),
                     text.substr(second + 1)});
  }
  return lines;
}

std::string language_of(const std::string& text) {
  return detect_language(text::count_scripts(text), signs().find(text));
}

bool cantonese(const std::string& text) {
  return is_cantonese(text::count_scripts(text), signs().find(text));
}

TEST(HanLanguage, IsToldFromLinesOfTenCharacters) {
  std::map<std::string, std::pair<int, int>> by_kind;  // right, all
  for (const Line& line : lines()) {
    const bool right =
        language_of(line.text) == line.language && cantonese(line.text) == (line.kind == "yue");
    EXPECT_TRUE(right) << line.kind << ": " << line.text << " is " << language_of(line.text)
                       << (cantonese(line.text) ? " (Cantonese)" : "") << ", not " << line.language;
    by_kind[line.kind].first += right ? 1 : 0;
    ++by_kind[line.kind].second;
  }
  for (const auto& [kind, counts] : by_kind) {
    std::cout << kind << ": " << counts.first << " of " << counts.second << "\n";
  }
  EXPECT_GE(lines().size(), 300U);
  double right = 0;
  for (const auto& [kind, counts] : by_kind) right += counts.first;
  test::expect_floor("language.lines", right / static_cast<double>(lines().size()));
}

// A text of many lines is what most of them are.
TEST(HanLanguage, IsToldFromAllLinesOfAKindTogether) {
  for (const char* kind : {"hans", "tw", "hk", "hant", "en", "ja", "ko"}) {
    text::ScriptCounts counts;
    HanEvidence evidence;
    std::string all;
    std::string language;
    for (const Line& line : lines()) {
      if (line.kind != kind) continue;
      all += line.text + "\n";
      language = line.language;
    }
    EXPECT_EQ(language_of(all), language);
    EXPECT_FALSE(cantonese(all)) << kind;
  }
}

TEST(HanLanguage, RepetitionAndPunctuationChangeNothing) {
  for (const Line& line : lines()) {
    // Some names of one line are accented; a text full of them is no English.
    if (line.kind == "yue" || line.kind == "quoting" || line.kind == "en") continue;
    EXPECT_EQ(language_of("（" + line.text + "）。"), line.language);
    EXPECT_EQ(language_of(line.text + "。" + line.text + "。" + line.text), line.language);
  }
}

TEST(HanSigns, ReportsEveryProblemOfATable) {
  Problems problems;
  const HanSigns read_signs(
      "sign\tsays\tweight\n"
      "巴士\tzh-Hant-HK\t2\n"
      "巴士\tzh-Hant-TW\n"
      "捷運\tzh-TW\n"
      "超音波\tzh-Hant-TW\t0\n"
      "超聲波\tzh-Hant-HK\tx\n"
      "嘅\tyue\t10\n",
      named("t.tsv"), problems);
  std::vector<std::string> told;
  for (const Error& problem : problems) told.push_back(problem.where + " " + problem.message);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "t.tsv:3:1 '巴士' stands in the table already",
                      "t.tsv:4:4 unknown language 'zh-TW', known are zh-Hans, zh-Hant-TW, "
                      "zh-Hant-HK, yue",
                      "t.tsv:5:16 a weight is a number from 1 to 9",
                      "t.tsv:6:16 a weight is a number from 1 to 9",
                      "t.tsv:7:7 a weight is a number from 1 to 9"}));
  EXPECT_EQ(read_signs.find("坐巴士，搭捷運").hong_kong, 2U);
}

TEST(HanSigns, TheLongestSignDecides) {
  Problems problems;
  const HanSigns read_signs(
      "sign\tsays\n香港\tzh-Hant-HK\n香港腳\tzh-Hant-TW\n著作\t\n著\tzh-Hant-TW\n", named("t.tsv"),
      problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(read_signs.find("香港腳"), (HanEvidence{.taiwan = 1}));
  EXPECT_EQ(read_signs.find("香港"), (HanEvidence{.hong_kong = 1}));
  EXPECT_EQ(read_signs.find("著作"), HanEvidence());
  EXPECT_EQ(read_signs.find("ab\xFF"), HanEvidence());
  EXPECT_EQ(HanSigns().find("香港腳"), HanEvidence());
}

}  // namespace
}  // namespace medloom::dictionaries
