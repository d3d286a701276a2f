// One field of a record, explained: its value, the bytes of the page it came from, and what was
// done on the way. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/medloom/explain/story.h"
#include "apps/medloom/terminal.h"

namespace medloom {

struct FieldStory {
  std::string pointer;
  std::string value;         // as JSON
  std::string missing;       // why it is null
  std::optional<Span> page;  // of its text, or of the texts below it
  std::vector<ExplainedBlock> blocks;
  struct Edit {
    std::string stage;
    ExplainedEdit edit;
  };
  std::vector<Edit> edits;
};

// `pointer` is a JSON Pointer into the record. Errors: usage, where there is no such field, with
// the nearest one; rejected, where the page gave no record.
Result<FieldStory> field_of(const PageStory& story, const std::string& pointer);

std::string field_as_text(const FieldStory& field, const Palette& palette);

}  // namespace medloom
