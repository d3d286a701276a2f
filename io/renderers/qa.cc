// The flat form: one line of JSON for each pair of a question and an answer, for whoever wants rows
// and no tree. A question without an answer gives no line, nor does a page without a question.
//
// `content_hash` covers what a reader of the line sees, and nothing else of the page.
//
// Tested by tests/io/renderers_test.cc.
#include "io/renderers/pairs.h"
#include "io/renderers/renderers.h"

namespace medloom::renderers {
namespace {

void write_flags(JsonWriter& out, const QaPair& pair) {
  out.key("flags").begin_array();
  for (const FlagEntry* flag : pair.flags) {
    out.begin_object();
    out.key("kind").value(flag->kind);
    out.key("text").value(flag->text);
    out.key("note").value_or_null(flag->note);
    out.key("action").value(flag->action);
    out.key("candidates").begin_array();
    for (const std::string& candidate : flag->candidates) out.value(candidate);
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

class QaRenderer final : public Renderer {
 public:
  std::string render(const Record& record) const override {
    std::string lines;
    for (const QaPair& pair : pairs_of(record)) {
      JsonWriter out;
      out.begin_object();
      write_content(out, pair);
      write_flags(out, pair);
      out.key("content_hash").value(content_hash(pair));
      out.end_object();
      lines.append(out.str()).append("\n");
    }
    return lines;
  }
};

}  // namespace

RendererSpec qa_renderer() {
  return {"qa",
          "The flat form, one line of JSON for each pair of a question and an answer.",
          {},
          [](const Settings&) { return std::make_unique<QaRenderer>(); }};
}

}  // namespace medloom::renderers
