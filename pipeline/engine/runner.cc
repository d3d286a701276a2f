// Batches are numbered by the reader. A batch may be read only while its number is less than
// kWindow per thread beyond the next one to hand over: this one rule bounds the queue of unread
// batches and the window of finished ones alike. Whoever changes the shared state wakes the others;
// with batches of 256 KiB that is rare enough for one mutex and one condition.
//
// Why batches by bytes: a queue push per page costs up to four times the work on small pages, and
// batches by count make memory depend on the size of pages.
//
// Tested by tests/engine/runner_test.cc.
#include "pipeline/engine/runner.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace medloom {
namespace {

constexpr std::size_t kBatchBytes = std::size_t{256} << 10;
constexpr std::size_t kWindow = 4;

struct Batch {
  std::size_t number = 0;
  std::vector<SourceItem> inputs;
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
      Batch batch{number, {}};
      more = fill(batch);
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return cancelled_ || number < delivered_ + window_; });
      if (cancelled_) return;
      unread_.push_back(std::move(batch));
      if (!more) batches_ = number + 1;
      changed_.notify_all();
    }
  }

  // False when the source has ended.
  bool fill(Batch& batch) {
    for (std::size_t bytes = 0; bytes < kBatchBytes;) {
      if (stop_) return false;
      std::optional<SourceItem> input = source_.next();
      if (!input) return false;
      if (const Page* page = std::get_if<Page>(&*input)) bytes += page->bytes.size();
      bytes += 1024;  // the cost of an input that has no bytes
      batch.inputs.push_back(std::move(*input));
    }
    return true;
  }

  void work() {
    while (true) {
      Batch batch;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] {
          return cancelled_ || !unread_.empty() || (batches_ && taken_ == *batches_);
        });
        if (cancelled_ || unread_.empty()) return;
        batch = std::move(unread_.front());
        unread_.pop_front();
        ++taken_;
      }
      std::vector<RunItem> items;
      items.reserve(batch.inputs.size());
      for (SourceItem& input : batch.inputs) items.push_back(process(input));
      const std::lock_guard lock(mutex_);
      finished_.emplace(batch.number, std::move(items));
      changed_.notify_all();
    }
  }

  RunItem process(SourceItem& input) const {
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
    const auto page = std::make_shared<const Page>(std::move(std::get<Page>(input)));
    item.place = page->place;
    item.name = page->name;
    item.input_bytes = page->bytes.size();
    Trace trace(options_.trace);
    Outcome outcome = pipeline_.process(page, trace);
    if (Record* record = std::get_if<Record>(&outcome.value)) {
      render(std::move(*record), item);
    } else {
      item.reject = std::get<Reject>(std::move(outcome.value));
    }
    if (options_.trace) item.trace = trace.to_json(item.place);
    return item;
  }

  // As a stage that throws, a renderer that does costs its page, not the run.
  void render(Record&& record, RunItem& item) const {
    try {
      item.rendered = renderer_.render(record);
      item.record = std::move(record);
    } catch (const std::exception& error) {
      item.reject = Reject{"render", std::string("internal: ") + error.what()};
    }
  }

  Result<void> deliver(const std::function<Result<void>(RunItem&&)>& receive) {
    for (std::size_t number = 0;; ++number) {
      std::vector<RunItem> items;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] {
          return finished_.contains(number) || (batches_ && number == *batches_);
        });
        const auto found = finished_.find(number);
        if (found == finished_.end()) return {};
        items = std::move(found->second);
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
  std::map<std::size_t, std::vector<RunItem>> finished_;
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

}  // namespace medloom
