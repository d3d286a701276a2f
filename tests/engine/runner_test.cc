// Pages in parallel, results in input order, whatever stops or fails.
#include "pipeline/engine/runner.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/fake_stages.h"

namespace medloom {
namespace {

using test::fake_pipeline;
using test::fake_stages;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;

Page numbered(std::size_t number, std::size_t padding = 0) {
  Page page;
  page.bytes = "page " + std::to_string(number) + "\n" + std::string(padding, 'x');
  page.name = page.place = std::to_string(number);
  return page;
}

// Gives what a function makes of 0, 1, 2 … until it makes nothing.
class CountingSource : public Source {
 public:
  using Make = std::function<std::optional<SourceItem>(std::size_t)>;
  explicit CountingSource(Make make) : make_(std::move(make)) {}
  std::optional<SourceItem> next() override { return make_(count_++); }

 private:
  Make make_;
  std::size_t count_ = 0;
};

class NameRenderer : public Renderer {
 public:
  std::string render(const Record& record) const override { return record.name.str() + "\n"; }
};

struct Results {
  std::vector<RunItem> items;
  Result<void> result;
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const RunItem& item : items) {
      all.push_back(item.reject ? item.place + " " + item.reject->stage + ": " + item.reject->reason
                                : item.rendered);
    }
    return all;
  }
};

using Receive = std::function<Result<void>(const RunItem&)>;

Results run(CountingSource::Make make, const StageTable& stages, RunOptions options,
            const Receive& receive = {}, const std::atomic<bool>* stop = nullptr) {
  const auto pipeline = fake_pipeline(stages);
  CountingSource source(std::move(make));
  const std::atomic<bool> never = false;
  Results results;
  results.result = run_pages(source, *pipeline, NameRenderer(), options, stop ? *stop : never,
                             [&](RunItem&& item) -> Result<void> {
                               results.items.push_back(std::move(item));
                               return receive ? receive(results.items.back()) : Result<void>();
                             });
  return results;
}

CountingSource::Make pages(std::size_t count, std::size_t padding = 0) {
  return [=](std::size_t number) -> std::optional<SourceItem> {
    if (number >= count) return std::nullopt;
    return numbered(number, padding);
  };
}

class RunnerOrder : public ::testing::TestWithParam<unsigned> {};

TEST_P(RunnerOrder, IsThatOfTheInput) {
  const StageTable stages = fake_stages();
  // Large enough for many batches; every seventh page is much larger than its neighbours.
  const Results run_of_many = run(
      [](std::size_t number) -> std::optional<SourceItem> {
        if (number >= 600) return std::nullopt;
        return numbered(number, number % 7 == 0 ? 100000 : 10);
      },
      stages, {GetParam(), false});
  EXPECT_TRUE(run_of_many.result);
  ASSERT_EQ(run_of_many.items.size(), 600U);
  for (std::size_t i = 0; i < run_of_many.items.size(); ++i) {
    const RunItem& item = run_of_many.items[i];
    EXPECT_EQ(item.name, std::to_string(i));
    EXPECT_EQ(item.rendered, "page " + std::to_string(i) + "\n");
    EXPECT_GT(item.input_bytes, 6U);
    EXPECT_TRUE(item.record);
    EXPECT_FALSE(item.reject);
    EXPECT_TRUE(item.trace.empty());
  }
}

TEST_P(RunnerOrder, NothingInNothingOut) {
  const StageTable stages = fake_stages();
  const Results nothing = run(pages(0), stages, {GetParam(), false});
  EXPECT_TRUE(nothing.result);
  EXPECT_TRUE(nothing.items.empty());
}

TEST_P(RunnerOrder, BadInputAndRejectsStandInTheirPlace) {
  const StageTable stages = fake_stages([](const std::string& bytes) -> Result<void> {
    if (bytes.starts_with("page 3")) return fail(ErrorCode::rejected, "not about health");
    if (bytes.starts_with("page 4")) throw std::runtime_error("a bug");
    return {};
  });
  const Results mixed = run(
      [](std::size_t number) -> std::optional<SourceItem> {
        if (number >= 6) return std::nullopt;
        if (number == 1) return BadInput{"dir/1.html", "permission denied"};
        return numbered(number);
      },
      stages, {GetParam(), false});
  EXPECT_TRUE(mixed.result) << "a bad page is no failure of the run";
  EXPECT_THAT(mixed.lines(),
              ElementsAre("page 0\n", "dir/1.html source: permission denied", "page 2\n",
                          "3 judge: not about health", "4 judge: internal: a bug", "page 5\n"));
}

