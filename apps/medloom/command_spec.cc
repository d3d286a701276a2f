// Tested by all that is made of the descriptions: tests/apps/{completion,man,reference}_test.cc.
#include "apps/medloom/command_spec.h"

#include <algorithm>

namespace medloom {

bool is_option(const Word& word) { return word.names.starts_with('-'); }

bool takes_value(const Word& word) { return !std::holds_alternative<bool*>(word.to); }

bool may_repeat(const Word& word) {
  return std::holds_alternative<std::vector<std::string>*>(word.to);
}

std::vector<std::string> names_of(const Word& word) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from <= word.names.size();) {
    const std::size_t comma = std::min(word.names.find(',', from), word.names.size());
    names.push_back(word.names.substr(from, comma - from));
    from = comma + 1;
  }
  return names;
}

std::string shown(const Word& word) {
  std::string text;
  for (const std::string& name : names_of(word)) text += (text.empty() ? "" : ", ") + name;
  return word.value.empty() ? text : text + " " + word.value;
}

std::string places_of(const CommandSpec& spec) {
  std::string text;
  for (const Word& word : spec.words) {
    if (is_option(word)) continue;
    const std::string name = word.names + (may_repeat(word) ? "…" : "");
    text += (text.empty() ? "" : " ") + (word.required ? name : "[" + name + "]");
  }
  return text;
}

std::string examples_of(const CommandSpec& spec) {
  std::string text = spec.examples.empty() ? "" : "Examples:\n";
  for (const std::string& example : spec.examples) {
    text += "  ";
    for (const char c : example) text += c == '\n' ? std::string("\n      ") : std::string(1, c);
    text += "\n";
  }
  return text;
}

}  // namespace medloom
