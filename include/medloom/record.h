// What a page becomes: the main things of a record as values, and all of it as JSON.
//
// The values are few on purpose, so that programs compiled against them last. Whatever else a
// record holds is in its JSON, whose form has a name and a schema (`medloom-record/1`,
// docs/records.md). Text that the page does not say is an empty string here and null in the JSON;
// `missing` says why.
//
// Plain C++17, nothing but the standard library. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <medloom/export.h>

namespace medloom::api {

// [from, to) in bytes of UTF-8.
struct Span {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

struct Person {
  std::string name;
  std::string job_title;
  std::string affiliation;
  std::string role;        // "physician", "professional", "user" …
  std::string department;  // as the page prints it
};

struct Answer {
  std::string id;
  std::string text;  // empty where parts of the page answer: see `parts`
  std::optional<Person> author;
  std::string date_created;
  int position = 0;       // among all answers of its question, from 1
  bool accepted = false;  // the JSON's acceptedAnswer; else it is a suggestedAnswer
  std::string basis;      // why it is an answer: "marked", "section" …
  std::vector<std::string> parts;
};

struct Question {
  std::string id;
  std::string name;  // the asker's title, or the heading that asks
  std::string text;
  std::string date_created;
  std::vector<Answer> answers;  // the accepted ones first
};

// Text that belongs to no single question.
struct Part {
  std::string id;
  std::string role;  // "lead", "section", "supplement", "disclaimer", "dialogue"
  std::string text;
  std::vector<std::string> heading_path;  // outermost first, its own last
};

// A concept that the text names.
struct Concept {
  std::string id;
  std::string type;
  std::string name;                // its label in the language of the record
  std::vector<std::string> codes;  // "mesh:D017116"
};

// An edit: what stood in the page, what stands in the record, and who says so.
struct Change {
  std::vector<std::string>
      at;  // JSON Pointers of the texts it stands in; none: left out of the record
  std::string stage;
  std::string rule;
  std::string dictionary;  // the row behind it: "dictionaries/terms/en-mt-slips.tsv:6"
  std::string before;      // empty where it was taken out to protect a person
  std::string after;
  Span page;                // in the decoded page, see Pipeline::decode
  Span out;                 // where `after` stands in the first text of `at`
  std::uint32_t count = 1;  // more than one: the entry stands for so many edits
};

// Something that a person should look at.
struct Flag {
  std::vector<std::string> at;
  std::string kind;  // "term", "script", "encoding", "instruction" …
  std::string rule;
  std::string dictionary;
  std::string text;
  std::string note;
  std::string action;  // "unchanged", or "guessed"
  std::vector<std::string> candidates;
  Span page;
};

// Text of the page that is not in the record.
struct Drop {
  std::string role;  // "navigation", "advert", "hidden" …
  std::string rule;
  Span page;
  std::uint32_t characters = 0;
};

// A field that is null in the JSON, and why.
struct Missing {
  std::string at;  // JSON Pointer
  std::string reason;
};

struct Record {
  std::string id;  // urn:uuid:…, of the page's address or name
  std::string url;
  std::string name;      // the page's title
  std::string kind;      // "doctor-qa", "forum", "faq", "qa-article", "article" …
  std::string language;  // BCP 47, of the text as written out
  std::string content_hash;
  std::vector<Question> questions;
  std::vector<Part> parts;
  std::vector<Concept> concepts;
  std::vector<Change> changes;
  std::vector<Flag> flags;
  std::vector<Drop> dropped;
  std::vector<Missing> missing;
  std::string json;  // all of it: one line of JSON, without a line break
};

// The text at a JSON Pointer (RFC 6901) such as those of `Change::at`; nothing where no text
// stands. Reads the record's JSON anew, so it takes as long as parsing that.
MEDLOOM_API std::optional<std::string> text_at(const Record& record, std::string_view pointer);

}  // namespace medloom::api
