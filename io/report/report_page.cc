// simdjson reads the line into its own tree. The texts of the page are the strings under the keys
// of the record that hold any, found by one walk, so that a key which is added to the record later
// needs no change here; what medloom adds (labels of concepts, reasons, hashes) stands under keys
// that are passed over.
//
// Flags have no span in the record, only a text and its words: their context is that of the first
// place of the words, and of equal words the one behind the last that was taken.
//
// Cost: one walk over the record. Tested by tests/io/report_page_test.cc.
#include "io/report/report_page.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "pipeline/model/json_writer.h"
#include "pipeline/model/strict_json.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace medloom::reports {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kContextBytes = 240;  // on each side of flagged words

using Found = simdjson::simdjson_result<dom::element>;

std::string string_of(const Found& found) {
  std::string_view value;
  return found.get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

template <class Visit>
void each(const Found& found, Visit visit) {
  dom::array array;
  if (found.get(array) != simdjson::SUCCESS) return;
  for (const dom::element item : array) visit(Found(dom::element(item)));
}

// Keys whose strings, or strings below them, are text of the page.
constexpr std::array<std::string_view, 22> kTextKeys = {
    "name",    "text",      "alternateName", "jobTitle",   "affiliation",    "greeting",
    "author",  "publisher", "contributor",   "mainEntity", "acceptedAnswer", "suggestedAnswer",
    "hasPart", "medloom",   "headingPath",   "turns",      "titles",         "breadcrumb",
    "related", "question",  "answer",        "signature"};

bool holds_text(std::string_view key) {
  return std::find(kTextKeys.begin(), kTextKeys.end(), key) != kTextKeys.end();
}

using PlacedTexts = std::vector<std::pair<std::string, std::string_view>>;

// A record nests no deeper than a dozen levels.
void collect(const dom::element& value, const std::string& pointer, std::size_t depth,
             PlacedTexts& out) {
  if (depth > kMaxJsonDepth) return;
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) {
    if (!text.empty()) out.emplace_back(pointer, text);
    return;
  }
  dom::object object;
  if (value.get(object) == simdjson::SUCCESS) {
    for (const dom::key_value_pair field : object) {
      if (holds_text(field.key)) {
        collect(field.value, child_pointer(pointer, field.key), depth + 1, out);
      }
    }
    return;
  }
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return;
  std::size_t number = 0;
  for (const dom::element item : array) {
    collect(item, pointer + "/" + std::to_string(number++), depth + 1, out);
  }
}

// "qa.example.org" of "https://user@qa.example.org:8080/a".
std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos) {
    url.remove_prefix(user + 1);
  }
  return text::ascii_lower(url.substr(0, url.find(':')));
}

// The words with what stands around them in their line.
std::string context_of(std::string_view text, std::size_t at, std::size_t size) {
  std::size_t from = at - std::min(at, kContextBytes);
  while (!text::is_char_boundary(text, from)) ++from;
  if (const auto line = text.rfind('\n', at); at > 0 && line != std::string_view::npos) {
    from = std::max(from, line + 1);
  }
  std::size_t to = std::min(text.size(), at + size + kContextBytes);
  while (!text::is_char_boundary(text, to)) --to;
  to = std::min(to, text.find('\n', at + size));
  return std::string(text.substr(from, to - from));
}

class PageReading {
 public:
  explicit PageReading(const dom::element& record) : record_(record), ours_(record["medloom"]) {}

  ReportPage take() {
    const Found record(dom::element{record_});
    page_.source = string_of(record.at_pointer("/isBasedOn/medloom/source"));
    page_.title = string_of(record["name"]);
    page_.url = string_of(record["url"]);
    page_.language = string_of(record["inLanguage"]);
    page_.kind = string_of(ours_.at_pointer("/kind/name"));
    page_.site = host_of(page_.url);
    if (page_.site.empty()) page_.site = string_of(ours_["profile"]);
    read_pipeline();
    collect(record_, "", 0, texts_);
    each(ours_["changes"], [this](const Found& change) { read_change(change); });
    each(ours_["flags"], [this](const Found& flag) { read_flag(flag); });
    if (page_.changes + page_.flags > 0) write_detail(record);
    return std::move(page_);
  }

 private:
  void read_pipeline() {
    const Found pipeline = ours_["pipeline"];
    page_.made_by = string_of(pipeline["name"]) + " " + string_of(pipeline["version"]);
    each(pipeline["dictionaries"], [this](const Found& file) {
      page_.dictionaries.push_back({string_of(file["file"]), string_of(file["sha256"])});
    });
  }

  void read_change(const Found& change) {
    std::uint64_t count = 1;
    if (change["count"].get(count) != simdjson::SUCCESS) count = 1;
    page_.changes += count;
    page_.rules[{string_of(change["stage"]), string_of(change["rule"]),
                 string_of(change["dictionary"])}] += count;
  }

  void read_flag(const Found& flag) {
    ++page_.flags;
    FlaggedPassage passage;
    passage.kind = string_of(flag["kind"]);
    passage.rule = string_of(flag["rule"]);
    passage.dictionary = string_of(flag["dictionary"]);
    passage.text = string_of(flag["text"]);
    passage.note = string_of(flag["note"]);
    passage.action = string_of(flag["action"]);
    each(flag["candidates"],
         [&](const Found& candidate) { passage.candidates.push_back(string_of(candidate)); });
    passage.pointer = string_of(flag["at"].at(0));
    put_context(passage);
    page_.flagged.push_back(std::move(passage));
  }

  void put_context(FlaggedPassage& passage) {
    if (passage.text.empty()) return;
    for (const auto& [pointer, text] : texts_) {
      if (pointer != passage.pointer) continue;
      std::size_t& from = taken_[{pointer, passage.text}];
      std::size_t at = text.find(passage.text, from);
      if (at == std::string_view::npos) at = text.find(passage.text);
      if (at == std::string_view::npos) return;
      from = at + passage.text.size();
      passage.context = context_of(text, at, passage.text.size());
      return;
    }
  }

  void write_detail(const Found& record) {
    JsonWriter out;
    out.begin_object();
    out.key("id").value(string_of(record["@id"]));
    out.key("texts").begin_array();
    for (const auto& [pointer, text] : texts_) {
      out.begin_array();
      out.value(pointer);
      out.value(text);
      out.end_array();
    }
    out.end_array();
    page_.detail = out.take();
    for (const char* key : {"changes", "flags", "dropped"}) {
      dom::element list;
      page_.detail += ",\"" + std::string(key) + "\":";
      page_.detail += ours_[key].get(list) == simdjson::SUCCESS ? simdjson::minify(list) : "[]";
    }
    page_.detail += '}';
  }

  dom::element record_;
  Found ours_;
  PlacedTexts texts_;
  std::map<std::pair<std::string, std::string>, std::size_t> taken_;  // behind the last such words
  ReportPage page_;
};

}  // namespace

struct ReportPageReader::Parser {
  dom::parser parser;
};

ReportPageReader::ReportPageReader() : parser_(std::make_unique<Parser>()) {}
ReportPageReader::~ReportPageReader() = default;

Result<ReportPage> ReportPageReader::read(std::string_view json) {
  dom::element record;
  const auto error = parser_->parser.parse(json.data(), json.size(), false).get(record);
  if (error != simdjson::SUCCESS) return fail(ErrorCode::input, "is no JSON");
  if (string_of(record.at_pointer("/medloom/schema")) != "medloom-record/1") {
    return fail(ErrorCode::input, "is no record (medloom-record/1)");
  }
  return PageReading(record).take();
}

}  // namespace medloom::reports
