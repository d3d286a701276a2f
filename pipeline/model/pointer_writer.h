// Takes the calls of a JsonWriter and writes nothing: what it knows is the JSON Pointer (RFC 6901)
// of the value that would be written next. So one traversal of a record gives its JSON and the
// places of its texts, and the places cost no JSON.
//
// Most values are asked for by nobody, so a call only remembers what it was told: the pointer is
// put together when it is asked for, from where it differs from the one before.
//
// Cost: a call is a few stores; a pointer that is asked for, its bytes. One writer belongs to one
// thread.
#pragma once

#include <algorithm>
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
    levels_.back().key = key.name();
    levels_.back().is_plain = true;
    return *this;
  }
  // REQUIRES: the name outlives the object that it is a key of.
  template <AnyKey Name>
  PointerWriter& key(const Name& name) {
    levels_.back().key = name;
    levels_.back().is_plain = false;
    return *this;
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
    bool is_plain;         // nothing in its key is escaped
    std::uint32_t count;   // elements that were written, or begun
    std::string_view key;  // the one that was last told
    std::size_t length;    // of its own path, where that stands in path_
  };

  void open(bool array) {
    count();
    levels_.push_back({array, true, 0, {}, 0});
  }
  void close() {
    levels_.pop_back();
    standing_ = std::min(standing_, levels_.size());
  }
  void count() {
    if (!levels_.empty()) ++levels_.back().count;
  }
  void append_child(const Level& level, std::uint32_t number);

  std::string path_;  // of the levels that stand in it, and what was asked for last
  std::size_t standing_ = 0;
  std::vector<Level> levels_;
};

}  // namespace medloom
