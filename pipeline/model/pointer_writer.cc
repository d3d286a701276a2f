// Tested by tests/model/record_test.cc.
#include "pipeline/model/pointer_writer.h"

#include <array>
#include <charconv>

namespace medloom {

void PointerWriter::append_number(std::uint32_t number) {
  std::array<char, 12> digits{};
  path_ += '/';
  path_.append(digits.data(),
               std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void PointerWriter::open(bool array) {
  if (!levels_.empty() && levels_.back().array) {
    path_.resize(levels_.back().length);
    append_number(levels_.back().count++);
  }
  levels_.push_back({array, 0, path_.size()});
}

void PointerWriter::close() {
  path_.resize(levels_.back().length);
  levels_.pop_back();
}

PointerWriter& PointerWriter::any_key(std::string_view name) {
  path_.resize(levels_.back().length);
  path_ += '/';
  for (const char c : name) {
    if (c == '~')
      path_ += "~0";
    else if (c == '/')
      path_ += "~1";
    else
      path_ += c;
  }
  return *this;
}

std::string_view PointerWriter::pointer() {
  if (levels_.empty() || !levels_.back().array) return path_;
  path_.resize(levels_.back().length);
  append_number(levels_.back().count);
  return path_;
}

}  // namespace medloom
