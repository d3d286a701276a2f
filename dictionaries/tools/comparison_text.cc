// The comparison as JSON for programs and as one HTML page for people.
//
// Tested by tests/dictionaries/tools/comparison_test.cc.
#include "dictionaries/tools/comparison.h"
#include "pipeline/model/json_writer.h"
#include "text/markup_escape.h"

namespace medloom::dictionaries {
namespace {

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

void put(JsonWriter& out, const Difference& place) {
  out.begin_object();
  out.key("page").value(place.page);
  out.key("left").value(place.left);
  out.key("source").value(place.source);
  out.key("right").value(place.right);
  out.key("was").value(place.was);
  out.key("now").value(place.now);
  out.key("nearNumber").value(place.near_number);
  out.key("nearNegation").value(place.near_negation);
  out.end_object();
}

void put(JsonWriter& out, const RowChange& row) {
  out.begin_object();
  out.key("row").value(row.row);
  out.key("surface").value(row.surface);
  out.key("mode").value(row.mode);
  out.key("gained").value(row.gained);
  out.key("writes").value(row.writes);
  out.key("risk").value(whole(row.risk()));
  out.key("places").value(whole(row.places));
  out.key("pages").value(whole(row.pages));
  out.key("reasons").begin_array();
  for (const std::string& reason : row.reasons()) out.value(reason);
  out.end_array();
  out.key("examples").begin_array();
  for (const Difference& place : row.examples) put(out, place);
  out.end_array();
  out.end_object();
}

constexpr char kHead[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n"
    "<title>What the dictionaries would change</title>\n<style>\n"
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}\n"
    "h2{font-size:1.1em;margin:2em 0 .2em}.why{color:#a33}.dim{color:#777;font-size:.85em}\n"
    "del{background:#fdd}ins{background:#dfd;text-decoration:none}\n"
    "li{margin:.4em 0}code{background:#f3f3f3}\n</style></head><body>\n";

std::string heading_of(const RowChange& row) {
  std::string out = "<h2>" + text::escape_markup(row.surface) + " <span class=\"dim\">" +
                    text::escape_markup(row.mode) + ", <code>" + text::escape_markup(row.row) +
                    "</code></span></h2>\n<p>";
  out += row.gained ? "New" : "No longer done";
  out += ": " + std::to_string(row.places) + " places on " + std::to_string(row.pages) + " pages";
  std::string why;
  for (const std::string& reason : row.reasons()) why += (why.empty() ? "" : "; ") + reason;
  if (!why.empty()) out += " <span class=\"why\">" + text::escape_markup(why) + "</span>";
  return out + "</p>\n";
}

}  // namespace

std::string to_json(const ComparisonReport& report) {
  JsonWriter out;
  out.begin_object();
  out.key("pages").value(whole(report.pages));
  out.key("changedTexts").value(whole(report.changed_texts));
  out.key("changedMarks").value(whole(report.changed_marks));
  out.key("rows").begin_array();
  for (const RowChange& row : report.rows) put(out, row);
  out.end_array();
  out.end_object();
  return out.take();
}

std::string to_html(const ComparisonReport& report) {
  std::string out = kHead;
  out += "<h1>What the dictionaries would change</h1>\n<p>Of " + std::to_string(report.pages) +
         " pages, " + std::to_string(report.changed_texts) + " would read differently; on " +
         std::to_string(report.changed_marks) + " more only flags, protections or links differ. " +
         "The riskiest rows come first.</p>\n";
  for (const RowChange& row : report.rows) {
    out += heading_of(row) + "<ul>\n";
    for (const Difference& place : row.examples) {
      out += "<li>…" + text::escape_markup(place.left) + "<del>" + text::escape_markup(place.was) +
             "</del> <ins>" + text::escape_markup(place.now) + "</ins>" +
             text::escape_markup(place.right) + "… <span class=\"dim\">" +
             text::escape_markup(place.page) + "</span></li>\n";
    }
    out += "</ul>\n";
  }
  return out + "</body></html>\n";
}

}  // namespace medloom::dictionaries
