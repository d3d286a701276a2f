// medloom kb export: the records of a knowledge base, byte for byte as they were loaded.
//
// Tested by tests/apps/kb_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/kb/words.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "io/stores/store.h"

namespace medloom {
namespace {

struct KbExportArguments {
  std::string base;
  std::string output = "-";
  bool force = false;
};

Result<int> kb_export(const KbExportArguments& arguments, Console& console) {
  auto store = stores::open_store(arguments.base, stores::Access::read);
  if (!store) return tl::unexpected(store.error());
  Result<std::unique_ptr<Writer>> file = nullptr;
  if (arguments.output != "-") {
    Output output;
    output.path = arguments.output;
    output.force = arguments.force;
    file = open_writer(output);
    if (!file) return tl::unexpected(file.error());
  }
  Writer& out = *file == nullptr ? console.out : **file;
  std::size_t count = 0;
  std::string line;
  auto written = (*store)->export_records([&](std::string_view json) {
    ++count;
    line.assign(json).push_back('\n');
    return out.write(line);
  });
  if (written && *file != nullptr) written = out.close();
  if (!written) return tl::unexpected(written.error());
  console.err << counted(count, "record") << " written\n";
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec kb_export_command() {
  const auto arguments = std::make_shared<KbExportArguments>();
  CommandSpec spec{"kb export", "write the records of a knowledge base, by id", {}};
  spec.words = {base_word(arguments->base),
                {.names = "-o,--output",
                 .to = &arguments->output,
                 .help = "a file (.jsonl, .gz, .zst), or - for standard output",
                 .value = "FILE"},
                {.names = "--force", .to = &arguments->force, .help = "replace an existing file"}};
  spec.examples = {"medloom kb export health.kb -o records.jsonl.zst"};
  spec.call = calling(arguments, kb_export);
  return spec;
}

}  // namespace medloom
