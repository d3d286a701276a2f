// A file is opened when its turn comes, so a thousand arguments need one descriptor; what is in it
// is told by its first bytes (content.h). Opening never blocks; a FIFO that the user named, as a
// shell's <(command) does, is waited for while reading, where a signal is noticed.
//
// Tested by tests/io/sources_test.cc.
#include <fcntl.h>

#include <cerrno>

#include "io/bytes/content.h"
#include "io/file_handle.h"
#include "io/paths.h"
#include "io/sources/open_file.h"
#include "io/sources/sources.h"

namespace medloom::sources {

Result<std::unique_ptr<Source>> open_file(const Input& input, const std::string& path, int flags,
                                          const SourceContext& context) {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags));
  if (!file) {
    return fail(ErrorCode::input, "cannot be opened: " + system_message(errno), input.place);
  }
  auto content = open_content(input, std::move(file), context);
  if (!content) return tl::unexpected(content.error());
  return context.open(*content);
}

SourceSpec file_source() {
  return {"file",
          "What is in a file, packed by gzip or zstd or as it is.",
          {},
          [](const Input& input) { return input.kind == Input::Kind::file; },
          [](const Input& input, const Settings&, const SourceContext& context) {
            return open_file(input, input.path, 0, context);
          }};
}

}  // namespace medloom::sources
