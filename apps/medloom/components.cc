// Tested by tests/apps/list_components_test.cc.
#include "apps/medloom/components.h"

#include "io/builtin.h"
#include "stages/builtin.h"

namespace medloom {

std::vector<Component> all_components() {
  std::vector<Component> all;
  for (const StageSpec& spec : builtin_stages()) {
    all.push_back(
        {"stage", std::string(name_of(spec.phase)), spec.name, spec.summary, spec.fields});
  }
  const auto add = [&all](const char* kind, const auto& specs) {
    for (const auto& spec : specs) all.push_back({kind, "", spec.name, spec.summary, spec.fields});
  };
  add("source", builtin_sources());
  add("renderer", builtin_renderers());
  add("writer", builtin_writers());
  return all;
}

std::string type_of(const FieldSpec& field) {
  if (field.type != FieldType::choice) return std::string(name_of(field.type));
  std::string choices;
  for (const std::string& choice : field.choices) {
    choices += (choices.empty() ? "" : "|") + choice;
  }
  return choices;
}

}  // namespace medloom
