// The only file of this room that reads the disk; everything else is given bytes.
// Tested by tests/dictionaries/dictionary_files_test.cc.
#include "dictionaries/dictionary_files.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

#include "dictionaries/cases.h"
#include "dictionaries/lint.h"
#include "dictionaries/table_readers.h"
#include "dictionaries/tsv.h"

namespace medloom::dictionaries {
namespace {

namespace fs = std::filesystem;

// The tables below a folder, relative to it.
std::vector<fs::path> tables_below(const fs::path& folder, Problems& problems) {
  std::vector<fs::path> tables;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->is_regular_file(error) && at->path().extension() == ".tsv") {
      tables.push_back(at->path().lexically_relative(folder));
    }
  }
  if (error)
    problems.push_back({ErrorCode::input, "cannot be read: " + error.message(), folder.string()});
  std::sort(tables.begin(), tables.end(), [](const fs::path& a, const fs::path& b) {
    return a.generic_string() < b.generic_string();
  });
  return tables;
}

fs::path cases_beside(fs::path table) { return table.replace_extension(".cases.tsv"); }

class Files {
 public:
  explicit Files(Problems& problems) : problems_(problems) {}

  DictionaryFiles read(const std::vector<fs::path>& paths) {
    for (const fs::path& path : paths) {
      files_.layers.emplace_back();
      std::error_code error;
      if (fs::is_directory(path, error)) {
        for (const fs::path& table : tables_below(path, problems_))
          add(path / table, table.generic_string(), true);
      } else {
        add(path, path.filename().string());
        if (fs::exists(cases_beside(path), error))
          add(cases_beside(path), cases_beside(path).filename().string());
      }
    }
    return std::move(files_);
  }

 private:
  // A folder may hold tables for other readers; a file that the user named is meant.
  void add(const fs::path& path, std::string name, bool of_folder = false) {
    auto bytes = read_table_file(path);
    if (!bytes) {
      problems_.push_back(bytes.error());
      return;
    }
    if (of_folder && table_kind(*bytes) == TableKind::other) return;
    auto& list = is_cases_file(name) ? files_.cases : files_.layers.back();
    list.push_back({std::move(*bytes), path.string(), std::move(name)});
  }

  DictionaryFiles files_;
  Problems& problems_;
};

// The library over all paths, and the cases of `paths` run against it.
struct Checked {
  Problems problems;
  Library library;
  Coverage coverage;
  std::size_t cases = 0;
  Problems failed;
};

Checked check(const std::vector<fs::path>& below, const std::vector<fs::path>& paths) {
  Problems problems;
  std::vector<Layer> layers = Files(problems).read(below).layers;
  DictionaryFiles files = Files(problems).read(paths);
  std::move(files.layers.begin(), files.layers.end(), std::back_inserter(layers));
  Entries entries = read_entries(std::move(layers), problems);
  Checked checked{std::move(problems), Library(std::move(entries)), {}, 0, {}};
  for (InputFile& file : files.cases) {
    for (const Case& test : read_cases(std::move(file.bytes), file.path, checked.problems)) {
      ++checked.cases;
      run_case(checked.library, test, checked.failed, checked.coverage);
    }
  }
  return checked;
}

CheckReport report_on(const Checked& checked) {
  CheckReport report;
  report.rows = checked.library.entries().rows.size();
  report.concepts = checked.library.concepts().size();
  report.cases = checked.cases;
  for (const Error& problem : checked.problems) report.findings.push_back(to_finding(problem));
  return report;
}

}  // namespace

DictionaryFiles read_dictionary_files(const std::vector<fs::path>& paths, Problems& problems) {
  return Files(problems).read(paths);
}

std::size_t CheckReport::errors() const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(),
                    [](const Finding& finding) { return finding.severity == Severity::error; }));
}

CheckReport lint_dictionaries(const std::vector<fs::path>& below,
                              const std::vector<fs::path>& paths, bool strict) {
  const Checked checked = check(below, paths);
  CheckReport report = report_on(checked);
  for (Finding& finding : lint(checked.library, &checked.coverage))
    report.findings.push_back(std::move(finding));
  if (strict) make_strict(report.findings);
  return report;
}

CheckReport test_dictionaries(const std::vector<fs::path>& below,
                              const std::vector<fs::path>& paths) {
  const Checked checked = check(below, paths);
  CheckReport report = report_on(checked);
  std::string last;
  for (const Error& failure : checked.failed) {
    report.failed_cases += failure.where != last ? 1 : 0;
    last = failure.where;
    report.findings.push_back(to_finding(failure));
  }
  return report;
}

}  // namespace medloom::dictionaries
