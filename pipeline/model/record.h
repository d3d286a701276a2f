// The record, `medloom-record/1`: what one page becomes (docs/records.md).
//
// Whatever stands in the page is a Text, so each field can still say which bytes it came from;
// whatever medloom adds (ids, labels of concepts, reasons) is a plain string. The JSON, its key
// order and the JSON Pointers of the texts come from one traversal (record_json.cc).
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/document.h"
#include "pipeline/model/missing_fields.h"
#include "pipeline/model/text.h"

namespace medloom {

// Labels of a concept by BCP 47 tag, in a fixed order.
using Labels = std::vector<std::pair<std::string, std::string>>;

struct ConceptRef {
  std::string id;
  std::string type;
  Labels labels;
  std::vector<std::string> codes;  // "mesh:D017116"
};

// A department as the page prints it, and the concept it is linked to, if any.
struct Department {
  Text original;
  std::string name;  // the concept's label in the language of the record, else null
  std::optional<ConceptRef> concept_ref;
};

struct AgeRange {
  std::optional<int> low;
  std::optional<int> high;
  Text original;
};

struct Asker {
  Text alias;
  std::string gender;  // schema.org's "Female" or "Male"; empty: unknown
  bool gender_reliable = true;
  std::optional<AgeRange> age;
  bool anonymous = false;
};

struct ListItem {
  int level = 1;  // nesting depth
  Text mark;      // "1.", "-"
  Text text;      // without the mark
};

// A piece of an answer or part: the same text as in `text`, with its shape.
struct ContentBlock {
  BlockKind kind = BlockKind::paragraph;  // list_item stands for a whole list
  int level = 0;                          // of a heading
  Text text;                              // empty for a list
  std::vector<ListItem> items;            // of a list
};

struct Responder {
  Text name;
  Text job_title;
  Text affiliation;
  std::string role;  // "physician", "professional", "user" …; empty: unknown
  std::optional<Department> department;
};

struct Answer {
  std::string id;
  std::optional<Text> text;  // none where the page as a whole answers
  std::optional<Responder> author;
  std::string date_created;
  int position = 0;
  std::string basis;
  std::vector<ContentBlock> blocks;
  Text greeting;
  Text signature;
  std::vector<std::string> parts;  // ids, where `text` is none
};

struct Turn {
  std::string role;
  Text text;
};

struct Question {
  std::string id;
  Text name;
  Text text;
  std::optional<Asker> author;
  std::string date_created;
  std::vector<Answer> accepted;
  std::vector<Answer> suggested;
  std::vector<Text> heading_path;
  bool untrusted = false;
  bool echo = false;
  std::vector<Turn> turns;
};

struct Part {
  std::string id;
  std::string role;
  std::vector<Text> heading_path;
  std::string attribution;  // "none", "page"
  Text text;
  std::vector<ContentBlock> blocks;
};

struct Contributor {
  Text name;
  Text job_title;
  Text affiliation;
  std::optional<Department> department;
};

struct RelatedTeaser {
  Text name;
  Text question;
  Text answer;
  Responder author;
  bool truncated = true;
};

struct RelatedTopic {
  Text name;
  std::optional<Department> department;
};

struct Mention {
  std::vector<std::string> at;  // JSON Pointers
  Span out;
};

struct About {
  ConceptRef concept_ref;
  std::string schema_type;  // "MedicalCondition", "MedicalEntity" …
  std::string name;         // label in the language of the record
  std::vector<Mention> mentions;
};

struct ChangeEntry {
  std::vector<std::string> at;
  std::string stage;
  Rule rule;
  std::string before;
  std::string after;
  Span page;
  Span out;
  std::uint32_t count = 1;  // >1: a summary of that many edits of one block
};

struct FlagEntry {
  std::vector<std::string> at;
  std::string kind;
  Rule rule;
  std::string text;
  std::string note;
  std::string action;
  std::vector<std::string> candidates;
  Span page;
};

struct DropEntry {
  std::string role;
  std::string rule;
  Span page;
  std::uint32_t chars = 0;
};

struct DictionaryRef {
  std::string file;
  std::string sha256;
};

// What made the record: the same three give the same bytes.
struct PipelineInfo {
  std::string name;
  std::string version;
  std::string configuration;  // fingerprint of the effective configuration
  std::string data;           // fingerprint of the data files
  std::vector<DictionaryRef> dictionaries;
};

struct BasedOn {
  std::string url;
  std::string encoding_format;
  std::string sha256;  // of the raw bytes
  std::string source;  // the place the page was read from, relative to the input root
  std::string fetched;
  Decoding charset;
  std::string decoded_sha256;
  std::uint32_t decoded_bytes = 0;
  std::string language;  // of the page as it was
};

// What a field of the record says, in each language that our tables have it in.
struct FieldLabels {
  std::string at;    // JSON Pointer of the field: "/mainEntity/0/author/gender"
  std::string kind;  // "sex", "age", "date", "rank", "section", "topic", "department"
  Labels labels;
};

// A sentence of a text in another language. Without one in the memory it is missing.
struct TranslatedSegment {
  Span source;  // bytes of the text
  bool known = false;
  std::string text = {};                // of a known one
  std::string by = {};                  // whose translation it is: "apertium-apy eng|spa"
  std::vector<std::string> flags = {};  // what a person should look at
};

// The segments of a text, in order. What lies between them (line breaks, list marks, numbers by
// themselves, sentences that are in that language already) needs no translation.
struct TranslatedText {
  std::string at;  // JSON Pointer
  std::vector<TranslatedSegment> segments;
};

struct WorkTranslation {
  std::string language;
  std::vector<TranslatedText> texts;
};

struct Record {
  std::vector<std::string> types;  // schema.org: MedicalWebPage, QAPage, FAQPage
  std::string id;                  // urn:uuid:…
  std::string url;
  Text name;
  std::string language;  // BCP 47 of the text as written out
  std::string date_published;
  std::string date_modified;
  Text author;
  Text publisher;
  std::vector<Contributor> contributors;
  std::string specialty;
  std::string license;
  BasedOn based_on;
  std::vector<About> about;
  std::vector<Question> questions;
  std::vector<Part> parts;
  std::vector<WorkTranslation> translations;

