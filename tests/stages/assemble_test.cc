// From a structured document to a record: identity, provenance, what is left out, what is null.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/engine/content_hash.h"
#include "stages/assemble/concepts.h"
#include "stages/assemble/identity.h"
#include "stages/assemble/place_index.h"
#include "tests/stages/stage_fixture.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

struct Assembled {
  Document document;
  Record record;
  Result<void> assembled;
  Result<void> checked;
};

// Structures lines, lets `edit` change the document, and assembles it.
template <class F>
Assembled assemble(std::string_view lines, F edit) {
  static const std::unique_ptr<Stage> kStructure = test::StageMaker().stage("structure");
  static const std::unique_ptr<RecordStep> kAssemble = test::StageMaker().step("assemble");
  static const std::unique_ptr<RecordStep> kCheck = test::StageMaker().step("check");
  Assembled result{test::document_of_lines(lines), {}, {}, {}};
  Trace trace;
  EXPECT_TRUE(kStructure->run(result.document, trace));
  edit(result.document);
  result.assembled = kAssemble->run(result.document, result.record, trace);
  result.record.content_hash = content_hash(result.record);  // as the pipeline does
  if (result.assembled) result.checked = kCheck->run(result.document, result.record, trace);
  return result;
}

Assembled assemble(std::string_view lines) {
  return assemble(lines, [](Document&) {});
}

constexpr std::string_view kPage =
    "Sore thumb\nHello, doctor.\nMy thumb hurts.\n"
    "Ms. Lin, 40~49 year old female. Ask Date: 2021/02/03\n"
    "Dr. Ho Wenli reply Orthopedics\nRest it.\nReply Date: 2021/02/04\n"
    "Similar Q&A\nNumb fingers\nHello, my fin...\nDr. Gu Ming reply Neurology\n"
    "1. It may be a nerve.[Read More] Numb fingers\n";

TEST(Assemble, PlacesTextAndFields) {
  const Assembled page = assemble(kPage);
  ASSERT_TRUE(page.assembled) << to_string(page.assembled.error());
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  const Record& record = page.record;
  EXPECT_EQ(record.name.view(), "Sore thumb");
  ASSERT_EQ(record.questions.size(), 1U);
  const Question& question = record.questions[0];
  EXPECT_EQ(question.text.view(), "Hello, doctor. My thumb hurts.");
  ASSERT_TRUE(question.author);
  EXPECT_EQ(question.author->alias.view(), "Ms. Lin");
  EXPECT_FALSE(question.author->gender_reliable);
  EXPECT_EQ(question.date_created, "2021-02-03");
  ASSERT_EQ(question.accepted.size(), 1U);
  EXPECT_EQ(question.accepted[0].basis, "single-professional");
  EXPECT_EQ(question.accepted[0].text->view(), "Rest it.");
  EXPECT_EQ(question.accepted[0].author->department->original.view(), "Orthopedics");
  ASSERT_EQ(record.related.size(), 1U);
  EXPECT_TRUE(record.related[0].truncated);
}

TEST(Assemble, ManyAuthorsAreThoseOfOtherPages) {
  const auto author = [](const std::string& bylines) {
    return assemble("Sore thumbs\n" + bylines + "Rest them.\n").record.author.str();
  };
  constexpr std::string_view kLin = "Published May 3, 2021 by Lin Anhe\n";
  constexpr std::string_view kHo = "Published May 4, 2021 by Ho Wenli\n";
  constexpr std::string_view kGu = "Published May 5, 2021 by Gu Ming\n";
  // With a paragraph between two of them.
  const auto apart = [](auto... line) { return ((std::string(line) + "They heal.\n") + ...); };
  EXPECT_EQ(author(std::string(kLin)), "Lin Anhe");
  EXPECT_EQ(author(apart(kLin, kHo, kLin)), "Lin Anhe");
  EXPECT_EQ(author(apart(kLin, kHo, kGu)), "");
  EXPECT_EQ(author(std::string(kLin) + std::string(kHo)), "Lin Anhe Ho Wenli") << "of one page";
}

