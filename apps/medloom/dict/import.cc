// medloom dict import: somebody else's glossary as a table of ours.
//
// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/exchange.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/row_text.h"
#include "io/paths.h"
#include "pipeline/engine/data_files.h"

namespace medloom {
namespace {

Result<int> import(const ExchangeArguments& arguments, Console& console) {
  const auto form = form_of(arguments);
  if (!form) return tl::unexpected(form.error());
  const auto options = languages_of(arguments);
  if (!options) return tl::unexpected(options.error());
  const std::string shown = path_as_utf8(arguments.file);
  Result<std::string> bytes = read_file(arguments.file, dictionaries::kMaxExchangeBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  Problems problems;
  const dictionaries::Glossary found =
      read_exchange(**form, std::move(*bytes), shown, *options, problems);
  if (!problems.empty()) {
    report(console.err, problems);
    console.err << "import: nothing was written\n";
    return static_cast<int>(kUsage);
  }
  const bool both = !found.rows.empty() && !found.concepts.empty();
  std::string tables;
  if (!found.concepts.empty()) tables += dictionaries::table_of(found.concepts);
  if (both) {
    // One file holds one table; with a file the rows go beside it.
    if (arguments.output == "-") tables += "\n";
  }
  const std::string rows = found.rows.empty() && !found.concepts.empty()
                               ? std::string()
                               : dictionaries::table_of(found.rows);
  ExchangeArguments second = arguments;
  if (both && arguments.output != "-") {
    second.output = arguments.output.ends_with(".tsv")
                        ? arguments.output.substr(0, arguments.output.size() - 4) + ".terms.tsv"
                        : arguments.output + ".terms.tsv";
    if (auto done = write_exchange(second, rows, console); !done) {
      return tl::unexpected(done.error());
    }
    console.err << "import: the rows are in " << printable(path_as_utf8(second.output)) << '\n';
  } else {
    tables += rows;
  }
  if (auto done = write_exchange(arguments, tables, console); !done) {
    return tl::unexpected(done.error());
  }
  console.err << "import: " << counted(found.rows.size(), "row") << ", "
              << counted(found.concepts.size(), "concept") << "; 'medloom dict lint' judges them\n";
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_import_command() {
  const auto arguments = std::make_shared<ExchangeArguments>();
  std::vector<Word> words = {{.names = "FILE",
                              .to = &arguments->file,
                              .help = "what another program wrote",
                              .required = true}};
  for (Word& word : exchange_words(*arguments, "--from", "the form of the file")) {
    words.push_back(std::move(word));
  }
  return {.name = "dict import",
          .summary = "make a table of somebody else's glossary",
          .words = std::move(words),
          .notes = exchange_notes(),
          .examples = {"medloom dict import glossary.tbx --from tbx -o concepts.tsv"},
          .call = calling(arguments, import)};
}

}  // namespace medloom
