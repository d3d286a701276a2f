// What any page's lines need before a profile reads them, and what both modes ask of a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// Joins a line that is only a list mark ("1.") with the line behind it into one list item, and
// lines whose sentence a profile says goes on ("Hello Dr.").
void join_cut_lines(const SiteProfile& profile, DocumentEditor& editor);

// Cuts a line where another label of the site begins in it ("病情分析：… 指导意见：…").
void cut_joined_labels(const SiteProfile& profile, DocumentEditor& editor);

// Whether a line of a page without markup reads as a heading: short, no end of a sentence, and
// followed by text that does end.
bool looks_like_heading(const Document& document, BlockId id);

// Code points; whether there are more than `chars` of them; and whether the text ends a sentence.
std::uint32_t count_chars(std::string_view text);
bool is_longer(std::string_view text, std::uint32_t chars);
bool ends_sentence(std::string_view text);

// What questions, answers and parts are made of.
bool is_content(Role role);

// Whether the block satisfies a rule, with the match. `line`: its text.
bool satisfies(const Document& document, BlockId id, const text::Subject& line,
               const LineRule& rule, text::Match& match);

// How many different words a text has, an ASCII word in any case or any other character; and how
// many of a line's, from 0 to 1, stand in another text too: whether two lines are one title.
std::size_t count_words(std::string_view text);
double share_in(std::string_view line, std::string_view text);

// The first rule of `rules` that the block satisfies, with its match; null when none does. `line`:
// its text. With a role, only rules that give this role.
const LineRule* find_rule(const std::vector<LineRule>& rules, const Document& document, BlockId id,
                          const text::Subject& line, text::Match& match, Role role = Role::none);

}  // namespace medloom::stages
