// What is wrong or doubtful in dictionaries, everything at once, each with file:line:column and
// what to do about it.
//
// Errors stop a run before any page is read; warnings never stop a user's run and are errors under
// `--strict`, which our own dictionaries are held to.
//
//   errors    a duplicate; two rows of one layer that want different things from one surface; keys
//             that folding makes equal; a chain (a→b, b→c) or a cycle; a fix that fires on its own
//             output; a row that a `keep` always covers; a one-character Han key without a guard; a
//             guard that cannot be read; a concept that does not exist; a fix without replacement;
//             Simplified characters in a Traditional label; one label of two concepts
//   warnings  a row without a case (acting, and for a guarded row not acting); an unguarded row of
//             one common English word; no note, no source
//
// Cost: near linear in the dictionaries. Thread-safety: pure.
#pragma once

#include <vector>

#include "dictionaries/cases.h"
#include "dictionaries/findings.h"
#include "dictionaries/library.h"

namespace medloom::dictionaries {

// In the order of files and lines. `coverage` comes from running the cases; without it rows are not
// asked for cases.
std::vector<Finding> lint(const Library& library, const Coverage* coverage);

// Makes every warning an error.
void make_strict(std::vector<Finding>& findings);

}  // namespace medloom::dictionaries
