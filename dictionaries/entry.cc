// Names and places of rows. Tested by tests/dictionaries.
#include "dictionaries/entry.h"

namespace medloom::dictionaries {

std::string_view name_of(Mode mode) {
  static constexpr std::array<std::string_view, 5> kNames = {"fix", "prefer", "link", "flag",
                                                             "keep"};
  return kNames[static_cast<std::size_t>(mode)];
}

std::string SourceLine::name() const {
  return file ? file->name + ":" + std::to_string(line) : std::string();
}

std::string SourceLine::where(std::uint32_t column) const {
  if (!file) return {};
  return file->path + ":" + std::to_string(line) + ":" + std::to_string(column > 0 ? column : 1);
}

const std::string* Concept::label(std::string_view language) const {
  std::string tag(language);
  for (;;) {
    if (const auto at = labels.find(tag); at != labels.end()) return &at->second;
    const auto dash = tag.rfind('-');
    if (dash == std::string::npos) break;
    tag.resize(dash);
  }
  if (language != "zh" && !language.starts_with("zh-Hant")) return nullptr;
  const auto at = labels.find(language == "zh" ? "zh-Hans" : "zh-Hant-TW");
  return at == labels.end() ? nullptr : &at->second;
}

}  // namespace medloom::dictionaries
