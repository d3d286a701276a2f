#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/program.h"

namespace medloom {
namespace {

using test::Finished;
using test::in_tree;
using test::medloom;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

constexpr char kSound[] = R"(summary = "A forum of invented pages."
kind = "forum"
hosts = ["forum.example.org"]
mode = "grammar"
[[state]]
name = "begin"
role = "title"
next = "text"
[[state]]
name = "text"
role = "question"
opens = "question"
)";

TEST(Profiles, ListNamesPipelinesAndSites) {
  const Finished list = medloom({"profiles", "list"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("pipelines\n  default"));
  EXPECT_THAT(list.out, HasSubstr("doctorqna"));
  EXPECT_THAT(medloom({"profiles", "list", "--json"}).out, HasSubstr(R"({"kind":"site","name":)"));
}

TEST(Profiles, OursAreSound) {
  const Finished check = medloom({"profiles", "check"});
  EXPECT_EQ(check.code, 0) << check.out;
  EXPECT_THAT(check.err, HasSubstr(", 0 errors"));
}

TEST(Profiles, CheckTellsEverythingThatIsWrongWithItsPlace) {
  const TempFolder folder;
  const Finished sound = medloom({"profiles", "check", folder.write("forum.toml", kSound)});
  EXPECT_EQ(sound.code, 0) << sound.out;
  EXPECT_THAT(sound.out, HasSubstr("forum.toml: sound; A forum of invented pages."));
  folder.write("bad.toml", std::string(kSound) + "rolle = \"x\"\n[[rule]]\nmatch = \"(\"\n");
  const Finished bad = medloom({"profiles", "check", folder.path().string()});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out, HasSubstr("bad.toml:13"));
  EXPECT_THAT(bad.out, HasSubstr("rolle"));
  EXPECT_THAT(bad.out, HasSubstr("forum.toml: sound")) << "one bad file hides no other";
}

TEST(Profiles, CheckOfNothingIsMisuse) {
  const TempFolder folder;
  EXPECT_EQ(medloom({"profiles", "check", folder.path().string()}).code, 2);
  EXPECT_NE(medloom({"profiles", "check", folder.path("none.toml")}).code, 0);
  EXPECT_EQ(medloom({"profiles"}).code, 2);
  EXPECT_EQ(medloom({"profiles", "chek"}).code, 2);
}

TEST(Profiles, TryReadsAPageByTheProfileNamed) {
  const TempFolder folder;
  const std::string page = folder.write("page.txt", "Sore thumb\nMy thumb hurts.\n");
  const Finished done = medloom({"profiles", "try", folder.write("forum.toml", kSound), page});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("forum"));
  EXPECT_THAT(done.out, HasSubstr("My thumb hurts."));
  const Finished unknown = medloom({"profiles", "try", "doctorqma", page});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("doctorqna"));
}

}  // namespace
}  // namespace medloom
