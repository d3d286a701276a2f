#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "io/file_handle.h"
#include "io/open.h"
#include "io/writers/descriptor_writer.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using testing::HasSubstr;

std::unique_ptr<Writer> opened(const std::string& path, bool force = false) {
  auto writer = open_writer({path, force});
  if (!writer) ADD_FAILURE() << to_string(writer.error());
  return writer ? std::move(*writer) : nullptr;
}

TEST(FileWriter, FileAppearsWhenItIsComplete) {
  const TempFolder folder;
  const auto writer = opened(folder.path("out.jsonl"));
  ASSERT_TRUE(writer->write("one\n"));
  ASSERT_TRUE(writer->write(std::string(200000, 'x')));
  EXPECT_FALSE(folder.has("out.jsonl"));
  EXPECT_TRUE(folder.has("out.jsonl.part"));
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(folder.read("out.jsonl"), "one\n" + std::string(200000, 'x'));
  EXPECT_FALSE(folder.has("out.jsonl.part"));
}

TEST(FileWriter, NothingIsLeftOfARunThatDoesNotClose) {
  const TempFolder folder;
  folder.write("old", "old");
  {
    const auto fresh = opened(folder.path("out"));
    const auto replaced = opened(folder.path("old"), true);
    ASSERT_TRUE(fresh->write("x"));
    ASSERT_TRUE(replaced->write("x"));
  }
  EXPECT_FALSE(folder.has("out"));
  EXPECT_FALSE(folder.has("out.part"));
  EXPECT_EQ(folder.read("old"), "old");
}

TEST(FileWriter, ReplacesOnlyWithForce) {
  const TempFolder folder;
  folder.write("out", "old");
  const auto refused = open_writer({folder.path("out"), false});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::output);
  EXPECT_THAT(refused.error().message, HasSubstr("--force"));
  const auto writer = opened(folder.path("out"), true);
  ASSERT_TRUE(writer->write("new"));
  EXPECT_EQ(folder.read("out"), "old") << "the old file stands until the new one is complete";
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(folder.read("out"), "new");
}

TEST(FileWriter, RefusesAFileThatAppearsMeanwhile) {
  const TempFolder folder;
  const auto writer = opened(folder.path("out"));
  ASSERT_TRUE(writer->write("ours"));
  folder.write("out", "theirs");
  const auto closed = writer->close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, ErrorCode::output);
  EXPECT_EQ(folder.read("out"), "theirs");
}

TEST(FileWriter, KeepsPermissionsAndLinks) {
  const TempFolder folder;
  const std::string file = folder.write("real/out", "old");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real/out", folder.path("link"));
  const auto writer = opened(folder.path("link"), true);
  ASSERT_TRUE(writer->write("new"));
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(folder.read("real/out"), "new");
  EXPECT_TRUE(fs::is_symlink(folder.path("link")));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(FileWriter, TwoRunsDoNotWriteOneFile) {
  const TempFolder folder;
  const auto first = opened(folder.path("out"));
  const auto second = open_writer({folder.path("out"), true});
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("another run"));
  ASSERT_TRUE(first->write("first"));
  ASSERT_TRUE(first->close());
  EXPECT_EQ(folder.read("out"), "first");
}

TEST(FileWriter, TakesOverWhatAKilledRunLeft) {
  const TempFolder folder;
  folder.write("out.part", "half a rec");
  const auto writer = opened(folder.path("out"));
  ASSERT_TRUE(writer->write("whole\n"));
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(folder.read("out"), "whole\n");
}

TEST(FileWriter, DoesNotFollowALinkUnderThePartName) {
  const TempFolder folder;
  folder.write("precious", "keep");
  fs::create_symlink("precious", folder.path("out.part"));
  EXPECT_FALSE(open_writer({folder.path("out"), true}));
  EXPECT_EQ(folder.read("precious"), "keep");
}

TEST(FileWriter, RefusesWhatCannotBeAFile) {
  const TempFolder folder;
  folder.write("file", "x");
  for (const std::string& path :
       {folder.path().string(), folder.path("none/out"), folder.path("file/out"), std::string(),
        folder.path("new/"), folder.path(std::string(300, 'x'))}) {
    const auto writer = open_writer({path, true});
    ASSERT_FALSE(writer) << path;
    EXPECT_EQ(writer.error().code, ErrorCode::output) << path;
  }
}

TEST(FileWriter, AFullDiskIsReported) {
  const auto writer = opened("/dev/full");
  ASSERT_TRUE(writer->write("short")) << "still in the buffer";
  const auto closed = writer->close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, ErrorCode::output);
  EXPECT_EQ(to_string(closed.error()), "/dev/full: cannot be written: No space left on device");
}

TEST(FileWriter, AFullDiskIsReportedWhileWriting) {
  const auto writer = opened("/dev/full");
  EXPECT_FALSE(writer->write(std::string(1 << 20, 'x')));
  EXPECT_FALSE(writer->write("more")) << "the error stays";
  EXPECT_FALSE(writer->close()) << "the error stays";
}

TEST(FileWriter, DevicesAreWrittenDirectly) {
  const auto writer = opened("/dev/null");
  ASSERT_TRUE(writer->write("x"));
  ASSERT_TRUE(writer->close());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(DescriptorWriter, AReaderThatHasGoneIsToldFromADisk) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  DescriptorWriter writer(FileHandle(ends[1]), "pipe");
  ASSERT_TRUE(writer.write("x"));
  const auto closed = writer.close();
  ASSERT_FALSE(closed);
  EXPECT_EQ(closed.error().code, ErrorCode::closed_pipe);
}

TEST(DescriptorWriter, ClosingTwiceIsFine) {
  DescriptorWriter writer(FileHandle(::open("/dev/null", O_WRONLY)), "null");
  EXPECT_TRUE(writer.close());
  EXPECT_TRUE(writer.close());
}

}  // namespace
}  // namespace medloom
