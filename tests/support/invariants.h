// Promises that hold for every document and record, whatever the page (docs/design.md): tests of
// all rooms check them. Each says what is wrong, and where, in its failure message.
#pragma once

#include <string_view>

#include <gtest/gtest.h>

#include "pipeline/model/document.h"
#include "pipeline/model/record.h"

namespace medloom::test {

// Runs, page and log alone give every text of the document back.
::testing::AssertionResult check_replay(const Document& document);

// Flags, links and fields stand within the text of a block that is in the chain.
::testing::AssertionResult check_places(const Document& document);

// Every visible character of the page's blocks is in a text of the record, or in a span that
// `dropped` owns to. On a page without markup ('<') that is every visible character of the page.
::testing::AssertionResult check_conservation(const Document& document, const Record& record);

// Spans of changes, flags, drops and of the runs of every text lie in the page, on character
// bounds; `out` and mentions lie in the text that their first pointer names.
::testing::AssertionResult check_spans(const Record& record, std::string_view page);

// No change adds, drops or turns a digit or a comparison sign, but those whose rule is about
// numbers that damage wrote ("digits", "lost-range").
::testing::AssertionResult check_numbers(const Document& document);

// All of them.
::testing::AssertionResult check_promises(const Document& document, const Record& record);

}  // namespace medloom::test
