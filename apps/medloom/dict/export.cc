// medloom dict export: dictionaries for other programs, and what those cannot carry.
//
// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/exchange.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/terminal.h"

namespace medloom {
namespace {

// Rows and concepts of the paths named, or all of ours.
dictionaries::Glossary glossary_of(const dictionaries::Library& library, const DictPlan& plan) {
  dictionaries::Glossary out;
  for (const dictionaries::TermRow& row : library.entries().rows) {
    if (row.from.file && concerns(plan, row.from.file->path)) out.rows.push_back(row);
  }
  for (const dictionaries::Concept& entry : library.entries().concept_rows) {
    if (entry.from.file && concerns(plan, entry.from.file->path)) out.concepts.push_back(entry);
  }
  return out;
}

Result<int> export_to(const ExchangeArguments& arguments, Console& console) {
  const auto form = form_of(arguments);
  if (!form) return tl::unexpected(form.error());
  const auto options = languages_of(arguments);
  if (!options) return tl::unexpected(options.error());
  Problems problems;
  const Result<DictPlan> plan = plan_dictionaries(arguments.paths, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const std::optional<dictionaries::Library> library = load_dictionaries(*plan, problems);
  if (!library) return report(console.err, problems);
  const dictionaries::Exported out = (*form)->write(glossary_of(*library, *plan), *options);
  if (auto done = write_exchange(arguments, out.bytes, console); !done) {
    return tl::unexpected(done.error());
  }
  console.err << "export: " << grouped(out.entries) << " written\n";
  for (const auto& [reason, count] : out.left_out) {
    console.err << "  left out " << grouped(count) << ": " << printable(reason) << '\n';
  }
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_export_command() {
  const auto arguments = std::make_shared<ExchangeArguments>();
  std::vector<Word> words = {dictionary_paths_word(arguments->paths)};
  for (Word& word : exchange_words(*arguments, "--to", "the form to write")) {
    words.push_back(std::move(word));
  }
  return {.name = "dict export",
          .summary = "write dictionaries for another program",
          .words = std::move(words),
          .notes = exchange_notes(),
          .examples = {"medloom dict export --to deepl-csv --languages zh-Hans,en -o deepl.csv"},
          .call = calling(arguments, export_to)};
}

}  // namespace medloom
