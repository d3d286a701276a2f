// medloom check: every line of record files against the schema of the record, and its content
// against its hash; or the schema itself.
//
// Findings go to standard output, one a line with file and line; the count goes to standard error.
// What holds between records, that each id stands once, is found by sorting the ids, on the disk
// where they are many. So memory does not grow with the files.
//
// Tested by tests/apps/check_test.cc.
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/terminal.h"
#include "io/records/content_hash.h"
#include "io/records/record_files.h"
#include "io/records/record_text.h"
#include "io/spill/external_sort.h"
#include "io/spill/item_key.h"
#include "pipeline/model/record_schema.h"

namespace medloom {
namespace {

constexpr std::size_t kMemory = std::size_t{64} << 20;  // for ids and where they stand

std::string temporary_folder() {
  std::error_code ignored;
  return std::filesystem::temp_directory_path(ignored).string();
}

struct CheckArguments {
  std::vector<std::string> files;
  bool schema = false;  // print the schema instead
};

class Checker {
 public:
  explicit Checker(Console& console) : console_(console), ids_(temporary_folder(), kMemory) {}

  Result<void> check(const std::string& path) {
    RecordFiles file({path});
    while (true) {
      auto line = file.next();
      if (!line) return tl::unexpected(line.error());
      if (!*line) return {};
      ++lines_;
      Problems problems = check_record_json((*line)->json, (*line)->place);
      if (problems.empty() && !content_hash_holds((*line)->json)) {
        problems.push_back({ErrorCode::input,
                            "/medloom/contentHash: is not that of the content, or its keys are in "
                            "another order",
                            (*line)->place});
      }
      for (const Error& problem : problems) {
        if (auto told = tell(problem); !told) return told;
      }
      if (auto kept = keep_id(**line); !kept) return kept;
    }
  }

  // Of ids that stand in several records, each but the first.
  Result<void> check_ids() {
    if (auto ready = ids_.rewind(); !ready) return ready;
    std::string last_id;
    std::string first_place;
    while (true) {
      auto item = ids_.next();
      if (!item) return tl::unexpected(item.error());
      if (!*item) return {};
      const std::size_t end = (*item)->find('\0');
      const std::string_view id = (*item)->substr(0, end);
      std::string place((*item)->substr(end + 1 + 8));
      if (id != last_id) {
        last_id = id;
        first_place = std::move(place);
        continue;
      }
      auto told = tell({ErrorCode::input, "/@id: stands in " + first_place + " too", place});
      if (!told) return told;
    }
  }

  Result<int> finish() {
    console_.err << counted(lines_, "record") << " checked, " << counted(findings_, "finding")
                 << '\n';
    return static_cast<int>(findings_ > 0 ? kFindings : kDone);
  }

 private:
  Result<void> tell(const Error& finding) {
    ++findings_;
    return console_.out.write(printable(to_string(finding)) + "\n");
  }

  Result<void> keep_id(const RecordLine& line) {
    auto record = reader_.read(line.json);
    if (!record) return {};  // told already
    std::string item = record->id + '\0';
    put_number(item, lines_);
    return ids_.add(item + line.place);
  }

  Console& console_;
  RecordTextReader reader_;
  ExternalSort ids_;
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
  if (auto checked = checker.check_ids(); !checked) return tl::unexpected(checked.error());
  return checker.finish();
}

}  // namespace

CommandSpec check_command() {
  const auto arguments = std::make_shared<CheckArguments>();
  CommandSpec spec{"check", "check record files against the record's schema", {}};
  spec.words = {
      {.names = "FILES",
       .to = &arguments->files,
       .help = "record JSON lines, packed or not, or - for standard input"},
      {.names = "--schema",
       .to = &arguments->schema,
       .help = "print the schema (JSON Schema 2020-12) instead"},
  };
  spec.examples = {"medloom check records.jsonl", "medloom check --schema > record.schema.json"};
  spec.call = calling(arguments, check);
  return spec;
}

}  // namespace medloom
