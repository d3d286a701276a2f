// What happened on the way that is not part of the record: times, counts, candidates that lost.
//
// A trace goes to a side file and never changes a byte of a record. Stages write notes through it
// and ask `wanted()` before they build an expensive one. Times and counts are taken by the engine,
// around the stages. Thread-safety: one trace belongs to one page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/block.h"

namespace medloom {

class Trace {
 public:
  struct Step {
    std::string stage;
    std::int64_t nanoseconds = 0;
    std::size_t operations = 0;
  };
  struct Note {
    std::string stage;
    BlockId block = 0;
    Span at;
    std::string text;  // "'waist pain' terms/en.tsv:12 lost: guard page:birth"
  };

  explicit Trace(bool wanted = false) : wanted_(wanted) {}

  bool wanted() const { return wanted_; }
  void note(std::string_view stage, BlockId block, Span at, std::string text);
  void step(Step step) { steps_.push_back(std::move(step)); }

  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<Note>& notes() const { return notes_; }

  // One line of JSON for the side file.
  std::string to_json(std::string_view page) const;

 private:
  bool wanted_;
  std::vector<Step> steps_;
  std::vector<Note> notes_;
};

}  // namespace medloom
