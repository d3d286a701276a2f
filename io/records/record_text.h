// What a line of record JSON says, and where marks of a second pass stand in it.
//
// Only these texts are read; whether the rest is a sound record is a question for
// check_record_json. Thread-safety: one reader belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

// Bytes of the line.
struct LineSpan {
  std::size_t from = 0;
  std::size_t to = 0;
};

struct QuestionTexts {
  std::string id;
  std::string name;
  std::string text;
  std::vector<std::string> answers;  // their texts; one by the page as a whole has none
  std::size_t marks_at = 0;          // behind `turns` in its own keys
  LineSpan old_mark;  // an earlier `sameQuestion`, with the comma before it, or empty
};

struct RecordTexts {
  std::string id;
  std::string title;
  std::vector<QuestionTexts> questions;
  std::vector<std::string> parts;
  LineSpan duplicate_of;  // the value of `duplicateOf`
  LineSpan old_cluster;   // an earlier `cluster`, with the comma before it, or empty
};

class RecordTextReader {
 public:
  RecordTextReader();
  RecordTextReader(RecordTextReader&&) noexcept;
  ~RecordTextReader();

  // `json` is one line, behind which LineReader::kPadding bytes may be read. Fails with code
  // `input` and a message without a place when it is no record.
  Result<RecordTexts> read(std::string_view json);

 private:
  class Walk;
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace medloom
