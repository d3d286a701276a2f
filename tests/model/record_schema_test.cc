// The table of the record against its three witnesses: what the writer writes, docs/schema/ and
// docs/records.md; and lines of JSON, good and bad, against the check.
#include "pipeline/model/record_schema.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <medloom_source_dir.h>

#include "pipeline/model/record.h"
#include "pipeline/model/record_shape.h"
#include "pipeline/model/strict_json.h"
#include "pipeline/model/text_mask.h"

namespace medloom {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::ordered_json;

std::string source_file(const std::string& path) {
  return std::string(MEDLOOM_SOURCE_DIR) + "/" + path;
}

std::string contents(const std::string& path) {
  std::ifstream file(source_file(path), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> messages(const Problems& problems) {
  std::vector<std::string> all;
  for (const Error& problem : problems) all.push_back(to_string(problem));
  return all;
}

std::string urn(int number) {
  return "urn:uuid:00000000-0000-8000-b000-00000000000" + std::to_string(number);
}

// A page with one question, one answer, one part, and one of everything else.
Json good_record() {
  static const std::string kLine = [] {
    std::string line = contents("tests/model/good_record.json");
    EXPECT_FALSE(line.empty());
    return line;
  }();
  return Json::parse(kLine);
}

Json& question(Json& record) { return record["mainEntity"][0]; }
Json& answer(Json& record) { return record["mainEntity"][0]["acceptedAnswer"][0]; }
Json& change(Json& record) { return record["medloom"]["changes"][0]; }
Json& segment_texts(Json& record) { return record["workTranslation"][0]["medloom"]["texts"][0]; }
Json& flag(Json& record) { return record["medloom"]["flags"][0]; }

// Sets a text to null, with its reason.
void unknown(Json& record, const std::string& pointer) {
  record[Json::json_pointer(pointer)] = nullptr;
  record["medloom"]["missing"][pointer] = "the page does not say";
}

struct Edited {
  const char* what;
  std::function<void(Json&)> edit;
  const char* problem = "";  // of a bad record: how its one problem begins
};

TEST(CheckRecord, AcceptsGoodRecords) {
  const std::vector<Edited> cases = {
      {"as it is", [](Json&) {}},
      {"a text of which all was deleted", [](Json& r) { r["author"] = ""; }},
      {"no publisher", [](Json& r) { unknown(r, "/publisher"); }},
      {"no author of the answer",
       [](Json& r) { unknown(r, "/mainEntity/0/acceptedAnswer/0/author"); }},
      {"a year", [](Json& r) { r["datePublished"] = "2020"; }},
      {"a month", [](Json& r) { r["datePublished"] = "2020-04"; }},
      {"Cantonese", [](Json& r) { r["inLanguage"] = "yue"; }},
      {"Hong Kong", [](Json& r) { r["inLanguage"] = "zh-Hant-HK"; }},
      {"a label in one more language",
       [](Json& r) { r["about"][0]["medloom"]["labels"]["es-419"] = "lumbalgia"; }},
      {"no provenance",
       [](Json& r) { r["medloom"]["changes"] = r["medloom"]["dropped"] = Json::array(); }},
      {"a change whose text was left out",
       [](Json& r) {
         change(r)["at"] = Json::array();
         change(r)["out"] = {0, 0};
       }},
      {"a deletion",
       [](Json& r) {
         change(r)["out"] = {3, 3};
       }},
      {"a change at the end of the text",
       [](Json& r) {
         change(r)["out"] = {9, 9};
       }},
      {"a summary", [](Json& r) { change(r)["count"] = 3; }},
      {"a flag whose text was left out", [](Json& r) { flag(r)["at"] = Json::array(); }},
      {"a list of levels",
       [](Json& r) {
         r["hasPart"][0]["medloom"]["blocks"][1]["items"][0]["level"] = 2;
         r["hasPart"][0]["medloom"]["blocks"][0]["level"] = 3;
       }},
      {"a name alone", [](Json& r) { unknown(r, "/mainEntity/0/text"); }},
      {"an answer by the page",
       [](Json& r) {
         Json answer = r["mainEntity"][0]["acceptedAnswer"][0];
         answer["@id"] = urn(7);
         answer["position"] = 2;
         answer["medloom"]["basis"] = "page";
         answer["medloom"]["parts"] = {urn(3)};
         question(r)["suggestedAnswer"].push_back(std::move(answer));
         question(r)["answerCount"] = 2;
         unknown(r, "/mainEntity/0/suggestedAnswer/0/text");
       }},
      {"an article without questions",
       [](Json& r) {
         r["mainEntity"] = Json::array();
         r["medloom"]["missing"].erase("/mainEntity/0/author/medloom/ageRange/high");
       }},
  };
  for (const Edited& good : cases) {
    Json record = good_record();
    good.edit(record);
    EXPECT_THAT(messages(check_record_json(record.dump(), "r.jsonl:1")), IsEmpty()) << good.what;
  }
}

// One slip, one problem.
TEST(CheckRecord, NamesThePlaceOfAProblem) {
  const std::vector<Edited> cases = {
      // Shapes.
      {"a missing key", [](Json& r) { r.erase("workTranslation"); },
       "/workTranslation: is missing"},
      {"a missing null", [](Json& r) { r["medloom"].erase("duplicateOf"); },
       "/medloom/duplicateOf: is missing"},
      {"an unknown key", [](Json& r) { r["headline"] = "x"; },
       "/headline: is no key of the record"},
      {"an unknown key below", [](Json& r) { answer(r)["medloom"]["score"] = 1; },
       "/mainEntity/0/acceptedAnswer/0/medloom/score: is no key"},
      {"a key with a slash", [](Json& r) { r["a/b~c"] = 1; }, "/a~1b~0c: is no key"},
      {"a number as a string", [](Json& r) { question(r)["answerCount"] = "1"; },
       "/mainEntity/0/answerCount: must be an integer from 0 on, is '1'"},
      {"a fraction", [](Json& r) { question(r)["answerCount"] = 1.0; },
       "/mainEntity/0/answerCount: must be an integer from 0 on, is a fraction"},
      {"a negative number",
       [](Json& r) { r["isBasedOn"]["medloom"]["charset"]["replacedBytes"] = -1; },
       "/isBasedOn/medloom/charset/replacedBytes: must be an integer from 0 on, is -1"},
      {"a number for a text", [](Json& r) { r["publisher"] = 7; },
       "/publisher: must be a string or null, is 7"},
      {"an object for an array", [](Json& r) { r["medloom"]["related"] = Json::object(); },
       "/medloom/related: must be an array, is an object"},
      {"one answer without its array", [](Json& r) { question(r)["suggestedAnswer"] = answer(r); },
       "/mainEntity/0/suggestedAnswer: must be an array, is an object"},
      {"a string for a truth", [](Json& r) { question(r)["medloom"]["echo"] = "false"; },
       "/mainEntity/0/medloom/echo: must be true or false, is 'false'"},
      {"a null that must not be one", [](Json& r) { r["medloom"]["contentHash"] = nullptr; },
       "/medloom/contentHash: must be a string like ^(?:[0-9a-f]{64})$, is null"},
      {"an empty word", [](Json& r) { r["specialty"] = ""; },
       "/specialty: must be a string that is not empty or null, is ''"},
      {"another schema", [](Json& r) { r["medloom"]["schema"] = "medloom-record/2"; },
       "/medloom/schema: must be 'medloom-record/1', is 'medloom-record/2'"},
      {"a type that is none of ours", [](Json& r) { r["@type"] = {"WebPage"}; },
       "/@type/0: must be one of 'MedicalWebPage', "},
      {"no type", [](Json& r) { r["@type"] = Json::array(); }, "/@type: must not be empty"},
      {"a basis that is none", [](Json& r) { answer(r)["medloom"]["basis"] = "guess"; },
       "/mainEntity/0/acceptedAnswer/0/medloom/basis: must be one of 'marked', "},
      {"a flag that was acted on", [](Json& r) { flag(r)["action"] = "repaired"; },
       "/medloom/flags/0/action: must be one of 'unchanged', 'guessed', is 'repaired'"},
      {"a role that no part has", [](Json& r) { r["hasPart"][0]["medloom"]["role"] = "teaser"; },
       "/hasPart/0/medloom/role: must be one of "},
      {"a kind of block that is none",
       [](Json& r) { r["hasPart"][0]["medloom"]["blocks"][0]["kind"] = "list_item"; },
       "/hasPart/0/medloom/blocks/0/kind: must be one of 'list', 'paragraph'"},
      {"a list with a text",
       [](Json& r) { r["hasPart"][0]["medloom"]["blocks"][1]["text"] = "1. Rest"; },
       "/hasPart/0/medloom/blocks/1/text: is no key"},
      {"a list without items",
       [](Json& r) { r["hasPart"][0]["medloom"]["blocks"][1]["items"] = Json::array(); },
       "/hasPart/0/medloom/blocks/1/items: must not be empty"},
      {"an id that is no URN", [](Json& r) { r["hasPart"][0]["@id"] = "part-1"; },
       "/hasPart/0/@id: must be a string like ^(?:urn:uuid:"},
      {"an id in capitals",
       [](Json& r) { r["hasPart"][0]["@id"] = "urn:uuid:00000000-0000-8000-8000-00000000000A"; },
       "/hasPart/0/@id: must be a string like"},
      {"a UUID of version 4",
       [](Json& r) { r["hasPart"][0]["@id"] = "urn:uuid:00000000-0000-4000-8000-000000000003"; },
       "/hasPart/0/@id: must be a string like"},
      {"a date of the page's", [](Json& r) { r["datePublished"] = "2020/04/23"; },
       "/datePublished: must be a string like"},
      {"a language that is a sentence", [](Json& r) { r["inLanguage"] = "zh-Hans onload"; },
       "/inLanguage: must be a language tag or null, is 'zh-Hans onload'"},
      {"a label without a language",
       [](Json& r) { r["about"][0]["medloom"]["labels"]["English"] = "x"; },
       "/about/0/medloom/labels/English: its key must be a language tag"},
      {"a teaser in full", [](Json& r) { r["medloom"]["related"][0]["truncated"] = false; },
       "/medloom/related/0/truncated: must be true, is false"},
      {"a translation", [](Json& r) { r["workTranslation"].push_back("x"); },
       "/workTranslation/1: must be an object, is 'x'"},
      {"a translation of no text", [](Json& r) { segment_texts(r)["at"] = "/hasPart/9/text"; },
       "/workTranslation/0/medloom/texts/0/at: '/hasPart/9/text' names no text of the record"},
      {"a segment behind its text",
       [](Json& r) {
         segment_texts(r)["segments"][0]["source"] = {0, 999};
       },
       "/workTranslation/0/medloom/texts/0/segments/0/source: is not behind the one before"},
      {"segments turned round",
       [](Json& r) {
         auto& segments = segment_texts(r)["segments"];
         segments.push_back(segments[0]);
       },
       "/workTranslation/0/medloom/texts/0/segments/1/source: is not behind the one before"},
      {"a translation without words",
       [](Json& r) { segment_texts(r)["segments"][0].erase("text"); },
       "/workTranslation/0/medloom/texts/0/segments/0: has a `text` and a `by` where"},
      {"words for what is missing",
       [](Json& r) { segment_texts(r)["segments"][0]["status"] = "missing"; },
       "/workTranslation/0/medloom/texts/0/segments/0: has a `text` and a `by` where"},
      {"a field of no known kind", [](Json& r) { r["medloom"]["fields"][0]["kind"] = "mood"; },
       "/medloom/fields/0/kind: must be one of"},
      {"a field without a place", [](Json& r) { r["medloom"]["fields"][0].erase("at"); },
       "/medloom/fields/0/at: is missing"},
      // Spans and pointers.
      {"a span of one", [](Json& r) { change(r)["page"] = {1}; },
       "/medloom/changes/0/page: must be a span, two integers"},
      {"a span turned round",
       [](Json& r) {
         change(r)["page"] = {5, 2};
       },
       "/medloom/changes/0/page: must be a span, two integers"},
      {"a span of strings",
       [](Json& r) {
         change(r)["out"] = {"0", "3"};
       },
       "/medloom/changes/0/out: must be a span, two integers"},
      {"a span behind the page",
       [](Json& r) {
         r["medloom"]["dropped"][0]["page"] = {90, 201};
       },
       "/medloom/dropped/0/page: ends behind the page, which has 200 bytes"},
      {"a span behind the text",
       [](Json& r) {
         change(r)["out"] = {3, 10};
       },
       "/medloom/changes/0/out: is not in the first text"},
      {"a span that cuts a character",
       [](Json& r) {
         r["about"][0]["medloom"]["mentions"][0]["out"] = {1, 6};
       },
       "/about/0/medloom/mentions/0/out: is not in the first text, or cuts a character"},
      {"a place of no text", [](Json& r) { change(r)["at"] = Json::array(); },
       "/medloom/changes/0/out: must be [0,0]"},
      {"a pointer that is none", [](Json& r) { flag(r)["at"] = {"name"}; },
       "/medloom/flags/0/at: 'name' names no text"},
      {"a pointer with a stray tilde", [](Json& r) { flag(r)["at"] = {"/na~me"}; },
       "/medloom/flags/0/at: '/na~me' names no text"},
      {"a pointer to nothing", [](Json& r) { flag(r)["at"].push_back("/mainEntity/9/text"); },
       "/medloom/flags/0/at: '/mainEntity/9/text' names no text"},
      {"a pointer to an object", [](Json& r) { change(r)["at"] = {"/mainEntity/0"}; },
       "/medloom/changes/0/at: '/mainEntity/0' names no text"},
      {"a pointer to what is no text of the page",
       [](Json& r) { change(r)["at"] = {"/inLanguage"}; },
       "/medloom/changes/0/at: '/inLanguage' names no text"},
      {"a mention of nowhere",
       [](Json& r) {
         r["about"][0]["medloom"]["mentions"][0] = {{"at", Json::array()}, {"out", {0, 0}}};
       },
       "/about/0/medloom/mentions/0/at: must not be empty"},
      {"flagged words that stand elsewhere", [](Json& r) { flag(r)["text"] = "neck"; },
       "/medloom/flags/0/text: does not stand in a text"},
      // Counts, ids, reasons.
      {"an answer too few", [](Json& r) { question(r)["answerCount"] = 2; },
       "/mainEntity/0/answerCount: is 2, but there are 1"},
      {"a position that is not the first", [](Json& r) { answer(r)["position"] = 2; },
       "/mainEntity/0: the positions of its answers are not 1, 2, 3"},
      {"an id twice", [](Json& r) { answer(r)["@id"] = question(r)["@id"]; },
       "/mainEntity/0/acceptedAnswer/0/@id: is the id of something else"},
      {"the page's id again", [](Json& r) { r["@id"] = r["hasPart"][0]["@id"]; },
       "/@id: is the id of something else"},
      {"an answer that says nothing",
       [](Json& r) { unknown(r, "/mainEntity/0/acceptedAnswer/0/text"); },
       "/mainEntity/0/acceptedAnswer/0/text: only the page as a whole"},
      {"an answer by the page without parts",
       [](Json& r) {
         unknown(r, "/mainEntity/0/acceptedAnswer/0/text");
         answer(r)["medloom"]["basis"] = "page";
       },
       "/mainEntity/0/acceptedAnswer/0/medloom/parts: an answer without a text names its parts"},
      {"a part that is not there", [](Json& r) { answer(r)["medloom"]["parts"] = {urn(9)}; },
       "/mainEntity/0/acceptedAnswer/0/medloom/parts/0: nothing in the record has that id"},
      {"a question that asks nothing",
       [](Json& r) {
         unknown(r, "/mainEntity/0/name");
         unknown(r, "/mainEntity/0/text");
         r["mainEntity"][0]["acceptedAnswer"] = Json::array();
         r["mainEntity"][0]["suggestedAnswer"] = Json::array();
         r["mainEntity"][0]["answerCount"] = 0;
       },
       "/mainEntity/0: a question has a name, a text or an answer"},
      {"a null without a reason", [](Json& r) { r["publisher"] = nullptr; },
       "/publisher: is null, and medloom.missing has no reason"},
      {"a reason for what is there",
       [](Json& r) { r["medloom"]["missing"]["/name"] = "the page does not say"; },
       "/medloom/missing/~1name: nothing is null there"},
      {"an empty reason", [](Json& r) { r["medloom"]["missing"]["/license"] = ""; },
       "/medloom/missing/~1license: must be a string that is not empty"},
  };
  for (const Edited& bad : cases) {
    Json record = good_record();
    bad.edit(record);
    const Problems problems = check_record_json(record.dump(), "r.jsonl:7");
    EXPECT_THAT(messages(problems),
                ElementsAre(HasSubstr(std::string("r.jsonl:7: ") + bad.problem)))
        << bad.what;
  }
}

TEST(CheckRecord, SurvivesWhatIsNoRecord) {
  const std::string deep(100'000, '[');
  const std::vector<std::pair<std::string, const char*>> cases = {
      {"", "is no JSON: unexpected end of input"},
      {"   ", "is no JSON: unexpected end of input"},
      {"{", "is no JSON: "},
      {R"({"a":1)", "is no JSON: "},
      {R"({"a":1}{)", "is no JSON: "},
      {R"({"a":01})", "is no JSON: "},
      {R"({'a':1})", "is no JSON: "},
      {R"({"a":1,})", "is no JSON: "},
      {R"({"a":NaN})", "is no JSON: "},
      {R"({"a":1e999})", "is no JSON: a number is out of range"},
      {"{\"a\":\"\xFF\"}", "is no JSON: invalid string: ill-formed UTF-8 byte"},
      {"{\"a\":\"\n\"}", "is no JSON: invalid string: control character"},
      {R"({"a":"\ud800"})", "is no JSON: invalid string"},
      {"<html>", "is no JSON: "},
      {deep, "is nested deeper than 64 levels"},
      {R"({"a":)" + deep, "is nested deeper than 64 levels"},
      {"null", "must be an object, is null"},
      {"[]", "must be an object, is an array"},
      {"\"record\"", "must be an object, is 'record'"},
      {"18446744073709551616", "must be an object, is a fraction"},
  };
  for (const auto& [line, problem] : cases) {
    EXPECT_THAT(messages(check_record_json(line, "")), ElementsAre(HasSubstr(problem)))
        << line.substr(0, 40);
  }
}

TEST(CheckRecord, FindsDuplicateKeys) {
  std::string line = good_record().dump();
  line.insert(1, R"("url":{"url":1,"url":[2]},)");
  EXPECT_THAT(
      messages(check_record_json(line, "")),
      ElementsAre("/url/url: the key stands twice", "/url: the key stands twice",
                  HasSubstr("/url: must be a string that is not empty or null, is an obj")));
}

TEST(CheckRecord, TellsEverythingAtOnce) {
  Json record = good_record();
  record.erase("url");
  record["headline"] = "x";
  question(record)["answerCount"] = 5;
  change(record)["out"] = {0, 99};
  record["publisher"] = nullptr;
  EXPECT_THAT(check_record_json(record.dump(), ""), SizeIs(5));
  EXPECT_GT(check_record_json("{}", "").size(), 15U);
}

TEST(CheckRecord, CountsWhatItDoesNotShow) {
  Json record = good_record();
  for (int i = 0; i < 250; ++i) record["medloom"]["titles"].push_back(i);
  const Problems problems = check_record_json(record.dump(), "");
  ASSERT_THAT(problems, SizeIs(101));
  EXPECT_EQ(problems.back().message, "and 150 more");
}

TEST(CheckRecord, ReadsAnyCutOfARecord) {
  const std::string line = good_record().dump();
  for (std::size_t size = 0; size < line.size(); ++size) {
    EXPECT_THAT(check_record_json(std::string_view(line).substr(0, size), ""), SizeIs(1)) << size;
  }
}

// Whatever stands wherever, the check ends; and a fraction, which no place takes, is found at every
// place.
TEST(CheckRecord, BearsAnyValueAnywhere) {
  const Json record = good_record();
  std::set<std::string> pointers;
  const Json leaves = record.flatten();
  for (const auto& [pointer, value] : leaves.items()) {
    for (std::string at = pointer; !at.empty(); at.resize(at.rfind('/'))) pointers.insert(at);
  }
  for (const std::string& at : pointers) {
    for (const Json& value : {Json(), Json(true), Json(-1), Json(""), Json("x"), Json::array(),
                              Json::object(), Json::array({1, 2, 3}), Json(1.5)}) {
      Json edited = record;
      edited[Json::json_pointer(at)] = value;
      const auto problems = messages(check_record_json(edited.dump(), ""));
      if (value != 1.5) continue;
      const std::string span = at.substr(0, at.rfind('/'));
      EXPECT_THAT(problems, Contains(testing::AnyOf(HasSubstr(at + ": "), HasSubstr(span + ": "))));
    }
  }
}

// ---- the table and its witnesses

// A record with one of everything, whose texts are all unknown.
Record record_with_all_keys() {
  Record record;
  record.types = {"MedicalWebPage"};
  record.contributors.emplace_back().department.emplace();
  record.about.emplace_back().mentions.emplace_back();
  Question& question = record.questions.emplace_back();
  question.author.emplace().age.emplace();
  question.turns.emplace_back();
  Answer& answer = question.accepted.emplace_back();
  answer.author.emplace().department.emplace();
  ContentBlock list;
  list.kind = BlockKind::list_item;
  list.items.emplace_back().level = 2;
  ContentBlock heading;
  heading.kind = BlockKind::heading;
  heading.level = 2;
  answer.blocks = {list, heading};
  record.parts.emplace_back();
  record.related.emplace_back();
  record.topics.emplace_back();
  record.changes.emplace_back().count = 2;
  record.flags.emplace_back();
  record.dropped.emplace_back();
  record.pipeline.dictionaries.emplace_back();
  return record;
}

TEST(RecordShape, HasTheKeysThatTheWriterWrites) {
  for (const std::string& message :
       messages(check_record_json(to_json(record_with_all_keys()), ""))) {
    EXPECT_THAT(message, testing::Not(HasSubstr("is no key"))) << "help: add it to record_shape.cc";
    EXPECT_THAT(message, testing::Not(HasSubstr("is missing")))
        << "help: write it in record_json.cc, or take it out of record_shape.cc";
  }
}

void add_keys(const Shape& shape, std::vector<std::string>& keys) {
  for (const Key& key : shape.keys) {
    keys.push_back(key.name);
    add_keys(key.shape, keys);
  }
  for (const Shape& item : shape.of) add_keys(item, keys);
}

TEST(RecordShape, EveryKeyIsExplainedToReaders) {
  const std::string docs = contents("docs/records.md");
  std::vector<std::string> keys;
  add_keys(record_shape(), keys);
  std::set<std::string> unexplained;
  for (const std::string& key : keys) {
    if (docs.find("`" + key + "`") == std::string::npos) unexplained.insert(key);
  }
  EXPECT_THAT(unexplained, IsEmpty()) << "help: say in docs/records.md what they mean";
}

TEST(RecordSchema, IsTheOneInDocs) {
  const std::string path = "docs/schema/medloom-record-1.schema.json";
  if (std::getenv("MEDLOOM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(source_file(path), std::ios::binary) << record_json_schema();
  }
  EXPECT_TRUE(contents(path) == record_json_schema())
      << "help: " << path
      << " is stale; run this test with MEDLOOM_UPDATE_GOLDEN=1 and commit the file";
}

TEST(RecordSchema, DefinesWhatItRefersTo) {
  const Json schema = Json::parse(record_json_schema());
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  std::size_t references = 0;
  const Json leaves = schema.flatten();
  for (const auto& [pointer, value] : leaves.items()) {
    if (!pointer.ends_with("/$ref")) continue;
    ++references;
    const auto target = value.get<std::string>();
    ASSERT_TRUE(target.starts_with("#/$defs/")) << pointer;
    EXPECT_TRUE(schema.contains(Json::json_pointer(target.substr(1)))) << target;
  }
  EXPECT_GT(references, 20U);
  EXPECT_TRUE(schema["$defs"]["answer"]["required"].is_array());
}

// ---- masks

TEST(TextMask, MatchesWholeTexts) {
  struct Case {
    const char* mask;
    const char* text;
    bool matches;
  };
  const std::vector<Case> cases = {
      {"", "", true},
      {"", "x", false},
      {"%4d-%2d", "2020-04", true},
      {"%4d-%2d", "2020-4", false},
      {"%4d-%2d", "2020-040", false},
      {"%4d-%2d", "x2020-04", false},
      {"%4d-%2d", "2020/04", false},
      {"%4d-%2d", "２０２０-04", false},
      {"%2h", "af", true},
      {"%2h", "AF", false},
      {"%2h", "ag", false},
      {"%1v", "b", true},
      {"%1v", "c", false},
      {"%1v", "7", false},
      {"%12d", "123456789012", true},
      {"%12d", "12345678901", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(matches_mask(c.mask, c.text), c.matches) << c.mask << c.text;
}

TEST(TextMask, IsARegularExpressionToo) {
  EXPECT_EQ(mask_regex({"%4d", "%4d-%2d"}), "^(?:[0-9]{4}|[0-9]{4}-[0-9]{2})$");
  EXPECT_EQ(mask_regex({"urn:%1v%3h"}), "^(?:urn:[89ab][0-9a-f]{3})$");
}

TEST(LanguageTag, IsALanguageAndSubtags) {
  for (const char* tag : {"en", "yue", "und", "zh-Hans", "zh-Hant-TW", "es-419", "zh-Latn-pinyin",
                          "de-1996", "en-x0", "zh-hant"}) {
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  }
  for (const char* tag :
       {"", "e", "EN", "English", "zh_Hans", "zh-", "-zh", "zh--TW", "zh-Hant TW", "zh-H",
        "zh-Hantesque", "中文", "zh-繁體", "zh-Hant\n", "e1", "zh;q=0.9"}) {
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  }
}

}  // namespace
}  // namespace medloom
