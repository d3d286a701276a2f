// Writes the result of a conversion from what changes; all between is copied.
// Used by one thread, for one conversion.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/han_converter.h"

namespace medloom::text {

class HanWriter {
 public:
  // `source` must outlive the writer.
  explicit HanWriter(std::string_view source) : source_(source) {
    out_.text.reserve(source.size() + source.size() / 16);
  }

  // Changes come in order and do not overlap. `at` in bytes of the source.
  void change(Span at, std::string_view target) { add(at, target); }
  void change(Span at, std::string_view target, HanChange::By by, int overlay, bool doubtful,
              std::string other) {
    HanChange& change = add(at, target);
    change.by = by;
    change.overlay = overlay;
    change.doubtful = doubtful;
    if (other.empty()) return;
    change.other = static_cast<std::int32_t>(out_.others.size());
    out_.others.push_back(std::move(other));
  }

  Converted finish() {
    out_.text.append(source_.substr(copied_));
    return std::move(out_);
  }

 private:
  HanChange& add(Span at, std::string_view target) {
    out_.text.append(source_.substr(copied_, at.from - copied_));
    const auto from = static_cast<std::uint32_t>(out_.text.size());
    out_.text.append(target);
    copied_ = at.to;
    return out_.changes.emplace_back(
        HanChange{at, {from, static_cast<std::uint32_t>(out_.text.size())}});
  }

  std::string_view source_;
  std::uint32_t copied_ = 0;  // bytes of the source that are in the result
  Converted out_;
};

}  // namespace medloom::text
