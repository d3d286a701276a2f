// Settings come from two places, a TOML table and `--set key=value` words; both end in `assign`,
// so a value means the same in a profile and on a command line.
//
// Tested by tests/engine/component_spec_test.cc.
#include "pipeline/engine/component_spec.h"

#include <algorithm>
#include <cassert>
#include <charconv>

#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto comma = text.find(',');
    std::string item = trimmed(text.substr(0, comma));
    if (!item.empty()) items.push_back(std::move(item));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return items;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

std::vector<std::string> names_of(const std::vector<FieldSpec>& fields) {
  std::vector<std::string> names;
  for (const FieldSpec& field : fields) names.push_back(field.name);
  return names;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::boolean: return "true or false";
    case FieldType::integer: return "whole number";
    case FieldType::text: return "text";
    case FieldType::choice: return "choice";
    case FieldType::text_list: return "list";
  }
  return "text";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  const std::string* best = nullptr;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    // Words of one or two letters are near everything: something must be alike.
    if (distance < best_distance && distance < std::max(word.size(), candidate.size())) {
      best_distance = distance;
      best = &candidate;
    }
  }
  return best == nullptr ? "" : ", did you mean '" + *best + "'?";
}

const Settings::Value& Settings::at(std::string_view name) const {
  const auto found = std::find_if(values_.begin(), values_.end(),
                                  [name](const auto& entry) { return entry.first == name; });
  assert(found != values_.end() && "a component asked for a field that its spec does not have");
  return found->second;
}

bool Settings::boolean(std::string_view name) const { return at(name).boolean; }
std::int64_t Settings::integer(std::string_view name) const { return at(name).integer; }
const std::string& Settings::text(std::string_view name) const { return at(name).text; }
const std::vector<std::string>& Settings::list(std::string_view name) const {
  return at(name).list;
}

std::string Settings::canonical() const {
  std::string text;
  for (const auto& [name, value] : values_) {
    JsonWriter out;
    switch (value.type) {
      case FieldType::boolean: out.value(value.boolean); break;
      case FieldType::integer: out.value(value.integer); break;
      case FieldType::text:
      case FieldType::choice: out.value(value.text); break;
      case FieldType::text_list:
        out.begin_array();
        for (const std::string& item : value.list) out.value(item);
        out.end_array();
        break;
    }
    text += name + "=" + out.take() + "\n";
  }
  return text;
}

class SettingsReader {
 public:
  SettingsReader(const std::vector<FieldSpec>& fields, std::string component,
                 const std::vector<std::string>& ignored, Problems& problems)
      : fields_(fields), component_(std::move(component)), ignored_(ignored), problems_(problems) {
    for (const FieldSpec& field : fields_) {
      settings_.values_.emplace_back(field.name, Settings::Value{});
      settings_.values_.back().second.type = field.type;
      assign(field, field.default_value, "default of " + component_ + "." + field.name);
    }
  }

  void read_table(const ConfigValue& table) {
    if (table.kind != ConfigValue::Kind::table) {
      return problem(component_ + " must be a table, not " + std::string(name_of(table.kind)),
                     table.where);
    }
    for (const ConfigValue& value : table.entries) {
      const std::string& key = value.key;
      if (std::find(ignored_.begin(), ignored_.end(), key) == ignored_.end()) read(key, value);
    }
  }

  void read(const Assignment& assignment) {
    if (const FieldSpec* field = find(assignment.key, assignment.where)) {
      assign(*field, assignment.value, assignment.where);
    }
  }

