// One description of a component: from it come parsing of its settings, defaults, errors for
// unknown keys (with a suggestion), the reference page, `medloom stages` and the contract test.
//
// The same for stages, sources, renderers and writers; each adds only how it is created.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/config_tree.h"
#include "pipeline/model/result.h"

namespace medloom {

enum class FieldType : std::uint8_t { boolean, integer, text, choice, text_list };
std::string_view name_of(FieldType type);

struct FieldSpec {
  std::string name;
  FieldType type = FieldType::text;
  std::string default_value;  // as one would write it: "true", "512", "keep", "a, b"
  std::string description;    // one sentence
  std::vector<std::string> choices = {};  // of a choice
  std::int64_t minimum = std::numeric_limits<std::int64_t>::min();
  std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
};

// The settings of one component, complete: every field of its spec has a value of its type.
class Settings {
 public:
  bool boolean(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  const std::string& text(std::string_view name) const;  // text and choice
  const std::vector<std::string>& list(std::string_view name) const;

  // "name=value" lines in the order of the spec, values as JSON: what a fingerprint is taken of.
  std::string canonical() const;

 private:
  friend class SettingsReader;
  struct Value {
    bool boolean = false;
    std::int64_t integer = 0;
    std::string text;
    std::vector<std::string> list;
    FieldType type = FieldType::text;
  };
  const Value& at(std::string_view name) const;
  std::vector<std::pair<std::string, Value>> values_;
};

// A setting given on the command line, which wins over the table's.
struct Assignment {
  std::string key;
  std::string value;  // as one would write a default
  std::string where;  // "--set convert.to=zh-Hant-TW"
};

// Reads the settings of `component` ("stage convert") from a table; keys in `ignored` belong to
// whoever asks. Every problem goes to `problems`; the settings are usable when none was added.
Settings read_settings(const std::vector<FieldSpec>& fields, const ConfigValue* table,
                       const std::string& component, const std::vector<std::string>& ignored,
                       Problems& problems, const std::vector<Assignment>& assignments = {});

// The same from `key=value` words of a command line alone.
Settings read_settings(const std::vector<FieldSpec>& fields,
                       const std::vector<std::string>& assignments, const std::string& component,
                       Problems& problems);

// ", did you mean 'x'?" for the nearest of `known` by edit distance, or nothing when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

}  // namespace medloom
