// Reads a stretch of legacy bytes (byte_stretch.h), and finds its way again behind damage.
// Immutable; thread-safe; linear, with a bounded window for damaged stretches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/charset_label.h"
#include "text/legacy_table.h"
#include "text/transcript.h"

namespace medloom::text {

class StretchDecoder {
 public:
  // `charset` must not be a UTF.
  explicit StretchDecoder(Charset charset) : charset_(charset), table_(LegacyTable::of(charset)) {}

  // Appends to `out`. `at_start` and `at_end` tell whether the stretch touches the start or the end
  // of the input, which may cut characters.
  void decode(std::string_view stretch, bool at_start, bool at_end, Transcript& out) const;

 private:
  enum class Step : std::uint8_t { keep, give_up, leave_torn };

  // The best reading from one place on.
  struct Best {
    double price = 0;
    std::uint8_t size = 0;  // of its first step
    Step step = Step::keep;
  };

  bool decode_plainly(std::string_view& bytes, std::size_t end, std::string& out) const;
  void realign(std::string_view& bytes, std::size_t size, bool at_end, Transcript& out) const;
  Best best_at(std::string_view bytes, std::size_t pos, bool at_end,
               const std::vector<Best>& best) const;
  void take_step(std::string_view bytes, std::size_t pos, const Best& best, Transcript& out) const;

  Charset charset_;
  const LegacyTable& table_;
};

}  // namespace medloom::text
