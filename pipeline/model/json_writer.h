// Writes JSON with keys in the order of the calls.
//
// Records are written by the million, so this is a string and a stack, not a tree: a library's DOM
// would be built only to be printed once. Strings must be valid UTF-8 (decode guarantees it); `<`,
// U+2028 and U+2029 are escaped so that a record can be put into a script element.
// Thread-safety: one writer belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace medloom {

// Appends `text` as a JSON string, quotes included.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  JsonWriter& key(std::string_view name);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::int64_t number);
  void value(int number) { value(static_cast<std::int64_t>(number)); }
  void value(std::uint32_t number) { value(static_cast<std::int64_t>(number)); }
  void null();
  // A string, or null when it is empty.
  void value_or_null(std::string_view text) { text.empty() ? null() : value(text); }

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

  // Hands what is written so far to `sink` and forgets it.
  template <class Sink>
  void drain(const Sink& sink) {
    sink(std::string_view(out_));
    out_.clear();
  }

 private:
  struct Level {
    bool array;
    bool empty;  // nothing stands in it yet
  };

  void open(char bracket);
  void close(char bracket);
  // Whether something stands before what comes next in that level.
  static bool follows(Level& level) { return !std::exchange(level.empty, false); }
  bool needs_comma() { return !levels_.empty() && levels_.back().array && follows(levels_.back()); }
  void before_value() {
    if (needs_comma()) out_ += ',';
  }

  std::string out_;
  std::vector<Level> levels_;
};

}  // namespace medloom
