// Writes JSON with keys in the order of the calls, and knows the JSON Pointer of where it is.
//
// Records are written by the million, so this is a string and a stack, not a tree: a library's DOM
// would be built only to be printed once. Strings must be valid UTF-8 (decode guarantees it); `<`,
// U+2028 and U+2029 are escaped so that a record can be put into a script element.
// Thread-safety: one writer belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

  // RFC 6901 pointer of the value written next (after key(), or as the next array element).
  std::string pointer() const;

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  struct Level {
    bool array;
    std::uint32_t count;
    std::string key;
  };

  void open(char bracket);
  void close(char bracket);
  void before_value();

  std::string out_;
  std::vector<Level> levels_;
};

}  // namespace medloom
