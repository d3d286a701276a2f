// Where the sentences of a text lie, for guards that ask about "the same sentence".
//
// A sentence ends at . ! ? 。！？； and at a line break, closing quotes and brackets included. A
// full stop does not end one inside a number (3.5), after an abbreviation or an initial (Dr., e.g.,
// J.), behind a list number that opens it (1. Rest), or before a letter in lower case that follows
// it directly (example.org); it does before a capital that follows it directly, as scraped text has
// it
// ("sleep.During"). An approximation, and on the safe side: a guard that sees a sentence too many
// or too few repairs less or more by that one sentence.
//
// Cost: one pass. Thread-safety: const methods may run concurrently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::dictionaries {

class Sentences {
 public:
  explicit Sentences(std::string_view text);

  std::size_t size() const { return starts_.size(); }
  Span span(std::size_t i) const;
  // The sentence that holds this byte (the last one for the end of the text).
  std::size_t at(std::uint32_t byte) const;

 private:
  std::vector<std::uint32_t> starts_;  // sentences lie side by side and cover the text
  std::uint32_t end_;
};

}  // namespace medloom::dictionaries
