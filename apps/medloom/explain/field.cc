// What belongs to a field is told by the pointers of the edits and by the bytes of the page: a
// block belongs to it when its bytes and those of the field's text overlap.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/field.h"

#include <nlohmann/json.hpp>

#include "apps/medloom/explain/text.h"
#include "pipeline/engine/component_spec.h"
#include "pipeline/model/strict_json.h"

namespace medloom {
namespace {

constexpr std::size_t kValueWidth = 72;

// Whether `pointer` is `field` or below it.
bool is_below(std::string_view pointer, std::string_view field) {
  return pointer.starts_with(field) &&
         (pointer.size() == field.size() || pointer[field.size()] == '/');
}

// The value that a pointer names, as JSON; nothing where there is none.
std::optional<std::string> value_at(const nlohmann::json& record, const std::string& pointer) {
  try {
    return record.at(nlohmann::json::json_pointer(pointer)).dump();
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::vector<ExplainedBlock> blocks_of(const PageStory& story, const std::vector<Span>& pages) {
  std::vector<ExplainedBlock> found;
  for (auto stage = story.stages.rbegin(); stage != story.stages.rend(); ++stage) {
    if (stage->blocks.empty()) continue;
    for (const ExplainedBlock& block : stage->blocks) {
      for (const Span page : pages) {
        if (!block.page.overlaps(page)) continue;
        found.push_back(block);
        break;
      }
    }
    break;
  }
  return found;
}

}  // namespace

Result<FieldStory> field_of(const PageStory& story, const std::string& pointer) {
  if (!story.record) {
    return fail(ErrorCode::rejected, story.reject->stage + ": " + story.reject->reason,
                story.place);
  }
  FieldStory field;
  field.pointer = pointer;
  JsonProblems ignored;
  const auto record = parse_strictly(to_json(*story.record), ignored);
  const auto value = record ? value_at(*record, pointer) : std::nullopt;
  if (!value) {
    std::vector<std::string> names;
    for (const auto& [name, page] : story.texts) names.push_back(name);
    return fail(ErrorCode::usage, "the record has no such field" + did_you_mean(pointer, names),
                "--at " + pointer);
  }
  field.value = *value;
  for (const auto& [name, reason] : story.record->missing) {
    if (name == pointer) field.missing = reason;
  }
  std::vector<Span> pages;
  for (const auto& [name, page] : story.texts) {
    if (!is_below(name, pointer)) continue;
    pages.push_back(page);
    field.page = field.page ? hull(*field.page, page) : page;
  }
  field.blocks = blocks_of(story, pages);
  for (const ExplainedStage& stage : story.stages) {
    for (const ExplainedEdit& edit : stage.edits) {
      for (const std::string& at : edit.at) {
        if (!is_below(at, pointer)) continue;
        field.edits.push_back({stage.name, edit});
        break;
      }
    }
  }
  return field;
}

std::string field_as_text(const FieldStory& field, const Palette& palette) {
  std::string out = std::string(palette.title) + printable(field.pointer) +
                    std::string(palette.reset) + "\n  value   " +
                    excerpt(field.value, kValueWidth) + "\n";
  if (!field.missing.empty()) out += "  missing " + printable(field.missing) + "\n";
  if (field.page) {
    out += "  page    " + std::to_string(field.page->from) + "-" + std::to_string(field.page->to) +
           "\n";
  }
  for (const ExplainedBlock& block : field.blocks) {
    out += "  block   " + std::to_string(block.id) + "  " + block.kind + "  " + block.role +
           "  page " + std::to_string(block.page.from) + "-" + std::to_string(block.page.to) +
           "  " + excerpt(block.text, kValueWidth) + "\n";
  }
  std::string stage;
  std::vector<ExplainedEdit> edits;
  const auto flush = [&] {
    if (edits.empty()) return;
    out += "\n" + std::string(palette.title) + stage + std::string(palette.reset) + "\n" +
           edits_as_text(edits, palette);
    edits.clear();
  };
  for (const FieldStory::Edit& edit : field.edits) {
    if (edit.stage != stage) flush();
    stage = edit.stage;
    edits.push_back(edit.edit);
  }
  flush();
  if (field.edits.empty()) out += "  no rule touched it\n";
  return out;
}

}  // namespace medloom