  std::string content_hash;
  PageKind kind;
  Text breadcrumb;
  std::vector<Text> titles;
  std::vector<RelatedTeaser> related;
  std::vector<RelatedTopic> topics;
  std::vector<FieldLabels> fields;
  std::vector<ChangeEntry> changes;
  std::vector<FlagEntry> flags;
  std::vector<DropEntry> dropped;
  MissingFields missing;            // JSON Pointer → reason
  std::string provenance = "full";  // full, summary, none
  PipelineInfo pipeline;
};

// One line of JSON, without the line break.
std::string to_json(const Record& record);

// Takes pieces of JSON, in order.
using JsonSink = std::function<void(std::string_view)>;

// The JSON of what a reader would see: no provenance, pipeline, source or raw bytes. Hashing it
// gives `contentHash`. It is as large as the page, so it is handed out in pieces.
void write_content_json(const Record& record, const JsonSink& sink);
std::string to_content_json(const Record& record);

// Whether the text at that place is one that readers read as a whole, and so one to be translated:
// names, questions, answers, turns, parts and their headings. Blocks repeat such a text.
bool is_translated_place(std::string_view pointer);

// The places of a record, in the order of the JSON. A pointer (RFC 6901) is valid during the call.
class PlaceVisitor {
 public:
  virtual ~PlaceVisitor() = default;
  virtual void text(std::string_view pointer, const Text& text) = 0;  // of the page
  // What is null in the schema.org part; below /medloom null is an answer.
  virtual void null(std::string_view) {}
};
void visit_places(const Record& record, PlaceVisitor& visitor);

// The same as lists, for whoever need not save memory.
struct PlacedText {
  std::string pointer;
  const Text* text;
};
std::vector<PlacedText> texts_of(const Record& record);
std::vector<std::string> nulls_of(const Record& record);

}  // namespace medloom
