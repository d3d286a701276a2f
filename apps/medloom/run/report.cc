// Tested by tests/apps/run_report_test.cc.
#include "apps/medloom/run/report.h"

#include <chrono>
#include <cmath>
#include <ctime>

#include "io/paths.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

void put(JsonWriter& out, std::string_view key, std::uint64_t number) {
  out.key(key).value(static_cast<std::int64_t>(number));
}

void put_counts(JsonWriter& out, const RunSummary& summary) {
  put(out, "inputs", summary.inputs());
  put(out, "records", summary.records());
  put(out, "rejects", summary.rejects());
  put(out, "duplicates", summary.duplicates());
  put(out, "skipped", summary.skipped());
}

// inputs = records + rejects + duplicates + skipped; the tables say what each consists of.
void put_tables(JsonWriter& out, const RunSummary& summary) {
  out.key("recordsByKind").begin_object();
  for (const auto& [kind, number] : summary.kinds()) put(out, kind, number);
  out.end_object();
  out.key("rejectsByReason").begin_array();
  for (const auto& [why, number] : summary.rejects_by_reason()) {
    out.begin_object();
    out.key("stage").value(why.first);
    out.key("reason").value(why.second);
    put(out, "count", number);
    out.end_object();
  }
  out.end_array();
  out.key("skippedByReason").begin_object();
  for (const auto& [reason, number] : summary.skipped_by_reason()) put(out, reason, number);
  out.end_object();
}

void put_asked(JsonWriter& out, const RunArguments& arguments) {
  out.key("asked").begin_object();
  out.key("inputs").begin_array();
  for (const std::string& path : arguments.paths) out.value(path_as_utf8(path));
  out.end_array();
  out.key("form").value(arguments.form);
  out.key("profile").value(path_as_utf8(arguments.pipeline.choice.profile));
  out.key("shard").value_or_null(arguments.shard);
  out.end_object();
}

void put_pipeline(JsonWriter& out, const PipelineInfo& pipeline) {
  out.key("pipeline").begin_object();
  out.key("name").value(pipeline.name);
  out.key("version").value(pipeline.version);
  out.key("configuration").value(pipeline.configuration);
  out.key("data").value(pipeline.data);
  out.key("dictionaries").begin_array();
  for (const DictionaryRef& dictionary : pipeline.dictionaries) {
    out.begin_object();
    out.key("file").value(path_as_utf8(dictionary.file));
    out.key("sha256").value(dictionary.sha256);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

void put_outputs(JsonWriter& out, const RunReport& report) {
  out.key("outputs").begin_array();
  for (const std::string& path : report.outputs) out.value(path_as_utf8(path));
  out.end_array();
}

std::string now_text() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

void begin_log(JsonWriter& out, std::string_view level, std::string_view event) {
  out.begin_object();
  out.key("time").value(now_text());
  out.key("level").value(level);
  out.key("event").value(event);
}

std::int64_t milliseconds(double seconds) { return std::llround(seconds * 1000); }

}  // namespace

std::string manifest_json(const RunReport& report) {
  JsonWriter out;
  out.begin_object();
  out.key("medloomJournal").value(1);
  out.key("state").value(report.state);
  put_asked(out, report.arguments);
  put_pipeline(out, report.pipeline);
  put_counts(out, report.summary);
  put_tables(out, report.summary);
  put_outputs(out, report);
  out.end_object();
  return out.take() + "\n";
}

std::string stats_json(const RunReport& report, const RunCosts& costs) {
  JsonWriter out;
  out.begin_object();
  out.key("medloomRun").value(1);
  out.key("state").value(report.state);
  put_counts(out, report.summary);
  put(out, "reused", report.summary.reused());
  put_tables(out, report.summary);
  put_outputs(out, report);
  out.key("milliseconds").value(milliseconds(costs.seconds));
  out.key("threads").value(costs.threads);
  put(out, "bytesRead", costs.bytes_read);
  // Nanoseconds of all threads together.
  out.key("stages").begin_array();
  for (const StageTime& stage : costs.stages) {
    out.begin_object();
    out.key("stage").value(stage.stage);
    put(out, "pages", stage.pages);
    put(out, "operations", stage.operations);
    out.key("nanoseconds").value(stage.nanoseconds);
    out.end_object();
  }
  out.end_array();
  out.end_object();
  return out.take() + "\n";
}

std::string log_line(std::string_view level, std::string_view event,
                     const std::vector<std::pair<std::string, std::string>>& fields) {
  JsonWriter out;
  begin_log(out, level, event);
  for (const auto& [key, value] : fields) out.key(key).value(path_as_utf8(value));
  out.end_object();
  return out.take() + "\n";
}

std::string log_end(const RunReport& report, const RunCosts& costs) {
  JsonWriter out;
  begin_log(out, "info", "end");
  out.key("state").value(report.state);
  put_counts(out, report.summary);
  put(out, "reused", report.summary.reused());
  out.key("milliseconds").value(milliseconds(costs.seconds));
  put_outputs(out, report);
  out.end_object();
  return out.take() + "\n";
}

}  // namespace medloom
