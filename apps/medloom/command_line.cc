// The only file that includes CLI11. Its exceptions and exit codes end here; what it lacks, hints
// at misspelt commands and options, is added here.
//
// Commands describe themselves as data (command_spec.h). Words that CLI11 cannot place are kept and
// looked at afterwards, so that the first of them can be compared with what the command knows.
//
// Tested by tests/apps/command_line_test.cc.
#include "apps/medloom/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "apps/medloom/commands.h"
#include "apps/medloom/overview.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {
namespace {

// "medloom dict lint"
std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name()
                                     : full_name(*app.get_parent()) + " " + app.get_name();
}

// CLI11's help with whole command names, and options without its own shorthand for checks.
class HelpFormatter final : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(34);
    label("Positionals", "Arguments");
  }

  std::string make_usage(const CLI::App* app, std::string) const override {
    std::string usage = "\nUsage: " + full_name(*app);
    for (const CLI::Option* option : app->get_options()) {
      if (!option->get_positional()) continue;
      const bool several = option->get_items_expected_max() > 1;
      const std::string name = option->get_name(true) + (several ? "…" : "");
      usage += option->get_required() ? " " + name : " [" + name + "]";
    }
    const bool has_commands = app->get_require_subcommand_min() > 0;
    return usage + (has_commands ? " COMMAND" : " [OPTIONS]") + "\n";
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    return type.empty() ? "" : " " + type.substr(0, type.find(':'));
  }
};

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

CLI::Validator one_of(const std::vector<std::string>& choices) {
  return {[choices](const std::string& value) -> std::string {
            if (std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
            return "must be one of " + listed(choices) + ", not '" + value + "'" +
                   did_you_mean(value, choices);
          },
          ""};
}

// A CLI11 parser for the table of commands. It lives until the command has been called, as do the
// descriptions with the places that a parse fills in.
class Parser {
 public:
  Parser() : specs_(all_commands()) {
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.set_help_flag("-h,--help", "show this help");
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "medloom " + std::string(medloom_version()), "show it");
    for (const CommandSpec& spec : specs_) add(spec);
    // Last, because commands take over what their parent has when they are added.
    app_.footer(std::string("\n") + kExamples + "\n" + kExitCodes +
                "\n'medloom COMMAND --help' says more.");
  }

  CLI::App& app() { return app_; }

  const CommandSpec* spec_of(const CLI::App& command) const {
    const auto found = commands_.find(&command);
    return found == commands_.end() ? nullptr : found->second;
  }

 private:
  void add(const CommandSpec& spec) {
    const auto space = spec.name.find(' ');
    CLI::App& parent =
        space == std::string::npos ? app_ : group(spec.name.substr(0, space), spec.heading);
    CLI::App& command = *parent.add_subcommand(
        spec.name.substr(space == std::string::npos ? 0 : space + 1), spec.summary);
    command.allow_extras();
    command.group(&parent == &app_ ? spec.heading : "Commands");
    for (const Word& word : spec.words) add(command, word);
    std::string footer;
    for (const std::string& part :
         {spec.notes, examples_of(spec), std::string(spec.tells_exit_codes ? kExitCodes : "")}) {
      if (!part.empty()) footer += "\n" + part;
    }
    command.footer(footer);
    commands_.emplace(&command, &spec);
  }

  // Created where its first command is, so that the table's order is the help's.
  CLI::App& group(const std::string& name, const std::string& heading) {
    const auto known = groups_.find(name);
    if (known != groups_.end()) return *known->second;
    CLI::App& added = *app_.add_subcommand(name);
    groups_.emplace(name, &added);
    for (const GroupSpec& spec : command_groups()) {
      if (spec.name == name) added.description(spec.summary);
    }
    added.require_subcommand(1);
    added.group(heading);
    added.allow_extras();
    return added;
  }

  static void add(CLI::App& command, const Word& word) {
    CLI::Option& option = *std::visit(
        [&](auto* to) -> CLI::Option* {
          if constexpr (std::is_same_v<decltype(to), bool*>) {
            return command.add_flag(word.names, *to, word.help);
          } else {
            return command.add_option(word.names, *to, word.help);
          }
        },
        word.to);
    const bool by_place = !word.names.starts_with('-');
    const bool is_list = std::holds_alternative<std::vector<std::string>*>(word.to);
    if (is_list && !by_place) option.allow_extra_args(false);
    if (!std::holds_alternative<bool*>(word.to)) option.type_name(word.value);
    if (!word.heading.empty()) option.group(word.heading);
    if (word.required) option.required();
    if (!word.choices.empty()) option.check(one_of(word.choices));
    if (word.range) option.check(CLI::Range(word.range->first, word.range->second));
  }

  CLI::App app_{kOverview, "medloom"};
  const std::vector<CommandSpec> specs_;
  std::map<const CLI::App*, const CommandSpec*> commands_;
  std::map<std::string, CLI::App*> groups_;
};

