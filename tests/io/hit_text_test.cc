#include "io/stores/hit_text.h"

#include <gtest/gtest.h>

#include "tests/io/store_records.h"
#include "text/utf8.h"

namespace medloom::stores {
namespace {

using test::SmallRecord;

// The marked pieces in brackets.
std::string marked(const MarkedText& text) {
  std::string out = text.cut_before ? "…" : "";
  std::size_t at = 0;
  for (const Span mark : text.marks) {
    out +=
        text.text.substr(at, mark.from - at) + "[" + text.text.substr(mark.from, mark.size()) + "]";
    at = mark.to;
  }
  return out + text.text.substr(at) + (text.cut_after ? "…" : "");
}

SearchQuery query_of(const std::string& typed, const std::string& topic = {}) {
  std::vector<QueryConcept> concepts;
  if (!topic.empty()) concepts.push_back({{0, static_cast<std::uint32_t>(typed.size())}, topic});
  return *parse_query(typed, concepts);
}

TEST(HitText, MarksWordsAsTheyStand) {
  const PageRecord record = SmallRecord{"k", "高血壓", "血压高，血壓。ＢＰ 140."}.record();
  const HitText hit = hit_text(record, query_of("血压 bp"));
  EXPECT_EQ(marked(hit.title), "高[血壓]");
  EXPECT_EQ(marked(hit.body), "[血压]高，[血壓]。[ＢＰ] 140.");
  EXPECT_EQ(hit.body.pointer, "/mainEntity/0/acceptedAnswer/0/text");
}

TEST(HitText, MarksAConceptInWhateverWords) {
  const PageRecord record = SmallRecord{"k", "下背痛", "請休息。", "low-back-pain"}.record();
  EXPECT_EQ(marked(hit_text(record, query_of("low back pain", "low-back-pain")).title), "[下背痛]");
  EXPECT_EQ(marked(hit_text(record, query_of("low back pain", "hypertension")).title), "下背痛");
}

TEST(HitText, BeginningsAndOverlaps) {
  const PageRecord record = SmallRecord{"k", "t", "hypertension of a hypertensive"}.record();
  EXPECT_EQ(marked(hit_text(record, query_of("hypert* hypertension")).body),
            "[hypertension] of a [hypertensive]");
}

TEST(HitText, ShowsThePieceWithMostOfTheQuery) {
  std::string filler;
  for (int i = 0; i < 60; ++i) filler += "nothing of it here. ";
  const PageRecord record =
      SmallRecord{"k", "t", "back. " + filler + "the back and the pain. " + filler}.record();
  const std::string shown = marked(hit_text(record, query_of("back pain")).body);
  EXPECT_NE(shown.find("the [back] and the [pain]."), std::string::npos) << shown;
  EXPECT_TRUE(shown.starts_with("…")) << shown;
  EXPECT_TRUE(shown.ends_with("…")) << shown;
  EXPECT_LT(shown.size(), 200U);
}

TEST(HitText, CutsNoCharacterAndNoWord) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += i % 3 == 0 ? "é文😀" : "word";
  for (const char* typed : {"文", "word", "nowhere"}) {
    const PageRecord record = SmallRecord{"k", "t", text}.record();
    const HitText hit = hit_text(record, query_of(typed), 20);
    EXPECT_TRUE(text::is_valid_utf8(hit.body.text)) << typed;
  }
}

// A record from elsewhere may place its mentions anywhere.
TEST(HitText, MentionsOutsideTheirTextAreNotMarked) {
  PageRecord record = SmallRecord{"k", "下背痛", "x", "low-back-pain"}.record();
  for (const Span at : {Span{0, 10}, Span{1, 3}, Span{3, 3}, Span{100, 200}}) {
    record.mentions[0].at = at;
    EXPECT_EQ(marked(hit_text(record, query_of("pain", "low-back-pain")).title), "下背痛");
  }
}

TEST(HitText, ATitleIsNotShownTwice) {
  const HitText hit = hit_text(SmallRecord{"k", "腰痛", "请休息。"}.record(), query_of("腰痛"));
  EXPECT_EQ(marked(hit.title), "[腰痛]");
  EXPECT_EQ(marked(hit.body), "请休息。");
}

TEST(HitText, ARecordWithoutTexts) {
  const HitText hit = hit_text(PageRecord(), query_of("pain"));
  EXPECT_EQ(hit.title.text, "");
  EXPECT_EQ(hit.body.text, "");
}

}  // namespace
}  // namespace medloom::stores
