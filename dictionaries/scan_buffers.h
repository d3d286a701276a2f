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
#include "dictionaries/key_tokens.h"
#include "dictionaries/patterns.h"

namespace medloom::dictionaries {

// A pattern at characters [from, to) of the folded text. It lies on word bounds.
struct Candidate {
  std::size_t from = 0;
  std::size_t to = 0;
  const Pattern* pattern = nullptr;
};

// Walks of the automaton that are under way together, and the keys that they find.
struct WalkBatch {
  static constexpr std::size_t kWalks = 64;

  struct Walk {
    std::uint32_t number = 0;  // of the batch, in the order of the text
    std::uint32_t behind = 0;  // the token behind what it has read
    std::uint32_t state = 0;
    std::uint32_t child = 0;  // where the next state is, if there is one
  };
  // Where a walk stood when its state was that of a key; `child` is then the key.
  using KeyEnd = Walk;

  std::array<Walk, kWalks> open;           // those that go on
  std::vector<KeyEnd> found;               // the shorter ones first
  std::vector<KeyEnd> sorted;              // by walk, of one walk the longer ones first
  std::array<std::uint32_t, kWalks> ends;  // by walk: behind its keys in `sorted`
};

// A known word of the text, of more than one character.
struct KnownWord {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

struct ScanBuffers {
  FoldedText text;
  TextTokens tokens;
  std::vector<Candidate> candidates;
  std::vector<KnownWord> words;
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
