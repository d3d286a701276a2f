// Batches are numbered by the reader. A batch is passed on only while its number is less than
// kWindow per thread beyond the next one to hand over, and all that are on their way hold less than
// that many batches of bytes: this bounds the queue of unread batches and the window of finished
// ones alike, also when pages are large. The one to hand over next always may. Whoever changes the
// shared state wakes the others; with batches of 256 KiB that is rare enough for one mutex and one
// condition.
//
// A record lives and dies with the worker that made it: its thousand small strings would otherwise
// be freed by another thread than allocated them, which costs more than making them.
//
// Why batches by bytes: a queue push per page costs up to four times the work on small pages, and
// batches by count make memory depend on the size of pages.
//
// Tested by tests/engine/runner_test.cc.
#include "pipeline/engine/runner.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "pipeline/engine/digest.h"

namespace medloom {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{256} << 10;
constexpr std::size_t kWindow = 4;

struct Batch {
  std::size_t number = 0;
  std::size_t bytes = 0;
  std::vector<SourceItem> inputs;
};

struct FinishedBatch {
  std::size_t bytes = 0;
  std::vector<RunItem> items;
};

// Adds up what the stages took; one of them belongs to one thread.
class StageClock {
 public:
  void add(const Trace& trace) {
    std::size_t at = 0;
    for (const Trace::Step& step : trace.steps()) {
      // Every page goes through the same stages, so the next one is nearly always the right one.
      while (at < times_.size() && times_[at].stage != step.stage) ++at;
      if (at == times_.size()) times_.push_back({step.stage});
      add(times_[at++], {{}, step.nanoseconds, step.operations, 1});
    }
  }
  void add_to(std::vector<StageTime>& all) const {
    for (const StageTime& time : times_) {
      const auto same = std::find_if(all.begin(), all.end(), [&](const StageTime& other) {
        return other.stage == time.stage;
      });
      add(same == all.end() ? all.emplace_back(StageTime{time.stage}) : *same, time);
    }
  }

 private:
  static void add(StageTime& to, const StageTime& more) {
    to.nanoseconds += more.nanoseconds;
    to.operations += more.operations;
    to.pages += more.pages;
  }

  std::vector<StageTime> times_;
};

// One page after another, on one thread.
class PageWork {
 public:
  PageWork(const Pipeline& pipeline, const Renderer& renderer, const RunOptions& options)
      : pipeline_(pipeline), renderer_(renderer), options_(options) {}

  RunItem take(SourceItem& input) {
    RunItem item;
    if (BadInput* bad = std::get_if<BadInput>(&input)) {
      item.place = item.name = std::move(bad->place);
      item.reject = Reject{"source", std::move(bad->reason)};
      return item;
    }
    if (SkippedInput* skipped = std::get_if<SkippedInput>(&input)) {
      item.place = item.name = std::move(skipped->place);
      item.skipped = std::move(skipped->reason);
      return item;
    }
    auto page = std::make_shared<const Page>(std::move(std::get<Page>(input)));
    if (options_.earlier != nullptr && find_earlier(page, item)) return item;
    return process(page, std::move(item.sha256));
  }

  RunItem process(const std::shared_ptr<const Page>& page, std::string sha256 = {}) {
    RunItem item = begin(*page);
    item.sha256 = std::move(sha256);
    Trace trace(options_.trace);
    Outcome outcome = pipeline_.process(page, trace);
    clock_.add(trace);
    if (Record* record = std::get_if<Record>(&outcome.value)) {
      if (item.sha256.empty()) item.sha256 = record->based_on.sha256;
      finish(std::move(*record), trace, item);
    } else {
      item.reject = std::get<Reject>(std::move(outcome.value));
    }
    if (options_.trace) item.trace = trace.to_json(item.place);
    if (!options_.fingerprint.empty()) add_key(*page, item);
    if (options_.keep_rejected && item.reject) item.rejected = page;
    return item;
  }

  const StageClock& clock() const { return clock_; }

 private:
  static RunItem begin(const Page& page) {
    RunItem item;
    item.place = page.place;
    item.name = page.name;
    item.input_bytes = page.bytes.size();
    return item;
  }

  void add_key(const Page& page, RunItem& item) const {
    if (item.sha256.empty()) item.sha256 = sha256_hex(page.bytes);
    item.key = result_key(options_.fingerprint, page, item.sha256);
    if (!item.rendered.empty()) item.lines_hash = id128_of(item.rendered).high;
  }

  bool find_earlier(std::shared_ptr<const Page>& page, RunItem& item) const {
    RunItem found = begin(*page);
    add_key(*page, found);
    item.sha256 = found.sha256;
    const auto known = options_.earlier->find(found.key, found);
    if (known == EarlierResults::Known::nothing) return false;
    found.reused = true;
    if (options_.keep_rejected && found.reject) found.rejected = page;
    if (known == EarlierResults::Known::duplicate) found.unprocessed = std::move(page);
    item = std::move(found);
    return true;
  }

