#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "io/builtin.h"
#include "io/file_handle.h"
#include "io/open.h"
#include "io/paths.h"
#include "tests/io/collect.h"
#include "tests/support/as_nobody.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::collect;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

// Standard input from a file for as long as this lives.
class StdinFrom {
 public:
  explicit StdinFrom(const std::string& path) : old_(::dup(STDIN_FILENO)) {
    const FileHandle file(::open(path.c_str(), O_RDONLY));
    ::dup2(file.get(), STDIN_FILENO);
  }
  ~StdinFrom() { ::dup2(old_.get(), STDIN_FILENO); }

 private:
  FileHandle old_;
};

TEST(FileSource, GivesOnePageWithWhatIsKnownAboutIt) {
  const TempFolder folder;
  const std::string path = folder.write("Page.HTM", "<p>hello");
  Problems problems;
  const auto source = open_source({path}, {}, problems);
  ASSERT_NE(source, nullptr);
  const auto item = source->next();
  ASSERT_TRUE(item);
  const Page& page = std::get<Page>(*item);
  EXPECT_EQ(page.bytes, "<p>hello");
  EXPECT_EQ(page.name, path);
  EXPECT_EQ(page.place, path);
  EXPECT_EQ(page.content_type, "text/html");
  EXPECT_EQ(page.url, "");
  EXPECT_FALSE(source->next());
  EXPECT_FALSE(source->next()) << "the end stays the end";
}

TEST(FileSource, GuessesTheContentTypeFromTheEnding) {
  const TempFolder folder;
  const std::pair<const char*, const char*> cases[] = {
      {"a.html", "text/html"},
      {"a.HTML", "text/html"},
      {"a.xhtml", "application/xhtml+xml"},
      {"a.txt", "text/plain"},
      {"a.md", "text/markdown"},
      {"a.markdown", "text/markdown"},
      {"a.php", ""},
      {"a", ""},
      {".html", ""},
      {"html", ""},
      {"a.html.bak", ""},
  };
  for (const auto& [name, type] : cases) {
    Problems problems;
    const auto source = open_source({folder.write(name, "x")}, {}, problems);
    ASSERT_NE(source, nullptr) << name;
    EXPECT_EQ(std::get<Page>(*source->next()).content_type, type) << name;
  }
}

TEST(FileSource, NameIsThePathAsTypedWithoutDots) {
  const TempFolder folder;
  folder.write("sub/a.txt", "x");
  const std::string root = folder.path().string();
  EXPECT_THAT(collect({root + "/./sub//a.txt"}), ElementsAre(root + "/sub/a.txt=x"));
}

TEST(FileSource, NamesThatAreNoTextAreShownAsText) {
  const TempFolder folder;
  const std::string root = folder.path().string();
  const std::string long_name(250, 'n');
  for (const std::string name : {"a\nb.txt", "\xFF\xFE.txt", " -x .txt", "\x1B[31m.txt"}) {
    folder.write(name, "x");
    EXPECT_THAT(collect({root + "/" + name}), ElementsAre(path_as_utf8(root + "/" + name) + "=x"));
  }
  folder.write(long_name + ".txt", "x");
  EXPECT_EQ(collect({root + "/" + long_name + ".txt"}).size(), 1U);
}

TEST(FileSource, PagesOverTheLimitAreSetAsideUnread) {
  const TempFolder folder;
  const std::string path = folder.write("a.txt", "12345");
  SourceOptions options;
  options.page_bytes = 5;
  EXPECT_THAT(collect({path}, options), ElementsAre(path + "=12345"));
  options.page_bytes = 4;
  EXPECT_THAT(collect({path}, options),
              ElementsAre("! " + path + ": page larger than 4 bytes (limits.page_bytes)"));
}

TEST(FileSource, EmptyFileIsAPageForTheStagesToJudge) {
  const TempFolder folder;
  const std::string path = folder.write("a.txt", "");
  EXPECT_THAT(collect({path}), ElementsAre(path + "="));
}

TEST(FileSource, UnreadableFileIsSetAside) {
  const TempFolder folder;
  fs::permissions(folder.path(), fs::perms(0755));
  const std::string secret = folder.write("a.txt", "x");
  const std::string open = folder.write("b.txt", "y");
  fs::permissions(secret, fs::perms::none);
  const test::AsNobody nobody;
  if (!nobody.works()) GTEST_SKIP() << "root's rights cannot be dropped here";
  EXPECT_THAT(collect({secret, open}),
              ElementsAre("! " + secret + ": cannot be opened: Permission denied", open + "=y"));
}

TEST(FileSource, FileThatVanishesIsSetAside) {
  const TempFolder folder;
  const std::string path = folder.write("a.txt", "x");
  Problems problems;
  const auto source = open_source({path}, {}, problems);
  ASSERT_NE(source, nullptr);
  fs::remove(path);
  EXPECT_THAT(collect(*source),
              ElementsAre("! " + path + ": cannot be opened: No such file or directory"));
}

