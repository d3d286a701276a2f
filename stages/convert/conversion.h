// One way to convert Han text: from a script and region to another, with the phrases that go before
// OpenCC's data.
//
// A regional label (超声检查 → 超音波檢查) is a word of its own, so it does not act where it stands
// in a longer one: not beside a character that it would repeat (宫外孕 → 子宮外孕 in 子宫外孕), not
// inside a Latin word or a number, not where the text can be cut another way, not inside a longer
// label (结肠镜检查 in 乙状结肠镜检查). There its characters are converted as usual.
//
// Immutable after `create`; threads may share one. Creating one reads OpenCC's data.
#pragma once

#include <deque>
#include <filesystem>
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
  bool takes_rows = true;  // the rows of dictionaries/han read the other script
};

// A part of a text that changes, or is doubtful, and what it becomes. What lies between stays.
// Views of the tables that made it, and of what was converted: a page has thousands.
struct HanPiece {
  Span source;
  std::string_view after;
  const Rule* rule = nullptr;  // script, overlay or regional
  bool doubtful = false;
  std::string_view other;  // the other candidate of a doubtful piece, if there is one
};

// The pieces of a text, in order, and the texts that they view.
struct HanPieces {
  std::vector<HanPiece> pieces;
  std::deque<text::Converted> texts;
};

class HanConversion {
 public:
  // Labels among the phrases that differ in script only change nothing, but keep shorter ones out.
  // `words` tell where words end. `flag_doubt` off asks no words and gives no doubtful pieces.
  // `images` as text::HanConverter has it.
  static Result<HanConversion> create(const HanWay& way,
                                      const std::vector<dictionaries::HanPhrase>& phrases,
                                      const std::vector<std::string>& words, bool flag_doubt,
                                      const std::filesystem::path& images);

  Result<HanPieces> convert(std::string_view text) const;

  const HanWay& way() const { return *way_; }

 private:
  HanConversion(const HanWay& way, bool flag_doubt) : way_(&way), flag_doubt_(flag_doubt) {}

  Result<void> take_labels(const std::vector<dictionaries::HanPhrase>& labels,
                           std::vector<text::OverlayEntry> overlay,
                           const std::vector<text::OverlayEntry>& cuts);
  Result<void> use(std::vector<text::OverlayEntry> overlay,
                   const std::vector<text::OverlayEntry>& cuts);
  bool is_label(const text::HanChange& change) const;
  bool stands(const text::HanChange& change, std::string_view source,
              std::string_view target) const;
  HanPiece piece_of(const text::Converted& converted, const text::HanChange& change,
                    std::uint32_t shift) const;
  const Rule& rule_of(const text::HanChange& change) const;

  const HanWay* way_;
  bool flag_doubt_;
  // By overlay index: rows, then labels.
  std::vector<dictionaries::HanPhrase> phrases_;
  std::vector<Rule> rules_;       // by overlay index
  Rule script_ = {"script", {}};  // of OpenCC's data
  std::size_t keeping_from_ = 0;  // phrases from here on are labels that change nothing
  std::optional<text::HanConverter> converter_;
  std::optional<text::HanConverter> without_labels_;
};

}  // namespace medloom::stages
