// The table of shapes, printed as JSON Schema. A shape with a name becomes a definition the first
// time it is met and a reference everywhere.
//
// Tested by tests/model/record_schema_test.cc, which compares it with docs/schema/.
#include "pipeline/model/record_schema.h"

#include <nlohmann/json.hpp>

#include "pipeline/model/record_shape.h"
#include "pipeline/model/text_mask.h"

namespace medloom {
namespace {

using Json = nlohmann::ordered_json;
using Kind = Shape::Kind;

class Printer {
 public:
  std::string run() {
    Json schema = {
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"title", "medloom-record/1"},
        {"description",
         "One page as a record. docs/records.md says what the keys mean; `medloom check` tests "
         "what a schema cannot say, such as that pointers name texts."}};
    schema.update(print(record_shape()));
    schema["$defs"] = std::move(definitions_);
    return schema.dump(2) + "\n";
  }

 private:
  Json print(const Shape& shape) {
    if (shape.name.empty()) return with_null(bare(shape), shape.nullable);
    if (!definitions_.contains(shape.name)) {
      definitions_[shape.name] = nullptr;  // keeps its place before what it is made of
      Json definition = bare(shape);
      if (!shape.note.empty()) definition["description"] = shape.note;
      definitions_[shape.name] = std::move(definition);
    }
    return with_null({{"$ref", "#/$defs/" + shape.name}}, shape.nullable);
  }

  static Json with_null(Json schema, bool nullable) {
    if (!nullable) return schema;
    if (schema.contains("enum")) {
      schema["enum"].push_back(nullptr);
      return schema;
    }
    if (schema.contains("type")) {
      schema["type"] = Json::array({schema["type"], "null"});
      return schema;
    }
    return {{"anyOf", Json::array({std::move(schema), {{"type", "null"}}})}};
  }

  Json bare(const Shape& shape) {
    switch (shape.kind) {
      case Kind::object:
        return object(shape);
      case Kind::either:
        return either(shape);
      case Kind::array:
        return array(shape);
      case Kind::map:
        return {{"type", "object"},
                {"propertyNames", print(shape.of[0])},
                {"additionalProperties", print(shape.of[1])}};
      case Kind::string:
        return string(shape);
      case Kind::text:
        return {{"type", "string"}};
      case Kind::pointer:
        return {{"type", "string"}, {"format", "json-pointer"}};
      case Kind::language:
        return {{"type", "string"}, {"pattern", kLanguageTagRegex}};
      case Kind::integer:
        return {{"type", "integer"}, {"minimum", 0}};
      case Kind::boolean:
        return {{"type", "boolean"}};
      case Kind::yes:
        return {{"const", true}};
      case Kind::span:
        return {{"type", "array"},
                {"items", {{"type", "integer"}, {"minimum", 0}}},
                {"minItems", 2},
                {"maxItems", 2}};
      case Kind::nothing:
        return {{"type", "null"}};
    }
    return {};
  }

  Json object(const Shape& shape) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Key& key : shape.keys) {
      properties[key.name] = print(key.shape);
      if (key.required) required.push_back(key.name);
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
  }

  Json either(const Shape& shape) {
    Json choices = Json::array();
    for (const Shape& choice : shape.of) choices.push_back(print(choice));
    return {{"oneOf", std::move(choices)}};
  }

  Json array(const Shape& shape) {
    Json schema = {{"type", "array"}, {"items", print(shape.of[0])}};
    if (shape.least > 0) schema["minItems"] = shape.least;
    return schema;
  }

  static Json string(const Shape& shape) {
    if (shape.values.size() == 1) return {{"const", shape.values[0]}};
    if (!shape.values.empty()) return {{"enum", shape.values}};
    Json schema = {{"type", "string"}};
    if (shape.least > 0) schema["minLength"] = shape.least;
    if (!shape.masks.empty()) schema["pattern"] = mask_regex(shape.masks);
    return schema;
  }

  Json definitions_ = Json::object();
};

}  // namespace

std::string record_json_schema() { return Printer().run(); }

}  // namespace medloom
