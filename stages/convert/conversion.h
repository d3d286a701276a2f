// One way to convert Han text: from a script and region to another, with the phrases that go before
// OpenCC's data.
//
// A regional label (超声检查 → 超音波檢查) is a word of its own, so it does not act where it stands
// in a longer one: not beside a character that it would repeat (宫外孕 → 子宮外孕 in 子宫外孕), not
// inside a Latin word or a number, not where the text can be cut another way. There its characters
// are converted as usual.
//
// Immutable after `create`; threads may share one. Creating one reads OpenCC's data.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/han_overlay.h"
#include "pipeline/model/edit_log.h"
#include "pipeline/model/result.h"
#include "text/han_converter.h"

namespace medloom::stages {

struct HanWay {
  const char* config;      // of OpenCC
  const char* label_from;  // the language tag of the concepts' labels that it reads …
  const char* label_to;    // … and writes
  const char* language;    // of a block when it is done
  dictionaries::HanTarget target;
};

// A part of a text and what it becomes. Pieces cover the text in order.
struct HanPiece {
  Span source;
  std::string after;
  Rule rule;  // script, overlay or regional
  bool doubtful = false;
  std::string other;  // the other candidate of a doubtful piece, if there is one
};

class HanConversion {
 public:
  // Labels among the phrases that differ in script only are left to OpenCC. `flag_doubt` off gives
  // no doubtful pieces.
  static Result<HanConversion> create(const HanWay& way,
                                      std::vector<dictionaries::HanPhrase> phrases,
                                      bool flag_doubt);

  Result<std::vector<HanPiece>> convert(std::string_view text) const;

  const HanWay& way() const { return *way_; }

 private:
  HanConversion(const HanWay& way, bool flag_doubt) : way_(&way), flag_doubt_(flag_doubt) {}

  bool is_label(const text::HanSegment& segment) const;
  HanPiece piece_of(const text::Converted& converted, const text::HanSegment& segment,
                    std::uint32_t shift) const;
  Rule rule_of(const text::HanSegment& segment) const;

  const HanWay* way_;
  bool flag_doubt_;
  std::vector<dictionaries::HanPhrase> phrases_;  // by overlay index: rows, then labels
  std::optional<text::HanConverter> converter_;
  std::optional<text::HanConverter> without_labels_;
};

}  // namespace medloom::stages