TEST(Assemble, EveryCharacterIsPlacedOrDropped) {
  const Assembled page = assemble(kPage);
  std::vector<bool> covered(page.document.text().size());
  const auto cover = [&covered](Span span) {
    for (std::uint32_t i = span.from; i < span.to; ++i) covered[i] = true;
  };
  for (const PlacedText& placed : texts_of(page.record)) {
    for (const medloom::Run& run : placed.text->runs()) cover(run.page);
  }
  for (const DropEntry& drop : page.record.dropped) cover(drop.page);
  for (std::size_t i = 0; i < covered.size(); ++i) {
    EXPECT_TRUE(covered[i] || page.document.text()[i] == '\n' || page.document.text()[i] == ' ')
        << "byte " << i << " '" << page.document.text()[i] << "' is lost";
  }
}

TEST(Assemble, AChangeKnowsItsPlaces) {
  const Assembled page = assemble(kPage, [](Document& document) {
    for (const Block& block : document.blocks()) {
      if (block.text.view() != "Rest it.") continue;
      DocumentEditor(document, "test").replace(block.id, {{{0, 4}, "Please rest", {"r", "t:1"}}});
      return;
    }
  });
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  ASSERT_EQ(page.record.changes.size(), 1U);
  const ChangeEntry& change = page.record.changes[0];
  EXPECT_THAT(change.at, ElementsAre("/mainEntity/0/acceptedAnswer/0/text",
                                     "/mainEntity/0/acceptedAnswer/0/medloom/blocks/0/text"));
  EXPECT_EQ(change.before, "Rest");
  EXPECT_EQ(page.document.text().substr(change.page.from, change.page.size()), "Rest");
  EXPECT_EQ(change.out, (Span{0, 11}));
}

TEST(Assemble, ASwallowedChangePointsToTheOneThatStands) {
  const Assembled page = assemble(kPage, [](Document& document) {
    for (const Block& block : document.blocks()) {
      if (block.text.view() != "Rest it.") continue;
      const BlockId id = block.id;
      DocumentEditor(document, "one").replace(id, {{{5, 7}, "them", {"r", ""}}});
      DocumentEditor(document, "two").replace(id, {{{0, 9}, "Stop", {"s", ""}}});
      return;
    }
  });
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  ASSERT_EQ(page.record.changes.size(), 2U);
  EXPECT_EQ(page.record.changes[0].out, page.record.changes[1].out);
  EXPECT_EQ(page.record.changes[0].at, page.record.changes[1].at);
}

TEST(Assemble, ADictionaryDoesNotShiftIds) {
  const Assembled plain = assemble(kPage);
  const Assembled changed = assemble(kPage, [](Document& document) {
    for (const Block& block : document.blocks()) {
      if (block.text.view() != "My thumb hurts.") continue;
      DocumentEditor(document, "test").replace(block.id, {{{3, 8}, "finger", {"r", ""}}});
      return;
    }
  });
  EXPECT_EQ(plain.record.questions[0].id, changed.record.questions[0].id);
  EXPECT_EQ(plain.record.questions[0].accepted[0].id, changed.record.questions[0].accepted[0].id);
  EXPECT_NE(plain.record.content_hash, changed.record.content_hash);
}

TEST(Assemble, UnknownIsNullWithAReason) {
  const Assembled page = assemble(kPage);
  const auto reason = [&](std::string_view pointer) -> std::string {
    for (const auto& [known, why] : page.record.missing) {
      if (known == pointer) return std::string(why);
    }
    return "(none)";
  };
  EXPECT_EQ(reason("/url"), "no address came with the page");
  EXPECT_EQ(reason("/datePublished"), "the page does not say");
  EXPECT_EQ(reason("/name"), "(none)");
}

