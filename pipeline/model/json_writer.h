// Writes JSON with keys in the order of the calls.
//
// Records are written by the million, so this is a string and a stack, not a tree: a library's DOM
// would be built only to be printed once. Strings must be valid UTF-8 (decode guarantees it); `<`,
// U+2028 and U+2029 are escaped so that a record can be put into a script element.
//
// A record is some hundred short pieces, so what a piece costs counts: the room is made once for
// all of a piece, keys that are words of the program are copied without a look at them, and
// strings are copied sixteen bytes at a time while they are looked at.
// Thread-safety: one writer belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace medloom {

// Appends `text` as a JSON string, quotes included.
void append_json_string(std::string& out, std::string_view text);

// A key that the program itself names: that nothing in it is escaped, neither in JSON nor in a JSON
// Pointer, is known when it is compiled.
class PlainKey {
 public:
  template <std::size_t size>
  consteval PlainKey(const char (&name)[size])  // NOLINT(*-avoid-c-arrays,*-explicit-constructor)
      : name_(name, size - 1) {
    for (const char c : name_) {
      const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@' || c == '_';
      if (!word && (c < '0' || c > '9') && c != '-')
        throw "a key that is looked at when it is told";
    }
  }
  std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

// Any other key.
template <class Name>
concept AnyKey = !std::is_array_v<Name> && std::is_convertible_v<const Name&, std::string_view>;

class JsonWriter {
 public:
  // `room`: how many bytes it makes room for when it begins.
  explicit JsonWriter(std::size_t room = 512) : first_room_(room) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  JsonWriter& key(PlainKey key) {
    const std::string_view name = key.name();
    char* to = room(name.size() + 4);
    if (follows(levels_.back())) *to++ = ',';
    *to++ = '"';
    std::memcpy(to, name.data(), name.size());
    to += name.size();
    *to++ = '"';
    *to++ = ':';
    written(to);
    return *this;
  }
  template <AnyKey Name>
  JsonWriter& key(const Name& name) {
    return any_key(name);
  }
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::int64_t number);
  void value(int number) { value(static_cast<std::int64_t>(number)); }
  void value(std::uint32_t number) { value(static_cast<std::int64_t>(number)); }
  void null();
  // A string, or null when it is empty.
  void value_or_null(std::string_view text) { text.empty() ? null() : value(text); }

  std::string_view str() const { return {out_.get(), size_}; }
  std::string take() { return std::string(out_.get(), std::exchange(size_, 0)); }

  // Hands what is written so far to `sink` and forgets it.
  template <class Sink>
  void drain(const Sink& sink) {
    sink(str());
    size_ = 0;
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
  JsonWriter& any_key(std::string_view name);
  void append(std::string_view piece);
  void quoted(std::string_view text);

  // At least so many bytes behind what is written; `written` tells where they end.
  char* room(std::size_t bytes) {
    if (room_ - size_ < bytes) grow(bytes);
    return out_.get() + size_;
  }
  void written(const char* end) { size_ = static_cast<std::size_t>(end - out_.get()); }
  void grow(std::size_t bytes);

  std::size_t first_room_;
  std::unique_ptr<char[]> out_;  // NOLINT(*-avoid-c-arrays): bytes that nobody sets to zero first
  std::size_t room_ = 0;
  std::size_t size_ = 0;  // of what is written
  std::vector<Level> levels_;
};

}  // namespace medloom
