// medloom completion: a shell's completion script, made from the table of commands.
//
// Each script is self-contained and asks nobody while it completes: commands, their options, the
// choices of an option that has some, and files everywhere else. What stands in help texts is
// quoted for the shell in question.
//
// Tested by tests/apps/completion_test.cc, where a shell that is installed reads its script.
#include <map>

#include "apps/medloom/commands.h"

namespace medloom {
namespace {

struct CompletionArguments {
  std::string shell;
};

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Between single quotes of bash and zsh.
std::string quoted(const std::string& text) { return "'" + replaced(text, "'", "'\\''") + "'"; }

std::string fish_quoted(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// The table as a tree of at most two levels: commands by the group they stand in ("" for none).
struct Level {
  std::string name;     // "lint"
  std::string summary;  // of the command or group
};

std::vector<Level> level(const std::string& group) {
  std::map<std::string, std::string> summaries;
  for (const GroupSpec& spec : command_groups()) summaries[spec.name] = spec.summary;
  std::vector<Level> names;
  for (const CommandSpec& spec : all_commands()) {
    const auto space = spec.name.find(' ');
    const std::string first = spec.name.substr(0, space);
    if (!group.empty()) {
      if (space != std::string::npos && first == group) {
        names.push_back({spec.name.substr(space + 1), spec.summary});
      }
    } else if (space == std::string::npos) {
      names.push_back({spec.name, spec.summary});
    } else if (summaries.contains(first)) {
      names.push_back({first, summaries[first]});
      summaries.erase(first);
    }
  }
  return names;
}

std::string names_in(const std::string& group) {
  std::vector<std::string> names;
  for (const Level& entry : level(group)) names.push_back(entry.name);
  return joined(names, " ");
}

// --- bash ---

std::string bash_case_of(const CommandSpec& spec) {
  std::vector<std::string> options = {"--help"};
  std::string values;
  for (const Word& word : spec.words) {
    if (!is_option(word)) {
      options.insert(options.begin(), word.choices.begin(), word.choices.end());
      continue;
    }
    const std::vector<std::string> names = names_of(word);
    options.insert(options.end(), names.begin(), names.end());
    if (!takes_value(word)) continue;
    const std::string action =
        word.choices.empty() ? "files" : "choices=" + quoted(joined(word.choices, " "));
    values += "        " + joined(names, "|") + ") " + action + " ;;\n";
  }
  const std::string value_case =
      values.empty() ? "" : "      case $previous in\n" + values + "      esac\n";
  return "    " + quoted(spec.name) + ")\n      choices=" + quoted(joined(options, " ")) + "\n" +
         value_case + "      ;;\n";
}

// `files` completes a file and ends there; what is left completes an option, or a file.
std::string bash() {
  std::string groups;
  for (const GroupSpec& group : command_groups()) {
    groups += "    " + group.name + ") command=\"$command ${COMP_WORDS[2]}\" first=3 ;;\n";
  }
  std::string cases = "    '') choices=" + quoted(names_in("") + " --help --version") + " ;;\n";
  for (const GroupSpec& group : command_groups()) {
    cases +=
        "    " + quoted(group.name + " ") + ") choices=" + quoted(names_in(group.name)) + " ;;\n";
  }
  for (const CommandSpec& spec : all_commands()) cases += bash_case_of(spec);
  return "# bash completion of medloom: source <(medloom completion bash)\n"
         "_medloom() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  local command= choices= first=2\n"
         "  files() { choices=; word_is_file=1; }\n"
         "  local word_is_file=\n"
         "  [[ $COMP_CWORD -gt 1 ]] && command=${COMP_WORDS[1]}\n"
         "  case $command in\n" +
         groups +
         "  esac\n"
         "  [[ $COMP_CWORD -lt $first && $first -eq 3 ]] && command=\"${COMP_WORDS[1]} \"\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "  unset -f files\n"
         "  if [[ -z $word_is_file && ( $word == -* || $COMP_CWORD -lt $first || $choices != -* ) "
         "]]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$word\")\n"
         "  else\n"
         "    compopt -o filenames 2>/dev/null\n"
         "    mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "  fi\n"
         "}\n"
         "complete -F _medloom medloom\n";
}

// --- zsh ---

// Brackets and colons end the parts of a description.
std::string zsh_text(const std::string& text) {
  return replaced(replaced(replaced(text, "[", "\\["), "]", "\\]"), ":", "\\:");
}

std::string zsh_action(const Word& word) {
  return word.choices.empty() ? ":_files" : ":(" + joined(word.choices, " ") + ")";
}

std::string zsh_arguments(const CommandSpec& spec, const std::string& indent) {
  std::string text = indent + "_arguments '(-h --help)'{-h,--help}'[show this help]'";
  const auto add = [&](const std::string& argument) {
    text += " \\\n" + indent + "  " + quoted(argument);
  };
  for (const Word& word : spec.words) {
    if (!is_option(word)) {
      add((may_repeat(word) ? "*:" : ":") + zsh_text(word.names) + zsh_action(word));
      continue;
    }
    const std::string value =
        takes_value(word) ? ":" + zsh_text(word.value) + zsh_action(word) : "";
    for (const std::string& name : names_of(word)) {
      add((may_repeat(word) ? "*" : "") + name + "[" + zsh_text(word.help) + "]" + value);
    }
  }
  return text + "\n";
}

std::string zsh_describe(const std::string& group, const std::string& indent) {
  std::string text = indent + "local -a commands=(";
  for (const Level& entry : level(group)) {
    text += "\n" + indent + "  " + quoted(zsh_text(entry.name) + ":" + entry.summary);
  }
  return text + ")\n" + indent + "_describe command commands\n";
}

std::string zsh() {
  std::string cases;
  for (const GroupSpec& group : command_groups()) {
    cases += "    " + group.name + ")\n      if (( CURRENT == 3 )); then\n" +
             zsh_describe(group.name, "        ") + "        return\n      fi\n" +
             "      command=\"$words[2] $words[3]\" ;;\n";
  }
  std::string commands;
  for (const CommandSpec& spec : all_commands()) {
    const int words = spec.name.find(' ') == std::string::npos ? 1 : 2;
    commands += "    " + quoted(spec.name) + ")\n      shift " + std::to_string(words) +
                " words; (( CURRENT -= " + std::to_string(words) + " ))\n" +
                zsh_arguments(spec, "      ") + "      ;;\n";
  }
  return "#compdef medloom\n"
         "# zsh completion of medloom: medloom completion zsh > a folder of $fpath/_medloom\n"
         "_medloom() {\n"
         "  if (( CURRENT == 2 )); then\n" +
         zsh_describe("", "    ") +
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  case $command in\n" +
         cases + "  esac\n  case $command in\n" + commands +
         "  esac\n"
         "}\n"
         "compdef _medloom medloom\n";
}

// --- fish ---

std::string fish_options(const CommandSpec& spec) {
  std::string text;
  const std::string at = "complete -c medloom -n " + fish_quoted("__medloom_at " + spec.name);
  for (const Word& word : spec.words) {
    if (!is_option(word)) {
      text += at + " -F\n";
      continue;
    }
    text += at;
    for (const std::string& name : names_of(word)) {
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (takes_value(word)) {
      text += word.choices.empty() ? " -r -F" : " -x -a " + fish_quoted(joined(word.choices, " "));
    }
    text += " -d " + fish_quoted(word.help) + "\n";
  }
  return text;
}

std::string fish_names(const std::string& group) {
  std::string text;
  const std::string condition =
      group.empty() ? "__medloom_names_nothing" : "__medloom_names_only " + group;
  for (const Level& entry : level(group)) {
    text += "complete -c medloom -n " + fish_quoted(condition) + " -a " + entry.name + " -d " +
            fish_quoted(entry.summary) + "\n";
  }
  return text;
}

std::string fish() {
  std::string text =
      "# fish completion of medloom: medloom completion fish > "
      "~/.config/fish/completions/medloom.fish\n"
      "function __medloom_names_nothing\n"
      "  test (count (commandline -opc)) -eq 1\n"
      "end\n"
      "function __medloom_names_only\n"
      "  set -l words (commandline -opc)\n"
      "  test (count $words) -eq 2; and test $words[2] = $argv[1]\n"
      "end\n"
      "function __medloom_at\n"
      "  set -l words (commandline -opc)\n"
      "  set -l last (math 1 + (count $argv))\n"
      "  test (count $words) -ge $last; and test \"$words[2..$last]\" = \"$argv\"\n"
      "end\n"
      "complete -c medloom -f\n"
      "complete -c medloom -s h -l help -d 'show this help'\n";
  text += fish_names("");
  for (const GroupSpec& group : command_groups()) text += fish_names(group.name);
  for (const CommandSpec& spec : all_commands()) text += fish_options(spec);
  return text;
}

Result<int> print_completion(const CompletionArguments& arguments, Console& console) {
  const std::string script = arguments.shell == "bash"  ? bash()
                             : arguments.shell == "zsh" ? zsh()
                                                        : fish();
  if (auto written = console.out.write(script); !written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec completion_command() {
  const auto arguments = std::make_shared<CompletionArguments>();
  CommandSpec spec{"completion", "print a script that completes this tool's words in a shell", {}};
  spec.words = {{.names = "SHELL",
                 .to = &arguments->shell,
                 .help = "bash, zsh or fish",
                 .required = true,
                 .choices = {"bash", "zsh", "fish"}}};
  spec.examples = {"source <(medloom completion bash)",
                   "medloom completion fish > ~/.config/fish/completions/medloom.fish"};
  spec.call = calling(arguments, print_completion);
  return spec;
}

}  // namespace medloom
