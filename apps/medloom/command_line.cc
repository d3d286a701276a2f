// The only file that includes CLI11. Its exceptions and exit codes end here; what it lacks, hints
// at misspelt commands and options, is added here.
//
// Every command is described once, beside the structure that it fills. Words that CLI11 cannot
// place are kept and looked at afterwards, so that the first of them can be compared with what the
// command knows.
//
// Tested by tests/apps/command_line_test.cc.
#include "apps/medloom/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>

#include "pipeline/engine/pipeline.h"

namespace medloom {
namespace {

constexpr char kOverview[] =
    "Turns scraped health pages (English, Chinese) into structured Q&A records with provenance:\n"
    "each changed word names its rule, its dictionary row and its bytes in the page.";

constexpr char kCommands[] = "Commands";

constexpr char kExitCodes[] =
    "Exit codes:\n"
    "  0    done\n"
    "  1    done, with rejected pages or findings\n"
    "  2    the command line or the configuration is wrong; nothing was written\n"
    "  3    something could not be read or written\n"
    "  130  interrupted (128 + signal); what was written holds whole lines\n";

constexpr char kExamples[] =
    "Examples:\n"
    "  medloom run pages/ -o records.jsonl          a folder to records\n"
    "  medloom run page.html                        one page, record on the terminal\n"
    "  cat page.html | medloom run - --as qa        question-answer pairs, one a line\n"
    "  medloom explain page.html                    what each stage and rule did, and why\n"
    "  medloom run pages/ -o r.jsonl --set convert.to=zh-Hant-TW\n"
    "  medloom stage normalize < sentences.txt      one stage as a filter\n"
    "  medloom dict lint my-terms.tsv               is my dictionary sound?\n";

constexpr char kRunNotes[] =
    "PATHS are files, folders (recursive, sorted by path), patterns, @FILE for a list of\n"
    "paths, or - for standard input. They hold pages (HTML, text, Markdown) or many of them\n"
    "(JSON Lines {\"url\": …, \"html\": …}, CSV, WARC), packed by gzip or zstd or as they are.\n"
    "Records go to standard output or -o, in input order, whatever -j says. A bad page is set\n"
    "aside with its reason and the run goes on; a page whose id was seen before is a duplicate,\n"
    "counted and left out. Files appear under their names when they are complete.\n"
    "\n"
    "Examples:\n"
    "  medloom run pages/ -o records.jsonl --rejects rejects.jsonl\n"
    "  medloom run a.html b.txt --as qa | jq .question\n"
    "  medloom run pages/ -o tw.jsonl --profile hant-tw --dictionary my-terms.tsv\n"
    "  medloom run crawl/ -o r.jsonl --set folder.endings=.html,.php\n"
    "  medloom run crawl.jsonl.gz -o r.jsonl --set jsonl.html=body\n"
    "\n";

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

void add_pipeline_options(CLI::App& command, PipelineArguments& arguments) {
  const char* group = "How pages are processed";
  command
      .add_option("--profile", arguments.profile,
                  "pipeline profile, or a .toml file of your own; default is 'default'")
      ->type_name("NAME|FILE")
      ->group(group);
  command
      .add_option("--set", arguments.sets,
                  "change a setting of the profile; see 'medloom stages' (repeatable)")
      ->type_name("STAGE.KEY=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--dictionary", arguments.dictionaries,
                  "one more dictionary; the last one wins (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--data", arguments.data, "folder with dictionaries/ and profiles/, if not ours")
      ->type_name("DIR")
      ->group(group);
}

void add_color_option(CLI::App& command, std::string& color) {
  command.add_option("--color", color, "auto (default), always or never; NO_COLOR is honoured")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

void add_data_option(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "folder with dictionaries/ and profiles/, if not ours")
      ->type_name("DIR");
}

// Everything that a parse fills in; it lives until the command has been called.
struct Words {
  CLI::App app{kOverview, "medloom"};
  RunArguments run;
  ExplainArguments explain;
  StageArguments stage;
  StagesArguments stages;
  DictArguments dict;
  ProfilesArguments profiles;
  ProfilesTryArguments profiles_try;
  CheckArguments check;
  std::vector<std::pair<const CLI::App*, Command>> commands;

