// The record as it is: one line of JSON (docs/records.md). How much provenance is in it was settled
// when it was assembled.
//
// Tested by tests/io/renderers_test.cc.
#include "io/renderers/renderers.h"

namespace medloom::renderers {
namespace {

class RecordRenderer final : public Renderer {
 public:
  std::string render(const Record& record) const override { return to_json(record) + "\n"; }
};

}  // namespace

RendererSpec record_renderer() {
  return {"record", "The whole record, one line of JSON a page.", {}, [](const Settings&) {
            return std::make_unique<RecordRenderer>();
          }};
}

}  // namespace medloom::renderers
