// Tested by tests/dictionaries/tools/row_text_test.cc.
#include "dictionaries/tools/row_text.h"

#include <algorithm>
#include <set>

#include "text/ascii.h"

namespace medloom::dictionaries {
namespace {

constexpr std::array<std::string_view, kTermColumns> kHeaders = {
    "match", "replace", "mode", "lang", "inflect", "concept",
    "when",  "unless",  "zh",   "note", "source"};

std::string joined(std::vector<std::string> cells) {
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line.append(i > 0 ? "\t" : "").append(cells[i]);
  return line;
}

// The label columns that every concepts table has, then the others in the order of their tags.
std::vector<std::string> label_tags(const std::vector<Concept>& concepts) {
  std::vector<std::string> tags = {"en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"};
  std::set<std::string> others;
  for (const Concept& entry : concepts) {
    for (const auto& [tag, label] : entry.labels) {
      if (std::find(tags.begin(), tags.end(), tag) == tags.end()) others.insert(tag);
    }
  }
  tags.insert(tags.end(), others.begin(), others.end());
  return tags;
}

std::string codes_of(const Concept& entry) {
  std::string codes;
  for (const std::string& code : entry.codes) codes.append(codes.empty() ? "" : " ").append(code);
  return codes;
}

}  // namespace

const std::array<std::string_view, kTermColumns>& term_headers() { return kHeaders; }

std::string cell_text(std::string_view text) {
  std::string cell(text);
  std::replace_if(
      cell.begin(), cell.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return std::string(text::trim_ascii(cell));
}

std::array<std::string, kTermColumns> cells_of(const TermRow& row) {
  return {row.match,
          row.replace,
          std::string(name_of(row.mode)),
          row.lang,
          row.inflect == Inflect::plural ? "plural" : "",
          row.concept_id,
          row.when,
          row.unless,
          row.zh,
          row.note,
          row.source};
}

std::string line_of(const TermRow& row, const std::vector<std::string>& headers) {
  const auto cells = cells_of(row);
  std::vector<std::string> line;
  for (const std::string& header : headers) {
    const auto* at = std::find(kHeaders.begin(), kHeaders.end(), header);
    line.push_back(at == kHeaders.end()
                       ? std::string()
                       : cell_text(cells[static_cast<std::size_t>(at - kHeaders.begin())]));
  }
  return joined(std::move(line));
}

std::string table_of(const std::vector<TermRow>& rows) {
  const std::vector<std::string> headers(kHeaders.begin(), kHeaders.end());
  std::string table = joined(headers) + "\n";
  for (const TermRow& row : rows) table += line_of(row, headers) + "\n";
  return table;
}

std::string table_of(const std::vector<Concept>& concepts) {
  const std::vector<std::string> tags = label_tags(concepts);
  std::vector<std::string> headers = {"id", "type"};
  headers.insert(headers.end(), tags.begin(), tags.end());
  headers.insert(headers.end(), {"codes", "note"});
  std::string table = joined(headers) + "\n";
  for (const Concept& entry : concepts) {
    std::vector<std::string> cells = {cell_text(entry.id), cell_text(entry.type)};
    for (const std::string& tag : tags) {
      const auto label = entry.labels.find(tag);
      cells.push_back(label == entry.labels.end() ? "" : cell_text(label->second));
    }
    cells.push_back(cell_text(codes_of(entry)));
    cells.push_back(cell_text(entry.note));
    table += joined(std::move(cells)) + "\n";
  }
  return table;
}

}  // namespace medloom::dictionaries
