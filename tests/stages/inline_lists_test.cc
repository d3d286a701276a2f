// Which numbers in running text are a list that lost its line breaks, and which are not.
#include "stages/structure/inline_lists.h"

#include <gtest/gtest.h>

#include "tests/support/documents.h"
#include "tests/support/invariants.h"

namespace medloom::stages {
namespace {

std::vector<std::string> split(std::string_view text, Role role = Role::answer) {
  Document document = test::document_of_block(text);
  DocumentEditor editor(document, "structure");
  editor.label(document.blocks().begin()->id, role, 0, {"test", ""});
  split_inline_lists(editor);
  EXPECT_TRUE(test::check_replay(document));
  EXPECT_TRUE(test::check_places(document));
  return test::texts_of_blocks(document);
}

TEST(InlineLists, AreCut) {
  const struct {
    std::string_view text;
    std::vector<std::string> blocks;
  } cases[] = {
      {"Please: 1.) rest 2.) drink", {"Please: ", "1.)|rest ", "2.)|drink"}},
      {"Please (1) rest; (2) drink.", {"Please ", "(1)|rest; ", "(2)|drink."}},
      {"1. Rest. 2. Drink. 3. Sleep.", {"1.|Rest. ", "2.|Drink. ", "3.|Sleep."}},
      {"Avoid: 1, long sitting; 2, cold; 3, wind.",
       {"Avoid: ", "1,|long sitting; ", "2,|cold; ", "3,|wind."}},
      {"建议：①休息；②喝水。", {"建议：", "①|休息；", "②|喝水。"}},
      {"建议：1、休息；2、喝水；3、复查。", {"建议：", "1、|休息；", "2、|喝水；", "3、|复查。"}},
      {"建议：1.休息 2.喝水 3.复查", {"建议：", "1.|休息 ", "2.|喝水 ", "3.|复查"}},
      {"要点：（1）休息（2）喝水", {"要点：", "（1）|休息", "（2）|喝水"}},
  };
  for (const auto& [text, blocks] : cases) EXPECT_EQ(split(text), blocks) << text;
}

TEST(InlineLists, NumbersStay) {
  for (const std::string_view text : {
           "", "1.", "It was grade 2. The next was grade 3.",
           "1. Rest. 2. Drink.",            // two stops prove nothing
           "2. Rest. 3. Drink. 4. Sleep.",  // no first item
           "1. Rest. 3. Drink. 4. Sleep.",  // one is missing
           "Take 1.5 mg, then 2.5 mg, then 3.5 mg.", "TSH 3.447 (0.34-5.60), T4 (1) and T3 normal.",
           "In 2019, 1, 2, 3 and 4 were open.", "Values: 1,000; 2,000; 3,000.",
           "On 1.2.2020, 2.3.2020 and 3.4.2020 it hurt.", "每天1~2次，每次1、2、3片都可以。",
           "第1、2、3腰椎", "见(2)和(3)。", "①",
           "\xE2\x91",  // half a character
       }) {
    EXPECT_LE(split(text).size(), 1U) << text;
  }
}

TEST(InlineLists, AnItemMayHoldTheRestOfItsList) {
  Document document = test::document_of_block("1.) rest 2.) drink 3.) sleep");
  DocumentEditor editor(document, "structure");
  const BlockId id = document.blocks().begin()->id;
  editor.mark_list_item(id, 3, 4, 1, {"test", ""});
  editor.label(id, Role::answer, 0, {"test", ""});
  split_inline_lists(editor);
  EXPECT_EQ(test::texts_of_blocks(document),
            (std::vector<std::string>{"1.)|rest ", "2.)|drink ", "3.)|sleep"}));
}

TEST(InlineLists, ATeaserIsOneField) {
  for (const Role role : {Role::teaser, Role::asker, Role::title, Role::navigation, Role::none}) {
    EXPECT_EQ(split("1.) rest 2.) drink", role).size(), 1U);
  }
}

}  // namespace
}  // namespace medloom::stages