  Words() {
    app.formatter(std::make_shared<HelpFormatter>());
    app.set_help_flag("-h,--help", "show this help");
    app.require_subcommand(1);
    app.set_version_flag("--version", "medloom " + std::string(medloom_version()), "show it");
    add_run();
    add_explain();
    add_stage();
    add_stages();
    add_dict();
    add_profiles();
    add_check();
    // Last, because commands take over what their parent has when they are added.
    app.footer(std::string("\n") + kExamples + "\n" + kExitCodes +
               "\n'medloom COMMAND --help' says more.");
  }

  template <class Arguments>
  CLI::App& add(CLI::App& parent, const std::string& name, const std::string& summary,
                const Arguments& arguments, Result<int> (*command)(const Arguments&, Console&)) {
    CLI::App& added = *parent.add_subcommand(name, summary);
    added.allow_extras();
    added.group(kCommands);
    commands.emplace_back(
        &added, [&arguments, command](Console& console) { return command(arguments, console); });
    return added;
  }

  void add_run() {
    CLI::App& command = add(app, "run", "process pages into records", run, run_command);
    command
        .add_option("PATHS", run.paths, "files, folders, patterns, @lists, or - for standard input")
        ->type_name("")
        ->required();
    const char* inputs = "Which inputs";
    command.add_option("--limit", run.limit, "only the first N")->type_name("N")->group(inputs);
    command.add_option("--sample", run.sample, "only this share of them, 0 to 1")
        ->type_name("RATE")
        ->check(CLI::Range(0.0, 1.0))
        ->group(inputs);
    command.add_option("--seed", run.seed, "which sample; default is 0")
        ->type_name("N")
        ->group(inputs);
    command
        .add_option("--shard", run.shard, "every N-th of them, from the I-th on, counted from 0")
        ->type_name("I/N")
        ->group(inputs);
    const char* results = "Results";
    command
        .add_option("-o,--output", run.output, "write results here; - is standard output (default)")
        ->type_name("FILE")
        ->group(results);
    command.add_option("--as", run.form, "form of the results: record (default) or qa")
        ->type_name("FORM")
        ->group(results);
    command.add_option("--rejects", run.rejects, "write why pages gave no record, as JSON lines")
        ->type_name("FILE")
        ->group(results);
    command
        .add_option("--trace", run.trace, "write times, counts and lost candidates of each page")
        ->type_name("FILE")
        ->group(results);
    command.add_flag("--force", run.force, "replace output files that exist")->group(results);
    command.add_flag("-q,--quiet", run.quiet, "no summary at the end")->group(results);
    add_pipeline_options(command, run.pipeline);
    command
        .add_option("-j,--jobs", run.threads,
                    "pages processed at once; all processors if not given")
        ->type_name("N")
        ->check(CLI::Range(1, 1024))
        ->group("How pages are processed");
    command.footer(std::string("\n") + kRunNotes + kExitCodes);
  }

  void add_explain() {
    CLI::App& command = add(app, "explain", "show what each stage and rule did to one page",
                            explain, explain_command);
    command.add_option("PAGE", explain.page, "a file, or - for standard input")
        ->type_name("")
        ->required();
    add_pipeline_options(command, explain.pipeline);
    add_color_option(command, explain.color);
  }

