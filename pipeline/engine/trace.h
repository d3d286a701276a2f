// What happened on the way that is not part of the record: times, counts, candidates that lost;
// and whether the page has had all the time that it may take.
//
// A trace goes to a side file and never changes a byte of a record. Stages write notes through it
// and ask `wanted()` before they build an expensive one. Times and counts are taken by the engine,
// around the stages. Which rows of dictionaries were met without a change is always counted: no
// record says it. Thread-safety: one trace belongs to one page.
#pragma once

#include <chrono>
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

  using Clock = std::function<std::chrono::nanoseconds()>;

  explicit Trace(bool wanted = false) : wanted_(wanted) {}
  // With a clock of one's own in the place of the thread's processor time.
  Trace(bool wanted, Clock clock) : wanted_(wanted), clock_(std::move(clock)) {}

  // What the page may take from now on; zero: as much as it takes. The clock is asked only where
  // there is a limit, so that without one nothing depends on it.
  void limit_time(std::chrono::seconds most);
  // Asked between stages, and inside of one as the text that it went through grows: `bytes` more.
  bool is_out_of_time(std::size_t bytes = kBytesPerLook);
  std::string out_of_time() const;  // the reason

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
  static constexpr std::size_t kBytesPerLook = std::size_t{64} << 10;

  bool wanted_;
  Clock clock_;  // none: the thread's processor time
  std::chrono::seconds most_time_{0};
  std::chrono::nanoseconds started_{0};
  std::size_t unlooked_ = 0;  // bytes gone through since the clock was asked
  std::vector<Step> steps_;
  std::vector<Note> notes_;
  RowUses rows_;
};

}  // namespace medloom
