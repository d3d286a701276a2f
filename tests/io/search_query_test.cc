#include "io/stores/search_query.h"

#include <gtest/gtest.h>

namespace medloom::stores {
namespace {

// "text", "text*" of a prefix, "text=concept"; joined by " | ".
std::string parsed(const std::string& typed, const std::vector<QueryConcept>& concepts = {}) {
  const auto query = parse_query(typed, concepts);
  if (!query) return "error: " + query.error().message;
  std::string out;
  for (const QueryUnit& unit : query->units) {
    if (!out.empty()) out += " | ";
    out += unit.text;
    if (unit.prefix) out += "(prefix)";
    if (!unit.topic.empty()) out += "=" + unit.topic;
  }
  return out;
}

TEST(SearchQuery, WordsPhrasesAndBeginnings) {
  struct Case {
    std::string typed;
    std::string units;
  };
  for (const auto& [typed, units] : std::vector<Case>{
           {"腰痛", "腰痛"},
           {"  腰痛   治疗\t食疗 ", "腰痛 | 治疗 | 食疗"},
           {"腰痛　治疗", "腰痛 | 治疗"},
           {"low back", "low | back"},
           {"\"low back\" pain", "low back | pain"},
           {"“low back”pain", "low back | pain"},
           {"「腰 痛」治疗", "腰 痛 | 治疗"},
           {"hyper*", "hyper*(prefix)"},
           {"高血*", "高血*"},
           {"\"hyper*\"", "hyper*"},
           {"pain pain PAIN", "pain | PAIN"},
           {"\"never closed", "\"never | closed"},
           {"“never closed", "“never | closed"},
           {"a AND (b)", "a | AND | (b)"},
           {"130/80", "130/80"},
           {"a\nb", "a | b"},
       }) {
    EXPECT_EQ(parsed(typed), units) << typed;
  }
}

TEST(SearchQuery, ConceptsCutTheWordsAroundThem) {
  EXPECT_EQ(parsed("low back pain", {{{0, 13}, "lbp"}}), "low back pain=lbp");
  EXPECT_EQ(parsed("treat low back pain now", {{{6, 19}, "lbp"}}),
            "treat | low back pain=lbp | now");
  EXPECT_EQ(parsed("产后腰痛的治疗", {{{6, 12}, "lbp"}}), "产后 | 腰痛=lbp | 治疗");
  EXPECT_EQ(parsed("腰痛的", {{{0, 6}, "lbp"}}), "腰痛=lbp");
  EXPECT_EQ(parsed("的治疗"), "的治疗") << "a particle by itself may be meant";
  EXPECT_EQ(parsed("\"腰痛\" 腰痛", {{{1, 7}, "lbp"}, {{9, 15}, "lbp"}}), "腰痛 | 腰痛=lbp")
      << "what is quoted is meant literally";
  EXPECT_EQ(parsed("头痛腰痛", {{{0, 6}, "ha"}, {{6, 12}, "lbp"}}), "头痛=ha | 腰痛=lbp");
}

TEST(SearchQuery, WhatHasNoWordsOrTooManyIsRefused) {
  for (const char* typed : {"", " ", "*", "\"\"", "\" \"", "，。", "- + =", "\n"}) {
    EXPECT_EQ(parsed(typed), "error: the query has no words to look for") << typed;
  }
  EXPECT_EQ(parsed(std::string(kMaxQueryBytes + 1, 'a')).substr(0, 6), "error:");
  std::string many;
  for (std::size_t i = 0; i <= kMaxQueryUnits; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_EQ(parsed(many).substr(0, 6), "error:");
}

}  // namespace
}  // namespace medloom::stores
