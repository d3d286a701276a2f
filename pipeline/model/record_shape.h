// What the JSON of a record looks like, as one value: a tree of shapes. The JSON Schema is printed
// from it and lines are checked against it (record_schema.h), so the two cannot disagree.
//
// Private to the model. Thread-safety: the tree is built once and never changes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace medloom {

struct Key;

struct Shape {
  enum class Kind {
    object,    // `keys`, and no others
    either,    // one of the objects in `of`: that whose first key has a value of its own
    array,     // of `of[0]`, at least `least` of them
    map,       // any keys of the form `of[0]`, with values `of[1]`
    string,    // one of `values`, or of a form of `masks`, or any; `least` bytes
    text,      // a string that stands in the page: what a pointer of a change or flag may name
    pointer,   // a JSON Pointer; that it leads somewhere is looked at with the promises
    language,  // a BCP 47 tag
    integer,   // not negative
    boolean,
    yes,      // true
    span,     // two integers, the first not the larger one
    nothing,  // null
  };

  Kind kind = Kind::nothing;
  bool nullable = false;
  std::vector<Key> keys;
  std::vector<Shape> of;
  std::vector<std::string> values;
  std::vector<std::string_view> masks;
  std::size_t least = 0;
  std::string name;  // a definition of the schema, where the shape stands in several places
  std::string note;  // a sentence for readers of the schema

  const Key* find(std::string_view key) const;
};

struct Key {
  std::string name;
  Shape shape;
  bool required = true;
};

// The record, `medloom-record/1`.
const Shape& record_shape();

// A language, and subtags behind it: "en", "yue", "zh-Hant-TW". Which of them exist is not asked.
bool is_language_tag(std::string_view text);
inline constexpr std::string_view kLanguageTagRegex = "^[a-z]{2,3}(?:-[0-9A-Za-z]{2,8})*$";

}  // namespace medloom
