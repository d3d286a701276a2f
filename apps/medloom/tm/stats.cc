// medloom tm stats MEMORY: what a memory holds, by languages, engine and model.
#include <memory>
#include <sstream>

#include "apps/medloom/commands.h"
#include "apps/medloom/terminal.h"
#include "apps/medloom/tm/words.h"
#include "io/memory/translation_memory.h"

namespace medloom {
namespace {

struct TmStatsArguments {
  std::string memory;
};

Result<int> tm_stats(const TmStatsArguments& arguments, Console& console) {
  using memory::TranslationMemory;
  auto memory = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::read);
  if (!memory) return tl::unexpected(memory.error());
  const auto counts = memory->counts();
  if (!counts) return tl::unexpected(counts.error());
  std::ostringstream out;
  for (const memory::MemoryCount& count : *counts) {
    const std::string languages = count.from + " > " + count.to;
    out << padded(languages, 20) << padded(printable(count.engine + " " + count.model), 28)
        << padded(grouped(count.segments), 10)
        << (count.reason.empty() ? "good" : "rejected: " + printable(count.reason)) << '\n';
  }
  if (counts->empty()) out << "empty\n";
  if (auto written = console.out.write(out.str()); !written) {
    return tl::unexpected(written.error());
  }
  return kDone;
}

}  // namespace

CommandSpec tm_stats_command() {
  const auto arguments = std::make_shared<TmStatsArguments>();
  CommandSpec spec{
      "tm stats", "say what a translation memory holds", {memory_word(arguments->memory)}};
  spec.examples = {"medloom tm stats memory.tm"};
  spec.call = calling(arguments, tm_stats);
  return spec;
}

}  // namespace medloom
