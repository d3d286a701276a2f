// How often is a conversion to Simplified right, and does a text come back? Every line of
// han_trip.tsv was written in Traditional Chinese as Taiwan writes it, around a character that is
// two in Simplified or that OpenCC leaves half-way, with what it is in Simplified. All that comes
// out wrong is listed. A row of dictionaries/han that goes to Simplified must act in one of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "dictionaries/han_overlay.h"
#include "tests/stages/convert_fixture.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::convert_with;
using test::OneBlock;

struct Line {
  std::string taiwan;
  std::string hans;
  bool comes_back;  // not where Simplified has one form for what Taiwan writes in two (吋 and 英寸)
};

const std::vector<Line>& lines() {
  static const std::vector<Line> kLines = [] {
    std::vector<Line> read;
    std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/tests/stages/han_trip.tsv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      const std::size_t tab = line.find('\t');
      const std::size_t end = std::min(line.find('\t', tab + 1), line.size());
      read.push_back(
          {line.substr(0, tab), line.substr(tab + 1, end - tab - 1), end == line.size()});
    }
    return read;
  }();
  return kLines;
}

std::string run(const Stage& stage, const std::string& text, const char* language) {
  OneBlock block(text, language);
  return block.run(stage);
}

// Forms that no reader takes for another word: house styles, and what Simplified has one form for.
std::string one_style(std::string_view text) {
  static constexpr std::u32string_view kForms =
      U"臺溼麪痠菸妳牠姊嚐脣祕昇粧佔沈帳擡瞇唸慾燻糰鍊迴洩鉅";
  static constexpr std::u32string_view kStyle =
      U"台濕麵酸煙你它姐嘗唇秘升妝占沉賬抬眯念欲熏團煉回泄巨";
  static_assert(kForms.size() == kStyle.size());
  // And words that both are right in, whose characters differ elsewhere (一份, 圖畫).
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"甚麼", "什麼"}, {"計劃", "計畫"}, {"部份", "部分"}, {"成份", "成分"},
      {"水份", "水分"}, {"養份", "養分"}, {"充份", "充分"}, {"過份", "過分"},
  };
  std::string styled = test::in_style(text, kForms, kStyle);
  for (const auto& [form, style] : kWords) {
    for (auto at = styled.find(form); at != std::string::npos; at = styled.find(form, at)) {
      styled.replace(at, form.size(), style);
    }
  }
  return styled;
}

std::size_t list_if_wrong(const char* what, const std::string& got, const std::string& expected) {
  if (got == expected) return 0;
  std::cout << what << ": " << got << ", not " << expected << "\n";
  return 1;
}

TEST(ConvertTrip, ToSimplified) {
  const auto reference = convert_with({"to=zh-Hans-CN", "mode=reference"});
  const auto health = convert_with({"to=zh-Hans-CN", "regional=false"});
  std::size_t of_opencc = 0;
  std::size_t ours = 0;
  for (const Line& line : lines()) {
    of_opencc += run(*reference, line.taiwan, "zh-Hant-TW") == line.hans ? 0 : 1;
    ours += list_if_wrong("to Simplified", run(*health, line.taiwan, "zh-Hant-TW"), line.hans);
  }
  std::cout << "of " << lines().size() << " lines, OpenCC " << of_opencc << " wrong; here " << ours
            << "\n";
  EXPECT_GE(lines().size(), 150U);
  EXPECT_LE(ours * 5, of_opencc);
  EXPECT_LE(ours, 0U);
}

TEST(ConvertTrip, AndBack) {
  const auto there = convert_with({"to=zh-Hans-CN", "mode=reference"});
  const auto back = convert_with({"to=zh-Hant-TW", "mode=reference"});
  const auto health_there = convert_with({"to=zh-Hans-CN", "regional=false"});
  const auto health_back = convert_with({"to=zh-Hant-TW", "regional=false"});
  std::size_t of_opencc = 0;
  std::size_t ours = 0;
  std::size_t trips = 0;
  for (const Line& line : lines()) {
    if (!line.comes_back) continue;
    ++trips;
    const auto trip = [&](const Stage& to, const Stage& from) {
      return one_style(run(from, run(to, line.taiwan, "zh-Hant-TW"), "zh-Hans"));
    };
    const std::string expected = one_style(line.taiwan);
    of_opencc += trip(*there, *back) == expected ? 0 : 1;
    ours += list_if_wrong("round trip", trip(*health_there, *health_back), expected);
  }
  std::cout << "of " << trips << " lines, " << of_opencc << " do not come back from OpenCC; here "
            << ours << "\n";
  EXPECT_GE(trips, 150U);
  EXPECT_LE(ours * 5, of_opencc);
}

TEST(ConvertTrip, EveryRowStandsInALine) {
  const std::string path = "dictionaries/han/simplified.tsv";
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/" + path);
  const auto source =
      std::make_shared<const dictionaries::SourceFile>(dictionaries::SourceFile{path, path, 0});
  Problems problems;
  std::string all;
  for (const Line& line : lines()) all += line.taiwan + "\n";
  for (const dictionaries::HanRow& row :
       dictionaries::read_han_rows({std::istreambuf_iterator<char>(file), {}}, source, problems)) {
    EXPECT_NE(all.find(row.from), std::string::npos) << row.source.name() << " " << row.from;
  }
  EXPECT_TRUE(problems.empty());
}

}  // namespace
}  // namespace medloom
