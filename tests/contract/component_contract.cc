// Names are checked by hand, letter by letter: there is no regular expression in this house.
#include "tests/contract/component_contract.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace medloom::test {
namespace {

bool is_word(std::string_view name, char joint) {
  if (name.empty() || name.front() == joint || name.back() == joint) return false;
  if (name.front() >= '0' && name.front() <= '9') return false;
  char before = 0;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != joint || before == joint)) return false;
    before = c;
  }
  return true;
}

bool is_sentence(std::string_view text) {
  const bool ends = text.ends_with('.') || text.ends_with("…");
  return text.size() > 10 && ends && text.find('\n') == std::string_view::npos;
}

std::string help(const Description& component, std::string_view what) {
  return "\nhelp: " + std::string(what) + " in the " + component.kind + " spec of " +
         component.file;
}

void expect_field(const Description& component, const FieldSpec& field) {
  SCOPED_TRACE(component.kind + " " + component.name + ", setting " + field.name);
  EXPECT_TRUE(is_word(field.name, '_')) << help(component, "name settings like `max_nodes`");
  EXPECT_TRUE(is_sentence(field.description))
      << "'" << field.description << "'" << help(component, "describe the setting in one sentence");
  if (field.type == FieldType::choice) {
    EXPECT_GE(field.choices.size(), 2U) << help(component, "list what there is to choose from");
  } else {
    EXPECT_TRUE(field.choices.empty()) << help(component, "only a choice has choices");
  }
  if (field.type == FieldType::integer) {
    EXPECT_LT(field.minimum, field.maximum) << help(component, "give the bounds of the number");
    EXPECT_GT(field.minimum, std::numeric_limits<std::int64_t>::min())
        << help(component, "give the least value that makes sense");
    EXPECT_LT(field.maximum, std::numeric_limits<std::int64_t>::max())
        << help(component, "give the greatest value that is safe");
  }
}

}  // namespace

void expect_described(const Description& component) {
  SCOPED_TRACE(component.kind + " " + component.name);
  EXPECT_TRUE(is_word(component.name, '-')) << help(component, "use a name like `pinyin-marks`");
  EXPECT_TRUE(is_sentence(component.summary))
      << "'" << component.summary << "'" << help(component, "write the summary as one sentence");
  std::set<std::string> names;
  for (const FieldSpec& field : *component.fields) {
    expect_field(component, field);
    EXPECT_TRUE(names.insert(field.name).second)
        << field.name << " twice" << help(component, "name each setting once");
  }
  Problems problems;
  read_settings(*component.fields, nullptr, component.kind, {}, problems);
  for (const Error& problem : problems) {
    ADD_FAILURE() << to_string(problem) << help(component, "write a default that parses");
  }
}

void expect_unknown_settings_reported(const Description& component) {
  const auto table = parse_toml("use = 'x'\n  no_such_setting_here = 1\n", "p.toml");
  Problems problems;
  read_settings(*component.fields, &*table, component.kind + " " + component.name, {"use"},
                problems);
  ASSERT_EQ(problems.size(), 1U) << help(component, "do not name a setting so");
  EXPECT_EQ(problems[0].where, "p.toml:2:3");
  EXPECT_NE(problems[0].message.find("has no setting 'no_such_setting_here'"), std::string::npos);

  for (const FieldSpec& field : *component.fields) {
    Problems misspelt;
    read_settings(*component.fields, {field.name + "x=1"}, component.name, misspelt);
    ASSERT_EQ(misspelt.size(), 1U) << field.name + "x" << help(component, "names are too alike");
    EXPECT_NE(misspelt[0].message.find("did you mean '" + field.name + "'"), std::string::npos)
        << misspelt[0].message;
  }
}

void expect_names_differ(const std::vector<Description>& components) {
  std::set<std::string> names;
  for (const Description& component : components) {
    EXPECT_TRUE(names.insert(component.name).second)
        << "two are named " << component.name << help(component, "choose another name");
  }
}

std::vector<std::vector<std::string>> settings_to_try(const std::vector<FieldSpec>& fields) {
  std::vector<std::vector<std::string>> all = {{}};
  for (const FieldSpec& field : fields) {
    std::vector<std::string> values = field.choices;
    if (field.type == FieldType::boolean) values = {"true", "false"};
    for (const std::string& value : values) {
      if (value != field.default_value) all.push_back({field.name + "=" + value});
    }
  }
  return all;
}

}  // namespace medloom::test
