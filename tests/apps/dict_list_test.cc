#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::Finished;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;

TEST(DictList, NamesEveryTableWithItsRows) {
  const Finished done = medloom({"dict", "list"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("terms/en-mt-slips.tsv"));
  EXPECT_THAT(done.out, HasSubstr("\nall "));
  std::size_t rows = 0;
  for (const json& table : json::parse(medloom({"dict", "list", "--json"}).out)) {
    for (const auto& [mode, number] : table["rows"].items()) rows += number.get<std::size_t>();
  }
  EXPECT_GT(rows, 1000U);
}

TEST(DictList, ColumnsStandBelowOneAnotherWhateverTheNames) {
  const TempFolder folder;
  folder.write("腰痛.tsv", "match\treplace\nglimmer vessels\tvessels\n");
  folder.write("a.tsv", "match\treplace\nshimmer tubes\ttubes\n");
  const Finished done = medloom({"dict", "list", folder.path().string()});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("腰痛.tsv       1"));
  EXPECT_THAT(done.out, HasSubstr("a.tsv          1"));
}

TEST(DictList, WhatIsNoDictionaryIsTold) {
  const TempFolder folder;
  EXPECT_NE(medloom({"dict", "list", folder.path("none")}).code, 0);
  EXPECT_NE(medloom({"dict", "list", folder.write("b.tsv", std::string("PK\0", 3))}).code, 0);
  EXPECT_EQ(medloom({"dict", "list", "--jso"}).code, 2);
}

}  // namespace
}  // namespace medloom
