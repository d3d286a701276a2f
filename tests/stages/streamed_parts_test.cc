// Parts of a page that come behind it are read in their holes, and nothing else that is hidden is.
#include "stages/extract/streamed_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <array>
#include <cstdio>

#include "tests/stages/extract_fixture.h"

namespace medloom {
namespace {

using test::Extracted;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Lines = std::vector<std::string>;

TEST(StreamedParts, StandInTheirHoles) {
  const std::string script = "<script>$RC=function(a,b){};$RC(\"B:0\",\"S:1\")</script>";
  for (const std::string& page : Lines{
           "<p>one</p><template id=B:1></template><p>three</p><div hidden id=S:1><p>two</p></div>",
           "<p>one</p><template id=P:1></template><p>three</p><div hidden id=S:1>two</div>",
           // The script says which; the numbers differ.
           "<p>one</p><template id=B:0></template><p>three</p><div hidden id=S:1>two</div>" +
               script,
           // A part with a hole.
           std::string("<p>one</p><template id=B:0></template><p>three</p>") +
               "<div hidden id=S:0><template id=P:a></template></div><div hidden id=S:a>two</div>" +
               "<script>$RS(\"S:a\",\"P:a\");$RC(\"B:0\",\"S:0\")</script>",
       }) {
    const Extracted read(page);
    EXPECT_EQ(read.lines(), (Lines{"+p one", "+p two", "+p three"})) << page;
    EXPECT_THAT(read.drops(), IsEmpty()) << page;
  }
}

TEST(StreamedParts, StayHiddenWithoutAHole) {
  for (const char* page : {
           "<p>one</p><div hidden id=S:1>two</div>",
           "<p>one</p><template id=B:2></template><div hidden id=S:1>two</div>",
           "<p>one</p><template id=S:1></template><div hidden id=S:1>two</div>",
           "<p>one</p><template id=B:xy></template><div hidden id=S:xy>two</div>",
           "<p>one</p><div hidden><template id=B:1></template></div><div hidden id=S:1>two</div>",
       }) {
    const Extracted read(page);
    EXPECT_EQ(read.lines(), (Lines{"+p one"})) << page;
    EXPECT_EQ(read.drops().size(), 1U) << page;
  }
}

TEST(StreamedParts, AreReadOnce) {
  const Extracted twice(
      "<p>one</p><template id=B:1></template><template id=P:1></template>"
      "<div hidden id=S:1>two <template id=P:1></template></div>");
  EXPECT_EQ(twice.lines(), (Lines{"+p one", "+p two"}));
}

TEST(StreamedParts, AChainOfThemEnds) {
  std::string page = "<p>one</p><template id=B:0></template>";
  for (int i = 0; i < 1000; ++i) {
    std::array<char, 120> part;
    std::snprintf(part.data(), part.size(),
                  "<div hidden id=S:%x>part %d<template id=P:%x></template></div>", i, i, i + 1);
    page += part.data();
  }
  const Extracted read(page);
  EXPECT_THAT(read.lines(), Contains("+p part 7"));
  EXPECT_EQ(read.lines().size() + read.drops().size(), 1001U);  // all are somewhere
}

}  // namespace
}  // namespace medloom