TEST_P(RunnerOrder, AnErrorOfTheReceiverEndsTheRun) {
  const StageTable stages = fake_stages();
  const Results full =
      run(pages(5000, 1000), stages, {GetParam(), false}, [](const RunItem& item) -> Result<void> {
        if (item.name == "100") return fail(ErrorCode::output, "disk full", "out");
        return {};
      });
  ASSERT_FALSE(full.result);
  EXPECT_EQ(full.result.error().message, "disk full");
  EXPECT_EQ(full.items.size(), 101U) << "nothing is handed over after the error";
}

TEST_P(RunnerOrder, AnExceptionOfTheReceiverLeavesNoThread) {
  const StageTable stages = fake_stages();
  EXPECT_THROW(run(pages(5000, 1000), stages, {GetParam(), false},
                   [](const RunItem&) -> Result<void> { throw std::runtime_error("receiver"); }),
               std::runtime_error);
}

TEST_P(RunnerOrder, StopFinishesWhatWasBegunInOrder) {
  const StageTable stages = fake_stages();
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> given = 0;
  const Results stopped = run(
      [&](std::size_t number) -> std::optional<SourceItem> {
        given = number + 1;
        return numbered(number, 1000);  // without end
      },
      stages, {GetParam(), false},
      [&](const RunItem& item) -> Result<void> {
        if (item.name == "500") stop = true;
        return {};
      },
      &stop);
  EXPECT_TRUE(stopped.result);
  EXPECT_EQ(stopped.items.size(), given) << "every page that was read is handed over";
  for (std::size_t i = 0; i < stopped.items.size(); ++i) {
    EXPECT_EQ(stopped.items[i].name, std::to_string(i));
  }
}

TEST_P(RunnerOrder, StopBeforeTheFirstPageReadsNothing) {
  const StageTable stages = fake_stages();
  const std::atomic<bool> stop = true;
  const Results stopped = run(pages(10), stages, {GetParam(), false}, {}, &stop);
  EXPECT_TRUE(stopped.result);
  EXPECT_TRUE(stopped.items.empty());
}

INSTANTIATE_TEST_SUITE_P(Threads, RunnerOrder, ::testing::Values(0U, 1U, 2U, 8U));

TEST(Runner, AnyNumberOfThreadsGivesTheSame) {
  const StageTable stages = fake_stages([](const std::string& bytes) -> Result<void> {
    if (bytes.size() % 5 == 0) return fail(ErrorCode::rejected, "size");
    return {};
  });
  const auto one = run(pages(2000, 700), stages, {1, false}).lines();
  const auto eight = run(pages(2000, 700), stages, {8, true}).lines();
  EXPECT_TRUE(one == eight);
}

TEST(Runner, ARendererThatThrowsCostsItsPage) {
  class Throwing : public Renderer {
   public:
    std::string render(const Record& record) const override {
      if (record.name.view() == "page 1") throw std::runtime_error("no room");
      return record.name.str();
    }
  };
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages);
  CountingSource source(pages(3));
  const std::atomic<bool> never = false;
  std::vector<std::string> seen;
  EXPECT_TRUE(run_pages(
      source, *pipeline, Throwing(), {2, false}, never, [&](RunItem&& item) -> Result<void> {
        seen.push_back(item.reject ? item.reject->stage + ": " + item.reject->reason
                                   : item.rendered);
        return {};
      }));
  EXPECT_THAT(seen, ElementsAre("page 0", "render: internal: no room", "page 2"));
}

TEST(Runner, TracesWhenAsked) {
  const StageTable stages = fake_stages();
  const Results traced = run(pages(3), stages, {2, true});
  EXPECT_THAT(traced.items, Each(Field(&RunItem::trace, ::testing::StartsWith("{\"page\":"))));
}

// The first page is held until the source has been asked for more than the window holds, or it is
// clear that it never will be.
TEST(Runner, ASlowPageDoesNotLetTheOthersPileUp) {
  constexpr unsigned kThreads = 4;
  constexpr std::size_t kPages = 400;
  // Four batches a thread, and the one that the reader holds in its hand; a page is a batch here.
  constexpr std::size_t kMost = 4 * kThreads + 1;
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t asked = 0;
  const StageTable stages = fake_stages([&](const std::string& bytes) -> Result<void> {
    if (!bytes.starts_with("page 0\n")) return {};
    std::unique_lock lock(mutex);
    changed.wait_for(lock, std::chrono::milliseconds(300), [&] { return asked > kMost; });
    EXPECT_LE(asked, kMost) << "the source was read on while the first page was held";
    EXPECT_GT(asked, std::size_t{kThreads}) << "the others work on meanwhile";
    return {};
  });
  const Results held = run(
      [&](std::size_t number) -> std::optional<SourceItem> {
        const std::lock_guard lock(mutex);
        asked = number + 1;
        changed.notify_all();
        if (number >= kPages) return std::nullopt;
        return numbered(number, std::size_t{300} << 10);
      },
      stages, {kThreads, false});
  EXPECT_EQ(held.items.size(), kPages);
}

}  // namespace
}  // namespace medloom
