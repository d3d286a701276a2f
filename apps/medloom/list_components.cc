// medloom stages: every registered component with its settings, as a table or as JSON, made from
// the specs alone, so that it cannot disagree with what a profile accepts.
//
// Tested by tests/apps/list_components_test.cc.
#include <algorithm>
#include <limits>

#include "apps/medloom/commands.h"
#include "apps/medloom/components.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

Result<std::vector<Component>> components_named(const std::string& name) {
  std::vector<Component> all = all_components();
  if (name.empty()) return all;
  std::vector<Component> found;
  std::vector<std::string> names;
  for (Component& component : all) {
    names.push_back(component.name);
    if (component.name == name) found.push_back(std::move(component));
  }
  if (!found.empty()) return found;
  return fail(ErrorCode::usage, "there is no component '" + name + "'" + did_you_mean(name, names));
}

// As one would type it.
std::string set_word(const Component& component, const FieldSpec& field) {
  return "--set " + component.name + "." + field.name + "=" +
         (field.default_value.empty() ? "\"\"" : field.default_value);
}

std::string settings_table(const Component& component, const Palette& colours) {
  std::size_t width = 0;
  for (const FieldSpec& field : component.fields) {
    width = std::max(width, display_width(set_word(component, field)));
  }
  std::string out;
  for (const FieldSpec& field : component.fields) {
    out += "      " + padded(set_word(component, field), width) + "  " + field.description + " " +
           std::string(colours.dim) + "(" + type_of(field) + ")" + std::string(colours.reset) +
           "\n";
  }
  return out;
}

std::string table(const std::vector<Component>& components, const Palette& colours) {
  std::size_t width = 0;
  for (const Component& component : components) {
    width = std::max(width, display_width(component.name));
  }
  std::string out;
  std::string kind;
  for (const Component& component : components) {
    if (component.kind != kind) {
      kind = component.kind;
      out += (out.empty() ? "" : "\n") + std::string(colours.title) + kind + "s" +
             std::string(colours.reset) + (kind == "stage" ? ", in running order" : "") + "\n";
    }
    out += "  " + padded(component.name, width) + "  " +
           (component.phase.empty() ? "" : padded(component.phase, 5) + "  ") + component.summary +
           "\n" + settings_table(component, colours);
  }
  return out;
}

void write_field(JsonWriter& out, const FieldSpec& field) {
  out.begin_object();
  out.key("name").value(field.name);
  out.key("type").value(name_of(field.type));
  out.key("default").value(field.default_value);
  out.key("description").value(field.description);
  if (field.type == FieldType::choice) {
    out.key("choices").begin_array();
    for (const std::string& choice : field.choices) out.value(choice);
    out.end_array();
  }
  if (field.minimum != std::numeric_limits<std::int64_t>::min()) {
    out.key("minimum").value(field.minimum);
  }
  if (field.maximum != std::numeric_limits<std::int64_t>::max()) {
    out.key("maximum").value(field.maximum);
  }
  out.end_object();
}

std::string json(const std::vector<Component>& components) {
  JsonWriter out;
  out.begin_array();
  for (const Component& component : components) {
    out.begin_object();
    out.key("kind").value(component.kind);
    if (!component.phase.empty()) out.key("phase").value(component.phase);
    out.key("name").value(component.name);
    out.key("summary").value(component.summary);
    out.key("settings").begin_array();
    for (const FieldSpec& field : component.fields) write_field(out, field);
    out.end_array();
    out.end_object();
  }
  out.end_array();
  return out.take() + "\n";
}

struct StagesArguments {
  std::string name;  // empty: all
  bool json = false;
  std::string color = "auto";
};

Result<int> list_components(const StagesArguments& arguments, Console& console) {
  const Result<std::vector<Component>> components = components_named(arguments.name);
  if (!components) return tl::unexpected(components.error());
  const std::string text = arguments.json
                               ? json(*components)
                               : table(*components, palette(wants_colours(arguments.color)));
  if (auto written = console.out.write(text); !written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec stages_command() {
  const auto arguments = std::make_shared<StagesArguments>();
  CommandSpec spec{"stages", "list stages, sources, renderers and writers", {}};
  spec.words = {{.names = "NAME", .to = &arguments->name, .help = "only this one"},
                {.names = "--json", .to = &arguments->json, .help = "as JSON"},
                color_word(arguments->color)};
  spec.examples = {"medloom stages convert", "medloom stages --json"};
  spec.call = calling(arguments, list_components);
  return spec;
}

}  // namespace medloom
