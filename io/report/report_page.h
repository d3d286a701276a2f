// What a report shows of one record, read off its line of JSON.
//
// Only what the record itself says is used, never the page: what a run left out of its records
// cannot come back through a report. Thread-safety: one reader belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pipeline/model/record.h"
#include "pipeline/model/result.h"

namespace medloom::reports {

// A passage that a person should look at, with the text around it.
struct FlaggedPassage {
  std::string kind, rule, dictionary, text, note, action;
  std::vector<std::string> candidates;
  std::string pointer;
  std::string context;  // of the same line, some hundred bytes on both sides
};

struct RuleUse {
  std::string stage, rule, dictionary;
  auto operator<=>(const RuleUse&) const = default;
};

struct ReportPage {
  std::string source;  // the place below the input root
  std::string title;
  std::string url;
  std::string site;  // host of the address, else the site profile; may be empty
  std::string kind;
  std::string language;
  std::string made_by;          // "default 0.1.0": profile and version
  std::string provenance_lost;  // why changes cannot be shown in full; empty as a rule
  std::vector<DictionaryRef> dictionaries;
  std::uint64_t changes = 0;
  std::uint64_t flags = 0;
  std::map<RuleUse, std::uint64_t> rules;  // of changes
  std::vector<FlaggedPassage> flagged;
  // Texts, changes, flags and dropped spans as JSON; empty where nothing was changed or flagged.
  std::string detail;
};

class ReportPageReader {
 public:
  ReportPageReader();
  ~ReportPageReader();

  // `json` is one line, behind which LineReader::kPadding bytes may be read. Fails with code
  // `input` and a message without a place when it is no record.
  Result<ReportPage> read(std::string_view json);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace medloom::reports
