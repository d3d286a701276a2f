// Tested by tests/model/record_test.cc.
#include "pipeline/model/pointer_writer.h"

#include <array>
#include <charconv>

namespace medloom {

// Appends what leads from a level to its child.
void PointerWriter::append_child(const Level& level, std::uint32_t number) {
  path_ += '/';
  if (level.array) {
    std::array<char, 12> digits{};
    path_.append(digits.data(),
                 std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
    return;
  }
  if (level.is_plain) {
    path_ += level.key;
    return;
  }
  for (const char c : level.key) {
    if (c == '~')
      path_ += "~0";
    else if (c == '/')
      path_ += "~1";
    else
      path_ += c;
  }
}

std::string_view PointerWriter::pointer() {
  path_.resize(standing_ == 0 ? 0 : levels_[standing_ - 1].length);
  for (; standing_ < levels_.size(); ++standing_) {
    if (standing_ > 0) {
      const Level& parent = levels_[standing_ - 1];
      append_child(parent, parent.count - 1);  // the level was counted when it began
    }
    levels_[standing_].length = path_.size();
  }
  if (!levels_.empty()) append_child(levels_.back(), levels_.back().count);
  return path_;
}

}  // namespace medloom
