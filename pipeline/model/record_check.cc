// One walk over the JSON along the shapes. A value of the wrong kind is reported and not entered,
// so one slip gives one problem.
//
// Tested by tests/model/record_schema_test.cc.
#include "pipeline/model/record_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "pipeline/model/record_schema.h"
#include "pipeline/model/record_shape.h"
#include "pipeline/model/text_mask.h"

namespace medloom {
namespace {

using Json = nlohmann::json;
using Kind = Shape::Kind;

bool is_count(const Json& value) { return value.is_number_unsigned(); }

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShown = 40;
  if (text.size() <= kShown) return "'" + std::string(text) + "'";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "'" + std::string(text.substr(0, end)) + "…'";
}

std::string shown(const Json& value) {
  if (value.is_string()) return in_quotes(value.get_ref<const std::string&>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_object()) return "an object";
  const auto is_number = [](const Json& item) { return item.is_number(); };
  if (value.is_array() && value.size() == 2 && std::all_of(value.begin(), value.end(), is_number)) {
    return value.dump();
  }
  if (value.is_array()) return "an array";
  if (value.is_null()) return "null";
  return value.is_number_float() ? "a fraction" : value.dump();
}

std::string wanted(const Shape& shape) {
  switch (shape.kind) {
    case Kind::object:
    case Kind::either:
    case Kind::map:
      return "an object";
    case Kind::array:
      return "an array";
    case Kind::pointer:
      return "a JSON Pointer";
    case Kind::language:
      return "a language tag";
    case Kind::integer:
      return "an integer from 0 on";
    case Kind::boolean:
      return "true or false";
    case Kind::yes:
      return "true";
    case Kind::span:
      return "a span, two integers from 0 on, the first not above the second";
    case Kind::nothing:
      return "null";
    case Kind::text:
      return "a string";
    case Kind::string:
      break;
  }
  if (!shape.masks.empty()) return "a string like " + mask_regex(shape.masks);
  if (shape.values.empty()) return shape.least > 0 ? "a string that is not empty" : "a string";
  std::string list;
  for (const std::string& value : shape.values)
    list += (list.empty() ? "" : ", ") + in_quotes(value);
  return shape.values.size() == 1 ? list : "one of " + list;
}

bool is_string_of(const Shape& shape, const Json& value) {
  if (!value.is_string()) return false;
  const std::string& text = value.get_ref<const std::string&>();
  if (text.size() < shape.least) return false;
  const auto has = [&text](const auto& list, auto equals) {
    return list.empty() || std::any_of(list.begin(), list.end(),
                                       [&](const auto& item) { return equals(item, text); });
  };
  return has(shape.values, [](const std::string& a, const std::string& b) { return a == b; }) &&
         has(shape.masks, matches_mask);
}

// Whether the value itself is as the shape says; what is in it is looked at afterwards.
bool fits(const Shape& shape, const Json& value) {
  switch (shape.kind) {
    case Kind::object:
    case Kind::either:
    case Kind::map:
      return value.is_object();
    case Kind::array:
      return value.is_array();
    case Kind::string:
      return is_string_of(shape, value);
    case Kind::text:
    case Kind::pointer:
      return value.is_string();
    case Kind::language:
      return value.is_string() && is_language_tag(value.get_ref<const std::string&>());
    case Kind::integer:
      return is_count(value);
    case Kind::boolean:
      return value.is_boolean();
    case Kind::yes:
      return value == true;
    case Kind::span:
      return value.is_array() && value.size() == 2 && is_count(value[0]) && is_count(value[1]) &&
             value[0] <= value[1];
    case Kind::nothing:
      return value.is_null();
  }
  return false;
}

class Walk {
 public:
  explicit Walk(JsonProblems& problems) : problems_(problems) {}

  void visit(const Json& value, const Shape& shape, const std::string& pointer) {
    if (value.is_null() && shape.nullable) {
      if (!pointer.starts_with("/medloom")) places_.nulls.push_back(pointer);
      return;
    }
    if (!fits(shape, value)) {
      const std::string or_null = shape.nullable ? " or null" : "";
      return problems_.add(pointer, "must be " + wanted(shape) + or_null + ", is " + shown(value));
    }
    switch (shape.kind) {
      case Kind::object:
        return object(value, shape, pointer);
      case Kind::either:
        return either(value, shape, pointer);
      case Kind::array:
        return array(value, shape, pointer);
      case Kind::map:
        return map(value, shape, pointer);
      case Kind::text:
        places_.texts.emplace(pointer, value.get_ref<const std::string&>());
        return;
      default:
        return;
    }
  }

  RecordPlaces take() { return std::move(places_); }

 private:
  void object(const Json& value, const Shape& shape, const std::string& pointer) {
    for (const Key& key : shape.keys) {
      const auto found = value.find(key.name);
      if (found != value.end()) {
        visit(*found, key.shape, child_pointer(pointer, key.name));
      } else if (key.required) {
        problems_.add(child_pointer(pointer, key.name), "is missing");
      }
    }
    for (const auto& [name, member] : value.items()) {
      if (shape.find(name) == nullptr) {
        problems_.add(child_pointer(pointer, name), "is no key of the record");
      }
    }
  }

  // The first key of each choice tells it from the others.
  void either(const Json& value, const Shape& shape, const std::string& pointer) {
    std::vector<std::string> known;
    for (const Shape& choice : shape.of) {
      const Key& first = choice.keys.front();
      const auto found = value.find(first.name);
      if (found != value.end() && fits(first.shape, *found)) return object(value, choice, pointer);
      known.insert(known.end(), first.shape.values.begin(), first.shape.values.end());
    }
    Shape any = shape.of.front().keys.front().shape;
    any.values = std::move(known);
    problems_.add(child_pointer(pointer, shape.of.front().keys.front().name),
                  "must be " + wanted(any));
  }

  void array(const Json& value, const Shape& shape, const std::string& pointer) {
    if (value.size() < shape.least) problems_.add(pointer, "must not be empty");
    for (std::size_t i = 0; i < value.size(); ++i) {
      visit(value[i], shape.of[0], child_pointer(pointer, std::to_string(i)));
    }
  }

  void map(const Json& value, const Shape& shape, const std::string& pointer) {
    for (const auto& [name, member] : value.items()) {
      if (!fits(shape.of[0], Json(name))) {
        problems_.add(child_pointer(pointer, name), "its key must be " + wanted(shape.of[0]));
      }
      visit(member, shape.of[1], child_pointer(pointer, name));
    }
  }

  JsonProblems& problems_;
  RecordPlaces places_;
};

}  // namespace

RecordPlaces check_record_shape(const Json& record, JsonProblems& problems) {
  Walk walk(problems);
  walk.visit(record, record_shape(), "");
  return walk.take();
}

Problems check_record_json(std::string_view line, const std::string& where) {
  JsonProblems problems;
  if (const auto record = parse_strictly(line, problems)) {
    const RecordPlaces places = check_record_shape(*record, problems);
    check_record_promises(*record, places, problems);
  }
  return problems.take(where);
}

}  // namespace medloom
