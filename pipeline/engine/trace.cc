// The side file's line of a page. Times are in microseconds: finer ones are noise.
//
// Tested by tests/engine/pipeline_test.cc.
#include "pipeline/engine/trace.h"

#include "pipeline/model/json_writer.h"

namespace medloom {

void Trace::note(std::string_view stage, BlockId block, Span at, std::string text) {
  if (wanted_) notes_.push_back({std::string(stage), block, at, std::move(text)});
}

void Trace::met(std::string row, RowUse use) {
  RowUse& all = rows_[std::move(row)];
  all.kept += use.kept;
  all.linked += use.linked;
}

std::string Trace::to_json(std::string_view page) const {
  JsonWriter out;
  out.begin_object();
  out.key("page").value(page);
  out.key("steps").begin_array();
  for (const Step& step : steps_) {
    out.begin_object();
    out.key("stage").value(step.stage);
    out.key("microseconds").value(step.nanoseconds / 1000);
    out.key("operations").value(static_cast<std::int64_t>(step.operations));
    out.end_object();
  }
  out.end_array();
  out.key("notes").begin_array();
  for (const Note& note : notes_) {
    out.begin_object();
    out.key("stage").value(note.stage);
    out.key("block").value(note.block);
    out.key("from").value(note.at.from);
    out.key("to").value(note.at.to);
    out.key("text").value(note.text);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

}  // namespace medloom
