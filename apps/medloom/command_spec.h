// A command of the tool as data: its name, its words and what is called once they are read.
//
// Each command describes itself in its own file; commands.cc has the table. The command line, its
// help, and whatever else speaks of commands is made from these descriptions.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "apps/medloom/console.h"
#include "pipeline/model/result.h"

namespace medloom {

// Returns an exit code, having shown what went wrong; an error is shown by the caller.
using Command = std::function<Result<int>(Console&)>;

// Where a word goes. Options of a list may be repeated; a switch takes no value.
using WordTarget =
    std::variant<bool*, std::string*, std::vector<std::string>*, unsigned*, std::uint64_t*,
                 std::optional<std::uint64_t>*, std::optional<std::string>*, double*>;

// An option ("-o,--output") or, without a dash, a word told by its place ("PATHS").
struct Word {
  std::string names;
  WordTarget to;
  std::string help = {};
  std::string value = {};    // of an option: what stands behind it, "FILE"
  std::string heading = {};  // of an option: the part of the help that it stands in
  bool required = false;
  std::vector<std::string> choices = {};
  std::optional<std::pair<double, double>> range = {};
};

struct CommandSpec {
  std::string name;  // "run"; "dict lint" of a group
  std::string summary;
  std::vector<Word> words;
  // Behind the options of the help: what the words mean together. Whole lines.
  std::string notes = {};
  std::vector<std::string> examples = {};  // as typed; a longer one may hold line breaks
  bool tells_exit_codes = false;           // the help ends with the table of exit codes
  // The words' targets live as long as this.
  Command call = {};
  std::string heading = {};  // the part of the help that it stands in; commands.cc gives it
};

// A command that has commands of its own.
struct GroupSpec {
  std::string name;
  std::string summary;
};

// What help, manual pages, completion and reference pages ask of a word.
bool is_option(const Word& word);
bool takes_value(const Word& word);
bool may_repeat(const Word& word);
std::vector<std::string> names_of(const Word& word);  // "-o,--output": "-o", "--output"
std::string shown(const Word& word);                  // "-o, --output FILE"

// "PATHS… [NAME]": the words of a command that are told by their place.
std::string places_of(const CommandSpec& spec);

// "Examples:" and the lines, indented; empty where there are none.
std::string examples_of(const CommandSpec& spec);

// Targets of words live in a value that the call keeps.
template <class Arguments>
Command calling(std::shared_ptr<Arguments> arguments,
                Result<int> (*command)(const Arguments&, Console&)) {
  return [arguments, command](Console& console) { return command(*arguments, console); };
}

}  // namespace medloom
