// The only file that includes the TOML library: it is dear to compile, and its exceptions end here.
//
// The library keeps tables sorted by key; the file's order is restored from the positions, because
// a profile reads from top to bottom and so should the report of its problems.
//
// Tested by tests/engine/config_tree_test.cc.
#include "pipeline/engine/config_tree.h"

#include <algorithm>

#include <toml++/toml.h>

namespace medloom {
namespace {

std::string place(const std::string& file, const toml::source_region& source) {
  return file + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column);
}

// Far more than a profile needs, and far less than a stack holds.
constexpr int kMaxDepth = 64;

ConfigValue convert(const toml::node& node, const std::string& file, int depth = 0) {
  if (depth > kMaxDepth) {
    throw toml::parse_error("tables and lists are nested too deep", node.source());
  }
  ConfigValue value;
  value.where = place(file, node.source());
  if (const auto* table = node.as_table()) {
    value.kind = ConfigValue::Kind::table;
    std::vector<std::pair<toml::source_position, std::size_t>> order;
    for (const auto& [key, child] : *table) {
      order.emplace_back(key.source().begin, value.entries.size());
      value.entries.push_back(convert(child, file, depth + 1));
      value.entries.back().key = key.str();
      // Point at the key: that is what the author has to change.
      if (key.source().begin.line > 0) {
        value.entries.back().where = place(file, key.source());
      }
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
    });
    std::vector<ConfigValue> sorted;
    for (const auto& [position, index] : order) sorted.push_back(std::move(value.entries[index]));
    value.entries = std::move(sorted);
  } else if (const auto* array = node.as_array()) {
    value.kind = ConfigValue::Kind::array;
    for (const auto& child : *array) value.items.push_back(convert(child, file, depth + 1));
  } else if (const auto* text = node.as_string()) {
    value.kind = ConfigValue::Kind::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = ConfigValue::Kind::integer;
    value.integer = integer->get();
  } else if (const auto* real = node.as_floating_point()) {
    value.kind = ConfigValue::Kind::real;
    value.real = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = ConfigValue::Kind::boolean;
    value.boolean = boolean->get();
  } else {
    value.kind = ConfigValue::Kind::other;  // dates: nothing here takes one
  }
  return value;
}

}  // namespace

const ConfigValue* ConfigValue::find(std::string_view name) const {
  for (const ConfigValue& value : entries) {
    if (value.key == name) return &value;
  }
  return nullptr;
}

std::string_view name_of(ConfigValue::Kind kind) {
  switch (kind) {
    case ConfigValue::Kind::table:
      return "a table";
    case ConfigValue::Kind::array:
      return "a list";
    case ConfigValue::Kind::text:
      return "a string";
    case ConfigValue::Kind::integer:
      return "a whole number";
    case ConfigValue::Kind::real:
      return "a number";
    case ConfigValue::Kind::boolean:
      return "true or false";
    case ConfigValue::Kind::other:
      return "a date";
  }
  return "a value";
}

Result<ConfigValue> parse_toml(std::string_view toml, const std::string& file_name) {
  try {
    return convert(toml::parse(toml, file_name), file_name);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::configuration, std::string(error.description()),
                place(file_name, error.source()));
  }
}

}  // namespace medloom
