#include "stages/assemble/content.h"

#include <gtest/gtest.h>

#include "tests/support/documents.h"

namespace medloom::stages {
namespace {

std::vector<const Block*> all_blocks(const Document& document) {
  std::vector<const Block*> blocks;
  for (const Block& block : document.blocks()) blocks.push_back(&block);
  return blocks;
}

std::string joined(std::string_view lines, bool keep_lines = false) {
  const Document document = test::document_of_lines(lines);
  return join_blocks(all_blocks(document), keep_lines, document.text()).text.str();
}

TEST(JoinBlocks, JoinsAsTheDesignSays) {
  EXPECT_EQ(joined("One sentence.\nAnother one.\n"), "One sentence. Another one.");
  EXPECT_EQ(joined("A paragraph.\n\nAnother.\n"), "A paragraph.\n\nAnother.");
  EXPECT_EQ(joined("头痛三天。\n没有发烧。\n"), "头痛三天。没有发烧。");
  EXPECT_EQ(joined("血压偏高，\n120/80是正常值。\n"), "血压偏高，120/80是正常值。");
  EXPECT_EQ(joined("One line.\nAnother line.\n", true), "One line.\nAnother line.");
}

TEST(JoinBlocks, KeepsValueLinesApart) {
  EXPECT_EQ(joined("My figures are these.\nMorning: 148/92\nPulse: 72\nIs that too high?\n"),
            "My figures are these.\nMorning: 148/92\nPulse: 72\nIs that too high?");
  EXPECT_EQ(joined("He told me this: I should rest.\nThen I left.\n"),
            "He told me this: I should rest. Then I left.");
}

TEST(JoinBlocks, KeepsLinesWithALabelApart) {
  EXPECT_EQ(joined("怀孕情况：未怀孕\n患病时长：半年内\n还能\n跑步吗？\n"),
            "怀孕情况：未怀孕\n患病时长：半年内还能跑步吗？");
  EXPECT_EQ(joined("头痛三天，\n他说：没事。\n医生的意思很清楚就是：\n多休息。\n"),
            "头痛三天，\n他说：没事。医生的意思很清楚就是：多休息。");
}

TEST(JoinBlocks, KeepsMarksInTheTextAndBareInTheList) {
  Document document = test::document_of_lines("Do this:\n1. Rest.\n2. Drink.\nThen call.\n");
  DocumentEditor editor(document, "test");
  for (const BlockId id : {1U, 2U}) editor.mark_list_item(id, 2, 3, 1, {"test", ""});
  const Content content = join_blocks(all_blocks(document), false, document.text());
  EXPECT_EQ(content.text.view(), "Do this:\n1. Rest.\n2. Drink.\nThen call.");
  ASSERT_EQ(content.blocks.size(), 3U);
  ASSERT_EQ(content.blocks[1].items.size(), 2U);
  EXPECT_EQ(content.blocks[1].items[0].mark.view(), "1.");
  EXPECT_EQ(content.blocks[1].items[1].text.view(), "Drink.");
  EXPECT_EQ(document.log().replay(document.text(), content.text.runs()), content.text.view());
}

TEST(JoinBlocks, ANumberThatStartsOverBeginsAnotherList) {
  Document document = test::document_of_lines("1. a\n2. b\n1. c\n");
  DocumentEditor editor(document, "test");
  for (const BlockId id : {0U, 1U, 2U}) editor.mark_list_item(id, 2, 3, 1, {"test", ""});
  const Content content = join_blocks(all_blocks(document), false, document.text());
  ASSERT_EQ(content.blocks.size(), 2U);
  EXPECT_EQ(content.blocks[0].items.size(), 2U);
  EXPECT_EQ(content.blocks[1].items.size(), 1U);
}

// A list of a page of text stands in the record as it stands in the page: its lines, marks and line
// breaks are one copied run.
TEST(JoinBlocks, WhatThePageHasIsCopied) {
  Document document = test::document_of_lines("1. Rest.\n2. Drink.\n\nThen call.\nToday.\n");
  DocumentEditor editor(document, "test");
  for (const BlockId id : {0U, 1U}) editor.mark_list_item(id, 2, 3, 1, {"test", ""});
  const Content content = join_blocks(all_blocks(document), false, document.text());
  EXPECT_EQ(content.text.view(), "1. Rest.\n2. Drink.\n\nThen call. Today.");
  // "Then call." and "Today." are on two lines of the page and on one of the text.
  ASSERT_EQ(content.text.runs().size(), 3U);
  EXPECT_EQ(content.text.runs()[0].kind, RunKind::copied);
  EXPECT_EQ(content.text.runs()[1].kind, RunKind::read);
  EXPECT_EQ(document.log().replay(document.text(), content.text.runs()), content.text.view());
}

TEST(JoinBlocks, NothingOfNothing) {
  EXPECT_TRUE(join_blocks({}, false, "").text.empty());
  EXPECT_TRUE(join_blocks({}, false, "").blocks.empty());
}

}  // namespace
}  // namespace medloom::stages
