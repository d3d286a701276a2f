// The side file's line of a page. Times are in microseconds: finer ones are noise.
//
// Tested by tests/engine/pipeline_test.cc.
#include "pipeline/engine/trace.h"

#include <ctime>

#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

std::chrono::nanoseconds time_of_thread() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

void Trace::limit_time(std::chrono::seconds most) {
  most_time_ = most;
  if (most_time_.count() > 0) started_ = clock_ ? clock_() : time_of_thread();
}

bool Trace::is_out_of_time(std::size_t bytes) {
  if (most_time_.count() == 0) return false;
  unlooked_ += bytes;
  if (unlooked_ < kBytesPerLook) return false;
  unlooked_ = 0;
  return (clock_ ? clock_() : time_of_thread()) - started_ > most_time_;
}

std::string Trace::out_of_time() const {
  return "takes more than " + std::to_string(most_time_.count()) +
         " s of processor time (limits.page_seconds)";
}

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
