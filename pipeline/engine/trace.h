// What happened on the way that is not part of the record: times, counts, candidates that lost.
//
// A trace goes to a side file and never changes a byte of a record. Stages write notes through it
// and ask `wanted()` before they build an expensive one. Times and counts are taken by the engine,
// around the stages. Which rows of dictionaries were met without a change is always counted: no
// record says it. Thread-safety: one trace belongs to one page.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
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

  // A row of a dictionary that held words against others, or linked them to its concept.
  struct RowUse {
    std::uint32_t kept = 0;
    std::uint32_t linked = 0;
    friend bool operator==(const RowUse&, const RowUse&) = default;
  };
  using RowUses = std::map<std::string, RowUse, std::less<>>;  // by the row's name

  explicit Trace(bool wanted = false) : wanted_(wanted) {}

  bool wanted() const { return wanted_; }
  void note(std::string_view stage, BlockId block, Span at, std::string text);
  void step(Step step) { steps_.push_back(std::move(step)); }
  void met(std::string row, RowUse use);

  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<Note>& notes() const { return notes_; }
  const RowUses& rows() const { return rows_; }

  // One line of JSON for the side file.
  std::string to_json(std::string_view page) const;

 private:
  bool wanted_;
  std::vector<Step> steps_;
  std::vector<Note> notes_;
  RowUses rows_;
};

}  // namespace medloom