TEST(Assemble, ATitleThatAsksIsAnsweredByThePage) {
  const Assembled page =
      assemble("Is coffee bad?\n\nPeople drink it.\n\nDoes one cup matter?\n\nRarely.\n");
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  ASSERT_EQ(page.record.questions.size(), 2U);
  const Question& title = page.record.questions[0];
  ASSERT_EQ(title.suggested.size(), 1U);
  EXPECT_FALSE(title.suggested[0].text);
  EXPECT_THAT(title.suggested[0].parts,
              ElementsAre(page.record.parts[0].id, page.record.questions[1].id));
  EXPECT_EQ(page.record.questions[1].accepted[0].basis, "section");
}

TEST(Assemble, NothingToSayIsARejectNotAnEmptyRecord) {
  const std::pair<std::string_view, std::string_view> pages[] = {
      {"", "no content"},
      {"Is coffee bad?\n\nAll rights reserved.\n", "no content: nothing but a title that asks"}};
  for (const auto& [lines, reason] : pages) {
    const Assembled page = assemble(lines, [](Document& document) {
      for (const Block& block : document.blocks()) {
        if (block.id == 0) continue;
        DocumentEditor(document, "test").drop(block.id, Role::navigation, {"footer", "t:1"});
      }
    });
    ASSERT_FALSE(page.assembled) << lines;
    EXPECT_EQ(page.assembled.error().code, ErrorCode::rejected);
    EXPECT_EQ(page.assembled.error().message, reason);
  }
}

TEST(Assemble, QuestionsThatNobodyAnsweredAreARecord) {
  const Assembled page = assemble(
      "About coffee\n\nIs coffee bad?\n\nRarely.\n\nDoes one cup matter?\n\nNo.\n",
      [](Document& document) {
        for (const Block& block : document.blocks()) {
          if (block.text.view().size() > 7) continue;
          DocumentEditor(document, "test").drop(block.id, Role::navigation, {"menu", "t:1"});
        }
      });
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  ASSERT_EQ(page.record.questions.size(), 2U);
  for (const Question& question : page.record.questions) {
    EXPECT_TRUE(question.text.empty());
    EXPECT_TRUE(question.accepted.empty());
    EXPECT_TRUE(question.suggested.empty());
  }
  EXPECT_TRUE(page.record.parts.empty());
}

TEST(Assemble, ALinkGivenTwiceIsOneMention) {
  const Assembled page = assemble(kPage, [](Document& document) {
    for (const char* stage : {"one", "two"}) {
      DocumentEditor(document, stage).link(0, {0, 4}, "dept-orthopedics", {"link", "t:1"});
    }
  });
  ASSERT_TRUE(page.checked) << to_string(page.checked.error());
  ASSERT_EQ(page.record.about.size(), 1U);
  EXPECT_EQ(page.record.about[0].mentions.size(), 1U);
}

TEST(PageKey, TrustsACanonicalAddressOnlyOnItsOwnHost) {
  const auto key = [](const std::string& url, const std::string& canonical) {
    auto page = std::make_shared<Page>();
    page->name = "a/b.html";
    page->url = url;
    Document document(page);
    if (!canonical.empty()) {
      Fact fact{"canonical", {}, "link"};
      fact.text.append_copied(canonical, 0);
      DocumentEditor(document, "extract").add_fact(std::move(fact));
    }
    return stages::page_key(document);
  };
  EXPECT_EQ(key("https://a.org/x?s=1", "https://a.org/x"), "https://a.org/x");
  EXPECT_EQ(key("https://a.org/x", ""), "https://a.org/x");
  EXPECT_EQ(key("", ""), "a/b.html");
  EXPECT_EQ(key("https://a.org/x", "https://b.org/x"), "https://a.org/x");
  EXPECT_EQ(key("https://a.org/x", "https://a.org/"), "https://a.org/x");
  EXPECT_EQ(key("https://a.org/x", "https://a.org"), "https://a.org/x");
  EXPECT_EQ(key("", "https://a.org/x"), "a/b.html");
  EXPECT_EQ(key("https://a.org/x", "not a url"), "https://a.org/x");
}

