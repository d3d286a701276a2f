// READ stage `decode`: bytes become text, and nothing else happens.
//
// All the work is the charset adapter's (text/charset.h); here its decision becomes a part of the
// record. Line ends, white space and damage stay as they are: every span of the record counts in
// this text, and `medloom stage decode` writes exactly it.
//
// Cases: tests/stages/decode_test.cc.
#include <memory>

#include "stages/stages.h"
#include "text/charset.h"

namespace medloom::stages {
namespace {

class Decode final : public Stage {
 public:
  Result<void> run(Document& document, Trace& trace) const override {
    Result<text::Decoded> decoded =
        text::decode(document.page().bytes, {document.page().content_type});
    if (!decoded) return tl::unexpected(decoded.error());
    if (trace.wanted() && decoded->contradicted) {
      trace.note("decode", 0, {}, "declared " + decoded->declared + ", is " + decoded->used);
    }
    DocumentEditor editor(document, "decode");
    editor.set_text(
        std::move(decoded->text),
        {std::move(decoded->declared), std::move(decoded->used), std::move(decoded->reason),
         decoded->replaced_bytes, decoded->torn_bytes, decoded->contradicted, decoded->doubtful});
    return {};
  }
};

}  // namespace

StageSpec decode_stage() {
  return {Phase::read,
          "decode",
          "Decides the charset by the bytes and decodes them.",
          {},
          [](const Settings&, StageContext&) { return std::make_unique<Decode>(); },
          nullptr};
}

}  // namespace medloom::stages
