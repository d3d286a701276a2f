// Dictionaries on disk: what a path names, and the whole check of it that `medloom dict lint` and
// `medloom dict test` print.
//
// A path is a file or a folder. A folder is every *.tsv below it, bytewise by path, without the
// tables of other columns under han/, regions/, wording/ and translation/. Beside NAME.tsv may lie
// NAME.cases.tsv. Nothing is looked for in the working directory. Thread-safety: reads files;
// otherwise pure.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "dictionaries/findings.h"
#include "dictionaries/library.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

struct DictionaryFiles {
  std::vector<Layer> layers;     // one per path, in the order given
  std::vector<InputFile> cases;  // those beside the files of the layers
};

DictionaryFiles read_dictionary_files(const std::vector<std::filesystem::path>& paths,
                                      Problems& problems);

struct CheckReport {
  std::vector<Finding> findings;  // problems of reading, then of the rows, then failed cases
  std::size_t rows = 0;
  std::size_t concepts = 0;
  std::size_t cases = 0;
  std::size_t failed_cases = 0;

  std::size_t errors() const;
};

// Everything lint can say about the dictionaries at `paths`. Those at `below` are the lower layers
// that they build on (our own, for a user's file); they are read too, so that concepts are found.
CheckReport lint_dictionaries(const std::vector<std::filesystem::path>& below,
                              const std::vector<std::filesystem::path>& paths, bool strict);

// Runs the cases beside `paths` against all the layers together.
CheckReport test_dictionaries(const std::vector<std::filesystem::path>& below,
                              const std::vector<std::filesystem::path>& paths);

}  // namespace medloom::dictionaries
