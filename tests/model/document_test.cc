// Every operation of DocumentEditor, and what it does to the places that are already recorded.
#include "pipeline/model/document.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/documents.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using test::check_places;
using test::check_replay;
using test::document_of_block;
using test::document_of_lines;
using test::texts_of_blocks;
using ::testing::ElementsAre;

const Rule kRule{"rule", "terms/en.tsv:1"};

Flag flag_at(BlockId block, Span at) {
  Flag flag;
  flag.kind = "term";
  flag.rule = kRule;
  flag.block = block;
  flag.at = at;
  return flag;
}

std::string_view flagged(const Document& document, std::size_t index) {
  const Flag& flag = document.log().flags()[index];
  return document.block(flag.block).text.view().substr(flag.at.from, flag.at.size());
}

TEST(Replace, ChangesTheTextAndRecordsWhatWas) {
  Document document = document_of_block("waist pain and leg pain");
  DocumentEditor editor(document, "normalize");
  editor.replace(0, {{{0, 5}, "low back", kRule}, {{15, 15}, "the ", {"article", ""}}});
  EXPECT_EQ(document.block(0).text.view(), "low back pain and the leg pain");
  ASSERT_EQ(document.log().changes().size(), 2U);
  const Change& change = document.log().changes()[0];
  EXPECT_EQ(change.stage(), "normalize");
  EXPECT_EQ(change.rule().name, "rule");
  EXPECT_EQ(change.rule().dictionary, "terms/en.tsv:1");
  EXPECT_EQ(change.before, "waist");
  EXPECT_EQ(change.after, "low back");
  EXPECT_EQ(change.page, (Span{0, 5}));
  EXPECT_EQ(change.swallowed_by, Change::kNone);
  EXPECT_EQ(document.log().changes()[1].page, (Span{15, 15}));
  EXPECT_EQ(document.log().operations().size(), 2U);
  EXPECT_TRUE(check_replay(document));
}

TEST(Replace, ATextByItselfIsLeftOut) {
  Document document = document_of_block("low back pain");
  DocumentEditor editor(document, "normalize");
  editor.replace(0, {{{0, 3}, "low", kRule}, {{4, 4}, "", kRule}});
  editor.replace(0, Replacements());
  EXPECT_TRUE(document.log().operations().empty());
  EXPECT_EQ(document.block(0).text.runs().size(), 1U);
}

TEST(Replace, OneOfABatchMayBeLeftOut) {
  Document document = document_of_block("abc");
  DocumentEditor editor(document, "s");
  editor.replace(0, {{{0, 1}, "x", kRule}, {{1, 2}, "b", kRule}, {{2, 3}, "z", kRule}});
  EXPECT_EQ(document.block(0).text.view(), "xbz");
  EXPECT_EQ(document.log().changes().size(), 2U);
  EXPECT_TRUE(check_replay(document));
}

TEST(Replay, SaysWhetherATextIsWhatItsRunsGive) {
  Document document = document_of_block("abcdef");
  DocumentEditor editor(document, "s");
  editor.replace(0, {{{1, 2}, "XY", kRule}});
  const EditLog& log = document.log();
  const Text& text = document.block(0).text;
  EXPECT_TRUE(log.replays(document.text(), text));
  EXPECT_TRUE(log.replays("", Text()));
  EXPECT_FALSE(log.replays("abcdeF", text));  // another page
  EXPECT_FALSE(log.replays("abc", text));     // a shorter one
  EXPECT_EQ(log.replay(document.text(), text.runs()), "aXYcdef");
}

TEST(Label, ReasonsAreSharedAndKeptApart) {
  Document document = document_of_block("abc");
  DocumentEditor first(document, "first");
  first.label(0, Role::answer, 0, {"one", ""});
  first.label(0, Role::question, 0, {"two", ""});
  first.label(0, Role::answer, 0, {"one", ""});
  first.label(0, Role::question, 0, {"one", "terms/en.tsv:1"});
  DocumentEditor second(document, "second");
  second.label(0, Role::answer, 0, {"one", ""});
  const auto& labels = document.log().labels();
  ASSERT_EQ(labels.size(), 5U);
  EXPECT_EQ(labels[0].reason, labels[2].reason);
  EXPECT_EQ(labels[1].rule().name, "two");
  EXPECT_EQ(labels[3].rule().dictionary, "terms/en.tsv:1");
  EXPECT_EQ(labels[3].stage(), "first");
  EXPECT_EQ(labels[4].stage(), "second");
}

