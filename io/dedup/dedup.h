// Duplicates among records, as a second pass over record files: pages that are copies of one
// another, and questions that stand in several places, with answers that agree or do not.
//
// The files are read twice; memory is bounded, whatever their size. Records come out in the order
// they went in, and which cluster each is in does not depend on that order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/dedup/bare_text.h"
#include "pipeline/engine/ends.h"

namespace medloom {

struct DedupOptions {
  // Leaves copies out: pages whose questions are the same as in another, and whose other text has
  // nothing that the other has not. Near ones stay, and so do questions that are answered
  // otherwise.
  bool drop = false;
  unsigned threshold = 800;  // permille of shared pieces of text from which on pages are near
  std::size_t memory = std::size_t{256} << 20;
  std::string folder;  // of temporary files
  std::shared_ptr<const dedup::Wording> wording = std::make_shared<const dedup::Wording>();
};

struct DedupCounts {
  std::uint64_t records = 0;
  std::uint64_t not_records = 0;  // lines that are none; they are handed on as they are
  std::uint64_t clusters = 0;     // of pages
  std::uint64_t exact = 0;        // pages behind the first of their cluster, by basis
  std::uint64_t copies = 0;
  std::uint64_t near = 0;
  std::uint64_t dropped = 0;
  std::uint64_t same_questions = 0;  // clusters of questions
  std::uint64_t conflicts = 0;       // of them, those whose answers differ
};

// `bad_line` is told of each line that is no record, in order. An error of the files ends the pass.
Result<DedupCounts> dedup_records(const std::vector<std::string>& files,
                                  const DedupOptions& options, Writer& out,
                                  const std::function<void(const Error&)>& bad_line);

}  // namespace medloom
