// The rules of repair. Each is called at a place where its trigger stands, looks around, and adds
// to the findings what it is certain of. What each does, and must not do, stands in its file.
//
// Rules are pure functions of the passage: they see the text as it was before this pass, never one
// another's edits. How far a rule looks is bounded, so that a scan is linear in any text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stages/repair/findings.h"

namespace medloom::stages::repair {

// One block's text, and how it is written.
struct Passage {
  const std::string& text;
  bool latin = true;     // words with spaces between them: not Chinese, Japanese or Korean
  bool english = false;  // of latin: rules that know English words may act
  bool chinese = false;  // of the others: Korean has half-width punctuation
  std::string_view language = {};  // with its region, where one is known
};

using Rule = void(const Passage& passage, std::uint32_t at, Findings& findings);

// invisible.cc: any character that is not seen; `at` is its first byte.
Rule mend_unseen;
// width.cc: full-width letters and digits; radicals that stand for ideographs.
Rule mend_width;
Rule mend_radical;
// look_alike.cc: a Cyrillic or Greek letter.
Rule flag_look_alike;
// private_use.cc: a private-use character.
Rule mend_private_use;
// markup.cc: '&', '<'.
Rule mend_reference;
Rule mend_tag;
// mojibake.cc: a Latin-1 letter that may be the first byte of a UTF-8 character; known scars.
Rule mend_mojibake;
Rule mend_no_break_space;
Rule flag_lost_text;
// big5.cc: a sign from ¤ to Æ that begins a word.
Rule mend_big5;
// pinyin.cc: '(' behind a Han character, '?' before a reading that lost its bracket.
Rule mend_pinyin;
Rule flag_byte_shift;
// sentences.cc: '.', '?', '!'; '%'; '。'.
Rule mend_glued_sentence;
Rule mend_glued_percent;
Rule mend_cjk_stop;
// numbers.cc: '+', '?'.
Rule mend_digits;
Rule mend_lost_range;
// cjk_marks.cc: ',', ';', ':', '.', '?' and '!' in Han text.
Rule mend_cjk_mark;
// jammer.cc: a mark that is rare in Han text.
Rule remove_jammer;
// marks.cc: '*', '\'.
Rule mend_asterisks;
Rule mend_backslash;

// words.cc: a word begins at `first` and another behind the blanks from `gap` on.
void mend_doubled_word(const Passage& passage, std::uint32_t first, std::uint32_t gap,
                       Findings& findings);

}  // namespace medloom::stages::repair
