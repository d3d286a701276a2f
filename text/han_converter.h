// Conversion between Simplified and Traditional Chinese and their regions, with a span for each
// change.
//
// The conversion is OpenCC's (its data, its algorithm; byte for byte its result), with two
// additions that health text needs. An overlay of the caller's own phrases goes before OpenCC's:
// where an entry matches, it decides. And where words overlap, the text is cut into the fewest of
// them, OpenCC's phrases and the caller's words alike (医生|发现, not 医|生发|现), and what several
// such cuts would write differently is marked doubtful and comes with the other candidate (头|发热
// and 头发|热). Conversions that replace words (s2twp, tw2s, …) keep OpenCC's left-to-right choice
// instead, and doubt it where a cut from the other end differs. A converter is immutable and cheap
// to copy; threads may share it. Creating one reads OpenCC's data and compiles it (up to some
// 100 ms), or finds what an earlier run compiled (some ms); after that nothing throws and no file
// is read.
//
// Cost: linear, one walk over the text, at some 30 times the speed of OpenCC 1.1.6.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace medloom::text {

// A phrase of the caller. `from` equal to `to` protects a phrase from OpenCC.
struct OverlayEntry {
  enum class Use : std::uint8_t {
    always,  // decides wherever its characters stand
    name,    // the same, but not where the text can be cut into fewer words without it
    word,    // decides where the text is cut so that it is a word; as long as `to`
    alone,   // one character, where no word decides it
    cut,     // a word that shows where words end; `to` is not read
  };

  std::string from;
  std::string to;
  bool doubtful = false;  // every hit of it is marked doubtful
  std::string origin;     // "han/phrases.tsv:41", for error messages
  Use use = Use::always;
  std::string other = {};  // of a doubtful one, the other candidate, if not what OpenCC makes of it
};

struct HanChange {
  // A phrase or character that stays may be listed too, when it is doubtful or a hit of the
  // overlay.
  enum class By : std::uint8_t { same, opencc, overlay };

  Span source;
  Span target;
  By by = By::opencc;
  bool doubtful = false;      // may be wrong, also where nothing was changed
  std::int32_t overlay = -1;  // the index of the (first) overlay entry, if by == overlay
  std::int32_t other =
      -1;  // which of `others` is the other candidate for `source`, if there is one

  friend bool operator==(const HanChange&, const HanChange&) = default;
};

// What lies between changes is the same in both texts. Each change is as small as can be told: one
// character where script alone changed, else the words that were replaced.
struct Converted {
  std::string text;
  std::vector<HanChange> changes;
  std::vector<std::string> others;

  // The other candidate of a doubtful change, or empty.
  std::string_view other(const HanChange& change) const {
    return change.other < 0 ? std::string_view() : others[static_cast<std::size_t>(change.other)];
  }
};

class HanConverter {
 public:
  // `config` is one of s2t, s2tw, s2twp, s2hk, t2s, tw2s, tw2sp, hk2s, t2tw, t2hk, tw2t, hk2t, or
  // of hk2tw and tw2hk, which OpenCC does in two steps. Overlay entries must be valid UTF-8 and not
  // empty, and those of one use must not contradict one another. Words, single characters and cuts
  // are for conversions of characters (s2t, s2tw, s2hk, t2s); others do not ask them.
  // In the folder `images`, if one is named, what was compiled is kept for the next run; what lies
  // there may be damaged or missing.
  static Result<HanConverter> create(std::string_view config, std::vector<OverlayEntry> overlay,
                                     const std::filesystem::path& images = {});

  // The same conversion with another overlay; what was compiled is shared.
  Result<HanConverter> with_overlay(std::vector<OverlayEntry> overlay) const;

  // Text that is not valid UTF-8 is an error. NUL and all that is not Chinese stays as it is.
  // `second_opinion` off asks for OpenCC's own choice alone: words are not asked, and nothing is
  // doubtful but what the overlay says.
  Result<Converted> convert(std::string_view utf8, bool second_opinion = true) const;

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
