// Cases beside a dictionary: NAME.cases.tsv with input, expected, hits, note.
//
//   input     a text; `\n` in it is a line break. It is block and page at once: `page:` guards look
//             at all of it. Its language is that of its characters, "en" or "zh".
//   expected  the text after the scan; empty: the input, unchanged
//   hits      "fix at waist pain; link at low back pain; no flag at after October": rows that act
//             (surfaces as in the input, of links as in the result) or that do not. If given, every
//             fix, prefer and flag that acts must be listed; links and keeps may be. "prefer at …"
//             switches prefer rows on for this case.
//   note      why the case is there
//
// Thread-safety: pure.
#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "dictionaries/library.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

struct ExpectedHit {
  Mode mode = Mode::fix;
  std::string surface;
  bool absent = false;  // "no fix at …"
};

struct Case {
  std::string input;
  std::string expected;
  std::vector<ExpectedHit> hits;
  bool lists_hits = false;
  std::string where;  // "path:line:1"
};

std::vector<Case> read_cases(std::string bytes, const std::string& path, Problems& problems);

// Which rows the cases showed acting, and which guarded rows they showed holding back.
struct Coverage {
  std::unordered_set<const TermRow*> acted;
  std::unordered_set<const TermRow*> held_back;
};

// Runs one case; what differs goes to `problems`, what it showed to `coverage`.
void run_case(const Library& library, const Case& test, Problems& problems, Coverage& coverage);

}  // namespace medloom::dictionaries
