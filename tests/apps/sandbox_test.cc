// A run in the sandbox gives what it gives outside, and reads nothing that it was not given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/apps/program.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::Finished;
using test::in_tree;
using test::medloom;
using test::TempFolder;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kPage[] =
    "腰痛兩週怎麼辦？\n\n腰痛已經兩週，走路時比較痛，想請問該看哪一科，需要照X光嗎？\n";

// Without a cache, and without a leak check at its end: that one needs ptrace and /proc, which the
// sandbox denies. The same code runs outside it in other tests, with the check.
test::ProgramOptions no_cache() {
  test::ProgramOptions options;
  options.environment = {"MEDLOOM_CACHE=", "ASAN_OPTIONS=detect_leaks=0"};
  return options;
}

TEST(SandboxedRun, GivesTheSameBytes) {
  const TempFolder folder;
  std::vector<int> codes;
  for (const std::string how : {"plain", "sandboxed"}) {
    std::vector<std::string> words = {"run",
                                      in_tree("samples/zh-hant-hk"),
                                      in_tree("samples/article-translated"),
                                      "-j2",
                                      "-o",
                                      folder.path(how + "/r.jsonl"),
                                      "--rejects",
                                      folder.path(how + "/rejects.jsonl"),
                                      "--trace",
                                      folder.path(how + "/trace.jsonl"),
                                      "--stats",
                                      folder.path(how + "/stats.json"),
                                      "--report",
                                      folder.path(how + "/run.html"),
                                      "--split",
                                      "1KiB"};
    if (how == "sandboxed") words.emplace_back("--sandbox");
    std::filesystem::create_directory(folder.path(how));
    const Finished done = medloom(words, no_cache());
    codes.push_back(done.code);
    EXPECT_TRUE(std::filesystem::exists(folder.path(how + "/run.html"))) << done.err;
  }
  EXPECT_THAT(codes, AnyOf(ElementsAre(0, 0), ElementsAre(1, 1)));
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("plain"))) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("r-")) continue;
    ++files;
    EXPECT_EQ(folder.read("plain/" + name), folder.read("sandboxed/" + name)) << name;
  }
  EXPECT_GE(files, 2U);
}

TEST(SandboxedRun, ReadsStandardInputAndWritesStandardOutput) {
  test::ProgramOptions options = no_cache();
  options.input = kPage;
  const Finished done = medloom({"run", "--sandbox", "-"}, options);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("腰痛"));
}

TEST(SandboxedRun, ReadsNoFileThatALinkLeadsTo) {
  const TempFolder folder;
  folder.write("elsewhere.txt", kPage);
  folder.write("in/a.txt", kPage);
  folder.write("out/other", "");
  std::filesystem::create_symlink("../elsewhere.txt", folder.path("in/b.txt"));
  const Finished done =
      medloom({"run", "--sandbox", "--set", "folder.links_out=true", folder.path("in"), "-o",
               folder.path("out/r.jsonl"), "--rejects", folder.path("out/rejects.jsonl")},
              no_cache());
  if (done.err.find("no Landlock") != std::string::npos) GTEST_SKIP() << done.err;
  EXPECT_EQ(done.code, 1) << done.err;
  EXPECT_THAT(folder.read("out/rejects.jsonl"), HasSubstr("Permission denied"));
}

TEST(SandboxedRun, TakesNoListFromStandardInput) {
  const Finished done = medloom({"run", "--sandbox", "@-"});
  EXPECT_EQ(done.code, 2) << done.err;
  EXPECT_THAT(done.err, HasSubstr("--sandbox"));
}

}  // namespace
}  // namespace medloom
