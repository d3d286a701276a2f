// The segments of records that have to be translated into a language, each once.
//
// Lines of record JSON, as `run` wrote them; the texts and their segments are those that stage
// `translate` looks up. Memory grows with the number of different segments. Thread-safety: one
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::translation {

struct WantedSegment {
  std::string segment;  // normal_segment()
  std::string from;
};

class SegmentsOfRecords {
 public:
  explicit SegmentsOfRecords(std::string to) : to_(std::move(to)) {}

  // Errors: input, where the line is no record.
  Result<void> add(std::string_view line);

  // In the order they were met.
  const std::vector<WantedSegment>& segments() const { return segments_; }
  std::uint64_t records() const { return records_; }
  std::uint64_t met() const { return met_; }  // repeated ones too

 private:
  void add_text(std::string_view text, const std::string& page_language);

  std::string to_;
  std::vector<WantedSegment> segments_;
  std::unordered_set<std::string> seen_;  // language and segment
  std::uint64_t records_ = 0;
  std::uint64_t met_ = 0;
};

}  // namespace medloom::translation
