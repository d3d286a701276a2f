#include "io/renderers/in_language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/engine/digest.h"

namespace medloom {
namespace {

Text text(std::string_view bytes) {
  Text out;
  out.append_read(bytes, {}, 0);
  return out;
}

Record record_of() {
  Record record;
  record.language = "en";
  record.name = text("On rest");
  Part part;
  part.text = text("Rest well. Stay calm.\n\n1. Eat.\n2. 5 mg");
  ContentBlock paragraph;
  paragraph.text = text("Rest well. Stay calm.");
  ContentBlock list;
  list.kind = BlockKind::list_item;
  list.items = {{1, text("1."), text("Eat.")}, {1, text("2."), text("5 mg")}};
  part.blocks = {paragraph, list};
  record.parts = {part};
  About about;
  about.name = "fever";
  about.concept_ref.labels = {{"en", "fever"}, {"es", "fiebre"}};
  about.mentions = {{{"/name"}, {0, 2}}};
  record.about = {about};
  record.flags = {{{"/name"}, "term", {"r", ""}, "rest", "", "unchanged", {}, {}}};
  WorkTranslation translation{"es", {}};
  translation.texts.push_back({"/name", {{{0, 7}, true, "Sobre el reposo", "e", {}}}});
  translation.texts.push_back(
      {"/hasPart/0/text",
       {{{0, 10}, true, "Descanse.", "e", {}}, {{11, 21}}, {{26, 30}, true, "Coma.", "e", {}}}});
  record.translations = {translation};
  return record;
}

TEST(InLanguage, TellsKnownSegmentsAndMarksMissingOnes) {
  const Record shown = translated_record(record_of(), "es");
  EXPECT_EQ(shown.language, "es");
  EXPECT_EQ(shown.name.view(), "Sobre el reposo");
  EXPECT_EQ(shown.parts[0].text.view(), "Descanse. ⟦Stay calm.⟧\n\n1. Coma.\n2. 5 mg");
  EXPECT_EQ(shown.parts[0].blocks[0].text.view(), "Descanse. ⟦Stay calm.⟧");
  EXPECT_EQ(shown.parts[0].blocks[1].items[0].text.view(), "Coma.");
  EXPECT_EQ(shown.parts[0].blocks[1].items[1].text.view(), "5 mg");
  EXPECT_EQ(shown.about[0].name, "fiebre");
  EXPECT_TRUE(shown.about[0].mentions.empty()) << "they count in the original";
  EXPECT_TRUE(shown.flags[0].at.empty()) << "the flag itself stays";
  EXPECT_EQ(shown.content_hash, sha256_hex(to_content_json(shown))) << "a reader sees other words";
}

TEST(InLanguage, WithoutATranslationAllIsMissing) {
  const Record shown = translated_record(record_of(), "fr");
  EXPECT_EQ(shown.name.view(), "⟦On rest⟧");
  EXPECT_EQ(shown.parts[0].blocks[1].items[0].text.view(), "⟦Eat.⟧");
}

TEST(InLanguage, SentencesOfChineseArePartedInLanguagesThatPartThem) {
  Record record;
  record.language = "zh-Hans";
  record.name = text("休息。喝水。");
  WorkTranslation translation{"en", {}};
  translation.texts.push_back(
      {"/name", {{{0, 9}, true, "Rest.", "e", {}}, {{9, 18}, true, "Drink water.", "e", {}}}});
  record.translations = {translation};
  EXPECT_EQ(translated_record(record, "en").name.view(), "Rest. Drink water.");
}

}  // namespace
}  // namespace medloom
