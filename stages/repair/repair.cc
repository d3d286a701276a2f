// EDIT stage `repair`: mends what scraping, encodings and machine translation broke inside a text.
//
// A block is scanned once (scan.h). Clean text ends there. What the scan found is applied, and the
// result is scanned again until nothing is found, because one damage can hide another: a zero-width
// space in a full stop, an escaped tag around mojibake. So the stage is idempotent by construction:
// it ends where a scan finds nothing. What the passes did is told as changes of the block's own
// text (mending.h).
//
// A text that is not done after a few passes is hostile. It is left as it was and flagged.
//
// Order: normal form C goes first and alone in a pass, so that the rules see whole characters.
// Flags about text that stays are those of the last scan; flags about text that was taken away are
// gathered on the way.
//
// Cases: tests/stages/repair.cases.json.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/repair/mending.h"
#include "stages/repair/scan.h"
#include "stages/stages.h"
#include "text/normal_forms.h"

namespace medloom::stages {
namespace {

using namespace repair;

constexpr int kMostPasses = 8;

bool is_language(std::string_view tag, std::string_view language) {
  return tag.starts_with(language) &&
         (tag.size() == language.size() || tag[language.size()] == '-');
}

std::vector<Edit> normal_form_edits(const std::string& text) {
  std::vector<Edit> edits;
  for (text::Replacement& edit : text::nfc_edits(text)) {
    edits.push_back({edit.at, std::move(edit.after), RuleName::nfc});
  }
  return edits;
}

class Repair : public TextStage {
 public:
  Repair() : TextStage("repair") {}

  bool wants(const Block&) const override { return true; }

  Result<void> rewrite(const Block& block, const PageContext&, Editor& editor,
                       Trace&) const override {
    const std::string_view language = block.language;
    const bool latin = !is_language(language, "zh") && !is_language(language, "ja") &&
                       !is_language(language, "ko");
    const bool english = is_language(language, "en");
    const bool chinese = is_language(language, "zh");

    Scanned scanned = scan({block.text.str(), latin, english, chinese});
    if (is_clean(scanned)) return {};
    Mending mending(block.text.view());
    for (int pass = 0; pass < kMostPasses; ++pass) {
      std::vector<Edit> normal;
      if (scanned.maybe_not_nfc) normal = normal_form_edits(mending.text());
      if (!normal.empty()) {
        mending.apply(normal, {});
      } else if (!scanned.findings.edits().empty()) {
        mending.apply(scanned.findings.edits(), scanned.findings.removed());
      } else {
        mending.note(scanned.findings.flags());
        mending.propose(editor);
        return {};
      }
      scanned = scan({mending.text(), latin, english, chinese});
    }
    propose_flag({{0, block.text.size()},
                  FlagKind::unstable,
                  RuleName::entity,
                  "repairs of this text would not come to an end",
                  {}},
                 editor);
    return {};
  }

 private:
  static bool is_clean(const Scanned& scanned) {
    return !scanned.maybe_not_nfc && scanned.findings.edits().empty() &&
           scanned.findings.flags().empty();
  }
};

}  // namespace

StageSpec repair_stage() {
  return {Phase::edit,
          "repair",
          "Mends what scraping, encodings and machine translation broke inside the text.",
          {},
          [](const Settings&, StageContext&) { return std::make_unique<Repair>(); },
          {}};
}

}  // namespace medloom::stages
