// How the log keeps what edits share: texts, reasons, and the replacements of one block.
#include "pipeline/model/edit_log.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/model/document.h"
#include "tests/support/documents.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using test::check_replay;
using test::document_of_block;
using test::document_of_lines;

TEST(TextArena, KeepsEveryTextWhereItWasPut) {
  TextArena arena;
  std::vector<std::string> given;
  std::vector<std::string_view> kept;
  for (std::size_t i = 0; i < 3000; ++i) {
    // Empty ones, small ones, and some that are larger than a chunk.
    given.emplace_back(i % 1000 == 999 ? 100'000 : i % 40, static_cast<char>('a' + i % 26));
    kept.push_back(arena.keep(given.back()));
  }
  const TextArena moved = std::move(arena);
  for (std::size_t i = 0; i < given.size(); ++i) ASSERT_EQ(kept[i], given[i]) << i;
}

TEST(TextArena, DoesNotViewWhatItWasGiven) {
  TextArena arena;
  std::string given = "腰痛";
  const std::string_view kept = arena.keep(given);
  given = "xxxxxx";
  EXPECT_EQ(kept, "腰痛");
}

TEST(Replacements, KeepARuleThatComesAgainOnce) {
  const Rule script{"script", ""};
  const Rule other{"script", "rows.tsv:2"};  // the same name, from a row
  Replacements all;
  all.add({0, 1}, "a", script);
  all.add({1, 2}, "", script);
  all.add({2, 3}, "bc", other);
  all.add({3, 4}, "d", script);
  EXPECT_EQ(all.rules().size(), 2U);
  std::string texts;
  for (const Replacements::Item& item : all.items()) {
    texts += all.rules()[item.rule].dictionary + "'" + std::string(all.after(item)) + "' ";
  }
  EXPECT_EQ(texts, "'a' '' rows.tsv:2'bc' 'd' ");
}

TEST(EditLog, EditsOfOneReasonShareIt) {
  Document document = document_of_lines("one\ntwo");
  for (const char* stage : {"first", "second", "first"}) {
    DocumentEditor editor(document, stage);
    const std::string text(document.block(0).text.view());
    editor.replace(0, {{{0, 1}, text[0] == 'o' ? "O" : "o", {"rule", "a.tsv:1"}}});
    editor.replace(1, {{{0, 1}, text[0] == 'o' ? "T" : "t", {"rule", "a.tsv:1"}}});
    editor.label(0, text[0] == 'o' ? Role::answer : Role::lead, 0, {"rule", "a.tsv:2"});
  }
  const EditLog& log = document.log();
  ASSERT_EQ(log.changes().size(), 6U);
  EXPECT_EQ(log.changes()[0].reason, log.changes()[1].reason);
  EXPECT_EQ(log.changes()[0].reason, log.changes()[4].reason) << "a stage that runs again";
  EXPECT_NE(log.changes()[0].reason, log.changes()[2].reason) << "another stage";
  EXPECT_NE(log.changes()[0].reason, log.labels()[0].reason) << "another row";
  EXPECT_EQ(log.changes()[2].stage(), "second");
  EXPECT_EQ(log.labels()[0].rule().dictionary, "a.tsv:2");
}

TEST(EditLog, MovesWithItsDocument) {
  Document document = document_of_block("ab");
  DocumentEditor(document, "stage")
      .replace(0, {{{0, 1}, "xyz", {"r", ""}}, {{1, 2}, "", {"s", ""}}});
  DocumentEditor(document, "stage").link(0, {0, 3}, "a-concept", {"l", "concepts.tsv:7"});
  const Document moved = std::move(document);
  EXPECT_TRUE(check_replay(moved));
  EXPECT_EQ(moved.log().changes()[0].before, "a");
  EXPECT_EQ(moved.log().changes()[0].after, "xyz");
  EXPECT_EQ(moved.log().changes()[1].after, "");
  EXPECT_EQ(moved.log().changes()[1].rule().name, "s");
  EXPECT_EQ(moved.log().links()[0].concept_id, "a-concept");
  EXPECT_EQ(moved.log().links()[0].rule().dictionary, "concepts.tsv:7");
}

}  // namespace
}  // namespace medloom
