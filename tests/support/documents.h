// Documents for tests, without a page format: each line of a text is a block.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/document.h"

namespace medloom::test {

inline constexpr std::string_view kBuilder = "test-builder";

// A page of plain text: a block for each line that is not empty, copied from where it stands;
// `gap_before` behind an empty line. Lines end in '\n' alone.
Document document_of_lines(std::string_view text);

// A document of one block.
Document document_of_block(std::string_view text);

// Its blocks in reading order, "mark|text" where a block has a mark.
std::vector<std::string> texts_of_blocks(const Document& document);

}  // namespace medloom::test
