// One more row for a dictionary, with its cases: completed, checked against everything that is
// there, and put in its place. Nothing is written here; a row that lint would refuse, or that
// breaks a case, gives no new tables.
//
// Cost: one lint and one run of all cases. Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/findings.h"
#include "dictionaries/library.h"

namespace medloom::dictionaries {

// What somebody asks for; what is empty is inferred where it can be.
struct NewRow {
  std::string surface;
  std::string target;      // the replacement, or what a flag suggests
  std::string mode;        // fix with a target, link with a concept alone
  std::string lang;        // told by the surface
  std::string concept_id;  // the concept whose label the target is, of rows that write it
  std::string inflect;
  std::string when, unless, zh, note, source;
  std::vector<std::string> cases;  // "text => text", or a text that stays as it is
};

// What stands on disk now.
struct Shelf {
  std::vector<Layer> layers;     // all of them; the table to add to is in `layer`
  std::vector<InputFile> cases;  // all case tables
  std::size_t layer = 0;
  std::string table_path;  // of the table; in no layer when it is new
  std::string cases_path;
  bool strict = false;  // warnings about the row refuse it, too
};

struct Addition {
  std::string table;  // its new bytes
  std::string cases;
  std::string row_line;                 // what was added
  std::vector<std::string> case_lines;  // the same
  std::string where;                    // "terms.tsv:41"
  std::vector<Finding> warnings;
};

// The new tables, or everything that speaks against the row.
tl::expected<Addition, std::vector<Finding>> add_row(const NewRow& wanted, const Shelf& shelf);

// The table below dictionaries/terms that a row without a file belongs in.
std::string usual_table(std::string_view mode, std::string_view lang);
// The mode and language that a row gets where it names none.
std::string inferred_mode(const NewRow& wanted);
std::string inferred_lang(const NewRow& wanted);

}  // namespace medloom::dictionaries
