// Everything from the page goes through escaped(). The content security policy allows one style
// sheet, by its hash, and nothing else: what a page brings can neither run nor load.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/html.h"

#include "apps/medloom/explain/record.h"
#include "io/bytes/base64.h"
#include "pipeline/engine/digest.h"
#include "text/markup_escape.h"

namespace medloom {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid "
    "#8886;overflow-wrap:anywhere}"
    "del{background:#d33a2c33}ins{background:#2f8f4e33;text-decoration:none}"
    "small,.dim{color:#777}@media(prefers-color-scheme:dark){small,.dim{color:#aaa}}"
    "code,pre{font:.85rem ui-monospace,monospace;white-space:pre-wrap}"
    "summary{cursor:pointer}";

std::string escaped(std::string_view text) { return text::escape_markup(printable(text)); }

std::string element(std::string_view name, std::string_view inner) {
  return "<" + std::string(name) + ">" + std::string(inner) + "</" + std::string(name) + ">";
}

std::string head(const std::string& title) {
  return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-" +
         base64_of_hex(sha256_hex(kStyle)) +
         "'; base-uri 'none'; form-action 'none'\">"
         "<meta name=\"viewport\" content=\"width=device-width\">" +
         element("title", escaped(title)) + element("style", kStyle) + "</head>\n<body>\n";
}

std::string page_span(Span span) {
  return std::to_string(span.from) + "&ndash;" + std::to_string(span.to);
}

std::string about(const ExplainedEdit& edit) {
  std::string out;
  const auto paragraph = [&out](std::string_view text) {
    if (!text.empty()) out += "<br><small>" + escaped(text) + "</small>";
  };
  if (edit.kind == OperationKind::replace) {
    out = "<span class=\"dim\">" + escaped(edit.left) + "</span>" +
          element("del", escaped(edit.before)) + " &rarr; " + element("ins", escaped(edit.after)) +
          "<span class=\"dim\">" + escaped(edit.right) + "</span>";
  } else {
    out = escaped(edit.before);
  }
  paragraph(edit.what);
  paragraph(edit.note);
  for (const std::string& candidate : edit.candidates) paragraph("perhaps: " + candidate);
  for (const std::string& lost : edit.lost) paragraph("lost: " + lost);
  if (!edit.at.empty()) paragraph("in the record at " + edit.at.front());
  return out;
}

std::string row(const ExplainedEdit& edit) {
  return "<tr>" + element("td", name_of(edit.kind)) +
         element("td", escaped(edit.rule.name) +
                           (edit.rule.dictionary.empty()
                                ? ""
                                : "<br><code>" + escaped(edit.rule.dictionary) + "</code>")) +
         element("td", about(edit)) +
         element("td", edit.page ? page_span(*edit.page) + "<br><code>" +
                                       escaped(excerpt(edit.source, 80)) + "</code>"
                                 : "") +
         "</tr>\n";
}

std::string edits_table(const std::string& rows) {
  if (rows.empty()) return {};
  return "<table><thead><tr><th scope=\"col\">what</th><th scope=\"col\">rule, row</th>"
         "<th scope=\"col\">text</th><th scope=\"col\">bytes of the page</th></tr></thead><tbody>" +
         rows + "</tbody></table>\n";
}

std::string blocks_table(const std::vector<ExplainedBlock>& blocks) {
  if (blocks.empty()) return {};
  std::string out =
      "<table><thead><tr><th scope=\"col\">block</th><th scope=\"col\">kind</th><th "
      "scope=\"col\">role</th><th scope=\"col\">belongs to</th><th scope=\"col\">text</th><th "
      "scope=\"col\">bytes of the page</th></tr></thead><tbody>";
  for (const ExplainedBlock& block : blocks) {
    out += "<tr>" + element("td", std::to_string(block.id)) + element("td", block.kind) +
           element("td", block.role) + element("td", escaped(block.node)) +
           element("td", escaped(block.mark.empty() ? block.text : block.mark + " " + block.text)) +
           element("td", page_span(block.page)) + "</tr>\n";
  }
  return out + "</tbody></table>\n";
}

std::string stage_section(const ExplainedStage& stage) {
  std::string out = element("h2", escaped(stage.name) + " <small>" +
                                      std::to_string(stage.nanoseconds / 1000) + " µs</small>") +
                    element("p", escaped(stage.summary));
  for (const std::string& remark : stage.remarks) out += element("p", escaped(remark));
  if (!stage.facts.empty()) {
    out += "<ul>";
    for (const ExplainedStage::NamedFact& fact : stage.facts) {
      out += element(
          "li", escaped(fact.name) + " (" + escaped(fact.source) + "): " + escaped(fact.value));
    }
    out += "</ul>";
  }
  out += blocks_table(stage.blocks);
  std::string rows;
  for (const ExplainedEdit& edit : stage.edits) rows += row(edit);
  out += edits_table(rows);
  for (const std::string& note : stage.notes) out += element("p", "note: " + escaped(note));
  return out;
}

}  // namespace

std::string story_as_html(const PageStory& story) {
  std::string out =
      head("What medloom did to " + story.place) + element("h1", escaped(story.place)) +
      element("p", counted(story.bytes, "byte") + ", profile " + escaped(story.profile));
  for (const ExplainedStage& stage : story.stages) out += stage_section(stage);
  if (story.record) {
    out += element("h2", "record") + "<pre>";
    const std::string lines = outline(*story.record, {});
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at);
      out += escaped(std::string_view(lines).substr(at, end - at)) + "\n";
      at = end + 1;
    }
    out += "</pre>";
  } else {
    out += element("h2", "rejected") + element("p", "by " + escaped(story.reject->stage) + ": " +
                                                        escaped(story.reject->reason));
  }
  return out + "</body></html>\n";
}

std::string field_as_html(const PageStory& story, const FieldStory& field) {
  std::string out = head(field.pointer + " of " + story.place) +
                    element("h1", escaped(field.pointer)) + element("p", escaped(story.place)) +
                    "<pre>" + escaped(field.value) + "</pre>";
  if (!field.missing.empty()) out += element("p", "null: " + escaped(field.missing));
  out += blocks_table(field.blocks);
  std::string rows;
  for (const FieldStory::Edit& edit : field.edits) rows += row(edit.edit);
  out += rows.empty() ? element("p", "no rule touched it") : edits_table(rows);
  return out + "</body></html>\n";
}

}  // namespace medloom
