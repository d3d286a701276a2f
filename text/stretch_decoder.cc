// In a run of two-byte characters a lost byte makes each pair after it a wrong one: plausible
// bytes, so nothing is noticed before the run ends in a byte too many. Text that reads well and
// says something else is the worst that can happen to a medical page. So a stretch with any error,
// and a stretch that the start or the end of the input may have cut, is read otherwise: dynamic
// programming over its bytes finds the reading of the best price under the character model. A byte
// given up costs more than the rarest character, so a stretch without an error stays as it is, rare
// names included, unless a whole run of rare characters becomes common ones.
#include "text/stretch_decoder.h"

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

void append(const LegacyChar& found, std::string& out) {
  append_utf8(out, found.c);
  if (found.mark != 0) append_utf8(out, found.mark);
}

}  // namespace

void StretchDecoder::decode(std::string_view stretch, bool at_start, bool at_end,
                            Transcript& out) const {
  const bool may_be_cut = (at_start || at_end) && stretch.size() <= kWindow;
  if (!may_be_cut && decode_plainly(stretch, out)) return;
  while (!stretch.empty()) stretch.remove_prefix(realign(stretch, at_end, out));
}

// False, and nothing done, if there is an error in it.
bool StretchDecoder::decode_plainly(std::string_view bytes, Transcript& out) const {
  const std::size_t start = out.text.size();
  for (std::size_t pos = 0; pos < bytes.size();) {
    const LegacyChar found = table_.at(bytes, pos);
    if (!found.valid()) {
      out.text.resize(start);
      return false;
    }
    append(found, out.text);
    pos += found.size;
  }
  return true;
}

// Decodes the head of `bytes`, all of them if they fit into one window, and returns its size.
std::size_t StretchDecoder::realign(std::string_view bytes, bool at_end, Transcript& out) const {
  const std::string_view window = bytes.substr(0, kWindow);
  const bool is_last = window.size() == bytes.size();
  std::vector<Best> best(window.size() + 1);
  for (std::size_t pos = window.size(); pos-- > 0;) {
    best[pos] = best_at(window, pos, is_last && at_end, best);
  }
  // What lies close to the end of a window is left for the next, which sees what follows.
  const std::size_t end = is_last ? window.size() : window.size() - kOverlap;
  std::size_t pos = 0;
  for (; pos < end; pos += best[pos].size) take_step(window, pos, best[pos], out);
  return pos;
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

double StretchDecoder::price(char32_t c) const {
  return CharsetModel::instance().price(charset_, c, 0);
}

StretchDecoder::Best StretchDecoder::best_at(std::string_view bytes, std::size_t pos, bool at_end,
                                             const std::vector<Best>& best) const {
  const LegacyChar found = table_.at(bytes, pos);
  const auto size = static_cast<std::uint8_t>(found.size);
  const double behind = best[pos + size].price;
  if (found.valid() && found.c < 0x80) return {behind, 1, Step::keep};
  Best take{behind + kNoSuchPair, size, Step::give_up};
  if (found.valid()) {
    take = {behind + price(found.c), size, Step::keep};
  } else if (found.state == LegacyChar::State::torn && at_end) {
    take = {kTorn, size, Step::leave_torn};
  }
  const Best give_up{best[pos + 1].price + kGiveUp, 1, Step::give_up};
  return take.price >= give_up.price ? take : give_up;
}

}  // namespace medloom::text
