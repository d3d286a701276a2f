// The report of a run that is over: from its output, its journal, and the dictionaries it was made
// with.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "pipeline/engine/ends.h"
#include "pipeline/model/result.h"

namespace medloom {

// A browser opens this in a second or two, and a mail server may still take it.
inline constexpr std::uint64_t kReportLimit = 60'000'000;

struct ReportRequest {
  std::string output;   // of the run
  std::string data;     // where our dictionaries are; empty: where they usually are
  std::string scratch;  // a folder for what does not fit into memory
  std::uint64_t limit = kReportLimit;
};

struct ReportMade {
  std::uint64_t pages = 0;
  std::uint64_t flags = 0;
};

// The file of a report, before it is written; one that is no report is replaced only with `force`.
// Errors: output.
Result<std::unique_ptr<Writer>> open_report_file(const std::string& path, bool force);

// Errors: usage, where there is no such output; input, where it holds no records.
Result<ReportMade> make_report(const ReportRequest& request, Writer& to);

}  // namespace medloom
