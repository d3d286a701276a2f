// Rows of the table of pages are arrays, because there are many of them: [outcome, place, title,
// url, kind, language, site, changes, flags, part, place in the part] of a record, [outcome, place,
// stage, reason] of the others. Outcomes are numbered as in the journal.
//
// The viewer is written around the data: what stands before `<!--data-->`, the summary as JSON, the
// parts, what stands behind.
//
// Tested by tests/io/report_test.cc.
#include "io/report/report_file.h"

#include <algorithm>

#include "io/report/viewer.h"
#include "pipeline/model/json_writer.h"

namespace medloom::reports {
namespace {

constexpr std::string_view kDataMark = "<!--data-->";

void put(JsonWriter& out, std::string_view key, std::uint64_t number) {
  out.key(key).value(static_cast<std::int64_t>(number));
}

void put_number(JsonWriter& out, std::uint64_t number) {
  out.value(static_cast<std::int64_t>(number));
}

void put_counts(JsonWriter& out, std::string_view key, const Tally::Counts& counts) {
  out.key(key).begin_array();
  for (const auto& [name, number] : counts) {
    out.begin_array();
    out.value(name);
    put_number(out, number);
    out.end_array();
  }
  out.end_array();
}

void put_counts(JsonWriter& out, std::string_view key,
                const std::map<std::pair<std::string, std::string>, std::uint64_t>& counts) {
  out.key(key).begin_array();
  for (const auto& [names, number] : counts) {
    out.begin_array();
    out.value(names.first);
    out.value(names.second);
    put_number(out, number);
    out.end_array();
  }
  out.end_array();
}

template <class Strings>
void put_strings(JsonWriter& out, std::string_view key, const Strings& values) {
  out.key(key).begin_array();
  for (const std::string& value : values) out.value(value);
  out.end_array();
}

void put_totals(JsonWriter& out, const Tally& tally) {
  out.key("totals").begin_object();
  put(out, "inputs", tally.inputs);
  put(out, "records", tally.records);
  put(out, "rejects", tally.rejects);
  put(out, "duplicates", tally.duplicates);
  put(out, "skipped", tally.skipped);
  put(out, "changes", tally.changes);
  put(out, "flags", tally.flags);
  put(out, "changedPages", tally.changed_pages);
  put(out, "flaggedPages", tally.flagged_pages);
  out.end_object();
}

std::string summary_json(const RunFacts& facts, const Tally& tally) {
  JsonWriter out;
  out.begin_object();
  out.key("version").value(1);
  out.key("title").value(facts.title);
  put_strings(out, "inputs", facts.inputs);
  put_strings(out, "madeBy", tally.made_by);
  out.key("journal").value(facts.has_journal);
  put_strings(out, "remarks", facts.remarks);
  put_totals(out, tally);
  put_counts(out, "kinds", tally.kinds);
  put_counts(out, "languages", tally.languages);
  put_counts(out, "sites", tally.sites);
  put_counts(out, "rules", tally.rules);
  put_counts(out, "rejected", tally.rejected);
  put_counts(out, "skippedReasons", tally.skipped_reasons);
  put(out, "untoldReviews", tally.untold_reviews);
  put(out, "rowsUnknown", tally.rows_unknown);
  put(out, "reused", facts.reused);
  out.key("stages").begin_array();
  for (const StageTime& stage : facts.stages) {
    out.begin_array();
    out.value(stage.stage);
    out.value(stage.nanoseconds);
    put_number(out, stage.pages);
    out.end_array();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

std::string review_json(const Review& review) {
  JsonWriter out;
  const FlaggedPassage& passage = review.passage;
  out.begin_object();
  out.key("kind").value(passage.kind);
  out.key("rule").value(passage.rule);
  out.key("row").value(passage.dictionary);
  out.key("text").value(passage.text);
  out.key("note").value(passage.note);
  out.key("action").value(passage.action);
  put_strings(out, "candidates", passage.candidates);
  out.key("language").value(review.language);
  put(out, "count", review.count);
  put(out, "pages", review.pages);
  out.key("examples").begin_array();
  for (const Review::Example& example : review.examples) {
    out.begin_array();
    put_number(out, example.row);
    out.value(example.pointer);
    out.value(example.context);
    out.end_array();
  }
  out.end_array();
  out.end_object();
  return out.take();
}

}  // namespace

const std::string_view kReportBeginning = "<!doctype html>\n<!-- medloom report";

Result<ReportBuilder> ReportBuilder::create(const std::string& folder) {
  auto parts = PackedParts::create(folder);
  if (!parts) return tl::unexpected(parts.error());
  return ReportBuilder(std::move(*parts));
}

Result<void> ReportBuilder::add(const ReportPage& page, const std::string& place,
                                const RecordFacts* facts) {
  tally_.add(page, rows_++, facts);
  PackedParts::At at;
  if (!page.detail.empty()) {
    const auto added =
        parts_.add(page.flags > 0 ? PartKind::flagged : PartKind::changed, page.detail);
    if (!added) return tl::unexpected(added.error());
    at = *added;
  }
  JsonWriter row;
  row.begin_array();
  row.value(static_cast<int>(InputOutcome::record));
  for (const std::string* cell :
       {&place, &page.title, &page.url, &page.kind, &page.language, &page.site}) {
    row.value(*cell);
  }
  put_number(row, page.changes);
  put_number(row, page.flags);
  if (!page.detail.empty()) {
    row.value(at.part);
    row.value(at.place);
  }
  row.end_array();
  const auto added = parts_.add(PartKind::rows, row.str());
  return added ? Result<void>() : tl::unexpected(added.error());
}

Result<void> ReportBuilder::add(const JournalEntry& entry) {
  tally_.add(entry);
  ++rows_;
  JsonWriter row;
  row.begin_array();
  row.value(static_cast<int>(entry.outcome));
  row.value(entry.place);
  row.value(entry.stage);
  row.value(entry.reason);
  row.end_array();
  const auto added = parts_.add(PartKind::rows, row.str());
  return added ? Result<void>() : tl::unexpected(added.error());
}

Result<void> ReportBuilder::add_reviews() {
  std::vector<const Review*> reviews;
  for (const auto& [key, review] : tally_.reviews) reviews.push_back(&review);
  std::stable_sort(reviews.begin(), reviews.end(),
                   [](const Review* a, const Review* b) { return a->count > b->count; });
  for (const Review* review : reviews) {
    const auto added = parts_.add(PartKind::review, review_json(*review));
    if (!added) return tl::unexpected(added.error());
  }
  return {};
}

Result<void> ReportBuilder::add_dictionary(const RunFacts& facts) {
  std::map<std::string, RowUse> unknown = tally_.rows;
  const auto add = [this](const DictionaryRow& row, const RowUse& use) {
    JsonWriter out;
    out.begin_array();
    for (const std::string* cell : {&row.name, &row.mode, &row.match, &row.replace}) {
      out.value(*cell);
    }
    put_number(out, use.changes);
    put_number(out, use.flags);
    put_number(out, use.kept);
    put_number(out, use.linked);
    put_number(out, use.pages);
    out.end_array();
    const auto added = parts_.add(PartKind::dictionary, out.str());
    return added ? Result<void>() : tl::unexpected(added.error());
  };
  for (const DictionaryRow& row : facts.rows) {
    const auto used = tally_.rows.find(row.name);
    auto done = add(row, used == tally_.rows.end() ? RowUse{} : used->second);
    if (!done) return done;
    unknown.erase(row.name);
  }
  for (const auto& [name, use] : unknown) {
    if (auto done = add({name, "", "", ""}, use); !done) return done;
  }
  return {};
}

Result<void> ReportBuilder::write(const RunFacts& facts, std::uint64_t limit, Writer& to) {
  if (auto added = add_reviews(); !added) return added;
  if (auto added = add_dictionary(facts); !added) return added;
  if (auto finished = parts_.finish(); !finished) return finished;
  const std::string_view page = viewer_page();
  const std::size_t mark = page.find(kDataMark);
  const std::string summary = "<script type=\"application/json\" id=\"summary\">" +
                              summary_json(facts, tally_) + "</script>\n";
  const std::uint64_t rest = page.size() + summary.size();
  if (auto written = to.write(page.substr(0, mark)); !written) return written;
  if (auto written = to.write(summary); !written) return written;
  const auto left_out = parts_.write(to, limit > rest ? limit - rest : 0);
  if (!left_out) return tl::unexpected(left_out.error());
  const std::string end = "<script type=\"application/json\" id=\"left-out\">" +
                          std::to_string(*left_out) + "</script>\n";
  if (auto written = to.write(end); !written) return written;
  return to.write(page.substr(mark + kDataMark.size()));
}

}  // namespace medloom::reports
