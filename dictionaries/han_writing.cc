#include "dictionaries/han_writing.h"

#include <algorithm>
#include <utility>

#include "text/script.h"

namespace medloom::dictionaries {

std::optional<std::string> HanWriting::in(HanScript script, std::string_view text) {
  const bool to_simplified = script == HanScript::simplified;
  const text::ScriptCounts counts = text::count_scripts(text);
  if ((to_simplified ? counts.hant_only : counts.hans_only) == 0) return std::string(text);

  Way& way = ways_[static_cast<int>(script)];
  if (!std::exchange(way.tried, true)) {
    if (auto made = text::HanConverter::create(to_simplified ? "t2s" : "s2t", {}))
      way.converter = *made;
  }
  if (!way.converter) return std::nullopt;
  const auto converted = way.converter->convert(text);
  if (!converted) return std::nullopt;
  const bool doubtful =
      std::any_of(converted->segments.begin(), converted->segments.end(),
                  [](const text::HanSegment& segment) { return segment.doubtful; });
  if (doubtful) return std::nullopt;
  return converted->text;
}

}  // namespace medloom::dictionaries
