#include "apps/medloom/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "apps/medloom/commands.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {
namespace {

using testing::HasSubstr;
using testing::Not;

class StringWriter final : public Writer {
 public:
  Result<void> write(std::string_view bytes) override {
    text += bytes;
    return {};
  }
  Result<void> close() override { return {}; }
  std::string text;
};

struct Misuse {
  std::vector<std::string> words;
  const char* command;
  const char* message;
};

TEST(CommandLine, MisuseNamesTheCommandAndWhatToTypeInstead) {
  const Misuse cases[] = {
      {{"rnu"}, "medloom", "there is no command 'rnu', did you mean 'run'?"},
      {{"explian", "--json"}, "medloom", "did you mean 'explain'?"},
      {{"frobnicate"}, "medloom", "there is no command 'frobnicate'"},
      {{"page.html"}, "medloom", "there is no command 'page.html'"},
      {{"--bogus"}, "medloom", "there is no option --bogus"},
      {{"--verison"}, "medloom", "did you mean '--version'?"},
      {{"-x"}, "medloom", "there is no option -x"},
      {{"run"}, "medloom run", "PATHS is required"},
      {{"run", "a", "--rejcts", "f"}, "medloom run", "did you mean '--rejects'?"},
      {{"run", "a", "--rejcts=f"}, "medloom run", "did you mean '--rejects'?"},
      {{"run", "a", "-z"}, "medloom run", "there is no option -z"},
      {{"run", "a", "-j"}, "medloom run", "--jobs"},
      {{"run", "a", "-j", "0"}, "medloom run", "--jobs"},
      {{"run", "a", "-j", "-1"}, "medloom run", "--jobs"},
      {{"run", "a", "-j", "two"}, "medloom run", "--jobs"},
      {{"run", "a", "-j", "2.5"}, "medloom run", "--jobs"},
      {{"run", "a", "-j", "99999999999999999999"}, "medloom run", "--jobs"},
      {{"run", "a", "-o"}, "medloom run", "--output"},
      {{"run", "a", "-o", "x", "-o", "y"}, "medloom run", "--output"},
      {{"run", "a", "--set"}, "medloom run", "--set"},
      {{"run", "a", "--force=maybe"}, "medloom run", ""},
      {{"explain"}, "medloom explain", "PAGE is required"},
      {{"explain", "a", "b"}, "medloom explain", "one word too many: 'b'"},
      {{"explain", "a", "--color", "alway"},
       "medloom explain",
       "--color: must be one of auto, always, never, not 'alway', did you mean 'always'?"},
      {{"explain", "a", "--color", ""}, "medloom explain", "must be one of auto, always, never"},
      {{"completion", "csh"}, "medloom completion", "SHELL: must be one of bash, zsh, fish"},
      {{"tm", "fill", "r", "--memory", "m", "--to", "en", "--engine", "libretranslat"},
       "medloom tm fill",
       "did you mean 'libretranslate'?"},
      {{"explain", "a", "-o", "x"}, "medloom explain", "there is no option -o"},
      {{"stage"}, "medloom stage", "NAME is required"},
      {{"stage", "decode", "page.html"}, "medloom stage", "one word too many: 'page.html'"},
      {{"stages", "a", "b"}, "medloom stages", "one word too many"},
      {{"dict", "lnt"}, "medloom dict", "did you mean 'lint'?"},
      {{"dict", "lint", "--stric"}, "medloom dict lint", "did you mean '--strict'?"},
      {{"dict", "test", "--strict"}, "medloom dict test", "there is no option --strict"},
      {{"check", "a", "--json"}, "medloom check", "there is no option --json"},
  };
  for (const Misuse& test : cases) {
    const Result<Command> command = parse_command_line(test.words);
    const std::string shown = testing::PrintToString(test.words);
    ASSERT_FALSE(command) << shown;
    EXPECT_EQ(command.error().code, ErrorCode::usage) << shown;
    EXPECT_EQ(command.error().where, test.command) << shown;
    EXPECT_THAT(command.error().message, HasSubstr(test.message)) << shown;
  }
}

TEST(CommandLine, GoodWordsGiveACommand) {
  const std::vector<std::string> cases[] = {
      {"run", "a.html"},
      {"run", "-"},
      {"run", "a", "b", "-o", "out", "--as", "qa", "-j", "8", "--force", "--quiet"},
      {"run", "-o", "out", "a", "--set", "a.b=c", "--set", "d.e=f", "b"},
      {"run", "--set=a.b=c", "a"},
      {"run", "--", "-leading-dash.html"},
      {"explain", "a", "--color=never"},
      {"stage", "convert", "--set", "to=zh-Hant"},
      {"stages"},
      {"stages", "decode", "--json"},
      {"dict", "lint"},
      {"dict", "test", "a.tsv", "b"},
      {"check", "a", "-"},
      {"check", "--schema"},
      {"--version"},
      {"--help"},
      {"help"},
      {"help", "run"},
      {"dict", "lint", "-h"},
  };
  for (const auto& words : cases) {
    const Result<Command> command = parse_command_line(words);
    EXPECT_TRUE(command) << testing::PrintToString(words)
                         << (command ? "" : to_string(command.error()));
  }
}

std::string printed(const std::vector<std::string>& words) {
  StringWriter out;
  std::ostringstream err;
  Console console{out, err};
  const Result<Command> command = parse_command_line(words);
  if (!command) return "misuse: " + to_string(command.error());
  const Result<int> code = (*command)(console);
  EXPECT_TRUE(code && *code == kDone);
  EXPECT_EQ(err.str(), "");
  return out.text;
}

TEST(CommandLine, HelpIsWorthReading) {
  const std::string overview = printed({"--help"});
  for (const char* part : {"run ", "explain ", "stage ", "stages ", "dict ", "check ",
                           "Examples:", "Exit codes:", "Usage: medloom COMMAND"}) {
    EXPECT_THAT(overview, HasSubstr(part));
  }
  const std::string run = printed({"run", "--help"});
  for (const char* part : {"--output FILE", "--rejects FILE", "--jobs N", "--profile", "--set",
                           "Examples:", "Exit codes:", "Usage: medloom run PATHS…"}) {
    EXPECT_THAT(run, HasSubstr(part));
  }
  for (const std::string& help : {overview, run}) {
    EXPECT_THAT(help, Not(HasSubstr("\n\n\n")));
    EXPECT_THAT(help, Not(HasSubstr("REQUIRED")));
    EXPECT_THAT(help, Not(HasSubstr("INT in")));
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 104U) << line;
  }
  EXPECT_EQ(printed({"help", "run"}), run);
  EXPECT_THAT(printed({"dict", "lint", "--help"}), HasSubstr("Usage: medloom dict lint [PATHS…]"));
}