TEST(PlaceIndex, FindsASpanInEveryTextThatHoldsIt) {
  Record record;
  record.name.append_copied("low back pain", 100);
  Text longer;
  longer.append_copied("my ", 0);
  longer.append_copied("low back pain today", 100);
  record.titles.push_back(longer);
  stages::PlaceIndex index(record);
  Text block;
  block.append_copied("low back pain today", 100);
  std::vector<stages::Place> places;
  index.of_span(block, {4, 8}, places);
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(index.pointer(places[0].text), "/name");
  EXPECT_EQ(places[0].out, (Span{4, 8}));
  EXPECT_EQ(index.pointer(places[1].text), "/medloom/titles/0");
  EXPECT_EQ(places[1].out, (Span{7, 11}));
  index.of_span(block, {4, 4}, places);
  EXPECT_TRUE(places.empty());
  index.of_span(block, {10, 19}, places);
  EXPECT_EQ(places.size(), 1U);  // only the longer text holds "ain today"
}

TEST(Assemble, FollowUpsAreTurnsOfTheQuestion) {
  const Record record =
      assemble(
          "胃药怎么吃\n病情描述：胃痛三天。\n医生回答：饭前吃。\n追问：要吃几天？\n追答：七天。\n")
          .record;
  ASSERT_EQ(record.questions.size(), 1U);
  const Question& question = record.questions.front();
  EXPECT_EQ(question.name.str(), "胃药怎么吃");
  ASSERT_EQ(question.accepted.size(), 1U);
  EXPECT_EQ(question.accepted[0].text->str(), "饭前吃。");
  ASSERT_EQ(question.turns.size(), 2U);
  EXPECT_EQ(question.turns[0].role, "asker");
  EXPECT_EQ(question.turns[0].text.str(), "要吃几天？");
  EXPECT_EQ(question.turns[1].role, "responder");
  EXPECT_EQ(question.turns[1].text.str(), "七天。");
}

TEST(Assemble, AUserOfAForumIsNoProfessional) {
  const Record record =
      assemble("肿三天\n楼主 小橘子 发表于 2018-04-02\n脸还肿。\n2楼 老杨树\n正常。\n").record;
  ASSERT_EQ(record.questions.size(), 1U);
  EXPECT_TRUE(record.questions[0].accepted.empty());
  ASSERT_EQ(record.questions[0].suggested.size(), 1U);
  EXPECT_EQ(record.questions[0].suggested[0].basis, "");
}

TEST(Assemble, ADoubtfulQuestionSaysSo) {
  const std::string tail =
      "\nMs. Lin, 40~49 year old female. Ask Date: 2021/02/03\nDr. Ho Wenli reply Orthopedics\n"
      "Rest.\nReply Date: 2021/02/04\n";
  EXPECT_TRUE(assemble("Sore thumb\nYou should rest it." + tail).record.questions[0].untrusted);
  EXPECT_FALSE(assemble("Sore thumb\nShould I rest it?" + tail).record.questions[0].untrusted);
}

TEST(Assemble, AMarkThatNothingFollowsIsNoQuestion) {
  const Assembled page = assemble("Blood\nPeople ask:\nQ: How much?\nA: A little.\nQ:\n");
  ASSERT_TRUE(page.checked);
  EXPECT_EQ(page.record.questions.size(), 1U);
}

TEST(ConceptLabel, FallsBackWithoutGoingRound) {
  using Labels = std::vector<std::pair<std::string, std::string>>;
  const auto label = [](const Labels& labels, std::string_view language) {
    ConceptRef ref;
    ref.labels = labels;
    return stages::ConceptTable::label(ref, language);
  };
  EXPECT_EQ(label({{"zh-Hant-TW", "心臟病"}}, "zh-Hant"), "心臟病");
  EXPECT_EQ(label({{"zh-Hant-TW", "心臟病"}}, "zh-Hant-HK"), "心臟病");
  EXPECT_EQ(label({{"zh-Hans", "心脏病"}}, "zh-Hans-CN"), "心脏病");
  for (const char* language : {"zh-Hant-TW", "zh-Hant-HK", "zh-Hant", "zh", ""}) {
    EXPECT_EQ(label({{"en", "heart disease"}}, language), "") << language;
  }
}

}  // namespace
}  // namespace medloom
