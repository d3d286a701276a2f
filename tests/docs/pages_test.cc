// The documentation, followed: each page's commands are run in their order, in a folder of their
// own, and what a page says that comes must come.
//
// In that folder are the samples, a copy of the data (a page may add a row to it), `medloom`, and
// `dev` as far as it hands words to medloom.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <medloom_source_dir.h>
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/docs/fences.h"
#include "tests/support/temp_folder.h"

namespace medloom::test {
namespace {

namespace fs = std::filesystem;

const fs::path kTree = MEDLOOM_SOURCE_DIR;

std::vector<std::string> page_names() {
  std::vector<std::string> names = {"README.md"};
  for (const auto& entry : fs::directory_iterator(kTree / "docs")) {
    if (entry.path().extension() == ".md")
      names.push_back("docs/" + entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

constexpr char kDev[] =
    "#!/bin/sh\n"
    "command=$1\n"
    "shift\n"
    "case $command in\n"
    "  medloom) exec medloom \"$@\" ;;\n"
    "  run) if [ $# -gt 0 ]; then exec medloom run \"$@\"; fi ;;\n"
    "  *) exit 0 ;;\n"  // builds and tests
    "esac\n";

class Reader {
 public:
  Reader() {
    fs::create_symlink(kTree / "samples", files_.path("samples"));
    for (const char* data : {"dictionaries", "profiles"}) {
      fs::copy(kTree / data, data_.path(data), fs::copy_options::recursive);
    }
    fs::create_directory(programs_.path("bin"));
    fs::create_symlink(MEDLOOM_PROGRAM, programs_.path("bin/medloom"));
    files_.write("dev", kDev);
    fs::permissions(files_.path("dev"), fs::perms::owner_all);
  }

  // Exit code, and all that was said.
  std::pair<int, std::string> type(const std::string& script) const {
    const std::string file = programs_.write("script", script);
    const std::string command =
        "cd '" + files_.path().string() + "' && exec env -i HOME=/nonexistent LANG=C.UTF-8 PATH='" +
        programs_.path("bin") + ":/usr/bin:/bin' MEDLOOM_DATA='" + data_.path().string() +
        "' MEDLOOM_CACHE='" + cache().path().string() + "' timeout 120 bash '" + file +
        "' 2>&1 </dev/null";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {-1, "popen failed"};
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
    const int status = ::pclose(pipe);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, said};
  }

 private:
  // Tables are compiled once for all pages; a table that a page changes gets another name.
  static const TempFolder& cache() {
    static TempFolder folder;
    return folder;
  }

  TempFolder files_;
  TempFolder data_;
  TempFolder programs_;
};

class Docs : public testing::TestWithParam<std::string> {};

TEST_P(Docs, HoldsWhatItSaysWhenItIsFollowed) {
  const DocPage page = read_page(content_of(kTree / GetParam()));
  for (const std::size_t line : page.faults) {
    ADD_FAILURE()
        << GetParam() << ":" << line
        << ": a fence says ```sh or ```console where it is typed, ```text where it is not";
  }
  const Reader reader;
  for (const Typed& typed : page.typed) {
    const auto [code, said] = reader.type(typed.script);
    const std::string where = GetParam() + ":" + std::to_string(typed.line) + "\n" + typed.script;
    if (!typed.compared) {
      EXPECT_EQ(code, 0) << where << "\n" << said;
      continue;
    }
    EXPECT_LT(code, 5) << "no such program, or it was ended: " << where << "\n" << said;
    EXPECT_TRUE(as_promised(typed.expected, lines_of(said)))
        << where << "\nsays now\n"
        << said << "\nput this into the page, with … for what may differ";
  }
}

std::string name_of_test(const testing::TestParamInfo<std::string>& page) {
  std::string name = page.param;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Pages, Docs, testing::ValuesIn(page_names()), name_of_test);

// Links between pages lead somewhere.
TEST(DocLinks, LeadToFilesOfTheTree) {
  std::vector<fs::path> pages = {kTree / "README.md", kTree / "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(kTree / "docs")) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  for (const fs::path& page : pages) {
    const std::string text = content_of(page);
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
      std::string target = text.substr(at + 2, text.find_first_of(")\n", at) - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << page << " leads to " << target;
    }
  }
}

}  // namespace
}  // namespace medloom::test