TEST(Replace, AChangeOfAChangeSwallowsIt) {
  Document document = document_of_block("abcdef");
  DocumentEditor first(document, "first");
  first.replace(0, {{{0, 2}, "AB", kRule}, {{4, 6}, "EF", kRule}});  // AB c d EF
  DocumentEditor second(document, "second");
  second.replace(0, {{{1, 3}, "xy", kRule}});  // A xy d EF
  const auto& changes = document.log().changes();
  EXPECT_EQ(changes[0].swallowed_by, 2U);
  EXPECT_EQ(changes[1].swallowed_by, Change::kNone);
  EXPECT_EQ(changes[2].before, "Bc");
  EXPECT_EQ(changes[2].page, (Span{0, 3})) << "B stands for all of 'ab'";
  EXPECT_EQ(document.block(0).text.view(), "AxydEF");
  EXPECT_TRUE(check_replay(document));
}

TEST(Replace, AnInsertionSwallowsNothing) {
  Document document = document_of_block("abcd");
  DocumentEditor editor(document, "s");
  editor.replace(0, {{{1, 3}, "BC", kRule}});
  editor.replace(0, {{{2, 2}, "-", kRule}});
  EXPECT_EQ(document.block(0).text.view(), "aB-Cd");
  EXPECT_EQ(document.log().changes()[0].swallowed_by, Change::kNone);
  EXPECT_TRUE(check_replay(document));
}

TEST(Replace, ADeletionIsSwallowedOnlyFromBothSides) {
  for (const bool both : {false, true}) {
    Document document = document_of_block("abc");
    DocumentEditor editor(document, "s");
    editor.replace(0, {{{1, 2}, "", kRule}});
    editor.replace(0, {{{0, both ? 2U : 1U}, "X", kRule}});
    const Change& deletion = document.log().changes()[0];
    EXPECT_EQ(deletion.swallowed_by, both ? 1U : Change::kNone);
    const auto& runs = document.block(0).text.runs();
    const bool has_place = std::any_of(runs.begin(), runs.end(), [](const auto& run) {
      return run.kind == RunKind::edited && run.source == 0;
    });
    EXPECT_EQ(has_place, !both) << "a change has a place, or is swallowed by one that has";
  }
}

TEST(Replace, PlacesFollow) {
  Document document = document_of_block("old waist pain here");
  DocumentEditor editor(document, "s");
  editor.flag(flag_at(0, {4, 14}));       // waist pain
  editor.link(0, {15, 19}, "C1", kRule);  // here
  editor.field(0, "alias", 0, {0, 3}, kRule);
  editor.replace(0, {{{4, 9}, "low back", kRule}});
  EXPECT_EQ(flagged(document, 0), "low back pain");
  EXPECT_EQ(document.log().links()[0].at, (Span{18, 22}));
  EXPECT_EQ(document.log().fields()[0].at, (Span{0, 3}));
}

TEST(Split, MakesASecondBlockLikeTheFirst) {
  Document document = document_of_lines("one two\nthree");
  DocumentEditor editor(document, "structure");
  editor.label(0, Role::answer, 0, kRule);
  editor.set_block_language(0, "en");
  const BlockId second = editor.split(0, 4, {"cut", ""});
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("one ", "two", "three"));
  EXPECT_EQ(document.blocks().size(), 3U);
  const Block& block = document.block(second);
  EXPECT_EQ(block.role, Role::answer);
  EXPECT_EQ(block.language, "en");
  EXPECT_FALSE(block.gap_before);
  ASSERT_EQ(document.log().splits().size(), 1U);
  EXPECT_EQ(document.log().splits()[0].block, 0U);
  EXPECT_EQ(document.log().splits()[0].second, second);
  EXPECT_TRUE(check_replay(document));
}

TEST(Split, WhiteSpaceBehindTheCutStaysWithTheFirstPart) {
  for (const std::string space : {" ", "  ", "\t", "\u00A0", "\u3000", " \u3000 "}) {
    Document document = document_of_block("one." + space + "two");
    DocumentEditor editor(document, "s");
    editor.split(0, 4, kRule);
    EXPECT_THAT(texts_of_blocks(document), ElementsAre("one." + space, "two"));
  }
}

