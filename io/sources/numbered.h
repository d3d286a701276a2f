// What sources over many pages in one file share: pages have numbers, by which a person finds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/engine/ends.h"

namespace medloom {

class NumberedSource : public Source {
 protected:
  NumberedSource(Input input, const SourceContext& context)
      : input_(std::move(input)), context_(context) {}

  // "crawl.jsonl:41"
  std::string place() const { return input_.place + ":" + std::to_string(number_); }
  BadInput bad(std::string reason) const { return {place(), std::move(reason)}; }

  // The end; the last item, if anything is wrong with the file, and what was read before it stands.
  // A source that was asked to stop has nothing to complain of.
  std::optional<SourceItem> end(std::string problem) {
    done_ = true;
    if (problem.empty()) problem = input_.bytes->complaint();
    const bool stopped = context_.stop != nullptr && *context_.stop;
    if (problem.empty() || stopped) return std::nullopt;
    return BadInput{input_.place, std::move(problem)};
  }

  Input input_;
  const SourceContext& context_;
  std::uint64_t number_ = 0;  // of the page that is read: its line, its record
  bool done_ = false;
};

}  // namespace medloom
