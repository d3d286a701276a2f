// Tested by tests/apps/sandbox_test.cc.
#include "apps/medloom/run/room.h"

#include <filesystem>

#include "io/expand_inputs.h"

namespace medloom {

SandboxRoom room_of_run(const RunArguments& arguments, const std::string& scratch) {
  SandboxRoom room;
  Problems told_before;
  room.read = expand_inputs(arguments.paths, told_before);
  if (const auto data = find_data(arguments.pipeline.data, std::string()); data) {
    room.read.push_back(data->root().string());  // of --report
  }
  room.write = {scratch};
  for (const std::string* path : {&arguments.output, &arguments.rejects, &arguments.trace,
                                  &arguments.stats, &arguments.report}) {
    if (path->empty() || *path == "-") continue;
    const std::filesystem::path folder = std::filesystem::path(*path).parent_path();
    room.write.push_back(folder.empty() ? "." : folder.string());
  }
  return room;
}

}  // namespace medloom
