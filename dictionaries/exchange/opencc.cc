// OpenCC's text dictionaries: "from<tab>to to …". Spaces separate candidates, so no text with a
// space can be carried; of several candidates the first is what OpenCC writes, and what is read.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/delimited.h"
#include "dictionaries/exchange/forms.h"
#include "dictionaries/exchange/pairs.h"

namespace medloom::dictionaries {
namespace {

Exported write(const Glossary& glossary, const ExchangeOptions& options) {
  Exported out;
  for (const Pair& pair : pairs_of(glossary, options, out)) {
    if ((pair.source + pair.target).find(' ') != std::string::npos) {
      ++out.left_out["a space in a text"];
    } else if (pair.source == pair.target) {
      ++out.left_out["alike in both"];
    } else {
      out.bytes += tab_line({pair.source, pair.target});
      ++out.entries;
    }
  }
  return out;
}

Glossary read(std::string_view bytes, const std::string& name, const ExchangeOptions& options,
              Problems& problems) {
  PairCollector pairs(options);
  for (const DelimitedRecord& record : read_tabs(bytes)) {
    const std::string where = name + ":" + std::to_string(record.line);
    if (record.cells.front().starts_with('#')) continue;
    if (record.cells.size() != 2) {
      problems.push_back(
          {ErrorCode::configuration, "not 'from<tab>to'; OpenCC has one tab a line", where});
      continue;
    }
    const std::string& to = record.cells[1];
    const std::size_t space = to.find(' ');
    const std::string others = space == std::string::npos ? "" : "also:" + to.substr(space);
    pairs.add({record.cells[0], to.substr(0, space), others, ""}, where, problems);
  }
  return pairs.take();
}

}  // namespace

ExchangeForm opencc_form() { return {"opencc", "OpenCC text dictionary", write, read}; }

}  // namespace medloom::dictionaries