TEST(FileSource, FileThatBecomesAFolderIsSetAside) {
  const TempFolder folder;
  const std::string path = folder.write("a.txt", "x");
  Problems problems;
  const auto source = open_source({path}, {}, problems);
  ASSERT_NE(source, nullptr);
  fs::remove(path);
  fs::create_directory(path);
  EXPECT_THAT(collect(*source), ElementsAre("! " + path + ": is a folder, not a file"));
}

TEST(FileSource, AFifoThatTheUserNamesIsWaitedFor) {
  const TempFolder folder;
  const std::string path = folder.path("pipe.txt");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::jthread writer([&path] {
    const FileHandle pipe(::open(path.c_str(), O_WRONLY));
    for (const char* piece : {"late ", "text"}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      EXPECT_GT(::write(pipe.get(), piece, std::string_view(piece).size()), 0);
    }
  });
  EXPECT_THAT(collect({path}), ElementsAre(path + "=late text"));
}

TEST(StdinSource, GivesOnePage) {
  const TempFolder folder;
  const StdinFrom input(folder.write("in", "from stdin"));
  EXPECT_THAT(collect({"-"}), ElementsAre("stdin=from stdin"));
}

TEST(StdinSource, StandsAmongFilesInTheOrderTyped) {
  const TempFolder folder;
  const StdinFrom input(folder.write("in", "stdin"));
  const std::string a = folder.write("a.txt", "1");
  const std::string b = folder.write("b.txt", "2");
  EXPECT_THAT(collect({b, "-", a}), ElementsAre(b + "=2", "stdin=stdin", a + "=1"));
}

struct BadInputs {
  const char* what;
  std::vector<std::string> inputs;
  ErrorCode code;
  const char* message;
};

TEST(OpenSource, ReportsEverythingThatIsWrongBeforeReading) {
  const TempFolder folder;
  const std::string page = folder.write("a.txt", "x");
  const BadInputs cases[] = {
      {"missing", {folder.path("none.txt")}, ErrorCode::usage, "No such file or directory"},
      {"below a file", {page + "/b.txt"}, ErrorCode::usage, "Not a directory"},
      {"empty", {""}, ErrorCode::usage, "No such file or directory"},
      {"too long", {"/" + std::string(300, 'x')}, ErrorCode::input, "File name too long"},
      {"stdin twice", {"-", page, "-"}, ErrorCode::usage, "can be read once"},
      {"link to nothing", {folder.path("dangling")}, ErrorCode::usage, "No such file"},
      {"link to itself", {folder.path("self")}, ErrorCode::input, "Too many levels"},
  };
  fs::create_symlink("nowhere", folder.path("dangling"));
  fs::create_symlink("self", folder.path("self"));
  for (const BadInputs& test : cases) {
    Problems problems;
    EXPECT_EQ(open_source(test.inputs, {}, problems), nullptr) << test.what;
    ASSERT_EQ(problems.size(), 1U) << test.what;
    EXPECT_EQ(problems[0].code, test.code) << test.what;
    EXPECT_THAT(problems[0].message, HasSubstr(test.message)) << test.what;
  }
  Problems problems;
  EXPECT_EQ(open_source({"none1", page, "none2"}, {}, problems), nullptr);
  EXPECT_EQ(problems.size(), 2U) << "all problems at once";
}

TEST(OpenSource, RefusesAnInputThatIsAnOutput) {
  const TempFolder folder;
  const std::string page = folder.write("a.txt", "x");
  fs::create_hard_link(page, folder.path("same.txt"));
  for (const std::string& output : {page, folder.path("./a.txt"), folder.path("same.txt")}) {
    SourceOptions options;
    options.outputs = {output};
    Problems problems;
    EXPECT_EQ(open_source({page}, options, problems), nullptr) << output;
    ASSERT_EQ(problems.size(), 1U) << output;
    EXPECT_EQ(problems[0].code, ErrorCode::output);
  }
}

TEST(OpenSource, RefusesBadSettings) {
  const TempFolder folder;
  for (const char* word : {"folder.ending=.php", "file.x=1"}) {
    SourceOptions options;
    options.overrides = {word};
    Problems problems;
    EXPECT_EQ(open_source({folder.path().string()}, options, problems), nullptr) << word;
    EXPECT_EQ(problems.size(), 1U) << word;
  }
}

TEST(Registry, EveryComponentDescribesItself) {
  const auto check = [](const auto& specs) {
    std::vector<std::string> names;
    for (const auto& spec : specs) {
      EXPECT_FALSE(spec.name.empty());
      EXPECT_TRUE(spec.summary.ends_with('.')) << spec.name;
      EXPECT_EQ(std::count(names.begin(), names.end(), spec.name), 0) << spec.name;
      names.push_back(spec.name);
      Problems problems;
      read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems);
      EXPECT_TRUE(problems.empty()) << spec.name << ": a default does not parse";
    }
  };
  check(builtin_sources());
  check(builtin_renderers());
  check(builtin_writers());
}

}  // namespace
}  // namespace medloom
