// Any text through `repair`, twice: the result is valid UTF-8, the edit log gives it back, and the
// second run proposes nothing. The first byte chooses the language of the block.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "stages/stages.h"
#include "text/utf8.h"

namespace {

using namespace medloom;

const Stage& repair() {
  static const DataFiles kData{std::filesystem::path()};
  static Problems problems;
  static StageContext context(kData, {}, problems);
  static const std::unique_ptr<Stage> kStage = stages::repair_stage().create(Settings(), context);
  return *kStage;
}

void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr const char* kLanguages[] = {"en", "zh-Hans", "zh-Hant", "und", "ja", ""};
  if (size == 0) return 0;
  const std::string text =
      text::repair_utf8({reinterpret_cast<const char*>(data) + 1, size - 1}).text;

  Document document(std::make_shared<const Page>());
  DocumentEditor editor(document, "read");
  editor.set_text(text, {});
  Block block;
  block.text.append_copied(text, 0);
  block.language = kLanguages[data[0] % std::size(kLanguages)];
  const BlockId id = editor.add_block(std::move(block));

  Trace trace;
  require(repair().run(document, trace).has_value(), "repair gives no error");
  const std::string once = document.block(id).text.str();
  const std::size_t operations = document.log().operations().size();
  require(text::is_valid_utf8(once), "the result is valid UTF-8");
  require(document.log().replay(text, document.block(id).text.runs()) == once,
          "the edits give the result");
  require(repair().run(document, trace).has_value(), "repair gives no error on its own result");
  require(document.block(id).text.str() == once, "repair is idempotent");
  require(document.log().operations().size() == operations, "nothing is proposed twice");
  return 0;
}