  void read_word(const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos) {
      return problem("expected key=value, not '" + word + "'", "--set");
    }
    read(Assignment{word.substr(0, equals), word.substr(equals + 1), "--set " + word});
  }

  Settings take() { return std::move(settings_); }

 private:
  void problem(std::string message, std::string where) {
    problems_.push_back({ErrorCode::configuration, std::move(message), std::move(where)});
  }

  void read(const std::string& key, const ConfigValue& value) {
    const FieldSpec* field = find(key, value.where);
    if (field == nullptr) return;
    using Kind = ConfigValue::Kind;
    const FieldType type = field->type;
    if (value.kind == Kind::boolean && type == FieldType::boolean) {
      assign(*field, value.boolean ? "true" : "false", value.where);
    } else if (value.kind == Kind::integer && type == FieldType::integer) {
      assign(*field, std::to_string(value.integer), value.where);
    } else if (value.kind == Kind::text && (type == FieldType::text || type == FieldType::choice)) {
      assign(*field, value.text, value.where);
    } else if (value.kind == Kind::text && type == FieldType::text_list) {
      slot(*field).list = {value.text};
    } else if (value.kind == Kind::array && type == FieldType::text_list) {
      read_list(*field, value);
    } else {
      wrong_type(*field, value);
    }
  }

  void read_list(const FieldSpec& field, const ConfigValue& value) {
    std::vector<std::string> items;
    for (const ConfigValue& item : value.items) {
      if (item.kind != ConfigValue::Kind::text) wrong_type(field, item);
      items.push_back(item.text);
    }
    slot(field).list = std::move(items);
  }

  const FieldSpec* find(const std::string& key, const std::string& where) {
    for (const FieldSpec& field : fields_) {
      if (field.name == key) return &field;
    }
    std::vector<std::string> names = names_of(fields_);
    names.insert(names.end(), ignored_.begin(), ignored_.end());
    std::string message = component_ + " has no setting '" + key + "'" + did_you_mean(key, names);
    if (names.empty()) message += "; it has none";
    problem(std::move(message), where);
    return nullptr;
  }

  static std::string wanted(const FieldSpec& field) {
    switch (field.type) {
      case FieldType::boolean: return "true or false";
      case FieldType::integer: return "a whole number";
      case FieldType::text: return "a string";
      case FieldType::choice: return "one of " + joined(field.choices, ", ");
      case FieldType::text_list: return "a list of strings";
    }
    return {};
  }

  void wrong_type(const FieldSpec& field, const ConfigValue& value) {
    problem(component_ + "." + field.name + " must be " + wanted(field) + ", not " +
                std::string(name_of(value.kind)),
            value.where);
  }

  Settings::Value& slot(const FieldSpec& field) {
    return settings_.values_[static_cast<std::size_t>(&field - fields_.data())].second;
  }

  void assign(const FieldSpec& field, const std::string& text, const std::string& where) {
    const std::string name = component_ + "." + field.name;
    Settings::Value& value = slot(field);
    switch (field.type) {
      case FieldType::boolean:
        if (text != "true" && text != "false") {
          return problem(name + " must be true or false, not '" + text + "'", where);
        }
        value.boolean = text == "true";
        break;
      case FieldType::integer: {
        std::int64_t number = 0;
        const char* end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        if (error != std::errc() || stop != end) {
          return problem(name + " must be a whole number, not '" + text + "'", where);
        }
        if (number < field.minimum || number > field.maximum) {
          return problem(name + " must be between " + std::to_string(field.minimum) + " and " +
                             std::to_string(field.maximum) + ", not " + text,
                         where);
        }
        value.integer = number;
        break;
      }
      case FieldType::choice:
        if (std::find(field.choices.begin(), field.choices.end(), text) == field.choices.end()) {
          return problem(name + " must be " + wanted(field) + ", not '" + text + "'" +
                             did_you_mean(text, field.choices),
                         where);
        }
        value.text = text;
        break;
      case FieldType::text:
        value.text = text;
        break;
      case FieldType::text_list:
        value.list = split_list(text);
        break;
    }
  }

  const std::vector<FieldSpec>& fields_;
  std::string component_;
  const std::vector<std::string>& ignored_;
  Problems& problems_;
  Settings settings_;
};

Settings read_settings(const std::vector<FieldSpec>& fields, const ConfigValue* table,
                       const std::string& component, const std::vector<std::string>& ignored,
                       Problems& problems, const std::vector<Assignment>& assignments) {
  SettingsReader reader(fields, component, ignored, problems);
  if (table != nullptr) reader.read_table(*table);
  for (const Assignment& assignment : assignments) reader.read(assignment);
  return reader.take();
}

Settings read_settings(const std::vector<FieldSpec>& fields,
                       const std::vector<std::string>& assignments, const std::string& component,
                       Problems& problems) {
  const std::vector<std::string> none;
  SettingsReader reader(fields, component, none, problems);
  for (const std::string& word : assignments) reader.read_word(word);
  return reader.take();
}

}  // namespace medloom
