// Compiled dictionaries as a user meets them: a run gives the same bytes with a cache, without one
// and with a damaged one, and a file of `dict build` is used or refused.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/program.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::Finished;
using test::TempFolder;
using ::testing::HasSubstr;

constexpr const char* kPage =
    "What helps against waist pain?\n\nLotium back pain is common after childbirth. Ask the "
    "department of orthopedics.\n";

class DictBuildTest : public ::testing::Test {
 protected:
  DictBuildTest() { folder_.write("page.txt", kPage); }

  Finished run(std::vector<std::string> more, const std::string& cache) {
    std::vector<std::string> arguments = {"run", folder_.path("page.txt")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return test::medloom(arguments, {.environment = {"MEDLOOM_CACHE=" + cache}});
  }
  std::string cache() const { return folder_.path("cache"); }

  std::vector<fs::path> images() const {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator it(cache(), error), end; !error && it != end; it.increment(error)) {
      if (it->path().filename().string().starts_with("terms-")) found.push_back(it->path());
    }
    return found;
  }

  TempFolder folder_;
};

TEST_F(DictBuildTest, ARunGivesTheSameBytesWithAndWithoutACache) {
  const Finished without = run({}, "");
  ASSERT_EQ(without.code, 0) << without.err;
  ASSERT_THAT(without.out, HasSubstr("ow back pain"));
  EXPECT_TRUE(images().empty());
  EXPECT_EQ(run({}, cache()).out, without.out) << "a cache to be filled";
  ASSERT_EQ(images().size(), 1u);
  EXPECT_EQ(run({}, cache()).out, without.out) << "a warm cache";
  const std::string image = folder_.read("cache/" + images()[0].filename().string());
  const std::vector<std::string> damaged = {image.substr(0, image.size() / 2), std::string(),
                                            std::string(image.size(), 'x')};
  for (const std::string& bytes : damaged) {
    folder_.write("cache/" + images()[0].filename().string(), bytes);
    EXPECT_EQ(run({}, cache()).out, without.out) << "a damaged one";
    EXPECT_TRUE(folder_.read("cache/" + images()[0].filename().string()) == image) << "rebuilt";
  }
  EXPECT_EQ(run({}, folder_.path("page.txt")).out, without.out) << "a file is no folder";
}

TEST_F(DictBuildTest, AnotherDictionaryIsAnotherImage) {
  const std::string mine =
      folder_.write("mine.tsv", "match\treplace\nlotium back pain\tlower back ache\n");
  const Finished ours = run({}, cache());
  const Finished first = run({"--dictionary", mine}, cache());
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_NE(first.out, ours.out);
  EXPECT_EQ(images().size(), 2u);
  folder_.write("mine.tsv", "match\treplace\nlotium back pain\tlowest back ache\n");
  const Finished second = run({"--dictionary", mine}, cache());
  EXPECT_THAT(second.out, HasSubstr("owest back ache"));
  EXPECT_EQ(images().size(), 3u);
}

TEST_F(DictBuildTest, AWrongDictionaryLeavesNoImage) {
  const std::string wrong = folder_.write("wrong.tsv", "match\treplace\tmode\na\tb\tfxi\n");
  const Finished refused = run({"--dictionary", wrong}, cache());
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.err, HasSubstr("unknown mode 'fxi'"));
  EXPECT_TRUE(images().empty());
}

TEST_F(DictBuildTest, AFileThatWasBuiltServesARun) {
  const std::string mine =
      folder_.write("mine.tsv", "match\treplace\nlotium back pain\tlower back ache\n");
  const std::string image = folder_.path("all.img");
  const Finished built = test::medloom({"dict", "build", mine, "-o", image});
  ASSERT_EQ(built.code, 0) << built.err;
  EXPECT_THAT(built.err, HasSubstr("rows"));
  const Finished plain = run({"--dictionary", mine}, "");
  const Finished used = run({"--dictionary", mine, "--dictionary", image}, "");
  EXPECT_EQ(used.code, 0) << used.err;
  EXPECT_EQ(used.out, plain.out);
}

TEST_F(DictBuildTest, AFileOfOtherDictionariesIsRefused) {
  const std::string mine =
      folder_.write("mine.tsv", "match\treplace\nlotium back pain\tlower back ache\n");
  const std::string image = folder_.path("all.img");
  ASSERT_EQ(test::medloom({"dict", "build", mine, "-o", image}).code, 0);
  const std::string good = folder_.read("all.img");
  struct Case {
    std::vector<std::string> words;
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {
      {{"--dictionary", image}, good, "made from other sources"},
      {{"--dictionary", mine, "--dictionary", image}, good.substr(0, 5000), "is damaged"},
      {{"--dictionary", mine, "--dictionary", image}, std::string(5000, 'x'), "is no image"},
      {{"--dictionary", mine, "--dictionary", image}, "", "is damaged"},
      {{"--dictionary", folder_.path("gone.img")}, good, "No such file"},
  };
  for (const Case& c : cases) {
    folder_.write("all.img", c.bytes);
    const Finished refused = run(c.words, cache());
    EXPECT_EQ(refused.code, 2) << c.message << refused.err;
    EXPECT_THAT(refused.err, HasSubstr(c.message));
    EXPECT_EQ(refused.out, "");
  }
}

TEST_F(DictBuildTest, NothingIsBuiltOfWhatIsWrong) {
  struct Case {
    std::string bytes;
    const char* message;
  };
  const Case cases[] = {{"macth\treplace\na\tb\n", "unknown column 'macth'"},
                        {"match\treplace\na b\t\n", "nothing to write"},
                        {std::string("\0\1\2", 3), "binary"}};
  for (const Case& c : cases) {
    const std::string wrong = folder_.write("wrong.tsv", c.bytes);
    const Finished refused = test::medloom({"dict", "build", wrong, "-o", folder_.path("no.img")});
    EXPECT_NE(refused.code, 0) << c.message;
    EXPECT_THAT(refused.err, HasSubstr(c.message));
    EXPECT_FALSE(folder_.has("no.img"));
  }
  EXPECT_NE(test::medloom({"dict", "build"}).code, 0) << "no file to write";
  EXPECT_NE(test::medloom({"dict", "build", "-o", folder_.path("no/such/a.img")}).code, 0);
}

// A gigabyte that takes no room on the disk.
TEST_F(DictBuildTest, AFileTooLargeForATableIsRefusedUnread) {
  const std::string large = folder_.write("large.tsv", "match\treplace\n");
  fs::resize_file(large, std::uintmax_t{1} << 30);
  const Finished refused = run({"--dictionary", large}, "");
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.err, HasSubstr("larger than 256 MiB"));
}

}  // namespace
}  // namespace medloom
