// medloom dict init: the first files of a dictionary of one's own.
//
// Tested by tests/apps/dict_tools_test.cc.
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/skeleton.h"
#include "io/open.h"
#include "io/paths.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

struct InitArguments {
  std::string folder;
};

Result<int> init(const InitArguments& arguments, Console& console) {
  const std::string shown = path_as_utf8(arguments.folder);
  std::error_code error;
  fs::create_directories(arguments.folder, error);
  if (error) return fail(ErrorCode::output, "cannot be made: " + error.message(), shown);
  const std::vector<dictionaries::NewFile> files = dictionaries::new_dictionary();
  for (const dictionaries::NewFile& file : files) {
    if (fs::exists(fs::path(arguments.folder) / file.name, error)) {
      return fail(ErrorCode::usage, "'" + file.name + "' is there already; name another folder",
                  shown);
    }
  }
  for (const dictionaries::NewFile& file : files) {
    const fs::path path = fs::path(arguments.folder) / file.name;
    Result<std::unique_ptr<Writer>> writer = open_writer({path.string(), false});
    if (!writer) return tl::unexpected(writer.error());
    if (auto written = (*writer)->write(file.text); !written)
      return tl::unexpected(written.error());
    if (auto closed = (*writer)->close(); !closed) return tl::unexpected(closed.error());
    if (auto told = console.out.write(printable(path.string()) + "\n"); !told) {
      return tl::unexpected(told.error());
    }
  }
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_init_command() {
  const auto arguments = std::make_shared<InitArguments>();
  return {.name = "dict init",
          .summary = "begin a dictionary of your own",
          .words = {{.names = "DIR",
                     .to = &arguments->folder,
                     .help = "the folder to make",
                     .required = true}},
          .examples = {"medloom dict init my-terms"},
          .call = calling(arguments, init)};
}

}  // namespace medloom
