// Folders as crawlers leave them: odd names, links, pipes, loops.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "io/file_handle.h"
#include "tests/io/collect.h"
#include "tests/support/as_nobody.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::collect;
using test::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const std::string& line : collect({folder})) names.push_back(line.substr(0, line.find('=')));
  return names;
}

TEST(Folder, PagesComeInBytewiseOrderOfTheirRelativePaths) {
  const TempFolder folder;
  for (const char* name : {"b.txt", "a/z.txt", "a.html", "a-b.md", "A.txt", "a/b/c.txt", "a/b.txt",
                           "\xE4\xB8\x80.txt", "a b.txt", "10.txt", "9.txt"}) {
    folder.write(name, "");
  }
  EXPECT_THAT(names_in(folder.path().string()),
              ElementsAre("10.txt", "9.txt", "A.txt", "a b.txt", "a-b.md", "a.html", "a/b.txt",
                          "a/b/c.txt", "a/z.txt", "b.txt", "\xE4\xB8\x80.txt"));
}

TEST(Folder, OrderEqualsThatOfSortedWholePaths) {
  test::Random random(7);
  for (int round = 0; round < 30; ++round) {
    const TempFolder folder;
    std::vector<std::string> expected;
    for (int i = 0; i < 25; ++i) {
      std::string path;
      for (std::uint32_t depth = random.below(3); depth > 0; --depth) {
        path += std::string("d") + random.pick<std::string>({"", "-", ".", "0", "\xC3\xA9"}) + "/";
      }
      path += random.pick<std::string>({"d", "d-", "d0", "x"}) + std::to_string(random.below(3)) +
              ".txt";
      folder.write(path, "");
      expected.push_back(path);
    }
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    EXPECT_EQ(names_in(folder.path().string()), expected);
  }
}

TEST(Folder, OnlyVisiblePagesAreRead) {
  const TempFolder folder;
  for (const char* name :
       {"a.html", "b.HTM", "c.xhtml", "d.txt", "e.md", ".hidden.html", ".git/config.txt",
        "logo.png", "noending", "crawl.jsonl", "a.html.part", "x.txt~", "sub/.cache/a.txt"}) {
    folder.write(name, "");
  }
  EXPECT_THAT(names_in(folder.path().string()),
              ElementsAre("a.html", "b.HTM", "c.xhtml", "d.txt", "e.md"));
}

TEST(Folder, EndingsCanBeChosen) {
  const TempFolder folder;
  for (const char* name : {"a.html", "b.php", "c.ASP", "d.txt"}) folder.write(name, "");
  SourceOptions options;
  options.overrides = {"folder.endings=php, .Asp"};
  EXPECT_THAT(collect({folder.path().string()}, options), ElementsAre("b.php=", "c.ASP="));
}

TEST(Folder, PlacesAreAsTheUserTypedThem) {
  const TempFolder folder;
  folder.write("sub/a.txt", "");
  for (const std::string& root : {folder.path().string(), folder.path().string() + "/"}) {
    Problems problems;
    const auto source = open_source({root}, {}, problems);
    const auto item = source->next();
    EXPECT_EQ(std::get<Page>(*item).place, folder.path().string() + "/sub/a.txt");
  }
}

TEST(Folder, WithoutPagesGivesNothing) {
  const TempFolder folder;
  fs::create_directories(folder.path("empty/deeper"));
  EXPECT_THAT(collect({folder.path().string()}), IsEmpty());
}

TEST(Folder, SpecialFilesAreNamedAndNeverOpened) {
  const TempFolder folder;
  folder.write("a.txt", "page");
  ASSERT_EQ(::mkfifo(folder.path("b.html").c_str(), 0600), 0);
  const FileHandle socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder.path("c.sock");
  ASSERT_LT(path.size(), sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size());
  ASSERT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  fs::create_symlink("/dev/zero", folder.path("d.txt"));
  fs::create_symlink("b.html", folder.path("e.html"));
  fs::create_symlink("nowhere", folder.path("f.txt"));
  fs::create_symlink("g.txt", folder.path("g.txt"));
  const std::string root = folder.path().string();
  EXPECT_THAT(collect({root}),
              ElementsAre("a.txt=page", "! " + root + "/b.html: is a FIFO, not a file",
                          "! " + root + "/c.sock: is a socket, not a file",
                          "! " + root + "/d.txt: is a device, not a file",
                          "! " + root + "/e.html: is a FIFO, not a file",
                          "! " + root + "/f.txt: is a broken symbolic link",
                          "! " + root + "/g.txt: is a broken symbolic link"));
}

TEST(Folder, LoopsAreReportedAndEachRealFileIsReadOnce) {
  const TempFolder folder;
  folder.write("root/a.txt", "1");
  folder.write("root/sub/b.txt", "2");
  fs::create_directory_symlink(".", folder.path("root/here"));
  fs::create_directory_symlink("..", folder.path("root/sub/up"));
  fs::create_directory_symlink("../..", folder.path("root/sub/above"));
  fs::create_directory_symlink("sub", folder.path("root/again"));
  fs::create_symlink("a.txt", folder.path("root/copy.txt"));
  const std::string root = folder.path("root");
  EXPECT_THAT(
      collect({root}),
      ElementsAre("a.txt=1", "! " + root + "/here: is a symbolic link to a folder above it",
                  "! " + root + "/sub/above: is a symbolic link to a folder above it",
                  "sub/b.txt=2", "! " + root + "/sub/up: is a symbolic link to a folder above it"));
}

