// Reads a source to its end, as lines a test can compare: "name=bytes" for a page, "! place:
// reason" for what could not be read, "- place: reason" for what was passed over.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/open.h"

namespace medloom::test {

inline std::vector<std::string> collect(Source& source) {
  std::vector<std::string> lines;
  while (auto item = source.next()) {
    if (const Page* page = std::get_if<Page>(&*item)) {
      lines.push_back(page->name + "=" + page->bytes);
    } else if (const BadInput* bad = std::get_if<BadInput>(&*item)) {
      lines.push_back("! " + bad->place + ": " + bad->reason);
    } else {
      const SkippedInput& skipped = std::get<SkippedInput>(*item);
      lines.push_back("- " + skipped.place + ": " + skipped.reason);
    }
  }
  return lines;
}

// The same for inputs; a problem with them fails the test.
inline std::vector<std::string> collect(const std::vector<std::string>& inputs,
                                        const SourceOptions& options = {}) {
  Problems problems;
  const auto source = open_source(inputs, options, problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  return source == nullptr ? std::vector<std::string>() : collect(*source);
}

}  // namespace medloom::test
