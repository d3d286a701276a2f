// Any text through `convert` to each target, twice: the result is valid UTF-8, the edit log gives
// it back, and the second run proposes nothing. The first byte chooses settings and language.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace {

using namespace medloom;

constexpr const char* kTargets[] = {"keep", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK"};
constexpr const char* kQuotes[] = {"corner", "curly", "keep", "keep"};
constexpr const char* kSpacing[] = {"add", "keep", "remove", "keep"};
constexpr const char* kLanguages[] = {"zh-Hans",    "zh-Hant", "zh-Hant-TW", "zh-Hant-HK",
                                      "zh-Hans-CN", "zh",      "en",         ""};

const Stage& convert(std::size_t number) {
  static const auto kStages = [] {
    const DataFiles data{MEDLOOM_SOURCE_DIR};
    Problems problems;
    StageContext context(data, {}, problems);
    std::vector<std::unique_ptr<Stage>> made;
    const StageSpec spec = stages::convert_stage();
    for (std::size_t i = 0; i < 4; ++i) {
      const std::vector<std::string> set = {std::string("to=") + kTargets[i],
                                            std::string("quotes=") + kQuotes[i],
                                            std::string("spacing=") + kSpacing[i]};
      made.push_back(spec.create(read_settings(spec.fields, set, "fuzz", problems), context));
    }
    return made;
  }();
  return *kStages[number];
}

void require(bool promise, const char* what, const Document& document) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n  of: %s\n", what, document.text().c_str());
  for (const Change& change : document.log().changes()) {
    std::fprintf(stderr, "  %s: %s -> %s\n", change.rule().name.c_str(),
                 std::string(change.before).c_str(), std::string(change.after).c_str());
  }
  std::fprintf(stderr, "  is: %s\n", document.block(0).text.str().c_str());
  std::abort();
}

const std::vector<std::string>& phrases() {
  static const std::vector<std::string> kPhrases = [] {
    std::vector<std::string> all = {
        "“",        "”",    "「",   "」", "‘",  "’",  "『",
        "』",       " ",    "10",   "mg", "B",  "嘅", "https://example.org/",
        "超声检查", "产后", "產后", "着", "著", "裏", "裡",
        "前列腺",   "癥",   "，",   "\n", "万", "维"};
    for (const char* name : {"STPhrases", "STCharacters", "TSPhrases", "TSCharacters"}) {
      const auto lexicon = text::read_opencc_lexicon(name);
      for (const text::LexiconEntry& entry : *lexicon) all.push_back(entry.key);
    }
    return all;
  }();
  return kPhrases;
}

std::string text_of(const std::uint8_t* data, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i + 2 < size; i += 3) {
    const std::size_t number = data[i] | data[i + 1] << 8;
    const auto kind = data[i + 2] >> 5;
    text += kind == 0   ? std::string(1, static_cast<char>(data[i]))
            : kind <= 3 ? phrases()[number % 27]
                        : phrases()[number % phrases().size()];
  }
  return text::repair_utf8(text).text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Stage& stage = convert(data[0] & 3);
  const std::string text = text_of(data + 1, size - 1);
  Document document(std::make_shared<const Page>());
  DocumentEditor editor(document, "read");
  editor.set_text(text, {});
  Block block;
  block.text.append_copied(text, 0);
  block.language = kLanguages[data[0] >> 2 & 7];
  const BlockId id = editor.add_block(std::move(block));

  Trace trace;
  require(stage.run(document, trace).has_value(), "convert gives no error", document);
  const std::string once = document.block(id).text.str();
  const std::size_t operations = document.log().operations().size();
  require(text::is_valid_utf8(once), "the result is valid UTF-8", document);
  require(document.log().replay(text, document.block(id).text.runs()) == once,
          "the edits give the result", document);
  require(stage.run(document, trace).has_value(), "convert gives no error on its own result",
          document);
  require(document.block(id).text.str() == once, "convert is idempotent", document);
  require(document.log().operations().size() == operations, "nothing is proposed twice", document);
  return 0;
}