TEST(Split, AtTheEndsGivesAnEmptyPartAndLosesNothing) {
  for (const std::uint32_t offset : {0U, 2U}) {
    Document document = document_of_block("xab");
    DocumentEditor editor(document, "s");
    editor.replace(0, {{{0, 1}, "", kRule}});  // a deletion at the beginning
    editor.split(0, offset, kRule);
    EXPECT_THAT(texts_of_blocks(document),
                offset == 0 ? ElementsAre("", "ab") : ElementsAre("ab", ""));
    std::size_t deletions = 0;
    for (const Block& block : document.blocks()) {
      deletions +=
          static_cast<std::size_t>(std::count_if(block.text.runs().begin(), block.text.runs().end(),
                                                 [](const auto& run) { return run.length == 0; }));
    }
    EXPECT_EQ(deletions, 1U) << "one deletion, one place";
  }
}

TEST(Split, PlacesGoWithTheirBeginning) {
  Document document = document_of_block("one two");
  DocumentEditor editor(document, "s");
  editor.flag(flag_at(0, {0, 3}));  // one
  editor.flag(flag_at(0, {4, 7}));  // two
  editor.flag(flag_at(0, {2, 6}));  // across
  editor.flag(flag_at(0, {4, 4}));  // empty, at the cut
  const BlockId second = editor.split(0, 4, kRule);
  const auto& flags = document.log().flags();
  EXPECT_EQ(flagged(document, 0), "one");
  EXPECT_EQ(flags[1].block, second);
  EXPECT_EQ(flagged(document, 1), "two");
  EXPECT_EQ(flags[2].block, 0U);
  EXPECT_EQ(flagged(document, 2), "e ");
  EXPECT_EQ(flags[3].block, second);
  EXPECT_EQ(flags[3].at, (Span{0, 0}));
  // What moved with the second part goes on moving with it.
  editor.replace(second, {{{0, 0}, "number ", kRule}});
  EXPECT_EQ(flagged(document, 1), "two");
  EXPECT_EQ(flagged(document, 0), "one");
}

TEST(Split, ManyCutsAtOnceAreTheSameAsOneByOne) {
  const std::string text = "1. one 2. two 3.three";
  Document at_once = document_of_block(text);
  DocumentEditor editor(at_once, "s");
  editor.flag(flag_at(0, {10, 13}));  // two
  const std::vector<BlockId> parts = editor.split_at(0, {6, 14}, kRule);
  EXPECT_EQ(parts.size(), 2U);
  EXPECT_THAT(texts_of_blocks(at_once), ElementsAre("1. one ", "2. two ", "3.three"));
  EXPECT_EQ(flagged(at_once, 0), "two");
  EXPECT_EQ(at_once.log().flags()[0].block, parts[0]);

  Document one_by_one = document_of_block(text);
  DocumentEditor other(one_by_one, "s");
  const BlockId second = other.split(0, 6, kRule);
  other.split(second, 7, kRule);
  EXPECT_EQ(texts_of_blocks(one_by_one), texts_of_blocks(at_once));
  EXPECT_EQ(one_by_one.log().operations().size(), at_once.log().operations().size() - 1);
}

TEST(Split, IteratorsStayValid) {
  Document document = document_of_lines("a b\nc");
  DocumentEditor editor(document, "s");
  std::vector<std::string> seen;
  for (auto it = document.blocks().begin(); it != document.blocks().end(); ++it) {
    if (it->id == 0) editor.split(0, 2, kRule);
    seen.push_back(it->text.str());
  }
  EXPECT_THAT(seen, ElementsAre("a ", "b", "c"));
}

TEST(Join, PutsTheSecondBehindTheFirst) {
  Document document = document_of_lines("Hello Dr.\nChen!\nrest");
  DocumentEditor editor(document, "structure");
  editor.flag(flag_at(1, {0, 4}));  // Chen
  editor.join(0, 1, " ", {"line-goes-on", ""});
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("Hello Dr. Chen!", "rest"));
  EXPECT_EQ(flagged(document, 0), "Chen");
  EXPECT_EQ(document.log().flags()[0].block, 0U);
  EXPECT_EQ(document.log().joins().size(), 1U);
  EXPECT_EQ(document.log().joins()[0].swallowed, 1U);
  EXPECT_TRUE(document.block(1).text.empty());
  EXPECT_TRUE(check_replay(document));
  EXPECT_TRUE(check_places(document));
  EXPECT_EQ(document.block(0).text.page_hull(), (Span{0, 15}));
}

