// Promises that hold for every document and record, whatever the page (docs/design.md): tests of all
// rooms check them. Each says what is wrong, and where, in its failure message.
#pragma once

#include <gtest/gtest.h>

#include "pipeline/model/document.h"
#include "pipeline/model/record.h"

namespace medloom::test {

// Runs, page and log alone give every text of the document back.
::testing::AssertionResult check_replay(const Document& document);

// Flags, links and fields stand within the text of a block that is in the chain.
::testing::AssertionResult check_places(const Document& document);

}  // namespace medloom::test
