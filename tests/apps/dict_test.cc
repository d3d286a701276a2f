#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

TEST(Dict, OursAreSoundAndTheirCasesHold) {
  const Finished lint = medloom({"dict", "lint", "--strict"});
  EXPECT_EQ(lint.code, 0) << lint.out;
  EXPECT_EQ(lint.out, "");
  const Finished test = medloom({"dict", "test"});
  EXPECT_EQ(test.code, 0) << test.out;
}

TEST(Dict, ATwoColumnFileOfTheUsersIsSound) {
  const TempFolder folder;
  const std::string terms =
      folder.write("t.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  const Finished lint = medloom({"dict", "lint", terms});
  EXPECT_EQ(lint.code, 0) << lint.out;
  EXPECT_THAT(lint.err, HasSubstr("0 errors"));
  const Finished strict = medloom({"dict", "lint", "--strict", terms});
  EXPECT_EQ(strict.code, 1) << "a row without a case";
  EXPECT_THAT(strict.out, HasSubstr("t.tsv:2"));
  EXPECT_THAT(strict.out, Not(HasSubstr("en-mt-slips"))) << "only what concerns the file named";
}

TEST(Dict, FindingsHavePlacesAndExitCodeOne) {
  const TempFolder folder;
  const std::pair<const char*, const char*> cases[] = {
      {"match\treplace\na b\tc d\na b\te f\n", ":3"},    // two rows want different things
      {"match\treplace\tbogus\na b\tc d\tx\n", ":1"},    // unknown column
      {"match\treplace\n\tc d\n", ":2"},                 // empty key
      {"match\treplace\na b\tc d\te\n", ":2"},           // stray tab
      {"match\treplace\na b\t\xFF\n", ":2"},             // bad UTF-8
      {"match\treplace\tmode\na b\tc d\tfxi\n", ":2"},   // unknown mode
      {"match\treplace\na b\tc d\nc d\te f\n", ".tsv"},  // a chain
      {"match\tconcept\na b\tno-such-concept\n", ":2"},
  };
  for (const auto& [bytes, place] : cases) {
    const Finished done = medloom({"dict", "lint", folder.write("t.tsv", bytes)});
    EXPECT_EQ(done.code, 1) << bytes << done.err;
    EXPECT_THAT(done.out, HasSubstr(place)) << bytes;
  }
}

TEST(Dict, CasesThatFailAreFindings) {
  const TempFolder folder;
  folder.write("t.tsv", "match\treplace\nglimmer vessels\tglandular vessels\n");
  folder.write("t.cases.tsv", "input\texpected\nGlimmer vessels.\tGlandular vessels.\n");
  EXPECT_EQ(medloom({"dict", "test", folder.path("t.tsv")}).code, 0);
  folder.write("t.cases.tsv", "input\texpected\nGlimmer vessels.\tGlimmer boats.\n");
  const Finished done = medloom({"dict", "test", folder.path("t.tsv")});
  EXPECT_EQ(done.code, 1);
  EXPECT_THAT(done.out, HasSubstr("t.cases.tsv:2"));
}

TEST(Dict, WhatIsNotThereIsRefused) {
  EXPECT_EQ(medloom({"dict", "lint", "/none.tsv"}).code, 2);
  EXPECT_EQ(medloom({"dict", "test", "/none.tsv"}).code, 2);
  EXPECT_EQ(medloom({"dict", "lint", "--data", "/none"}).code, 2);
}

}  // namespace
}  // namespace medloom