// CLI11 puts two empty lines between groups.
std::string help_of(const CLI::App& app) {
  std::string help = app.help();
  for (auto at = help.find("\n\n\n"); at != std::string::npos; at = help.find("\n\n\n", at)) {
    help.erase(at, 1);
  }
  return help;
}

Command print(std::string text) {
  return [text = std::move(text)](Console& console) -> Result<int> {
    if (auto written = console.out.write(text); !written) return tl::unexpected(written.error());
    return static_cast<int>(kDone);
  };
}

// Nothing was asked for. Whoever typed this wants to see what there is; a script that lost its
// words has to fail.
Command ask_for_command(std::string help) {
  return [help = std::move(help)](Console& console) -> Result<int> {
    console.err << help;
    return static_cast<int>(kUsage);
  };
}

// The innermost command that the words named: "medloom dict lint".
const CLI::App& innermost(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.front());
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

tl::unexpected<Error> misuse(const CLI::App& app, std::string message) {
  return fail(ErrorCode::usage, std::move(message), full_name(app));
}

tl::unexpected<Error> unknown_word(const CLI::App& app, const std::string& word) {
  if (word.starts_with('-') && word.size() > 1) {
    const std::string name = word.substr(0, word.find('='));
    return misuse(app, "there is no option " + name + did_you_mean(name, names_of_options(app)));
  }
  const std::vector<std::string> commands = names_of_commands(app);
  if (!commands.empty()) {
    return misuse(app, "there is no command '" + word + "'" + did_you_mean(word, commands));
  }
  return misuse(app, "one word too many: '" + word + "'");
}

// The first word that CLI11 could not place. The mark behind which all words are names is no word.
std::optional<std::string> unplaced_word(const CLI::App& app) {
  for (const std::string& word : app.remaining()) {
    if (word != "--") return word;
  }
  return std::nullopt;
}

// CLI11 reports a missing command before it looks at what is there instead.
const std::string* first_stray_word(const CLI::App& app, const std::vector<std::string>& words) {
  const std::vector<std::string> commands = names_of_commands(app);
  if (words.empty() || commands.empty()) return nullptr;
  const bool known = std::find(commands.begin(), commands.end(), words[0]) != commands.end();
  const bool help = words[0] == "-h" || words[0] == "--help" || words[0] == "--version";
  return known || help ? nullptr : &words[0];
}

// "medloom help run" is "medloom run --help".
void rewrite_help(std::vector<std::string>& words) {
  if (words.empty() || words[0] != "help") return;
  words.erase(words.begin());
  words.emplace_back("--help");
}

Result<Command> parse(const std::shared_ptr<Parser>& parser, std::vector<std::string> words) {
  CLI::App& app = parser->app();
  if (const std::string* stray = first_stray_word(app, words)) return unknown_word(app, *stray);
  if (words.size() > 1 && !words[0].starts_with('-')) {
    const CLI::App& command = *app.get_subcommand(words[0]);
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (const std::string* stray = first_stray_word(command, rest)) {
      return unknown_word(command, *stray);
    }
  }
  std::reverse(words.begin(), words.end());  // the order that CLI11 takes a vector in
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    return print(help_of(innermost(app)));
  } catch (const CLI::CallForAllHelp&) {
    return print(help_of(innermost(app)));
  } catch (const CLI::CallForVersion& version) {
    return print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    const CLI::App& command = innermost(app);
    if (const auto stray = unplaced_word(command)) return unknown_word(command, *stray);
    if (!names_of_commands(command).empty()) return ask_for_command(help_of(command));
    return misuse(command, error.what());
  }
  const CLI::App& command = innermost(app);
  if (const auto stray = unplaced_word(command)) return unknown_word(command, *stray);
  if (const CommandSpec* spec = parser->spec_of(command)) {
    return Command([parser, spec](Console& console) { return spec->call(console); });
  }
  return misuse(command, "names no command");
}

}  // namespace

Result<Command> parse_command_line(std::vector<std::string> words) {
  rewrite_help(words);
  return parse(std::make_shared<Parser>(), std::move(words));
}

}  // namespace medloom
