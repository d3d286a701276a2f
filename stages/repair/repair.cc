// EDIT stage `repair`: mends what scraping, encodings and machine translation broke inside a text.
//
// A block is scanned once (scan.h). Clean text ends there. What the scan found is applied, and the
// result is scanned again until nothing is found, because one damage can hide another: a zero-width
// space in a full stop, an escaped tag around mojibake. So the stage is idempotent by construction:
// it ends where a scan finds nothing. The few passes run on a Text of their own, whose runs tell in
// the end what was replaced in the block, one change per place.
//
// A text that is not done after a few passes is hostile. It is left as it was and flagged.
//
// Order: normal form C goes first and alone in a pass, so that the rules see whole characters.
// Flags about text that stays are those of the last scan; flags about text that was taken away are
// gathered on the way.
//
// Cases: tests/stages/repair.cases.json.
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "stages/repair/scan.h"
#include "stages/stages.h"
#include "text/normal_forms.h"

namespace medloom::stages {
namespace {

using namespace repair;

constexpr int kMostPasses = 8;

bool is_language(const std::string& tag, std::string_view language) {
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

// Where the bytes of an edited text stood in the text it began as.
class Origin {
 public:
  explicit Origin(const Text& text) : runs_(text.runs()) {
    ends_.reserve(runs_.size());
    std::uint32_t end = 0;
    for (const Run& run : runs_) ends_.push_back(end += run.length);
  }

  Span of(Span at) const {
    const Run* first = run_at(at.from);
    const Run* last = at.empty() ? first : run_at(at.to - 1);
    if (first == nullptr || last == nullptr) return {0, 0};
    return {place(*first, at.from, false),
            place(*last, at.empty() ? at.to : at.to - 1, !at.empty())};
  }

 private:
  const Run* run_at(std::uint32_t pos) const {
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), pos);
    if (end == ends_.end()) return runs_.empty() ? nullptr : &runs_.back();
    return &runs_[static_cast<std::size_t>(end - ends_.begin())];
  }
  std::uint32_t place(const Run& run, std::uint32_t pos, bool behind) const {
    if (run.kind == RunKind::edited) return behind ? run.page.to : run.page.from;
    const std::uint32_t end = ends_[static_cast<std::size_t>(&run - runs_.data())];
    return run.page.to - (end - pos) + (behind ? 1 : 0);
  }

  const std::vector<Run>& runs_;
  std::vector<std::uint32_t> ends_;  // of each run, in the edited text
};

// One text on its way through the passes.
class Mending {
 public:
  explicit Mending(std::string_view text) { text_.append_copied(text, 0); }

  const std::string& text() const { return text_.str(); }

  void apply(const std::vector<Edit>& edits, const std::vector<Notice>& removed) {
    note(removed);
    std::vector<Splice> batch;
    batch.reserve(edits.size());
    for (const Edit& edit : edits) {
      batch.push_back({edit.at, edit.after, static_cast<ChangeId>(rules_.size())});
      rules_.push_back(edit.rule);
    }
    text_.splice(batch);
  }

  void note(const std::vector<Notice>& notices) {
    if (notices.empty()) return;
    const Origin origin(text_);
    for (const Notice& notice : notices) {
      notices_.push_back(notice);
      notices_.back().at = origin.of(notice.at);
    }
  }

  void propose(Editor& editor) const {
    for (const Notice& notice : notices_) flag(notice, editor);
    std::uint32_t at = 0;
    std::uint32_t change = 0;
    Span place;
    std::string after;
    bool open = false;
    const auto close = [&] {
      if (open) editor.replace(place, std::move(after), {std::string(name_of(rules_[change])), {}});
      open = false;
    };
    for (const Run& run : text_.runs()) {
      const std::string_view bytes = text_.view().substr(at, run.length);
      at += run.length;
      if (run.kind != RunKind::edited) {
        close();
        continue;
      }
      // Pieces of one place that several passes worked on are one change, named after the last.
      if (open && run.page.from < place.to) {
        place = hull(place, run.page);
        after += bytes;
        change = std::max(change, run.source);
      } else {
        close();
        place = run.page;
        after = bytes;
        change = run.source;
        open = true;
      }
    }
    close();
  }

  static void flag(const Notice& notice, Editor& editor) {
    editor.flag(notice.at, std::string(name_of(notice.kind)),
                {std::string(name_of(notice.rule)), {}}, notice.note, FlagAction::unchanged,
                notice.candidates);
  }

 private:
  Text text_;                    // "the page" of its runs is the block's text
  std::vector<RuleName> rules_;  // by change
  std::vector<Notice> notices_;  // in the block's text
};

class Repair : public TextStage {
 public:
  Repair() : TextStage("repair") {}

  bool wants(const Block&) const override { return true; }

  Result<void> rewrite(const Block& block, const PageContext&, Editor& editor,
                       Trace&) const override {
    const std::string& language = block.language;
    const bool latin = !is_language(language, "zh") && !is_language(language, "ja") &&
                       !is_language(language, "ko");
    const bool english = is_language(language, "en");

    Scanned scanned = scan({block.text.str(), latin, english});
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
      scanned = scan({mending.text(), latin, english});
    }
    Mending::flag({{0, block.text.size()},
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
