// Standard input as one page. Where it is a terminal or a pipe that stays silent, a signal ends the
// wait; nothing of a page that did not come to its end is handed on.
//
// Tested by tests/io/sources_test.cc and tests/apps/run_test.cc.
#include <unistd.h>

#include "io/sources/read_bytes.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

class StdinSource final : public Source {
 public:
  StdinSource(Input input, const SourceContext& context)
      : input_(std::move(input)), context_(context) {}

  std::optional<SourceItem> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Result<std::string> bytes = read_bytes(STDIN_FILENO, context_.page_bytes, context_.stop);
    if (!bytes) {
      if (context_.stop != nullptr && *context_.stop) return std::nullopt;
      return BadInput{input_.place, bytes.error().message};
    }
    Page page;
    page.bytes = std::move(*bytes);
    page.name = input_.name;
    page.place = input_.place;
    return page;
  }

 private:
  Input input_;
  const SourceContext& context_;
  bool done_ = false;
};

}  // namespace

SourceSpec stdin_source() {
  return {"stdin",
          "One page from standard input, named \"-\".",
          {},
          [](const Input& input) { return input.kind == Input::Kind::stream; },
          [](const Input& input, const Settings&,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<StdinSource>(input, context);
          }};
}

}  // namespace medloom::sources
