// The memory of a scan, used for one text after another: a block has some hundred bytes, and asking
// for memory would take longer than scanning it.
//
// Thread-safety: each thread has its own.
#pragma once

#include <cstdint>
#include <memory>
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

struct ScanBuffers {
  FoldedText text;
  std::vector<Candidate> candidates;
  HanBounds bounds;

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
