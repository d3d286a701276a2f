// medloom dict list: the tables of dictionaries, with what stands in each.
//
// Tested by tests/apps/dict_list_test.cc.
#include <array>
#include <map>

#include "apps/medloom/commands.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/dictionary_files.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

struct DictListArguments {
  std::vector<std::string> paths;
  std::string data;
  bool json = false;
  std::string color = "auto";
};

constexpr std::array<const char*, 5> kModes = {"fix", "prefer", "flag", "keep", "link"};

using RowsByMode = std::map<std::string, std::size_t>;

std::size_t rows_of(const RowsByMode& modes, const std::string& mode) {
  const auto found = modes.find(mode);
  return found == modes.end() ? 0 : found->second;
}

std::size_t all_rows(const RowsByMode& modes) {
  std::size_t all = 0;
  for (const auto& [mode, number] : modes) all += number;
  return all;
}

std::string right(const std::string& text) {
  constexpr std::size_t kWidth = 8;
  return std::string(kWidth > text.size() ? kWidth - text.size() : 1, ' ') + text;
}

std::string as_table(const std::map<std::string, RowsByMode>& files, const Palette& colours) {
  std::size_t width = 5;
  for (const auto& [file, modes] : files) width = std::max(width, display_width(printable(file)));
  std::string out = std::string(colours.title) + padded("table", width);
  for (const char* mode : kModes) out += right(mode);
  out += right("all") + std::string(colours.reset) + "\n";
  RowsByMode sums;
  const auto line = [&](const std::string& name, const RowsByMode& modes) {
    out += padded(name, width);
    for (const char* mode : kModes) out += right(grouped(rows_of(modes, mode)));
    out += right(grouped(all_rows(modes))) + "\n";
  };
  for (const auto& [file, modes] : files) {
    line(printable(file), modes);
    for (const auto& [mode, number] : modes) sums[mode] += number;
  }
  line("all", sums);
  return out;
}

std::string as_json(const std::map<std::string, RowsByMode>& files) {
  JsonWriter out;
  out.begin_array();
  for (const auto& [file, modes] : files) {
    out.begin_object();
    out.key("table").value(file);
    out.key("rows").begin_object();
    for (const char* mode : kModes) {
      out.key(mode).value(static_cast<std::int64_t>(rows_of(modes, mode)));
    }
    out.end_object();
    out.end_object();
  }
  out.end_array();
  return out.take() + "\n";
}

Result<int> list_dictionaries(const DictListArguments& arguments, Console& console) {
  Problems problems;
  const Result<DictPlan> plan = plan_dictionaries(arguments.paths, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  dictionaries::DictionaryFiles read = dictionaries::read_dictionary_files(plan->paths, problems);
  std::map<std::string, RowsByMode> files;
  for (const dictionaries::TermRow& row :
       dictionaries::read_entries(std::move(read.layers), problems).rows) {
    ++files[row.from.file->name][std::string(dictionaries::name_of(row.mode))];
  }
  if (!problems.empty()) return report(console.err, problems);
  const auto written = console.out.write(
      arguments.json ? as_json(files) : as_table(files, palette(wants_colours(arguments.color))));
  if (!written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_list_command() {
  const auto arguments = std::make_shared<DictListArguments>();
  CommandSpec spec{"dict list", "list tables and how many rows of each mode they hold", {}};
  spec.words = {dictionary_paths_word(arguments->paths),
                {.names = "--json", .to = &arguments->json, .help = "as JSON"},
                data_word(arguments->data),
                color_word(arguments->color)};
  spec.notes = "Tables of concepts are not listed; `medloom dict stats` counts those.\n";
  spec.examples = {"medloom dict list", "medloom dict list my-terms.tsv --json"};
  spec.call = calling(arguments, list_dictionaries);
  return spec;
}

}  // namespace medloom
