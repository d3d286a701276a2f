// medloom tm import MEMORY TMX --from LANGUAGE --to LANGUAGE: translations of others, examined.
#include <memory>

#include "apps/medloom/commands.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "apps/medloom/tm/words.h"
#include "dictionaries/exchange/glossary.h"
#include "translate/tmx_memory.h"

namespace medloom {
namespace {

struct TmImportArguments {
  std::string memory;
  std::string file;
  std::string from;
  std::string to;
  TmKnowledgeArguments knowledge;
};

Result<int> tm_import(const TmImportArguments& arguments, Console& console) {
  using memory::TranslationMemory;
  const auto bytes = read_file(arguments.file, dictionaries::kMaxExchangeBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  int exit = kDone;
  const auto knowledge = load_knowledge(arguments.knowledge, console, exit);
  if (!knowledge) return exit;
  auto memory = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::write);
  if (!memory) return tl::unexpected(memory.error());
  const auto read = translation::read_tmx(*bytes, arguments.file, arguments.from, arguments.to,
                                          knowledge->view(), *memory);
  if (!read) return tl::unexpected(read.error());
  if (!read->first_refused.empty()) report(console.err, read->first_refused);
  console.err << counted(read->stored, "unit") << " stored\n";
  for (const auto& [reason, count] : read->refused) {
    console.err << "  refused: " << grouped(count) << "  " << reason << '\n';
  }
  return static_cast<int>(read->refused.empty() ? kDone : kFindings);
}

}  // namespace

CommandSpec tm_import_command() {
  const auto arguments = std::make_shared<TmImportArguments>();
  CommandSpec spec{"tm import", "take the translations of a TMX file into a memory", {}};
  spec.words = {
      memory_word(arguments->memory),
      {.names = "TMX", .to = &arguments->file, .help = "a TMX 1.4 file", .required = true},
      {.names = "--from",
       .to = &arguments->from,
       .help = "the source language",
       .value = "LANGUAGE",
       .required = true},
      {.names = "--to",
       .to = &arguments->to,
       .help = "the language of the translations",
       .value = "LANGUAGE",
       .required = true},
      dictionary_word(arguments->knowledge.dictionaries),
      data_word(arguments->knowledge.data),
  };
  spec.notes =
      "Units are examined like the answers of an engine; what fails is refused and told.\n";
  spec.tells_exit_codes = true;
  spec.examples = {"medloom tm import memory.tm old.tmx --from zh-Hans --to en"};
  spec.call = calling(arguments, tm_import);
  return spec;
}

}  // namespace medloom