TEST(Join, BringsTheMarkAndNeedsNoSeparator) {
  Document document = document_of_lines("产后\n1. 腰痛\nx");
  DocumentEditor editor(document, "s");
  editor.mark_list_item(1, 2, 3, 1, kRule);
  editor.join(0, 1, "", kRule);
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("产后1. 腰痛", "x"));
  EXPECT_TRUE(check_replay(document));
}

TEST(Join, WithAnEmptyFirstHasNoSeparator) {
  Document document = document_of_lines("ab\ncd");
  DocumentEditor editor(document, "s");
  editor.replace(0, {{{0, 2}, "", kRule}});
  editor.join(0, 1, "\n\n", kRule);
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("cd"));
  EXPECT_EQ(document.block(0).text.runs().size(), 2U) << "the deletion keeps its place";
  EXPECT_TRUE(check_replay(document));
}

TEST(Join, TheLastBlockMayBeJoinedAndMoreAdded) {
  Document document = document_of_lines("a\nb");
  DocumentEditor editor(document, "s");
  editor.join(0, 1, " ", kRule);
  Block block;
  block.text.append_copied("b", 2);
  editor.add_block(std::move(block));
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("a b", "b"));
}

TEST(MarkListItem, TakesTheMarkOffTheText) {
  Document document = document_of_lines("1.  keep warm\nx");
  DocumentEditor editor(document, "s");
  editor.flag(flag_at(0, {0, 2}));   // in the mark
  editor.flag(flag_at(0, {0, 8}));   // from the mark into the text: 1.  keep
  editor.flag(flag_at(0, {9, 13}));  // warm
  editor.mark_list_item(0, 2, 4, 1, {"list-mark", ""});
  EXPECT_THAT(texts_of_blocks(document), ElementsAre("1.|keep warm", "x"));
  const Block& item = document.block(0);
  EXPECT_EQ(item.kind, BlockKind::list_item);
  EXPECT_EQ(item.level, 1);
  EXPECT_EQ(item.mark.page_hull(), (Span{0, 2}));
  EXPECT_EQ(document.log().flags()[0].at, (Span{0, 0})) << "its text is not in the text any more";
  EXPECT_EQ(flagged(document, 1), "keep");
  EXPECT_EQ(flagged(document, 2), "warm");
  EXPECT_EQ(document.blocks().size(), 2U);
  EXPECT_EQ(document.log().operations().size(), 4U);
  EXPECT_TRUE(check_replay(document));
  EXPECT_TRUE(check_places(document));
}

TEST(Drop, KeepsTheReasonTheSpanAndTheCount) {
  Document document = document_of_lines("腰痛 ad\nrest");
  DocumentEditor editor(document, "structure");
  editor.replace(0, {{{0, 3}, "", kRule}});  // what was deleted is dropped with the rest
  editor.drop(0, Role::advert, {"swipe-left", ""});
  editor.drop(0, Role::noise, {"again", ""});
  EXPECT_TRUE(document.block(0).dropped);
  EXPECT_EQ(document.block(0).role, Role::advert);
  ASSERT_EQ(document.log().drops().size(), 1U);
  const Drop& drop = document.log().drops()[0];
  EXPECT_EQ(drop.page, (Span{0, 9}));
  EXPECT_EQ(drop.chars, 4U);
  EXPECT_EQ(drop.rule().name, "swipe-left");
  EXPECT_EQ(document.context().main_text, "rest\n");
}

TEST(Drop, CountsTheMarkOfAListItem) {
  Document document = document_of_lines("（2） 痛");
  DocumentEditor editor(document, "s");
  editor.mark_list_item(0, 7, 8, 1, kRule);
  editor.drop(0, Role::noise, kRule);
  EXPECT_EQ(document.log().drops()[0].chars, 4U);
  EXPECT_EQ(document.log().drops()[0].page, (Span{0, 11}));
}

TEST(Drop, WhatNeverWasABlock) {
  Document document = document_of_block("text");
  DocumentEditor editor(document, "extract");
  editor.drop_page({1, 3}, Role::hidden, {"display-none", ""}, 2);
  EXPECT_EQ(document.log().drops()[0].block, Drop::kNoBlock);
  EXPECT_EQ(document.log().drops()[0].stage(), "extract");
}