  // As a stage that throws, a renderer that does costs its page, not the run.
  void finish(Record&& record, const Trace& trace, RunItem& item) const {
    item.page_id = record.id;
    try {
      if (options_.unwanted) item.skipped = options_.unwanted(record);
      if (!item.skipped.empty()) return;
      item.rendered = renderer_.render(record);
      item.facts = facts_of(record, trace);
      if (options_.keep_records) item.record = std::move(record);
    } catch (const std::exception& error) {
      item.reject = Reject{"render", std::string("internal: ") + error.what()};
    }
  }

  const Pipeline& pipeline_;
  const Renderer& renderer_;
  const RunOptions& options_;
  StageClock clock_;
};

class Crew {
 public:
  Crew(Source& source, const Pipeline& pipeline, const Renderer& renderer,
       const RunOptions& options, const std::atomic<bool>& stop)
      : source_(source),
        pipeline_(pipeline),
        renderer_(renderer),
        options_(options),
        stop_(stop),
        window_(kWindow * std::max(1U, options.threads)) {}

  Result<void> run(const std::function<Result<void>(RunItem&&)>& receive) {
    std::vector<std::jthread> threads;
    threads.emplace_back([this] { read(); });
    for (unsigned i = 0; i < std::max(1U, options_.threads); ++i) {
      threads.emplace_back([this] { work(); });
    }
    // However the delivery ends, by an exception of `receive` too, the threads must be told before
    // they are joined.
    struct Dismissal {
      Crew& crew;
      ~Dismissal() { crew.dismiss(); }
    } dismissal{*this};
    return deliver(receive);
  }

 private:
  void dismiss() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    changed_.notify_all();
  }

  void read() {
    std::size_t number = 0;
    for (bool more = true; more; ++number) {
      Batch batch{number, 0, {}};
      more = fill(batch);
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return cancelled_ || may_follow(batch); });
      if (cancelled_) return;
      bytes_under_way_ += batch.bytes;
      unread_.push_back(std::move(batch));
      if (!more) batches_ = number + 1;
      changed_.notify_all();
    }
  }

  bool may_follow(const Batch& batch) const {
    if (batch.number == delivered_) return true;
    return batch.number < delivered_ + window_ &&
           bytes_under_way_ + batch.bytes <= window_ * kBatchBytes;
  }

  // False when the source has ended.
  bool fill(Batch& batch) {
    while (batch.bytes < kBatchBytes) {
      if (stop_) return false;
      std::optional<SourceItem> input = source_.next();
      if (!input) return false;
      if (const Page* page = std::get_if<Page>(&*input)) batch.bytes += page->bytes.size();
      batch.bytes += 1024;  // the cost of an input that has no bytes
      batch.inputs.push_back(std::move(*input));
    }
    return true;
  }

  void work() {
    PageWork work(pipeline_, renderer_, options_);
    while (std::optional<Batch> batch = next_batch()) {
      std::vector<RunItem> items;
      items.reserve(batch->inputs.size());
      for (SourceItem& input : batch->inputs) items.push_back(work.take(input));
      const std::lock_guard lock(mutex_);
      finished_.emplace(batch->number, FinishedBatch{batch->bytes, std::move(items)});
      changed_.notify_all();
    }
    if (options_.times == nullptr) return;
    const std::lock_guard lock(mutex_);
    work.clock().add_to(*options_.times);
  }

  std::optional<Batch> next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(
        lock, [&] { return cancelled_ || !unread_.empty() || (batches_ && taken_ == *batches_); });
    if (cancelled_ || unread_.empty()) return std::nullopt;
    Batch batch = std::move(unread_.front());
    unread_.pop_front();
    ++taken_;
    return batch;
  }

  Result<void> deliver(const std::function<Result<void>(RunItem&&)>& receive) {
    for (std::size_t number = 0;; ++number) {
      std::vector<RunItem> items;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(
            lock, [&] { return finished_.contains(number) || (batches_ && number == *batches_); });
        const auto found = finished_.find(number);
        if (found == finished_.end()) return {};
        items = std::move(found->second.items);
        bytes_under_way_ -= found->second.bytes;
        finished_.erase(found);
        delivered_ = number + 1;
        changed_.notify_all();
      }
      for (RunItem& item : items) {
        if (auto taken = receive(std::move(item)); !taken) return taken;
      }
    }
  }

  Source& source_;
  const Pipeline& pipeline_;
  const Renderer& renderer_;
  const RunOptions& options_;
  const std::atomic<bool>& stop_;
  const std::size_t window_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> unread_;
  std::map<std::size_t, FinishedBatch> finished_;
  std::size_t bytes_under_way_ = 0;     // of batches passed on and not yet handed over
  std::optional<std::size_t> batches_;  // how many there are, once the source has ended
  std::size_t taken_ = 0;
  std::size_t delivered_ = 0;
  bool cancelled_ = false;
};

}  // namespace

Result<void> run_pages(Source& source, const Pipeline& pipeline, const Renderer& renderer,
                       const RunOptions& options, const std::atomic<bool>& stop,
                       const std::function<Result<void>(RunItem&&)>& receive) {
  return Crew(source, pipeline, renderer, options, stop).run(receive);
}

RunItem process_page(const std::shared_ptr<const Page>& page, const Pipeline& pipeline,
                     const Renderer& renderer, const RunOptions& options) {
  return PageWork(pipeline, renderer, options).process(page);
}

}  // namespace medloom