TEST(CommandLine, CommandsStandUnderHeadings) {
  const std::string overview = printed({"--help"});
  std::size_t last = 0;
  for (const CommandSpec& spec : all_commands()) {
    ASSERT_NE(spec.heading, "") << spec.name;
    const std::size_t at = overview.find("\n" + spec.heading + ":\n");
    ASSERT_NE(at, std::string::npos) << spec.heading;
    EXPECT_GE(at, last) << "commands of one heading stand together: " << spec.name;
    last = at;
  }
  EXPECT_THAT(printed({"dict", "--help"}), HasSubstr("\nCommands:\n  init "));
}

TEST(CommandLine, WithoutACommandTheHelpIsShownAndTheCodeIsThatOfMisuse) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, std::vector<std::string>{"dict"},
        std::vector<std::string>{"kb"}}) {
    StringWriter out;
    std::ostringstream err;
    Console console{out, err};
    const Result<Command> command = parse_command_line(words);
    ASSERT_TRUE(command) << to_string(command.error());
    const Result<int> code = (*command)(console);
    ASSERT_TRUE(code);
    EXPECT_EQ(*code, kUsage);
    EXPECT_EQ(out.text, "") << "a script that lost its words must not take this for a result";
    std::vector<std::string> asked = words;
    asked.emplace_back("--help");
    EXPECT_EQ(err.str(), printed(asked));
  }
}

// The words of an example as a shell gives them to medloom; none where it is another program's.
std::vector<std::string> words_of_example(const std::string& example) {
  const std::size_t at = example.find("medloom ");
  std::vector<std::string> words;
  bool quoted = false;
  bool begun = false;
  for (const char c : example.substr(at + std::string("medloom ").size())) {
    if (c == '\'') {
      quoted = !quoted;
      begun = begun || quoted;
      if (quoted) words.emplace_back();
    } else if (!quoted && (c == '|' || c == '<' || c == '>' || c == ')')) {
      break;
    } else if (!quoted && (c == ' ' || c == '\n' || c == '\\')) {
      begun = false;
    } else {
      if (!begun) words.emplace_back();
      begun = true;
      words.back() += c;
    }
  }
  return words;
}

TEST(CommandLine, EveryCommandHasExamplesThatItUnderstands) {
  for (const CommandSpec& spec : all_commands()) {
    EXPECT_FALSE(spec.examples.empty()) << spec.name;
    for (const std::string& example : spec.examples) {
      const std::vector<std::string> words = words_of_example(example);
      const Result<Command> command = parse_command_line(words);
      EXPECT_TRUE(command) << example << "\n" << (command ? "" : to_string(command.error()));
      EXPECT_THAT(example, HasSubstr("medloom " + spec.name.substr(0, spec.name.find(' '))));
    }
  }
}

TEST(CommandLine, VersionIsOneLine) {
  EXPECT_EQ(printed({"--version"}), "medloom " + std::string(medloom_version()) + "\n");
}

}  // namespace
}  // namespace medloom
