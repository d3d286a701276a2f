// Where the data is looked for, and files that cannot be read.
#include "pipeline/engine/data_files.h"

#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom {
namespace fs = std::filesystem;
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A folder of its own for each test, and no MEDLOOM_DATA.
class DataFilesTest : public ::testing::Test {
 protected:
  DataFilesTest() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(::testing::TempDir()) /
            ("medloom-data-" + std::to_string(::getpid()) + "-" + info->name());
    fs::remove_all(root_);
    fs::create_directories(root_);
    ::unsetenv("MEDLOOM_DATA");
  }
  ~DataFilesTest() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
    ::unsetenv("MEDLOOM_DATA");
  }

  void write(const std::string& relative, const std::string& bytes = "x") {
    fs::create_directories((root_ / relative).parent_path());
    std::ofstream(root_ / relative, std::ios::binary) << bytes;
  }

  fs::path data_folder(const std::string& name) {
    fs::create_directories(root_ / name / "dictionaries");
    fs::create_directories(root_ / name / "profiles");
    return root_ / name;
  }

  fs::path root_;
};

TEST_F(DataFilesTest, TheNamedFolderComesFirst) {
  const fs::path named = data_folder("named");
  ::setenv("MEDLOOM_DATA", data_folder("variable").c_str(), 1);
  const auto found = DataFiles::find(named);
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_EQ(found->root(), named);
}

TEST_F(DataFilesTest, ThenTheVariable) {
  const fs::path variable = data_folder("variable");
  ::setenv("MEDLOOM_DATA", variable.c_str(), 1);
  const auto found = DataFiles::find();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->root(), variable);
}

TEST_F(DataFilesTest, ThenTheSourceTreeOfABuild) {
  const auto found = DataFiles::find();
  ASSERT_TRUE(found) << to_string(found.error());
  EXPECT_TRUE(fs::is_directory(found->path("dictionaries")));
  ::setenv("MEDLOOM_DATA", "", 1);
  EXPECT_TRUE(DataFiles::find()) << "an empty variable says nothing";
}

TEST_F(DataFilesTest, NeverTheWorkingDirectory) {
  const fs::path here = fs::current_path();
  fs::current_path(data_folder("crawl"));
  const auto found = DataFiles::find();
  fs::current_path(here);
  ASSERT_TRUE(found);
  EXPECT_NE(fs::weakly_canonical(found->root()), fs::weakly_canonical(root_ / "crawl"));
}

TEST_F(DataFilesTest, AWrongFolderIsAnErrorNotALookElsewhere) {
  write("file");
  fs::create_directories(root_ / "half" / "profiles");
  for (const char* wrong : {"missing", "file", "half", "."}) {
    const auto named = DataFiles::find(root_ / wrong);
    ASSERT_FALSE(named) << wrong;
    EXPECT_EQ(named.error().code, ErrorCode::configuration);
    EXPECT_EQ(named.error().where, (root_ / wrong).string());
    ::setenv("MEDLOOM_DATA", (root_ / wrong).c_str(), 1);
    const auto variable = DataFiles::find();
    ASSERT_FALSE(variable) << wrong;
    EXPECT_THAT(variable.error().where, HasSubstr("MEDLOOM_DATA="));
    ::unsetenv("MEDLOOM_DATA");
  }
}

TEST_F(DataFilesTest, KnowsNoFolderForCompiledTablesUntilItIsTold) {
  auto found = DataFiles::find();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cache_dir(), fs::path());
  found->set_cache_dir("/somewhere");
  EXPECT_EQ(found->cache_dir(), fs::path("/somewhere"));
}

TEST_F(DataFilesTest, TheUsersFolderForCompiledTables) {
  const auto set = [](const char* name, const char* value) {
    value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
  };
  struct Case {
    const char *medloom, *xdg, *home;
    std::optional<std::string> named;
    fs::path expected;
  };
  const Case cases[] = {
      {"/m", "/x", "/h", "/named", "/named"},
      {"/m", "/x", "/h", "", ""},
      {"/m", "/x", "/h", std::nullopt, "/m"},
      {"", "/x", "/h", std::nullopt, ""},
      {nullptr, "/x", "/h", std::nullopt, "/x/medloom"},
      {nullptr, "relative", "/h", std::nullopt, "/h/.cache/medloom"},
      {nullptr, "", "/h", std::nullopt, "/h/.cache/medloom"},
      {nullptr, nullptr, "/h", std::nullopt, "/h/.cache/medloom"},
      {nullptr, nullptr, "h", std::nullopt, ""},
      {nullptr, nullptr, nullptr, std::nullopt, ""},
  };
  for (const Case& c : cases) {
    set("MEDLOOM_CACHE", c.medloom);
    set("XDG_CACHE_HOME", c.xdg);
    set("HOME", c.home);
    EXPECT_EQ(DataFiles::user_cache_dir(c.named), c.expected) << c.expected;
  }
  set("MEDLOOM_CACHE", nullptr);
}

TEST_F(DataFilesTest, ListsSortedBytewiseRelativeToTheRoot) {
  for (const char* name : {"d/b.tsv", "d/a/z.tsv", "d/B.tsv", "d/a.cases.tsv", "d/腰.tsv",
                           "d/x.txt", "d/a-.tsv", "e/other.tsv"}) {
    write(name);
  }
  fs::create_directories(root_ / "d" / "folder.tsv");
  const DataFiles files(root_);
  EXPECT_THAT(files.list("d", ".tsv"), ElementsAre("d/B.tsv", "d/a-.tsv", "d/a.cases.tsv",
                                                   "d/a/z.tsv", "d/b.tsv", "d/腰.tsv"));
  EXPECT_THAT(files.list("missing", ".tsv"), IsEmpty());
  EXPECT_THAT(files.list("d", ".csv"), IsEmpty());
}

TEST_F(DataFilesTest, ALinkedFileKeepsItsOwnName) {
  write("elsewhere/real.txt");
  fs::create_directories(root_ / "data" / "d");
  fs::create_symlink(root_ / "elsewhere" / "real.txt", root_ / "data" / "d" / "link.tsv");
  EXPECT_THAT(DataFiles(root_ / "data").list("d", ".tsv"), ElementsAre("d/link.tsv"));
}

TEST_F(DataFilesTest, ReadsAWholeFile) {
  const std::string bytes = std::string("a\0b\r\n", 5) + std::string(100000, 'x');
  write("file", bytes);
  const auto read = read_file(root_ / "file");
  ASSERT_TRUE(read);
  EXPECT_TRUE(*read == bytes);
  write("empty", "");
  EXPECT_EQ(*read_file(root_ / "empty"), "");
}

TEST_F(DataFilesTest, AFileThatCannotBeReadIsNamed) {
  write("long", "12345");
  fs::create_directories(root_ / "folder");
  fs::create_symlink(root_ / "loop", root_ / "loop");
  const std::vector<std::tuple<std::string, std::uintmax_t, std::string>> cases = {
      {"missing", 100, "No such file"},   {"folder", 100, "is a folder"},
      {"loop", 100, "symbolic links"},    {"long/er", 100, "Not a directory"},
      {"long", 4, "larger than 4 bytes"},
  };
  for (const auto& [name, limit, message] : cases) {
    const auto read = read_file(root_ / name, limit);
    ASSERT_FALSE(read) << name;
    EXPECT_EQ(read.error().code, ErrorCode::input);
    EXPECT_EQ(read.error().where, (root_ / name).string());
    EXPECT_THAT(read.error().message, HasSubstr(message));
  }
  EXPECT_TRUE(read_file(root_ / "long", 5));
}

}  // namespace
}  // namespace medloom