  void add_stage() {
    CLI::App& command = add(app, "stage", "run one stage as a filter: standard input to output",
                            stage, stage_command);
    command.add_option("NAME", stage.name, "see 'medloom stages'")->type_name("")->required();
    command.add_option("--set", stage.sets, "change a setting of the stage (repeatable)")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command
        .add_option("--dictionary", stage.dictionaries,
                    "one more dictionary; the last one wins (repeatable)")
        ->type_name("FILE")
        ->allow_extra_args(false);
    add_data_option(command, stage.data);
    command.footer(
        "\ndecode takes a page's bytes and gives its text; extract takes a page's bytes and gives\n"
        "its blocks, one a line; all others take and give lines, each a block of one page.\n"
        "\nExamples:\n"
        "  medloom stage decode < page.html\n"
        "  echo 'Lotium back pain' | medloom stage normalize\n"
        "  medloom stage convert --set to=zh-Hant-TW < notes.txt\n");
  }

  void add_stages() {
    CLI::App& command =
        add(app, "stages", "list stages, sources, renderers and writers", stages, stages_command);
    command.add_option("NAME", stages.name, "only this one")->type_name("");
    command.add_flag("--json", stages.json, "as JSON");
  }

  // A command that has commands of its own.
  CLI::App& add_group(const std::string& name, const std::string& summary) {
    CLI::App& group = *app.add_subcommand(name, summary);
    group.require_subcommand(1);
    group.group(kCommands);
    group.allow_extras();
    return group;
  }

  void add_dict() {
    CLI::App& group = add_group("dict", "work on dictionaries");
    const auto options = [this](CLI::App& command) {
      command.add_option("PATHS", dict.paths, "dictionary files or folders; ours if none is given")
          ->type_name("");
      add_data_option(command, dict.data);
    };
    CLI::App& lint = add(group, "lint", "find what is wrong or doubtful in dictionaries", dict,
                         dict_lint_command);
    options(lint);
    lint.add_flag("--strict", dict.strict, "warnings are errors");
    CLI::App& test =
        add(group, "test", "run the cases beside dictionaries", dict, dict_test_command);
    options(test);
  }

  void add_profiles() {
    CLI::App& group = add_group("profiles", "work on pipeline and site profiles");
    CLI::App& list =
        add(group, "list", "list pipelines and sites", profiles, profiles_list_command);
    list.add_flag("--json", profiles.json, "as JSON");
    add_data_option(list, profiles.data);
    CLI::App& proof = add(group, "check", "find what is wrong in site profiles", profiles,
                          profiles_check_command);
    proof
        .add_option("PATHS", profiles.paths,
                    "site profiles or folders of them; ours if none is given")
        ->type_name("");
    add_data_option(proof, profiles.data);
    CLI::App& attempt = add(group, "try", "explain a page as one site profile reads it",
                            profiles_try, profiles_try_command);
    attempt
        .add_option("PROFILE", profiles_try.profile,
                    "a site of 'profiles list', or a .toml file of your own")
        ->type_name("")
        ->required();
    attempt.add_option("PAGE", profiles_try.page, "a file, or - for standard input")
        ->type_name("")
        ->required();
    add_pipeline_options(attempt, profiles_try.pipeline);
    add_color_option(attempt, profiles_try.color);
  }

  void add_check() {
    CLI::App& command =
        add(app, "check", "check record files against the record's schema", check, check_command);
    command.add_option("FILES", check.files, "record JSON lines, or - for standard input")
        ->type_name("");
    command.add_flag("--schema", check.schema, "print the schema (JSON Schema 2020-12) instead");
  }
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

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Result<Command> parse(const std::shared_ptr<Words>& known, std::vector<std::string> words) {
  CLI::App& app = known->app;
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
    if (const auto commands = names_of_commands(command); !commands.empty()) {
      return misuse(command, "name a command: " + listed(commands));
    }
    return misuse(command, error.what());
  }
  const CLI::App& command = innermost(app);
  if (const auto stray = unplaced_word(command)) return unknown_word(command, *stray);
  for (const auto& [owner, run] : known->commands) {
    if (owner == &command) {
      return Command([known, run = run](Console& console) { return run(console); });
    }
  }
  return misuse(command, "names no command");
}

}  // namespace

Result<Command> parse_command_line(std::vector<std::string> words) {
  rewrite_help(words);
  return parse(std::make_shared<Words>(), std::move(words));
}

}  // namespace medloom
