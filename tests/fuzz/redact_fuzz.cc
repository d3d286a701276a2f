// Any bytes as a text in any voice: findings lie in the text in order, on character bounds, and
// where they are masked nothing is found that they covered.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <medloom_source_dir.h>

#include "dictionaries/private_data.h"
#include "text/utf8.h"

namespace {

using medloom::dictionaries::PrivateData;
using medloom::dictionaries::PrivateTables;
using medloom::dictionaries::SourceFile;
using medloom::dictionaries::Voice;

PrivateTables::Source table(const std::string& name) {
  const std::string path = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries/privacy/" + name;
  std::ifstream in(path, std::ios::binary);
  return {{std::istreambuf_iterator<char>(in), {}},
          std::make_shared<const SourceFile>(SourceFile{path, name})};
}

const PrivateData& data() {
  static const PrivateData kData = [] {
    medloom::Problems problems;
    PrivateTables tables(table("words.tsv"), table("rules.tsv"), problems);
    if (!problems.empty()) std::abort();
    return PrivateData(std::move(tables));
  }();
  return kData;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto voice = static_cast<Voice>(bytes[0] % medloom::dictionaries::kVoices);
  const std::string raw(reinterpret_cast<const char*>(bytes + 1), size - 1);
  const std::string text = medloom::text::repair_utf8(raw).text;
  std::uint32_t last = 0;
  std::string masked;
  for (const auto& finding : data().find(text, voice)) {
    const bool in_order = finding.at.from >= last && finding.at.to <= text.size();
    if (!in_order || finding.at.empty() || !finding.at.contains(finding.detail)) std::abort();
    if (!medloom::text::is_char_boundary(text, finding.at.from) ||
        !medloom::text::is_char_boundary(text, finding.at.to)) {
      std::abort();
    }
    masked += text.substr(last, finding.at.from - last) + "[" + finding.rule->kind + "]";
    last = finding.at.to;
  }
  masked += text.substr(last);
  if (!medloom::text::is_valid_utf8(masked)) std::abort();
  return 0;
}
