// medloom tm export MEMORY: its good translations as TMX.
#include <memory>

#include "apps/medloom/commands.h"
#include "apps/medloom/terminal.h"
#include "apps/medloom/tm/words.h"
#include "translate/tmx_memory.h"

namespace medloom {
namespace {

struct TmExportArguments {
  std::string memory;
  std::string from;
  std::string to;
};

Result<int> tm_export(const TmExportArguments& arguments, Console& console) {
  using memory::TranslationMemory;
  auto memory = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::read);
  if (!memory) return tl::unexpected(memory.error());
  const auto written =
      translation::write_tmx(*memory, {arguments.from, arguments.to, "", false},
                             [&](std::string_view bytes) { return console.out.write(bytes); });
  if (!written) return tl::unexpected(written.error());
  console.err << counted(*written, "unit") << " written\n";
  return kDone;
}

}  // namespace

CommandSpec tm_export_command() {
  const auto arguments = std::make_shared<TmExportArguments>();
  CommandSpec spec{"tm export", "write the translations of a memory as TMX", {}};
  spec.words = {
      memory_word(arguments->memory),
      {.names = "--from",
       .to = &arguments->from,
       .help = "of this source language alone",
       .value = "LANGUAGE"},
      {.names = "--to",
       .to = &arguments->to,
       .help = "into this language alone",
       .value = "LANGUAGE"},
  };
  spec.examples = {"medloom tm export memory.tm --from zh-Hans --to en > memory.tmx"};
  spec.call = calling(arguments, tm_export);
  return spec;
}

}  // namespace medloom
