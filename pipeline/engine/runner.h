// Runs a pipeline over a source: pages in parallel, results in input order.
//
// One thread reads, `threads` workers process and render batches of about 256 KiB of input, and the
// calling thread receives the results in input order. Both queues are bounded, and so is the window
// of finished batches that wait for a slow one, by number and by bytes: memory does not grow with
// the input.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/engine/ends.h"
#include "pipeline/engine/journal_entry.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {

// What became of one input, in input order: a record, or why there is none, or why none was wanted.
struct RunItem {
  std::string place;  // where a person finds the input
  std::string name;
  std::size_t input_bytes = 0;

  std::optional<Record> record;  // where RunOptions::keep_records asks for it …
  std::string rendered;          // … its lines …
  RecordFacts facts;             // … and what is counted of it
  std::string page_id;           // of the record: urn:uuid:…; empty where there is none
  std::optional<Reject> reject;
  std::string skipped;
  std::shared_ptr<const Page> rejected;  // where RunOptions::keep_rejected asks for it

  // Where there is a fingerprint:
  std::string sha256;            // of the page's bytes
  Id128 key;                     // what the result depends on
  std::uint64_t lines_hash = 0;  // of `rendered`
  bool reused = false;
  // A page that was a duplicate when it was last seen, with its id: not processed, because it
  // probably is one again. Whoever finds that it is none calls process_page.
  std::shared_ptr<const Page> unprocessed;
  std::string trace;  // one JSON line, when asked for

  bool is_record() const { return !reject && skipped.empty(); }
};

// Results of earlier runs. Shared by threads.
class EarlierResults {
 public:
  enum class Known : std::uint8_t { nothing, result, duplicate };

  virtual ~EarlierResults() = default;
  // Fills in what became of the page with this key, if it is known; of a duplicate only its id.
  virtual Known find(Id128 key, RunItem& item) const = 0;
};

// What the stages of a run took together.
struct StageTime {
  std::string stage;
  std::int64_t nanoseconds = 0;
  std::uint64_t operations = 0;
  std::uint64_t pages = 0;
};

struct RunOptions {
  unsigned threads = 1;
  bool trace = false;
  bool keep_records = true;
  bool keep_rejected = false;               // the pages of rejects
  std::string fingerprint = {};             // of all that results depend on besides the page
  const EarlierResults* earlier = nullptr;  // asked before a page is processed
  // Why a record is not wanted; empty where it is.
  std::function<std::string(const Record&)> unwanted = {};
  std::vector<StageTime>* times = nullptr;  // filled in at the end, in the order of the stages
};

// Hands every item to `receive`, until the source ends, `receive` returns an error, or `stop`
// becomes true (pages already begun are finished and handed over first).
Result<void> run_pages(Source& source, const Pipeline& pipeline, const Renderer& renderer,
                       const RunOptions& options, const std::atomic<bool>& stop,
                       const std::function<Result<void>(RunItem&&)>& receive);

// Processes one page of the caller's; earlier results are not asked.
RunItem process_page(const std::shared_ptr<const Page>& page, const Pipeline& pipeline,
                     const Renderer& renderer, const RunOptions& options);

}  // namespace medloom
