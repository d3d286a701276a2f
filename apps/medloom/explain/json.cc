// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/json.h"

#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

void put_strings(JsonWriter& out, std::string_view key, const std::vector<std::string>& values) {
  out.key(key).begin_array();
  for (const std::string& value : values) out.value(value);
  out.end_array();
}

void put_span(JsonWriter& out, std::string_view key, Span span) {
  out.key(key).begin_array();
  out.value(span.from);
  out.value(span.to);
  out.end_array();
}

void put_edit(JsonWriter& out, const ExplainedEdit& edit, std::string_view stage) {
  out.begin_object();
  if (!stage.empty()) out.key("stage").value(stage);
  out.key("kind").value(name_of(edit.kind));
  out.key("rule").value(edit.rule.name);
  out.key("dictionary").value_or_null(edit.rule.dictionary);
  if (!edit.what.empty()) out.key("what").value(edit.what);
  out.key("before").value(edit.before);
  if (edit.kind == OperationKind::replace) {
    out.key("after").value(edit.after);
    out.key("stands").value(edit.standing);
  }
  if (edit.kind == OperationKind::flag) {
    out.key("note").value_or_null(edit.note);
    out.key("action").value(edit.action);
    put_strings(out, "candidates", edit.candidates);
  }
  if (edit.kind == OperationKind::field) out.key("reliable").value(edit.reliable);
  if (edit.kind == OperationKind::link) out.key("count").value(static_cast<int>(edit.count));
  put_strings(out, "lost", edit.lost);
  if (edit.page) {
    put_span(out, "page", *edit.page);
    out.key("source").value(edit.source);
  }
  if (edit.block != Drop::kNoBlock) out.key("block").value(edit.block);
  put_strings(out, "at", edit.at);
  out.end_object();
}

void put_block(JsonWriter& out, const ExplainedBlock& block) {
  out.begin_object();
  out.key("id").value(block.id);
  out.key("kind").value(block.kind);
  out.key("role").value(block.role);
  out.key("node").value_or_null(block.node);
  out.key("language").value(block.language);
  out.key("mark").value_or_null(block.mark);
  out.key("text").value(block.text);
  put_span(out, "page", block.page);
  out.end_object();
}

void put_stage(JsonWriter& out, const ExplainedStage& stage) {
  out.begin_object();
  out.key("name").value(stage.name);
  out.key("summary").value(stage.summary);
  out.key("microseconds").value(stage.nanoseconds / 1000);
  put_strings(out, "remarks", stage.remarks);
  out.key("facts").begin_array();
  for (const ExplainedStage::NamedFact& fact : stage.facts) {
    out.begin_object();
    out.key("name").value(fact.name);
    out.key("source").value(fact.source);
    out.key("value").value(fact.value);
    out.end_object();
  }
  out.end_array();
  out.key("blocks").begin_array();
  for (const ExplainedBlock& block : stage.blocks) put_block(out, block);
  out.end_array();
  out.key("edits").begin_array();
  for (const ExplainedEdit& edit : stage.edits) put_edit(out, edit, "");
  out.end_array();
  put_strings(out, "notes", stage.notes);
  out.end_object();
}

}  // namespace

std::string story_as_json(const PageStory& story) {
  JsonWriter out;
  out.begin_object();
  out.key("page").value(story.place);
  out.key("profile").value(story.profile);
  out.key("bytes").value(static_cast<std::int64_t>(story.bytes));
  out.key("stages").begin_array();
  for (const ExplainedStage& stage : story.stages) put_stage(out, stage);
  out.end_array();
  if (story.record) {
    // The record writes itself.
    return out.take() + ",\"record\":" + to_json(*story.record) + "}\n";
  }
  out.key("reject").begin_object();
  out.key("stage").value(story.reject->stage);
  out.key("reason").value(story.reject->reason);
  out.end_object();
  out.end_object();
  return out.take() + "\n";
}

std::string field_as_json(const FieldStory& field) {
  JsonWriter out;
  out.begin_object();
  out.key("field").value(field.pointer);
  out.key("missing").value_or_null(field.missing);
  if (field.page) {
    put_span(out, "page", *field.page);
  } else {
    out.key("page").null();
  }
  out.key("blocks").begin_array();
  for (const ExplainedBlock& block : field.blocks) put_block(out, block);
  out.end_array();
  out.key("edits").begin_array();
  for (const FieldStory::Edit& edit : field.edits) put_edit(out, edit.edit, edit.stage);
  out.end_array();
  return out.take() + ",\"value\":" + field.value + "}\n";
}

}  // namespace medloom
