// A parsed TOML file as a plain tree in which every value knows its line and column.
//
// This is the face of the TOML library: profiles of pipelines and sites are read through it, so
// that a problem found long after parsing can still say `profile.toml:12:3`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

struct ConfigValue {
  enum class Kind : std::uint8_t { table, array, text, integer, real, boolean, other };

  Kind kind = Kind::table;
  std::string key;    // its name, when it stands in a table
  std::string where;  // "file:line:column"
  std::string text;
  std::int64_t integer = 0;
  double real = 0;
  bool boolean = false;
  std::vector<ConfigValue> items;    // of an array
  std::vector<ConfigValue> entries;  // of a table, in file order

  const ConfigValue* find(std::string_view name) const;
};

std::string_view name_of(ConfigValue::Kind kind);

// The whole file, or the one syntax error that ended it.
Result<ConfigValue> parse_toml(std::string_view toml, const std::string& file_name);

}  // namespace medloom
