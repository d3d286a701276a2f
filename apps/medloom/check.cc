// medloom check: every line of record files against the schema of the record; or the schema itself.
//
// Findings go to standard output, one a line with file and line; the count goes to standard error.
// A line is held in memory, a file is not.
//
// Tested by tests/apps/check_test.cc.
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "apps/medloom/commands.h"
#include "apps/medloom/terminal.h"
#include "io/paths.h"
#include "pipeline/model/record_schema.h"

namespace medloom {
namespace {

struct CheckArguments {
  std::vector<std::string> files;
  bool schema = false;  // print the schema instead
};

class Checker {
 public:
  explicit Checker(Console& console) : console_(console) {}

  Result<void> check(const std::string& path) {
    const std::string place = path == "-" ? "standard input" : path_as_utf8(path);
    if (path == "-") return check_lines(std::cin, place);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      const bool missing = errno == ENOENT || errno == ENOTDIR;
      return fail(missing ? ErrorCode::usage : ErrorCode::input, system_message(errno), place);
    }
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
      return fail(ErrorCode::input, "is a folder, not a file", place);
    }
    return check_lines(file, place);
  }

  Result<int> finish() {
    console_.err << counted(lines_, "record") << " checked, " << counted(findings_, "finding")
                 << '\n';
    return static_cast<int>(findings_ > 0 ? kFindings : kDone);
  }

 private:
  Result<void> check_lines(std::istream& in, const std::string& place) {
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
      ++lines_;
      for (const Error& problem : check_record_json(line, place + ":" + std::to_string(number))) {
        ++findings_;
        auto written = console_.out.write(printable(to_string(problem)) + "\n");
        if (!written) return written;
      }
    }
    if (in.bad()) return fail(ErrorCode::input, "could not be read to its end", place);
    return {};
  }

  Console& console_;
  std::size_t lines_ = 0;
  std::size_t findings_ = 0;
};

Result<int> check(const CheckArguments& arguments, Console& console) {
  if (arguments.schema) {
    auto written = console.out.write(record_json_schema());
    return written ? Result<int>(kDone) : tl::unexpected(written.error());
  }
  if (arguments.files.empty()) {
    return fail(ErrorCode::usage, "name at least one file, or - for standard input");
  }
  Checker checker(console);
  Problems problems;
  for (const std::string& file : arguments.files) {
    Result<void> checked = checker.check(file);
    if (checked) continue;
    if (checked.error().code != ErrorCode::input && checked.error().code != ErrorCode::usage) {
      return tl::unexpected(checked.error());
    }
    problems.push_back(checked.error());
  }
  if (!problems.empty()) return report(console.err, problems);
  return checker.finish();
}

}  // namespace

CommandSpec check_command() {
  const auto arguments = std::make_shared<CheckArguments>();
  CommandSpec spec{"check", "check record files against the record's schema", {}};
  spec.words = {
      {.names = "FILES",
       .to = &arguments->files,
       .help = "record JSON lines, or - for standard input"},
      {.names = "--schema",
       .to = &arguments->schema,
       .help = "print the schema (JSON Schema 2020-12) instead"},
  };
  spec.call = calling(arguments, check);
  return spec;
}

}  // namespace medloom
