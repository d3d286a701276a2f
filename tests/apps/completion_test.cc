// A shell's script is tested by the shell: it is read, given words, and asked what it offers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>

#include "apps/medloom/commands.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

std::string script_for(const std::string& shell) {
  return test::medloom({"completion", shell}).out;
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "popen failed";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  ::pclose(pipe);
  return output;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What bash offers for the last of the words, in an empty folder with one file.
std::vector<std::string> offers(const std::vector<std::string>& words) {
  const test::TempFolder files;
  const std::string script = files.write("script", script_for("bash"));
  files.write("page.html", "");
  std::string array;
  for (const std::string& word : words) array += " '" + word + "'";
  const std::string asking = "cd '" + files.path(".") + "'; . '" + script + "'; COMP_WORDS=(" +
                             array + "); COMP_CWORD=" + std::to_string(words.size() - 1) +
                             "; _medloom; printf '%s\\n' \"${COMPREPLY[@]}\"";
  const std::string file = files.write("asking", asking);
  return lines_of(output_of("bash '" + file + "'"));
}

TEST(Completion, BashOffersCommandsOptionsChoicesAndFiles) {
  EXPECT_THAT(offers({"medloom", ""}), Contains("run"));
  EXPECT_THAT(offers({"medloom", ""}), Contains("dict"));
  EXPECT_THAT(offers({"medloom", ""}), Not(Contains("lint")));
  EXPECT_EQ(offers({"medloom", "expl"}), std::vector<std::string>{"explain"});
  EXPECT_THAT(offers({"medloom", "dict", ""}), Contains("lint"));
  EXPECT_THAT(offers({"medloom", "dict", ""}), Not(Contains("run")));
  EXPECT_EQ(offers({"medloom", "dict", "lint", "--str"}), std::vector<std::string>{"--strict"});
  EXPECT_THAT(offers({"medloom", "run", "--"}), Contains("--output"));
  EXPECT_THAT(offers({"medloom", "run", "--"}), Not(Contains("--strict")));
  EXPECT_EQ(offers({"medloom", "explain", "--color", "a"}),
            (std::vector<std::string>{"auto", "always"}));
  EXPECT_EQ(offers({"medloom", "run", "pa"}), std::vector<std::string>{"page.html"});
  EXPECT_EQ(offers({"medloom", "run", "-o", "pa"}), std::vector<std::string>{"page.html"});
  EXPECT_EQ(offers({"medloom", "completion", "z"}), std::vector<std::string>{"zsh"});
}

TEST(Completion, BashOffersNothingForWhatIsUnknown) {
  EXPECT_EQ(offers({"medloom", "xyz"}), std::vector<std::string>{""});
  EXPECT_EQ(offers({"medloom", "dict", "xyz"}), std::vector<std::string>{""});
  EXPECT_EQ(offers({"medloom", "explain", "--color", "x"}), std::vector<std::string>{""});
}

TEST(Completion, EveryCommandAndOptionIsInEveryScript) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = script_for(shell);
    for (const CommandSpec& spec : all_commands()) {
      for (const Word& word : spec.words) {
        const auto dashes = word.names.find("--");
        if (dashes == std::string::npos) continue;
        EXPECT_THAT(script, HasSubstr(word.names.substr(dashes + 2))) << shell << " " << spec.name;
      }
    }
  }
}

TEST(Completion, ShellsThatAreInstalledReadTheirScripts) {
  const test::TempFolder files;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    if (output_of(std::string("command -v ") + shell).empty()) continue;
    const std::string script = files.write(std::string(shell) + ".script", script_for(shell));
    EXPECT_EQ(output_of(std::string(shell) + " -n '" + script + "'"), "") << shell;
  }
}

}  // namespace
}  // namespace medloom
