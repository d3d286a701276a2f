// Two passes: one over the pages of the run, which are counted and packed, and one over the
// dictionaries that their records name, for the rows that were never met. Line numbers of a
// dictionary mean what they meant only if it is the same file, so one that was changed since is
// told, and its rows are left out.
//
// Tested by tests/apps/report_test.cc.
#include "apps/medloom/report/make_report.h"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "apps/medloom/run/outputs.h"
#include "dictionaries/library.h"
#include "io/paths.h"
#include "io/report/report_file.h"
#include "io/report/run_pages.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/engine/digest.h"
#include "pipeline/model/strict_json.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;

std::optional<nlohmann::json> read_json(const std::string& path) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) return std::nullopt;
  JsonProblems ignored;
  return parse_strictly(*bytes, ignored);
}

template <class Value>
Value value_of(const nlohmann::json& object, const char* key, Value otherwise) {
  try {
    return object.value(key, otherwise);
  } catch (const nlohmann::json::exception&) {
    return otherwise;
  }
}

// What the journal's side files tell; they may be missing.
void read_journal(const std::string& folder, reports::RunFacts& facts) {
  facts.has_journal = true;
  if (const auto manifest = read_json(folder + "/manifest.json"); manifest) {
    const auto asked = value_of(*manifest, "asked", nlohmann::json::object());
    facts.inputs = value_of(asked, "inputs", std::vector<std::string>());
  }
  const auto stats = read_json(folder + "/stats.json");
  if (!stats) return;
  facts.reused = value_of(*stats, "reused", std::uint64_t{0});
  for (const nlohmann::json& stage : value_of(*stats, "stages", nlohmann::json::array())) {
    facts.stages.push_back({value_of(stage, "stage", std::string()),
                            value_of(stage, "nanoseconds", std::int64_t{0}),
                            value_of(stage, "operations", std::uint64_t{0}),
                            value_of(stage, "pages", std::uint64_t{0})});
  }
}

// Ours are named relative to the data folder, the user's as he typed them.
std::string dictionary_path(const std::string& file, const std::string& data) {
  std::error_code error;
  if (const Result<DataFiles> ours = DataFiles::find(data); ours) {
    const fs::path path = ours->path(file);
    if (fs::is_regular_file(path, error)) return path.string();
  }
  return file;
}

// "low back pain · 腰痛 · 下背痛": equal ones once.
std::string labels_of(const dictionaries::Concept& one) {
  std::vector<std::string_view> labels;
  for (const auto& [language, label] : one.labels) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  }
  std::string all;
  for (const std::string_view label : labels) {
    if (!all.empty()) all += " · ";
    all += label;
  }
  return all;
}

void read_rows(const reports::Tally& tally, const std::string& data, reports::RunFacts& facts) {
  dictionaries::Layer layer;
  for (const auto& [file, sha256] : tally.dictionaries) {
    if (!file.ends_with(".tsv")) continue;
    const Result<std::string> bytes = read_file(dictionary_path(file, data));
    if (!bytes || sha256_hex(*bytes) != sha256) {
      facts.remarks.push_back(file + (bytes ? " was changed since the run" : " cannot be read") +
                              ": its rows that were never met are not listed");
      continue;
    }
    layer.push_back({*bytes, file, file});
  }
  Problems ignored;  // a run has read them
  const dictionaries::Entries entries = dictionaries::read_entries({std::move(layer)}, ignored);
  for (const dictionaries::TermRow& row : entries.rows) {
    facts.rows.push_back(
        {row.from.name(), std::string(dictionaries::name_of(row.mode)), row.match, row.replace});
  }
  for (const dictionaries::Concept& one : entries.concept_rows) {
    facts.rows.push_back({one.from.name(), "concept", labels_of(one), one.id});
  }
}

Result<void> add_page(const reports::RunPage& page, reports::ReportPageReader& reader,
                      reports::ReportBuilder& builder) {
  if (!page.record) return builder.add(*page.entry);
  const auto read = reader.read(page.record->json);
  if (!read) return fail(read.error().code, read.error().message, page.record->place);
  if (page.entry == nullptr) return builder.add(*read, read->source);
  return builder.add(*read, page.entry->place, &page.entry->facts);
}

}  // namespace

Result<std::unique_ptr<Writer>> open_report_file(const std::string& path, bool force) {
  return open_report(path, reports::kReportBeginning, force);
}

Result<ReportMade> make_report(const ReportRequest& request, Writer& to) {
  const auto pages = reports::find_run(request.output);
  if (!pages) return tl::unexpected(pages.error());
  auto builder = reports::ReportBuilder::create(request.scratch);
  if (!builder) return tl::unexpected(builder.error());
  reports::ReportPageReader reader;
  const auto visited = reports::visit_run(
      *pages, [&](const reports::RunPage& page) { return add_page(page, reader, *builder); });
  if (!visited) return tl::unexpected(visited.error());

  reports::RunFacts facts;
  facts.title = path_as_utf8(request.output);
  if (!pages->journal.empty()) read_journal(pages->journal, facts);
  read_rows(builder->tally(), request.data, facts);
  if (auto written = builder->write(facts, request.limit, to); !written) {
    return tl::unexpected(written.error());
  }
  return ReportMade{builder->tally().inputs, builder->tally().flags};
}

}  // namespace medloom
