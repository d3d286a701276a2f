// Conversion between Simplified and Traditional Chinese and their regions, with a span for each
// change.
//
// The conversion is OpenCC's (its data, its algorithm; byte for byte its result), with two
// additions that health text needs. An overlay of the caller's own phrases goes before OpenCC's:
// where an entry matches, it decides. And each text is cut into phrases from both ends; where the
// two results differ, OpenCC's left-to-right choice stays, but is marked doubtful and comes with
// the other candidate (医生发现 becomes 醫生髮現, with 發 as the other candidate of 发). A
// converter is immutable and cheap to copy; threads may share it. Creating one reads OpenCC's data
// (up to some 60 ms); after that nothing throws and no file is read.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace medloom::text {

// A phrase of the caller. `from` equal to `to` protects a phrase from OpenCC.
struct OverlayEntry {
  std::string from;
  std::string to;
  bool doubtful = false;  // every hit of it is marked doubtful
  std::string origin;     // "han/phrases.tsv:41", for error messages
};

struct HanSegment {
  enum class By { same, opencc, overlay };

  Span source;
  Span target;
  By by = By::same;
  int overlay = -1;        // the index of the (first) overlay entry, if by == overlay
  bool doubtful = false;   // may be wrong, also where nothing was changed
  std::string other = {};  // the other candidate for `source` if it is doubtful and there is one

  friend bool operator==(const HanSegment&, const HanSegment&) = default;
};

// Segments cover both texts completely and in order. Each is as small as can be told: one character
// where script alone changed, else the words that were replaced. Neighbours that are the same (and
// not doubtful) are one segment; an overlay hit is always one segment of its own.
struct Converted {
  std::string text;
  std::vector<HanSegment> segments;
};

class HanConverter {
 public:
  // `config` is one of s2t, s2tw, s2twp, s2hk, t2s, tw2s, tw2sp, hk2s, t2tw, t2hk, tw2t, hk2t.
  // Overlay entries must be valid UTF-8 and not empty, and not contradict one another.
  static Result<HanConverter> create(std::string_view config, std::vector<OverlayEntry> overlay);

  // Text that is not valid UTF-8 is an error. NUL and all that is not Chinese stays as it is.
  Result<Converted> convert(std::string_view utf8) const;

  const std::vector<OverlayEntry>& overlay() const;

  // Names the conversion and its data, for provenance: it changes when any entry of OpenCC's
  // dictionaries does (the overlay is the caller's and not part of it).
  const std::string& data_version() const;

 private:
  struct Engine;
  explicit HanConverter(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}

  std::shared_ptr<const Engine> engine_;
};

}  // namespace medloom::text
