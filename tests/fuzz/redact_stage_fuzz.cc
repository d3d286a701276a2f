// Any lines through the whole stage `redact`, twice: the result is valid UTF-8, the edit log gives
// it back, and the second run finds nothing. The first byte chooses the policy and who speaks; the
// others choose words of the tables, characters that numbers are written with, and bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <medloom_source_dir.h>

#include "dictionaries/private_tables.h"
#include "stages/stages.h"
#include "text/utf8.h"

namespace {

using namespace medloom;

constexpr Role kRoles[] = {Role::question, Role::answer, Role::none, Role::heading};

const Stage& redact(std::size_t number) {
  static const auto kStages = [] {
    const DataFiles data{MEDLOOM_SOURCE_DIR};
    Problems problems;
    StageContext context(data, {}, problems);
    std::vector<std::unique_ptr<Stage>> made;
    const StageSpec spec = stages::redact_stage();
    for (const std::vector<std::string>& set :
         std::vector<std::vector<std::string>>{{"policy=default"},
                                               {"policy=strict"},
                                               {"actions=birth-date=mask,address=mask"},
                                               {"actions=phone=generalise"}}) {
      made.push_back(spec.create(read_settings(spec.fields, set, "fuzz", problems), context));
      if (!problems.empty()) std::abort();
    }
    return made;
  }();
  return *kStages[number];
}

// What the tables know, and what stands between.
const std::vector<std::string>& phrases() {
  static const std::vector<std::string> kPhrases = [] {
    std::vector<std::string> all = {
        " ",    "\n",  "：",         ":",           "，", "。",     "-",       ".",
        "（",   "）",  "0912345678", "13812345678", "李", "王小明", "Mary Wo", "@",
        "９",   "三",  "①",          "\u200B",      "о",  "1985年", "3月2日",  "12號",
        "市",   "區",  "a.b",        ".com",        "9",  "91",     "A",       "123456",
        "Mary", "(7)", "[phone]",    "[name]",      "#",  "京",     "的",      "是"};
    std::ifstream in(MEDLOOM_SOURCE_DIR "/dictionaries/privacy/words.tsv", std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      const std::size_t from = line.find('\t');
      if (line.starts_with('#') || from == std::string::npos) continue;
      std::string_view words = std::string_view(line).substr(from + 1);
      words = words.substr(0, words.find('\t'));
      while (!words.empty()) {
        const std::size_t end = std::min(words.find('|'), words.size());
        all.emplace_back(words.substr(0, end));
        words.remove_prefix(std::min(words.size(), end + 1));
      }
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
    text += kind <= 1   ? std::string(1, static_cast<char>(data[i]))
            : kind <= 4 ? phrases()[number % 40]
                        : phrases()[number % phrases().size()];
  }
  return text::repair_utf8(text).text;
}

void require(bool promise, const char* what, const Document& document) {
  if (promise) return;
  std::cerr << "broken promise: " << what << "\n  of: " << document.text() << '\n';
  for (const Block& block : document.blocks()) std::cerr << "  is: " << block.text.view() << '\n';
  for (const Change& change : document.log().changes())
    std::cerr << "  by " << change.rule().name << '\n';
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Stage& stage = redact(data[0] & 3);
  const std::string text = text_of(data + 1, size - 1);
  Document document(std::make_shared<const Page>());
  DocumentEditor editor(document, "read");
  editor.set_text(text, {});
  for (std::size_t from = 0; from < text.size();) {  // a block for each line
    const std::size_t end = std::min(text.find('\n', from), text.size());
    Block block;
    block.text.append_copied(std::string_view(document.text()).substr(from, end - from),
                             static_cast<std::uint32_t>(from));
    block.role = kRoles[data[0] >> 2 & 3];
    editor.add_block(std::move(block));
    from = end + 1;
  }

  Trace trace;
  require(stage.run(document, trace).has_value(), "redact gives no error", document);
  std::vector<std::string> once;
  for (const Block& block : document.blocks()) {
    once.push_back(block.text.str());
    require(text::is_valid_utf8(once.back()), "the result is valid UTF-8", document);
    require(document.log().replay(document.text(), block.text.runs()) == once.back(),
            "the edits give the result", document);
  }
  const std::size_t operations = document.log().operations().size();
  require(stage.run(document, trace).has_value(), "redact gives no error on its own result",
          document);
  std::size_t number = 0;
  for (const Block& block : document.blocks()) {
    require(block.text.view() == once[number++], "redact is idempotent", document);
  }
  require(document.log().operations().size() == operations, "nothing is found twice", document);
  return 0;
}
