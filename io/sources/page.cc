// Content that no other source takes is one page. Its ending only suggests a content type; what the
// bytes are is found out by the stages.
//
// Tested by tests/io/sources_test.cc.
#include "io/bytes/content.h"
#include "io/content_type.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

class PageSource final : public Source {
 public:
  PageSource(Input input, const SourceContext& context)
      : input_(std::move(input)), context_(context) {}

  std::optional<SourceItem> next() override {
    if (input_.bytes == nullptr) return std::nullopt;
    const std::shared_ptr<ByteStream> bytes = std::move(input_.bytes);
    if (complaint_) return BadInput{input_.place, std::move(*complaint_)};
    Result<std::string> read = read_all(*bytes, context_.page_bytes, context_.page_ratio);
    if (!read) {
      if (context_.stop != nullptr && *context_.stop) return std::nullopt;
      return BadInput{input_.place, read.error().message};
    }
    if (std::string complaint = bytes->complaint(); !complaint.empty()) {
      complaint_ = std::move(complaint);
      input_.bytes = bytes;  // the page first, then what is wrong with the file
    }
    Page page;
    page.bytes = std::move(*read);
    page.name = input_.name;
    page.place = input_.place;
    page.content_type = content_type_of(input_.path);
    return page;
  }

 private:
  Input input_;
  const SourceContext& context_;
  std::optional<std::string> complaint_;
};

}  // namespace

SourceSpec page_source() {
  return {"page",
          "One page: HTML, plain text or Markdown.",
          {},
          [](const Input& input) { return input.kind == Input::Kind::content; },
          [](const Input& input, const Settings&,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<PageSource>(input, context);
          }};
}

}  // namespace medloom::sources