// A folder of somebody else's pages must not be able to have another file published.
TEST(Folder, LinksToOutsideAreReported) {
  const TempFolder folder;
  folder.write("secret.txt", "s");
  folder.write("store/x.txt", "x");
  folder.write("root/a.txt", "a");
  fs::create_symlink(folder.path("secret.txt"), folder.path("root/b.txt"));
  fs::create_symlink("../secret.txt", folder.path("root/c.txt"));
  fs::create_directory_symlink("../store", folder.path("root/d"));
  fs::create_symlink("b.txt", folder.path("root/e.txt"));
  fs::create_symlink("../secret.txt", folder.path("root/no-page.bin"));
  const std::string root = folder.path("root");
  const std::string reason = ": is a symbolic link to outside the folder (folder.links_out)";
  EXPECT_THAT(
      collect({root}),
      ElementsAre("a.txt=a", "! " + root + "/b.txt" + reason, "! " + root + "/c.txt" + reason,
                  "! " + root + "/d" + reason, "! " + root + "/e.txt" + reason));
  // Named by the user it is followed.
  EXPECT_THAT(collect({root + "/c.txt"}), ElementsAre(root + "/c.txt=s"));
}

TEST(Folder, LinksToOutsideAreFollowedOnceWhereAskedFor) {
  const TempFolder folder;
  folder.write("store/x.txt", "x");
  folder.write("store/deep/y.txt", "y");
  folder.write("root/a.txt", "a");
  fs::create_directory_symlink("../store", folder.path("root/in"));
  fs::create_directory_symlink("../store/deep", folder.path("root/second"));
  fs::create_directory_symlink("..", folder.path("store/deep/loop"));
  fs::create_directory_symlink("../root", folder.path("store/back"));
  fs::create_symlink("../store/x.txt", folder.path("root/also.txt"));
  const std::string root = folder.path("root");
  SourceOptions options;
  options.overrides = {"folder.links_out=true"};
  // also.txt is listed before in/ is entered, so it is the one that shows the file.
  EXPECT_THAT(collect({root}, options),
              ElementsAre("a.txt=a", "also.txt=x",
                          "! " + root + "/in/back: is a symbolic link to a folder above it",
                          "! " + root + "/in/deep/loop: is a symbolic link to a folder above it",
                          "in/deep/y.txt=y"));
}

TEST(Folder, LinksIntoAStoreThatIsNotWalkedAreFollowed) {
  const TempFolder folder;
  folder.write(".store/sha256-1", "one");
  folder.write("objects/sha256-2", "two");
  fs::create_symlink(".store/sha256-1", folder.path("a.html"));
  fs::create_symlink("objects/sha256-2", folder.path("b.html"));
  EXPECT_THAT(collect({folder.path().string()}), ElementsAre("a.html=one", "b.html=two"));
}

TEST(Folder, MayItselfBeALink) {
  const TempFolder folder;
  folder.write("real/a.txt", "1");
  fs::create_directory_symlink("real", folder.path("link"));
  fs::create_symlink("a.txt", folder.path("real/copy.txt"));
  EXPECT_THAT(collect({folder.path("link")}), ElementsAre("a.txt=1"));
}

TEST(Folder, UnreadableOnesAreSetAside) {
  const TempFolder folder;
  fs::permissions(folder.path(), fs::perms(0755));
  folder.write("a/x.txt", "1");
  folder.write("b.txt", "2");
  fs::permissions(folder.path("a"), fs::perms::none);
  const std::string root = folder.path().string();
  {
    const test::AsNobody nobody;
    if (!nobody.works()) GTEST_SKIP() << "root's rights cannot be dropped here";
    EXPECT_THAT(collect({root}),
                ElementsAre("! " + root + "/a/: cannot be read: Permission denied", "b.txt=2"));
  }
  fs::permissions(folder.path("a"), fs::perms::owner_all);
}

TEST(Folder, NamesThatAreNoTextAreShownAsText) {
  const TempFolder folder;
  for (const std::string name : {"\xFF.txt", "new\nline.txt", "-dash.txt", " .txt"}) {
    folder.write(name, "x");
  }
  EXPECT_THAT(names_in(folder.path().string()),
              UnorderedElementsAre("\\xFF.txt", "new\nline.txt", "-dash.txt", " .txt"));
}

TEST(Folder, OutputsOfTheRunAreNotRead) {
  const TempFolder folder;
  folder.write("a.txt", "1");
  const std::string page = folder.write("old.txt", "an earlier output");
  SourceOptions options;
  options.outputs = {folder.write("out.jsonl", "{}"), folder.path("new.jsonl")};
  options.overrides = {"folder.endings=.txt"};
  EXPECT_THAT(collect({folder.path().string()}, options),
              ElementsAre("a.txt=1", "old.txt=an earlier output"));
}

TEST(Folder, OutputsUnderTheNameOfAPageAreRefused) {
  const TempFolder folder;
  folder.write("pages/a.txt", "1");
  const std::pair<std::string, bool> cases[] = {
      {"pages/a.txt", false},     {"pages/new.txt", false},    {"pages/sub/../new.html", false},
      {"pages/new.jsonl", false}, {"pages/new.txt.gz", false}, {"pages/records.json", true},
      {"pages/out", true},        {"new.txt", true},           {"pages2/new.txt", true},
  };
  for (const auto& [output, fine] : cases) {
    SourceOptions options;
    options.outputs = {folder.path(output)};
    Problems problems;
    EXPECT_EQ(open_source({folder.path("pages")}, options, problems) != nullptr, fine) << output;
    EXPECT_EQ(problems.empty(), fine) << output;
  }
}

TEST(Folder, DeepTreesAreWalked) {
  const TempFolder folder;
  std::string path = "d";
  for (int i = 0; i < 300; ++i) path += "/d";
  folder.write(path + "/a.txt", "deep");
  EXPECT_EQ(collect({folder.path().string()}).size(), 1U);
}

}  // namespace
}  // namespace medloom
