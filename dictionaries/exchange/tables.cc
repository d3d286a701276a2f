// Our own columns as TSV and CSV: the only forms that carry every cell of a row. A file holds rows
// or concepts; where there are both, the rows are written and the concepts counted as left out.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/delimited.h"
#include "dictionaries/exchange/forms.h"
#include "dictionaries/table_readers.h"
#include "dictionaries/tools/row_text.h"

namespace medloom::dictionaries {
namespace {

std::string our_table(const Glossary& glossary, Exported& out) {
  if (glossary.rows.empty() && !glossary.concepts.empty()) {
    out.entries = glossary.concepts.size();
    return table_of(glossary.concepts);
  }
  out.entries = glossary.rows.size();
  if (!glossary.concepts.empty()) {
    out.left_out["a concept beside rows; give a concepts table alone"] = glossary.concepts.size();
  }
  return table_of(glossary.rows);
}

Glossary read_our_table(std::string table, const std::string& name, Problems& problems) {
  const File file = std::make_shared<SourceFile>(SourceFile{name, name, 0});
  if (table_kind(table) == TableKind::concepts) {
    return {{}, read_concepts(std::move(table), file, problems)};
  }
  return {read_terms(std::move(table), file, problems), {}};
}

Exported write_tsv(const Glossary& glossary, const ExchangeOptions&) {
  Exported out;
  out.bytes = our_table(glossary, out);
  return out;
}

Glossary read_tsv(std::string_view bytes, const std::string& name, const ExchangeOptions&,
                  Problems& problems) {
  return read_our_table(std::string(bytes), name, problems);
}

Exported write_csv(const Glossary& glossary, const ExchangeOptions&) {
  Exported out;
  for (const DelimitedRecord& record : read_tabs(our_table(glossary, out))) {
    out.bytes += csv_line(record.cells);
  }
  return out;
}

// Each record on the line that it begins in, so that problems name lines of the file.
Glossary read_csv_table(std::string_view bytes, const std::string& name, const ExchangeOptions&,
                        Problems& problems) {
  std::string table;
  std::size_t line = 1;
  for (const DelimitedRecord& record : read_csv(bytes, name, problems)) {
    for (; line < record.line; ++line) table += '\n';
    table += tab_line(record.cells);
    ++line;
  }
  return read_our_table(std::move(table), name, problems);
}

}  // namespace

ExchangeForm tsv_form() { return {"tsv", "our own table: every column", write_tsv, read_tsv}; }

ExchangeForm csv_form() {
  return {"csv", "our own columns, with commas and quotes (RFC 4180)", write_csv, read_csv_table};
}

}  // namespace medloom::dictionaries
