// A record as a store sees it: its key, its columns, and the texts that a search looks through.
//
// Made from one line of record JSON (read_record), which is kept as it is. Thread-safety: plain
// values; read_record is used by one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace medloom::stores {

// Where a text stands, from what names a page to what merely belongs to it. A hit in a title weighs
// more than one in an answer.
enum class Column : std::uint8_t { title, question, answer, part, people };
inline constexpr std::size_t kColumns = 5;

struct RecordText {
  Column column = Column::title;
  std::string pointer;  // "/mainEntity/0/acceptedAnswer/0/text"
  std::string text;
};

// A place of a text that speaks of a concept.
struct RecordMention {
  std::size_t topic = 0;  // of PageRecord::topics
  std::string pointer;
  Span at;  // bytes of that text
};

struct RecordTopic {
  std::string id;  // "low-back-pain"
  std::string type;
  std::string labels;  // JSON: by language
};

struct RecordAnswer {
  std::string id;
  std::string text;
  std::string by;
  std::string department;
  std::string dated;
  std::string basis;
  bool accepted = false;
};

struct RecordQuestion {
  std::string id;
  std::string name;
  std::string text;
  std::string dated;
  std::vector<RecordAnswer> answers;
};

// Ids are UUIDs as 36 characters, without "urn:uuid:". Empty strings are nulls.
struct PageRecord {
  std::string id;
  std::string url;
  std::string name;
  std::string language;
  std::string kind;
  std::string department;
  std::string published;
  std::string modified;
  std::string content_hash;
  std::vector<RecordQuestion> questions;
  std::vector<RecordTopic> topics;
  std::vector<RecordMention> mentions;
  std::vector<RecordText> texts;
  std::string json;  // the line
};

// "62e46342-819b-8e37-8ec5-8a62855ebb8c" of that or of "urn:uuid:62E4…"; nothing when it is none.
std::optional<std::string> uuid_of(std::string_view id);

class RecordReader {
 public:
  RecordReader();
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) noexcept;
  ~RecordReader();

  // Errors, without a place: no JSON, or no record. That every key is there is not asked:
  // `medloom check` does.
  Result<PageRecord> read(std::string_view line);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace medloom::stores
