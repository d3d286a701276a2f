// Standard output, through a descriptor of its own, so that closing it reports what a disk or a
// network folder behind it has to say, and the program can still be asked to write to the original.
//
// Tested by tests/io/writers_test.cc and tests/apps/run_test.cc.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "io/paths.h"
#include "io/writers/descriptor_writer.h"
#include "io/writers/writers.h"

namespace medloom::writers {
namespace {

constexpr char kPlace[] = "standard output";

Result<std::unique_ptr<Writer>> open_stdout(const Output&, const Settings&) {
  FileHandle copy(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!copy) {
    return fail(ErrorCode::output, "cannot be written: " + system_message(errno), kPlace);
  }
  return std::make_unique<DescriptorWriter>(std::move(copy), kPlace);
}

}  // namespace

WriterSpec stdout_writer() {
  return {"stdout",
          "Standard output, named \"-\".",
          {},
          [](const Output& output) { return output.path == "-"; },
          open_stdout};
}

}  // namespace medloom::writers
