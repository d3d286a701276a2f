// The memory of a scan, used for one text after another: a block has some hundred bytes, and asking
// for memory would take longer than scanning it.
//
// Thread-safety: each thread has its own.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/folded_text.h"
#include "dictionaries/han_bounds.h"
#include "dictionaries/patterns.h"

namespace medloom::dictionaries {

// A pattern at characters [from, to) of the folded text. It lies on word bounds.
struct Candidate {
  std::size_t from = 0;
  std::size_t to = 0;
  const Pattern* pattern = nullptr;
};

// A key that ends at a place of the text: at first only its state is known, then its number.
struct KeyEnd {
  std::uint32_t key = 0;
  std::uint32_t to = 0;
};

// Walks of the automaton that are under way together, each from a place of its own; what they find
// is wanted in the order of the places. Between them stand the bounds of runs.
class WalkBatch {
 public:
  static constexpr std::size_t kWalks = 16;
  static constexpr std::size_t kMostKeysOfAWalk = 64;  // the longest are kept

  enum class Step : std::uint8_t { run_begins, walk, run_ends };
  struct Event {
    Step step;
    std::size_t at;
  };
  struct Walk {
    std::size_t from = 0;
    std::uint32_t state = 0;
    std::uint32_t cell = 0;  // where the next state is, if there is one
    std::size_t keys = 0;    // found; of the last kMostKeysOfAWalk it is known which
  };

  void add_walk(std::size_t from, std::uint32_t state) {
    events_.push_back({Step::walk, from});
    walks_[count_++] = {from, state, 0, 0};
  }
  void add_run(Step step, std::size_t at) { events_.push_back({step, at}); }
  bool is_full() const { return count_ == kWalks; }
  void clear() {
    events_.clear();
    count_ = 0;
  }

  const std::vector<Event>& events() const { return events_; }
  std::span<Walk> walks() { return std::span(walks_).first(count_); }
  KeyEnd& key(const Walk& walk, std::size_t number) {
    const auto index = static_cast<std::size_t>(&walk - walks_.data());
    return keys_[index * kMostKeysOfAWalk + number % kMostKeysOfAWalk];
  }

 private:
  std::vector<Event> events_;
  std::array<Walk, kWalks> walks_;
  std::size_t count_ = 0;
  std::array<KeyEnd, kWalks * kMostKeysOfAWalk> keys_;
};

struct ScanBuffers {
  FoldedText text;
  std::vector<Candidate> candidates;
  HanBounds bounds;
  WalkBatch batch;

  // Which of the patterns' languages act in a block of language `lang`, by their index.
  const std::vector<std::uint8_t>& acting(const Patterns& patterns, std::string_view lang);

  // One that nobody uses now; it goes back when the pointer goes.
  struct Return {
    void operator()(ScanBuffers* buffers) const;
  };
  using Handle = std::unique_ptr<ScanBuffers, Return>;
  static Handle borrow();

 private:
  std::vector<std::uint8_t> acting_;
  std::string acting_lang_;
  std::uint64_t acting_for_ = 0;
};

}  // namespace medloom::dictionaries
