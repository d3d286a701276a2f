// Standard input is read like a file. Whoever writes into it may be slow, so it is waited for in
// short turns, where a signal is noticed.
//
// Tested by tests/io/sources_test.cc and tests/apps/run_test.cc.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "io/bytes/content.h"
#include "io/file_handle.h"
#include "io/paths.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

Result<std::unique_ptr<Source>> open_stdin(const Input& input, const Settings&,
                                           const SourceContext& context) {
  FileHandle file(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
  if (!file) return fail(ErrorCode::input, system_message(errno), input.place);
  auto content = open_content(input, std::move(file), context);
  if (!content) return tl::unexpected(content.error());
  return context.open(*content);
}

}  // namespace

SourceSpec stdin_source() {
  return {"stdin",
          "What comes from standard input, named \"-\".",
          {},
          [](const Input& input) { return input.kind == Input::Kind::stream; },
          open_stdin};
}

}  // namespace medloom::sources
