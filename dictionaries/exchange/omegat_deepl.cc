// Glossaries of OmegaT and DeepL: source, target, and with OmegaT a comment.
//
// OmegaT reads tab-separated UTF-8, `#` begins a comment. DeepL takes CSV or TSV without a header,
// and refuses a source that stands twice; CSV may carry the two languages in a third and fourth
// cell.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include <set>

#include "dictionaries/exchange/delimited.h"
#include "dictionaries/exchange/forms.h"
#include "dictionaries/exchange/pairs.h"

namespace medloom::dictionaries {
namespace {

std::string at(const std::string& name, std::size_t line) {
  return name + ":" + std::to_string(line);
}

// Pairs of cells; `most` cells a record may have.
Glossary read_pairs(const std::vector<DelimitedRecord>& records, std::size_t most,
                    bool has_comments, const std::string& name, const ExchangeOptions& options,
                    Problems& problems) {
  PairCollector pairs(options);
  for (const DelimitedRecord& record : records) {
    const auto& cells = record.cells;
    if (has_comments && cells.front().starts_with('#')) continue;
    if (cells.size() < 2 || cells.size() > most) {
      problems.push_back({ErrorCode::configuration,
                          std::to_string(cells.size()) + " cells, expected 2 to " +
                              std::to_string(most) + ": source, target",
                          at(name, record.line)});
      continue;
    }
    const bool comment = has_comments && cells.size() > 2;
    pairs.add({cells[0], cells[1], comment ? cells[2] : "", ""}, at(name, record.line), problems);
  }
  return pairs.take();
}

Exported write_omegat(const Glossary& glossary, const ExchangeOptions& options) {
  Exported out;
  for (const Pair& pair : pairs_of(glossary, options, out)) {
    std::vector<std::string> cells = {pair.source, pair.target};
    if (!pair.comment.empty()) cells.push_back(pair.comment);
    out.bytes += tab_line(cells);
    ++out.entries;
  }
  return out;
}

Glossary read_omegat(std::string_view bytes, const std::string& name,
                     const ExchangeOptions& options, Problems& problems) {
  return read_pairs(read_tabs(bytes), 3, true, name, options, problems);
}

// The language as DeepL names it: "zh-Hans" is ZH.
std::string deepl_language(const std::string& tag) { return tag.substr(0, tag.find('-')); }

template <class Line>
Exported write_deepl(const Glossary& glossary, const ExchangeOptions& options, bool languages,
                     Line line) {
  Exported out;
  std::set<std::string> seen;
  for (const Pair& pair : pairs_of(glossary, options, out)) {
    if (!seen.insert(pair.source).second) {
      ++out.left_out["a source that stands twice"];
      continue;
    }
    std::vector<std::string> cells = {pair.source, pair.target};
    if (languages && options.of_labels()) {
      cells.push_back(deepl_language(options.from));
      cells.push_back(deepl_language(options.to));
    }
    out.bytes += line(cells);
    ++out.entries;
  }
  return out;
}

Exported write_deepl_csv(const Glossary& glossary, const ExchangeOptions& options) {
  return write_deepl(glossary, options, true, csv_line);
}

Exported write_deepl_tsv(const Glossary& glossary, const ExchangeOptions& options) {
  return write_deepl(glossary, options, false, tab_line);
}

Glossary read_deepl_csv(std::string_view bytes, const std::string& name,
                        const ExchangeOptions& options, Problems& problems) {
  return read_pairs(read_csv(bytes, name, problems), 4, false, name, options, problems);
}

Glossary read_deepl_tsv(std::string_view bytes, const std::string& name,
                        const ExchangeOptions& options, Problems& problems) {
  return read_pairs(read_tabs(bytes), 2, false, name, options, problems);
}

}  // namespace

ExchangeForm omegat_form() {
  return {"omegat", "OmegaT glossary: source, target, comment", write_omegat, read_omegat};
}

ExchangeForm deepl_csv_form() {
  return {"deepl-csv", "DeepL glossary with commas", write_deepl_csv, read_deepl_csv};
}

ExchangeForm deepl_tsv_form() {
  return {"deepl-tsv", "DeepL glossary with tabs", write_deepl_tsv, read_deepl_tsv};
}

}  // namespace medloom::dictionaries
