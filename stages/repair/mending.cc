// Runs are walked once to tell the changes; places of flags are found by binary search.
//
// Tested by tests/stages/repair_test.cc, and by the replay check on everything there.
#include "stages/repair/mending.h"

#include <algorithm>
#include <utility>

namespace medloom::stages::repair {
namespace {

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

  std::span<const Run> runs_;
  std::vector<std::uint32_t> ends_;  // of each run, in the edited text
};

}  // namespace

void Mending::apply(const std::vector<Edit>& edits, const std::vector<Notice>& notices) {
  note(notices);
  std::vector<Splice> batch;
  batch.reserve(edits.size());
  for (const Edit& edit : edits) {
    batch.push_back({edit.at, edit.after, static_cast<ChangeId>(rules_.size())});
    rules_.push_back(edit.rule);
  }
  text_.splice(batch);
}

void Mending::note(const std::vector<Notice>& notices) {
  if (notices.empty()) return;
  const Origin origin(text_);
  for (const Notice& notice : notices) {
    notices_.push_back(notice);
    notices_.back().at = origin.of(notice.at);
  }
}

void Mending::propose(Editor& editor) const {
  for (const Notice& notice : notices_) propose_flag(notice, editor);
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

void propose_flag(const Notice& notice, Editor& editor) {
  editor.flag(notice.at, std::string(name_of(notice.kind)), {std::string(name_of(notice.rule)), {}},
              notice.note, FlagAction::unchanged, notice.candidates);
}

}  // namespace medloom::stages::repair
