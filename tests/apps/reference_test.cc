#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/medloom/reference.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using testing::HasSubstr;

TEST(Reference, WritesEveryPageAndReplacesOldOnes) {
  const test::TempFolder folder;
  folder.write("reference/README.md", "old");
  folder.write("reference/mine.txt", "not ours");
  const test::Finished done = test::medloom({"reference", folder.path("reference")});
  EXPECT_EQ(done.code, 0) << done.err;
  for (const auto& [name, text] : reference_pages()) {
    EXPECT_EQ(folder.read("reference/" + name), text) << name;
    EXPECT_THAT(done.out, HasSubstr("reference/" + name + "\n"));
  }
  EXPECT_EQ(folder.read("reference/mine.txt"), "not ours");
}

TEST(Reference, AFolderThatCannotBeMadeIsTold) {
  const test::TempFolder folder;
  folder.write("file", "");
  const test::Finished done = test::medloom({"reference", folder.path("file/reference")});
  EXPECT_EQ(done.code, 3);
  EXPECT_THAT(done.err, HasSubstr("file/reference"));
  EXPECT_EQ(test::medloom({"reference"}).code, 2);
}

}  // namespace
}  // namespace medloom
