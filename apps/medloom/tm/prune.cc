// medloom tm prune MEMORY: takes out what no run can use any more.
#include <memory>

#include "apps/medloom/commands.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "apps/medloom/tm/words.h"
#include "io/memory/translation_memory.h"
#include "pipeline/engine/digest.h"

namespace medloom {
namespace {

struct TmPruneArguments {
  std::string memory;
  bool rejected = false;
  TmKnowledgeArguments knowledge;
};

Result<int> tm_prune(const TmPruneArguments& arguments, Console& console) {
  using memory::TranslationMemory;
  int exit = kDone;
  const auto knowledge = load_knowledge(arguments.knowledge, console, exit);
  if (!knowledge) return exit;
  auto memory = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::write);
  if (!memory) return tl::unexpected(memory.error());
  const auto gone = memory->prune([&](const memory::MemoryEntry& entry) {
    const memory::MemoryKey& key = entry.key;
    if (entry.rejected() && arguments.rejected) return true;
    if (key.protection != translation::kProtection) return true;
    const std::string signature = knowledge->view().terms.signature(key.segment, key.from, key.to);
    return translation::terms_digest(signature, sha256_hex) != key.terms;
  });
  if (!gone) return tl::unexpected(gone.error());
  console.err << counted(*gone, "segment") << " removed\n";
  return kDone;
}

}  // namespace

CommandSpec tm_prune_command() {
  const auto arguments = std::make_shared<TmPruneArguments>();
  CommandSpec spec{"tm prune", "remove what no run can use any more", {}};
  spec.words = {
      memory_word(arguments->memory),
      {.names = "--rejected", .to = &arguments->rejected, .help = "rejected answers too"},
      dictionary_word(arguments->knowledge.dictionaries),
      data_word(arguments->knowledge.data),
  };
  spec.notes =
      "Translations of an earlier protection, and those whose terms the dictionaries now have\n"
      "otherwise. Name the same dictionaries as in the run.\n";
  spec.examples = {"medloom tm prune memory.tm --rejected"};
  spec.call = calling(arguments, tm_prune);
  return spec;
}

}  // namespace medloom
