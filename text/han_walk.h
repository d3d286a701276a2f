// One conversion of one text: the walk over its bytes, from left to right.
#pragma once

#include <string_view>

#include "text/han_phrases.h"
#include "text/han_tables.h"
#include "text/han_words.h"
#include "text/han_writer.h"

namespace medloom::text {

// REQUIRES: `text` is valid UTF-8, and what `writer` reads from.
void convert_han(std::string_view text, const HanTables& tables, const HanPhrases& overlay,
                 const HanWords& words, bool second_opinion, HanWriter& writer);

}  // namespace medloom::text
