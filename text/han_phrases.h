// The caller's own phrases, which go before OpenCC's: found leftmost-longest, each deciding what it
// becomes. Immutable; threads may share it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/double_array.h"
#include "text/han_converter.h"
#include "text/han_pieces.h"
#include "text/han_segmenter.h"

namespace medloom::text {

class HanPhrases {
 public:
  HanPhrases() = default;
  // Errors: configuration, with the origin of an entry that is empty, no UTF-8, or contradicts an
  // earlier one.
  static Result<HanPhrases> create(std::vector<OverlayEntry> entries);

  // What the conversion without them makes of the doubtful ones: the other candidate.
  template <class Convert>
  void find_rivals(Convert convert);

  bool empty() const { return numbers_.empty(); }
  const DoubleArray& keys() const { return keys_; }
  bool in_ascii() const { return in_ascii_; }
  std::size_t number(std::uint32_t key) const { return numbers_[key]; }
  const std::vector<OverlayEntry>& entries() const { return entries_; }
  const std::string& rival(std::size_t number) const { return rivals_[number]; }
  HanPiece piece(const HanToken& token) const;

 private:
  std::vector<OverlayEntry> entries_;
  std::vector<std::string> rivals_;     // by entry; empty where it is none or the same
  std::vector<std::uint32_t> numbers_;  // of the entry, by key: of equal entries the first
  DoubleArray keys_;
  bool in_ascii_ = false;  // one of them begins with an ASCII character
};

template <class Convert>
void HanPhrases::find_rivals(Convert convert) {
  rivals_.clear();
  for (const OverlayEntry& entry : entries_) {
    std::string rival = entry.doubtful ? convert(entry.from) : std::string();
    rivals_.push_back(rival == entry.to ? std::string() : std::move(rival));
  }
}

}  // namespace medloom::text