TEST(Label, IsRecordedOnceAndRebuildsTheContext) {
  Document document = document_of_lines("menu\ntext");
  EXPECT_EQ(document.context().main_text, "menu\ntext\n");
  DocumentEditor editor(document, "structure");
  editor.label(0, Role::navigation, 0, kRule);
  editor.label(0, Role::navigation, 0, kRule);
  EXPECT_EQ(document.log().labels().size(), 1U);
  EXPECT_EQ(document.context().main_text, "text\n");
  editor.replace(1, {{{0, 4}, "other", kRule}});
  EXPECT_EQ(document.context().main_text, "text\n") << "edits of text do not rebuild it";
}

TEST(Label, KindAndLevel) {
  Document document = document_of_block("Causes");
  DocumentEditor editor(document, "structure");
  editor.set_kind(0, BlockKind::heading, 2, kRule);
  editor.set_kind(0, BlockKind::heading, 2, kRule);
  EXPECT_EQ(document.block(0).kind, BlockKind::heading);
  EXPECT_EQ(document.log().labels().size(), 1U);
}

TEST(Node, IdsCountFromThePage) {
  Document document = document_of_block("x");
  EXPECT_EQ(document.nodes().size(), 1U);
  DocumentEditor editor(document, "structure");
  Node question;
  question.kind = NodeKind::question;
  EXPECT_EQ(editor.add_node(question), 1U);
  EXPECT_EQ(document.nodes()[1].kind, NodeKind::question);
  EXPECT_EQ(name_of(document.nodes()[1].kind), "question");
}

TEST(Again, AStageThatRunsAgainRecordsNothing) {
  Document document = document_of_lines("a waist pain\nmenu");
  const auto run = [&document] {
    DocumentEditor editor(document, "stage");
    editor.flag(flag_at(0, {2, 12}));
    editor.link(0, {2, 7}, "C1", kRule);
    editor.field(0, "alias", 0, {0, 1}, kRule);
    editor.label(0, Role::answer, 0, kRule);
    editor.set_kind(0, BlockKind::quote, 0, kRule);
    editor.drop(1, Role::navigation, kRule);
    editor.replace(0, {{{0, 1}, "a", kRule}});
  };
  run();
  EXPECT_EQ(document.log().operations().size(), 6U);
  run();
  EXPECT_EQ(document.log().operations().size(), 6U);
}

TEST(Again, OneRunMayRecordTheSameTwice) {
  Document document = document_of_block("pain");
  DocumentEditor editor(document, "stage");
  editor.flag(flag_at(0, {0, 4}));
  Flag other = flag_at(0, {0, 4});
  other.kind = "script";
  editor.flag(other);
  EXPECT_EQ(document.log().flags().size(), 2U);
}

TEST(Again, AnotherStageMayFlagTheSamePlace) {
  Document document = document_of_block("pain");
  DocumentEditor(document, "one").flag(flag_at(0, {0, 4}));
  DocumentEditor(document, "two").flag(flag_at(0, {0, 4}));
  EXPECT_EQ(document.log().flags().size(), 2U);
  EXPECT_EQ(document.log().flags()[1].stage, "two");
}

TEST(Log, ReadingsAreInterned) {
  Document document = document_of_block("x");
  DocumentEditor editor(document, "extract");
  EXPECT_EQ(editor.intern_reading("⁹"), editor.intern_reading("⁹"));
  EXPECT_NE(editor.intern_reading("⁹"), editor.intern_reading("⁸"));
  EXPECT_EQ(editor.intern_reading(" "), EditLog::kSpace);
  EXPECT_EQ(editor.intern_reading("\n"), EditLog::kLineBreak);
  EXPECT_EQ(editor.intern_reading("\n\n"), EditLog::kParagraphBreak);
}

TEST(Log, EveryKindHasAName) {
  std::set<std::string_view> names;
  for (int i = 0; i < 8; ++i) names.insert(name_of(static_cast<OperationKind>(i)));
  EXPECT_EQ(names.size(), 8U);
  EXPECT_EQ(name_of(OperationKind::link), "link");
  EXPECT_EQ(name_of(FlagAction::guessed), "guessed");
}

