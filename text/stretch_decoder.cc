// In a run of two-byte characters a lost byte makes each pair after it a wrong one: plausible
// bytes, so nothing is noticed before the run ends in a byte too many. Text that reads well and
// says something else is the worst that can happen to a medical page. So a stretch with any error,
// and the part of a stretch where the start or the end of the input may have cut it, is read
// otherwise: dynamic programming over its bytes finds the reading of the best price under the
// character model. A byte given up costs more than the rarest character, so a stretch without an
// error stays as it is, rare names included, unless a whole run of rare characters becomes common
// ones.
#include "text/stretch_decoder.h"

#include <algorithm>

#include "text/charset_model.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

// Prices of a byte given up, of a pair that stands for nothing, of a character that the input cuts.
constexpr double kGiveUp = -20;
constexpr double kNoSuchPair = -22;
constexpr double kTorn = -7;

// Bounds the memory for a text without any seam.
constexpr std::size_t kWindow = 64 * 1024;
constexpr std::size_t kOverlap = 256;

// How far from the start or end of the input a cut is looked for: wrong pairs are many by then.
constexpr std::size_t kCutWindow = 512;

void append(const LegacyChar& found, std::string& out) {
  append_utf8(out, found.c);
  if (found.mark != 0) append_utf8(out, found.mark);
}

// For a character of a legacy set, which is never half a surrogate pair; `to` has room for it.
char* write_utf8(char* to, char32_t c) {
  const auto tail = [c](int shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
  if (c < 0x80) {
    *to++ = static_cast<char>(c);
  } else if (c < 0x800) {
    *to++ = static_cast<char>(0xC0 | c >> 6);
    *to++ = tail(0);
  } else if (c < 0x10000) {
    *to++ = static_cast<char>(0xE0 | c >> 12);
    *to++ = tail(6);
    *to++ = tail(0);
  } else {
    *to++ = static_cast<char>(0xF0 | c >> 18);
    *to++ = tail(12);
    *to++ = tail(6);
    *to++ = tail(0);
  }
  return to;
}

}  // namespace

void StretchDecoder::decode(std::string_view stretch, bool at_start, bool at_end,
                            Transcript& out) const {
  if (at_start) realign(stretch, kCutWindow, at_end, out);
  const std::size_t left_for_end = at_end ? std::min(stretch.size(), kCutWindow) : 0;
  const bool is_sound = decode_plainly(stretch, stretch.size() - left_for_end, out.text);
  while (!stretch.empty()) realign(stretch, is_sound ? kCutWindow : kWindow, at_end, out);
}

// Takes the characters that begin before `end` from `bytes`. Nothing is taken, and the result is
// false, if there is an error in them.
bool StretchDecoder::decode_plainly(std::string_view& bytes, std::size_t end,
                                    std::string& out) const {
  constexpr std::size_t kMostForAByte = 3;
  const std::size_t start = out.size();
  out.resize(start + kMostForAByte * (end + 4));
  char* to = out.data() + start;
  std::size_t pos = 0;
  while (pos < end) {
    const LegacyChar found = table_.at(bytes, pos);
    if (!found.valid()) {
      out.resize(start);
      return false;
    }
    to = write_utf8(to, found.c);
    if (found.mark != 0) to = write_utf8(to, found.mark);
    pos += found.size;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  bytes.remove_prefix(pos);
  return true;
}

// Takes the head of `bytes`, all of them if they fit into the window.
void StretchDecoder::realign(std::string_view& bytes, std::size_t size, bool at_end,
                             Transcript& out) const {
  const std::string_view window = bytes.substr(0, size);
  const bool is_last = window.size() == bytes.size();
  std::vector<Best> best(window.size() + 1);
  for (std::size_t pos = window.size(); pos-- > 0;) {
    best[pos] = best_at(window, pos, is_last && at_end, best);
  }
  // What lies close to the end of a window is left for the next, which sees what follows.
  const std::size_t end = is_last ? window.size() : window.size() - kOverlap;
  std::size_t pos = 0;
  for (; pos < end; pos += best[pos].size) take_step(window, pos, best[pos], out);
  bytes.remove_prefix(pos);
}

void StretchDecoder::take_step(std::string_view bytes, std::size_t pos, const Best& best,
                               Transcript& out) const {
  switch (best.step) {
    case Step::keep:
      append(table_.at(bytes, pos), out.text);
      break;
    case Step::give_up:
      append_utf8(out.text, kReplacementCharacter);
      out.replaced_bytes += best.size;
      break;
    case Step::leave_torn:
      out.torn_bytes += best.size;
  }
}

StretchDecoder::Best StretchDecoder::best_at(std::string_view bytes, std::size_t pos, bool at_end,
                                             const std::vector<Best>& best) const {
  const LegacyChar found = table_.at(bytes, pos);
  const auto size = static_cast<std::uint8_t>(found.size);
  const double behind = best[pos + size].price;
  if (found.valid() && found.c < 0x80) return {behind, 1, Step::keep};
  Best take{behind + kNoSuchPair, size, Step::give_up};
  if (found.valid()) {
    take = {behind + price_in(charset_, found.c), size, Step::keep};
  } else if (found.state == LegacyChar::State::torn && at_end) {
    take = {kTorn, size, Step::leave_torn};
  }
  const Best give_up{best[pos + 1].price + kGiveUp, 1, Step::give_up};
  return take.price >= give_up.price ? take : give_up;
}

}  // namespace medloom::text
