// Tested by tests/model/document_test.cc.
#include "pipeline/model/edit_log.h"

#include <array>
#include <functional>

namespace medloom {

std::string_view name_of(FlagAction action) {
  return action == FlagAction::guessed ? "guessed" : "unchanged";
}

std::string_view name_of(OperationKind kind) {
  static constexpr std::array<std::string_view, 8> kNames = {"replace", "split", "join", "drop",
                                                             "label",   "field", "flag", "link"};
  return kNames[static_cast<std::size_t>(kind)];
}

EditLog::EditLog() {
  intern_reading(" ");
  intern_reading("\n");
  intern_reading("\n\n");
}

ReadingId EditLog::intern_reading(std::string_view bytes) {
  const auto [it, added] =
      reading_ids_.try_emplace(std::string(bytes), static_cast<ReadingId>(readings_.size()));
  if (added) readings_.emplace_back(bytes);
  return it->second;
}

std::size_t EditLog::ReasonHash::hash(const ReasonKey& key) {
  const std::hash<std::string_view> of;
  return of(key.name) * 31 + of(key.dictionary) * 7 + of(key.stage);
}

const Reason* EditLog::intern_reason(std::string_view stage, const Rule& rule) {
  const auto known = reason_set_.find(ReasonKey{stage, rule.name, rule.dictionary});
  if (known != reason_set_.end()) return *known;
  reasons_.push_back({std::string(stage), rule});
  reason_set_.insert(&reasons_.back());
  return &reasons_.back();
}

// The bytes of one run.
std::string_view EditLog::bytes_of(std::string_view page, const Run& run) const {
  switch (run.kind) {
    case RunKind::copied:
      return page.substr(run.page.from, run.page.size());
    case RunKind::read:
      return std::string_view(readings_[run.source]).substr(run.offset, run.length);
    case RunKind::edited:
      break;
  }
  return changes_[run.source].after.substr(run.offset, run.length);
}

std::string EditLog::replay(std::string_view page, std::span<const Run> runs) const {
  std::string text;
  for (const Run& run : runs) text += bytes_of(page, run);
  return text;
}

bool EditLog::replays(std::string_view page, const Text& text) const {
  std::string_view rest = text.view();
  for (const Run& run : text.runs()) {
    const std::string_view bytes = bytes_of(page, run);
    if (!rest.starts_with(bytes)) return false;
    rest.remove_prefix(bytes.size());
  }
  return rest.empty();
}

}  // namespace medloom