TEST(Names, OfRolesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(Role::noise); ++i) {
    const auto role = static_cast<Role>(i);
    EXPECT_EQ(role_named(name_of(role)), role);
  }
  EXPECT_EQ(name_of(Role::noise), "noise");
  EXPECT_EQ(name_of(BlockKind::preformatted), "preformatted");
  EXPECT_FALSE(role_named("qeustion"));
  EXPECT_FALSE(role_named(""));
}

// Many operations end: quadratic ones would not, in a test's time. Lines of 100,000 on a page are
// rare but not hostile.
constexpr std::uint32_t kMany = 100000;

TEST(Cost, OneBlockIsSplitAtEveryLineAndJoinedAgain) {
  std::string text;
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t i = 0; i < kMany; ++i) {
    if (i > 0) offsets.push_back(static_cast<std::uint32_t>(text.size()));
    text += "line" + std::to_string(i) + " ";
  }
  Document document = document_of_block(text);
  DocumentEditor editor(document, "s");
  for (std::uint32_t i = 0; i < kMany; ++i) editor.flag(flag_at(0, {i, i + 1}));
  const std::vector<BlockId> parts = editor.split_at(0, offsets, kRule);
  EXPECT_EQ(document.blocks().size(), kMany);
  for (const BlockId part : parts) editor.join(0, part, "\n", kRule);
  EXPECT_EQ(document.blocks().size(), 1U);
  EXPECT_EQ(document.log().operations().size(), kMany + 2 * (kMany - 1));
  EXPECT_EQ(document.block(0).text.size(), text.size() + kMany - 1);
  EXPECT_TRUE(check_replay(document));
  EXPECT_TRUE(check_places(document));
}

TEST(Cost, ManyBlocksAreEachSplitReplacedAndJoined) {
  std::string text;
  for (std::uint32_t i = 0; i < kMany; ++i) text += "1. text\n";
  Document document = document_of_lines(text);
  DocumentEditor editor(document, "s");
  for (BlockId id = 0; id < kMany; ++id) {
    const BlockId second = editor.split(id, 3, kRule);
    editor.replace(second, {{{0, 4}, "word", kRule}});
    editor.join(id, second, "", kRule);
  }
  EXPECT_EQ(document.blocks().size(), kMany);
  EXPECT_EQ(document.log().operations().size(), 3 * kMany);
  EXPECT_EQ(document.block(kMany - 1).text.view(), "1. word");
  EXPECT_TRUE(check_replay(document));
}

TEST(Cost, OneBlockHasManyReplacements) {
  std::string text(kMany * 2, 'a');
  Document document = document_of_block(text);
  DocumentEditor editor(document, "s");
  for (int round = 0; round < 2; ++round) {
    std::vector<Replacement> all;
    const std::uint32_t size = document.block(0).text.size();
    for (std::uint32_t at = 0; at + 1 < size; at += 2) {
      all.push_back({{at, at + 1}, round == 0 ? "" : "b", kRule});
    }
    editor.replace(0, std::move(all));
  }
  EXPECT_EQ(document.log().changes().size(), kMany + kMany / 2);
  EXPECT_TRUE(check_replay(document));
}

// Where several changes stand together, a stage flags the whole place at first. When it looks again
// it sees only what is left of them, and the place was flagged twice.
TEST(DocumentEditor, AFlagInsideOneOfTheSameStageIsThatOne) {
  Document document = test::document_of_lines("one two three\n");
  const auto flag = [&](const std::string& stage, std::string_view kind, Span at) {
    Flag wanted = flag_at(0, at);
    wanted.kind = kind;
    DocumentEditor(document, stage).flag(std::move(wanted));
    return document.log().flags().size();
  };
  EXPECT_EQ(flag("repair", "encoding", {0, 7}), 1U);
  EXPECT_EQ(flag("repair", "encoding", {0, 7}), 1U) << "the same";
  EXPECT_EQ(flag("repair", "encoding", {4, 7}), 1U) << "a part of it";
  EXPECT_EQ(flag("repair", "encoding", {4, 13}), 2U) << "more than it";
  EXPECT_EQ(flag("repair", "number", {0, 7}), 3U) << "another kind";
  EXPECT_EQ(flag("convert", "encoding", {0, 7}), 4U) << "another stage";
}

}  // namespace
}  // namespace medloom
