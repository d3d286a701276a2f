// The convert stage as the tests of conversion make it: with our own data, by settings as words.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "tests/stages/one_block.h"
#include "text/utf8.h"

namespace medloom::test {

inline std::unique_ptr<Stage> convert_with(const std::vector<std::string>& set) {
  Problems problems;
  const DataFiles data(MEDLOOM_SOURCE_DIR);
  const StageSpec spec = stages::convert_stage();
  StageContext context(data, {}, problems);
  auto stage = spec.create(read_settings(spec.fields, set, "stage convert", problems), context);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  return stage;
}

// Each character of `forms` as the one at its place in `style`.
inline std::string in_style(std::string_view text, std::u32string_view forms,
                            std::u32string_view style) {
  std::u32string out = text::to_utf32(text);
  for (char32_t& c : out) {
    if (const std::size_t at = forms.find(c); at != forms.npos) c = style[at];
  }
  return text::to_utf8(out);
}

}  // namespace medloom::test
