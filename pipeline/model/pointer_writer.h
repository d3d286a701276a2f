// Takes the calls of a JsonWriter and writes nothing: what it knows is the JSON Pointer (RFC 6901)
// of the value that would be written next. So one traversal of a record gives its JSON and the
// places of its texts, and the places cost no JSON.
//
// Cost: a call is a few bytes at the end of one string. One writer belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/json_writer.h"

namespace medloom {

class PointerWriter {
 public:
  void begin_object() { open(false); }
  void end_object() { close(); }
  void begin_array() { open(true); }
  void end_array() { close(); }

  PointerWriter& key(PlainKey key) {
    path_.resize(levels_.back().length);
    path_ += '/';
    path_ += key.name();
    return *this;
  }
  template <AnyKey Name>
  PointerWriter& key(const Name& name) {
    return any_key(name);
  }
  template <class Value>
  void value(const Value&) {
    count();
  }
  void null() { count(); }

  // Of the value written next (after key(), or as the next array element); valid until the next
  // call.
  std::string_view pointer();

 private:
  struct Level {
    bool array;
    std::uint32_t count;  // elements that were written
    std::size_t length;   // of its own path
  };

  PointerWriter& any_key(std::string_view name);
  void open(bool array);
  void close();
  void count() {
    if (!levels_.empty() && levels_.back().array) ++levels_.back().count;
  }
  void append_number(std::uint32_t number);

  std::string path_;  // of the open levels, and in an object the key that was last told
  std::vector<Level> levels_;
};

}  // namespace medloom
