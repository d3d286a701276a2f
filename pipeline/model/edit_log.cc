// Tested by tests/model/document_test.cc.
#include "pipeline/model/edit_log.h"

#include <array>

namespace medloom {

std::string_view name_of(FlagAction action) {
  return action == FlagAction::guessed ? "guessed" : "unchanged";
}

std::string_view name_of(OperationKind kind) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "replace", "split", "join", "drop", "label", "field", "flag", "link"};
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

std::string EditLog::replay(std::string_view page, const std::vector<Run>& runs) const {
  std::string text;
  for (const Run& run : runs) {
    switch (run.kind) {
      case RunKind::copied:
        text += page.substr(run.page.from, run.page.size());
        break;
      case RunKind::read:
        text.append(readings_[run.source], run.offset, run.length);
        break;
      case RunKind::edited:
        text.append(changes_[run.source].after, run.offset, run.length);
        break;
    }
  }
  return text;
}

}  // namespace medloom
