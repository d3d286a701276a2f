// The JSON of a record, read back by another library: key order, pointers, escapes, and what
// belongs to the content and what to provenance only.
#include "pipeline/model/record.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "pipeline/model/json_writer.h"
#include "pipeline/model/pointer_writer.h"
#include "tests/support/random.h"

namespace medloom {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

// Hands out texts that are all different, so that a swapped pointer is seen.
class Texts {
 public:
  Text next() {
    Text text;
    const std::string bytes = "text-" + std::to_string(count_++) + " <b>\"腰痛\"</b>\n";
    text.append_copied(bytes, page_);
    page_ += static_cast<std::uint32_t>(bytes.size());
    return text;
  }
  std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
  std::uint32_t page_ = 0;
};

Department department(Texts& texts) {
  return {texts.next(), "Orthopedics",
          ConceptRef{"DEP-ORTHO", "department", {{"en", "Orthopedics"}}, {}}};
}

Responder responder(Texts& texts) {
  return {texts.next(), texts.next(), texts.next(), "physician", department(texts)};
}

std::vector<ContentBlock> blocks(Texts& texts) {
  ContentBlock paragraph;
  paragraph.text = texts.next();
  ContentBlock list;
  list.kind = BlockKind::list_item;
  list.items = {{1, texts.next(), texts.next()}, {2, texts.next(), texts.next()}};
  return {paragraph, list};
}

Answer answer(Texts& texts, bool whole_page) {
  Answer answer;
  answer.id = "urn:uuid:a";
  answer.basis = whole_page ? "page" : "single-professional";
  answer.parts = {"urn:uuid:p"};
  if (whole_page) return answer;
  answer.text = texts.next();
  answer.author = responder(texts);
  answer.date_created = "2020-04-23";
  answer.position = 1;
  answer.blocks = blocks(texts);
  answer.greeting = texts.next();
  answer.signature = texts.next();
  return answer;
}

// Every member of a record has a value.
Record full_record(Texts& texts) {
  Record record;
  record.types = {"MedicalWebPage", "QAPage"};
  record.id = "urn:uuid:page";
  record.url = "https://health.example.org/a";
  record.name = texts.next();
  record.language = "en";
  record.date_published = "2020-01-01";
  record.author = texts.next();
  record.publisher = texts.next();
  record.contributors = {{texts.next(), texts.next(), texts.next(), department(texts)}};
  record.based_on.url = record.url;
  record.based_on.sha256 = "raw";
  record.based_on.charset = {"gb2312", "gb18030", "declared", 3, 1, false, true};
  record.based_on.decoded_bytes = 4000000000U;
  About about;
  about.concept_ref = {
      "C-LBP", "condition", {{"en", "Low back pain"}, {"zh-Hans", "腰痛"}}, {"mesh:D017116"}};
  about.schema_type = "MedicalCondition";
  about.name = "Low back pain";
  about.mentions = {{{"/name"}, {0, 4}}};
  record.about = {about};

  Question question;
  question.id = "urn:uuid:q";
  question.name = texts.next();
  question.text = texts.next();
  Asker asker;
  asker.alias = texts.next();
  asker.gender = "Female";
  asker.gender_reliable = false;
  asker.age = AgeRange{30, std::nullopt, texts.next()};
  question.author = asker;
  question.accepted = {answer(texts, false)};
  question.suggested = {answer(texts, true)};
  question.heading_path = {texts.next(), texts.next()};
  question.turns = {{"asker", texts.next()}};
  record.questions = {question};

  Part part;
  part.id = "urn:uuid:p";
  part.role = "supplement";
  part.heading_path = {texts.next()};
  part.attribution = "none";
  part.text = texts.next();
  part.blocks = blocks(texts);
  record.parts = {part};

  record.content_hash = "hash";
  record.kind = {"doctor-qa", 7, "markers", "doctorqna", "physician"};
  record.breadcrumb = texts.next();
  record.titles = {texts.next()};
  record.related = {{texts.next(), texts.next(), texts.next(), responder(texts), true}};
  record.topics = {{texts.next(), department(texts)}};
  record.fields = {{"/mainEntity/0/author/gender", "sex", {{"en", "female"}, {"zh-Hans", "女"}}}};
  WorkTranslation translation{"es", {}};
  translation.texts.push_back({"/name", {}});
  translation.texts.back().segments.push_back({{0, 6}, true, "texto", "tmx", {"reordered"}});
  translation.texts.back().segments.push_back({{7, 9}});
  record.translations.push_back(std::move(translation));
  record.changes = {
      {{"/name"}, "normalize", {"fix", "terms/en.tsv:3"}, "waist", "low back", {3, 8}, {0, 8}, 1}};
  record.flags = {{{"/name"},
                   "term",
                   {"flag", ""},
                   "compound force",
                   "resilience?",
                   "unchanged",
                   {"resilience"},
                   {1, 2}}};
  record.dropped = {{"navigation", "menu", {5, 9}, 4}};
  record.missing = {{"/publisher", "the page does not say"}};
  record.pipeline = {"default", "0.1.0", "conf", "data", {{"terms/en.tsv", "sha"}}};
  return record;
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

TEST(RecordJson, KeysStandInTheirOrder) {
  Texts texts;
  const Json json = Json::parse(to_json(full_record(texts)));
  EXPECT_THAT(keys(json), ElementsAre("@context", "@type", "@id", "url", "name", "inLanguage",
                                      "datePublished", "dateModified", "author", "publisher",
                                      "contributor", "specialty", "license", "isBasedOn", "about",
                                      "mainEntity", "hasPart", "workTranslation", "medloom"));
  EXPECT_THAT(keys(json["medloom"]),
              ElementsAre("schema", "contentHash", "kind", "profile", "breadcrumb", "titles",
                          "related", "topics", "fields", "changes", "flags", "dropped",
                          "duplicateOf", "missing", "pipeline"));
  const Json& question = json["mainEntity"][0];
  EXPECT_THAT(keys(question),
              ElementsAre("@type", "@id", "name", "text", "author", "dateCreated", "answerCount",
                          "acceptedAnswer", "suggestedAnswer", "medloom"));
  EXPECT_THAT(keys(question["author"]), ElementsAre("@type", "alternateName", "gender", "medloom"));
  EXPECT_THAT(keys(question["author"]["medloom"]),
              ElementsAre("ageRange", "anonymous", "genderReliable"));
  EXPECT_THAT(keys(question["medloom"]), ElementsAre("headingPath", "untrusted", "echo", "turns"));
  const Json& answer = question["acceptedAnswer"][0];
  EXPECT_THAT(keys(answer),
              ElementsAre("@type", "@id", "text", "author", "dateCreated", "position", "medloom"));
  EXPECT_THAT(keys(answer["medloom"]),
              ElementsAre("basis", "blocks", "greeting", "signature", "parts"));
  EXPECT_THAT(keys(answer["author"]),
              ElementsAre("@type", "name", "jobTitle", "affiliation", "medloom"));
  EXPECT_THAT(keys(answer["author"]["medloom"]["department"]),
              ElementsAre("name", "original", "concept", "labels"));
  EXPECT_THAT(keys(json["isBasedOn"]["medloom"]["charset"]),
              ElementsAre("declared", "used", "reason", "replacedBytes", "tornBytes",
                          "contradicted", "doubtful"));
  EXPECT_THAT(keys(json["medloom"]["changes"][0]),
              ElementsAre("at", "stage", "rule", "dictionary", "before", "after", "page", "out"));
  EXPECT_THAT(keys(json["medloom"]["flags"][0]),
              ElementsAre("at", "kind", "rule", "dictionary", "text", "note", "action",
                          "candidates", "page"));
  EXPECT_THAT(keys(json["medloom"]["dropped"][0]), ElementsAre("role", "rule", "page", "chars"));
}

TEST(RecordJson, ValuesAreReadBack) {
  Texts texts;
  const Record record = full_record(texts);
  const std::string line = to_json(record);
  EXPECT_THAT(line, Not(HasSubstr("\n"))) << "one line a record";
  const Json json = Json::parse(line);
  EXPECT_EQ(json["@type"], Json::array({"MedicalWebPage", "QAPage"}));
  EXPECT_EQ(json["name"], record.name.str());
  EXPECT_EQ(json["mainEntity"][0]["answerCount"], 2);
  EXPECT_EQ(json["mainEntity"][0]["author"]["medloom"]["genderReliable"], false);
  EXPECT_EQ(json["mainEntity"][0]["author"]["medloom"]["ageRange"]["low"], 30);
  EXPECT_TRUE(json["mainEntity"][0]["author"]["medloom"]["ageRange"]["high"].is_null());
  EXPECT_EQ(json["mainEntity"][0]["acceptedAnswer"][0]["medloom"]["blocks"][1]["kind"], "list");
  EXPECT_EQ(json["isBasedOn"]["medloom"]["decoded"]["bytes"], 4000000000U);
  EXPECT_EQ(json["medloom"]["changes"][0]["page"], Json::array({3, 8}));
  EXPECT_EQ(json["medloom"]["missing"]["/publisher"], "the page does not say");
  EXPECT_EQ(json["about"][0]["medloom"]["labels"]["zh-Hans"], "腰痛");
}

TEST(RecordJson, WhatIsUnknownIsNullAndNeverAMissingKey) {
  Texts texts;
  Record empty;
  empty.questions.emplace_back();
  empty.questions[0].suggested.emplace_back();
  empty.parts.emplace_back();
  const Json nothing = Json::parse(to_json(empty));
  const Json everything = Json::parse(to_json(full_record(texts)));
  EXPECT_EQ(keys(nothing), keys(everything));
  EXPECT_EQ(keys(nothing["medloom"]), keys(everything["medloom"]));
  EXPECT_EQ(keys(nothing["mainEntity"][0]), keys(everything["mainEntity"][0]));
  EXPECT_EQ(keys(nothing["isBasedOn"]), keys(everything["isBasedOn"]));
  for (const char* key : {"@id", "url", "name", "inLanguage", "datePublished", "author"}) {
    EXPECT_TRUE(nothing[key].is_null()) << key;
  }
  EXPECT_TRUE(nothing["mainEntity"][0]["author"].is_null());
  EXPECT_TRUE(nothing["mainEntity"][0]["suggestedAnswer"][0]["text"].is_null());
  EXPECT_TRUE(nothing["mainEntity"][0]["acceptedAnswer"].is_array());
}

TEST(RecordJson, ATextOfWhichAllWasDeletedIsEmptyNotUnknown) {
  Record record;
  record.name.append_copied("x", 0);
  record.name.splice(std::vector<Splice>{{{0, 1}, "", 0}});
  EXPECT_EQ(Json::parse(to_json(record))["name"], "");
  ASSERT_EQ(texts_of(record).size(), 1U);
}

TEST(RecordJson, ASummaryOfManyEditsHasACount) {
  Record record;
  record.changes.emplace_back();
  record.changes.back().count = 12;
  EXPECT_EQ(Json::parse(to_json(record))["medloom"]["changes"][0]["count"], 12);
}

TEST(TextsOf, EveryTextStandsAtItsPointer) {
  Texts texts;
  const Record record = full_record(texts);
  const Json json = Json::parse(to_json(record));
  const std::vector<PlacedText> places = texts_of(record);
  EXPECT_EQ(places.size(), texts.count()) << "a text of the record has no pointer, or two";
  std::vector<std::string> pointers;
  for (const PlacedText& place : places) {
    pointers.push_back(place.pointer);
    ASSERT_TRUE(json.contains(Json::json_pointer(place.pointer))) << place.pointer;
    EXPECT_EQ(json.at(Json::json_pointer(place.pointer)), place.text->str()) << place.pointer;
  }
  EXPECT_THAT(pointers, Contains("/mainEntity/0/acceptedAnswer/0/medloom/blocks/1/items/1/mark"));
  EXPECT_THAT(pointers, Contains("/medloom/topics/0/department/original"));
  std::sort(pointers.begin(), pointers.end());
  EXPECT_EQ(std::unique(pointers.begin(), pointers.end()), pointers.end());
}

TEST(TextsOf, StandInTheOrderOfTheJson) {
  Texts texts;
  const Record record = full_record(texts);
  const std::string json = to_json(record);
  std::size_t at = 0;
  for (const PlacedText& place : texts_of(record)) {
    std::string printed;
    append_json_string(printed, place.text->view());
    const std::size_t found = json.find(printed);
    EXPECT_GE(found, at) << place.pointer;
    at = found;
  }
}

TEST(NullsOf, AreTheUnknownsOfTheSchemaOrgPart) {
  Texts texts;
  Record record = full_record(texts);
  record.kind.reason = "";  // below /medloom null is an answer
  const Json json = Json::parse(to_json(record));
  const std::vector<std::string> nulls = nulls_of(record);
  for (const std::string& pointer : nulls) {
    EXPECT_TRUE(json.at(Json::json_pointer(pointer)).is_null()) << pointer;
  }
  EXPECT_THAT(nulls, Contains("/dateModified"));
  EXPECT_THAT(nulls, Contains("/mainEntity/0/suggestedAnswer/0/text"));
  EXPECT_THAT(nulls, Not(Contains("/medloom/kind/reason")));
  EXPECT_THAT(nulls, Not(Contains("/name")));
}

TEST(ContentJson, HoldsWhatAReaderSees) {
  Texts texts;
  const Record record = full_record(texts);
  const std::string content = to_content_json(record);
  for (const PlacedText& place : texts_of(record)) {
    std::string printed;
    append_json_string(printed, place.text->view());
    EXPECT_THAT(content, HasSubstr(printed)) << place.pointer;
  }
}

TEST(ContentJson, DoesNotChangeWithProvenance) {
  Texts texts;
  const Record record = full_record(texts);
  using Edit = void (*)(Record&);
  const std::vector<std::pair<const char*, Edit>> edits = {
      {"raw bytes", [](Record& r) { r.based_on.sha256 = "other"; }},
      {"where it was read", [](Record& r) { r.based_on.source = "elsewhere.html"; }},
      {"fetch date", [](Record& r) { r.based_on.fetched = "2024-01-01"; }},
      {"charset", [](Record& r) { r.based_on.charset.used = "big5"; }},
      {"changes", [](Record& r) { r.changes.clear(); }},
      {"flags", [](Record& r) { r.flags.clear(); }},
      {"drops", [](Record& r) { r.dropped.clear(); }},
      {"mentions", [](Record& r) { r.about[0].mentions.clear(); }},
      {"missing", [](Record& r) { r.missing.clear(); }},
      {"pipeline version", [](Record& r) { r.pipeline.version = "9"; }},
      {"data fingerprint", [](Record& r) { r.pipeline.data = "9"; }},
      {"its own hash", [](Record& r) { r.content_hash = "9"; }},
      {"score of the page kind", [](Record& r) { r.kind.score = 99; }},
      {"reason of the page kind", [](Record& r) { r.kind.reason = "another marker"; }},
      {"name of the site profile", [](Record& r) { r.kind.profile = "renamed"; }},
  };
  for (const auto& [what, edit] : edits) {
    Record other = record;
    edit(other);
    EXPECT_TRUE(to_content_json(other) == to_content_json(record)) << what << " changed it";
    EXPECT_TRUE(to_json(other) != to_json(record)) << what << " is not in the full record";
  }
}

TEST(ContentJson, ChangesWithTheContent) {
  Texts texts;
  const Record record = full_record(texts);
  using Edit = void (*)(Record&);
  const std::vector<std::pair<const char*, Edit>> edits = {
      {"a text", [](Record& r) { r.questions[0].text.append_copied("!", 0); }},
      {"a date", [](Record& r) { r.questions[0].accepted[0].date_created = "2020-04-24"; }},
      {"an id", [](Record& r) { r.questions[0].id = "urn:uuid:other"; }},
      {"the kind of page", [](Record& r) { r.kind.name = "forum"; }},
      {"a concept", [](Record& r) { r.about[0].concept_ref.id = "C-OTHER"; }},
      {"how sure the gender is", [](Record& r) { r.questions[0].author->gender_reliable = true; }},
      {"the order of answers",
       [](Record& r) { std::swap(r.questions[0].accepted, r.questions[0].suggested); }},
      {"a teaser", [](Record& r) { r.related.clear(); }},
  };
  for (const auto& [what, edit] : edits) {
    Record other = record;
    edit(other);
    EXPECT_TRUE(to_content_json(other) != to_content_json(record)) << what << " is not in it";
  }
}

TEST(JsonString, Escapes) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", R"("")"},
      {"plain", R"("plain")"},
      {"a\"b", R"("a\"b")"},
      {"a\\b", R"("a\\b")"},
      {"a/b", R"("a/b")"},
      {"\n\r\t", R"("\n\r\t")"},
      {std::string("\0", 1), R"("\u0000")"},
      {"\x01\x1f", R"("\u0001\u001f")"},
      {"\b\f\v", R"("\u0008\u000c\u000b")"},
      {"\x7f", R"("\u007f")"},
      {"</script>", R"("\u003c/script>")"},
      {"\u2028", R"("\u2028")"},
      {"x\u2029y", R"("x\u2029y")"},
      {"\u2027\u202A", "\"\u2027\u202A\""},
      {"\u20AC", "\"\u20AC\""},
      {"\u0085\u009B[2J", R"("\u0085\u009b[2J")"},
      {"\u00A0\u00B5g", "\"\u00A0\u00B5g\""},
      {"腰痛 10⁹/L", "\"腰痛 10⁹/L\""},
      {"\U0001F469", "\"\U0001F469\""},
      {"\uFFFD", "\"\uFFFD\""},
      {"é\"", "\"é\\\"\""},
  };
  for (const auto& [text, expected] : cases) {
    std::string out = "x";
    append_json_string(out, text);
    EXPECT_EQ(out, "x" + expected);
    EXPECT_EQ(Json::parse(out.substr(1)), text);
  }
}

TEST(JsonString, AnyTextIsReadBack) {
  test::Random random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text = test::random_text(random, test::Alphabet::odd, random.below(30));
    text += static_cast<char>(random.below(128));
    std::string out;
    append_json_string(out, text);
    EXPECT_EQ(Json::parse(out), text);
    EXPECT_THAT(out, Not(HasSubstr("<")));
    EXPECT_THAT(out, Not(HasSubstr("\u2028")));
  }
}

// Strings of all lengths, with what is escaped at every place: the writer copies and looks in
// pieces.
TEST(JsonWriter, WritesWhatAppendJsonStringDoes) {
  for (const std::string_view escaped :
       {"", "\n", "<", "\"", "\u2028", "\u0085", "“", "é", "\x7F"}) {
    for (std::size_t size = 0; size < 50; ++size) {
      for (std::size_t at = 0; at <= size; ++at) {
        std::string text(size, 'a');
        text.insert(at, escaped);
        std::string expected;
        append_json_string(expected, text);
        JsonWriter out(1);
        out.value(text);
        EXPECT_EQ(out.str(), expected);
        if (size == at) {
          EXPECT_EQ(Json::parse(out.take()), text);
        }
      }
    }
  }
}

TEST(PointerWriter, KnowsWhereItIs) {
  PointerWriter out;
  EXPECT_EQ(out.pointer(), "");
  out.begin_object();
  out.key(std::string_view("a/b~c")).begin_array();
  EXPECT_EQ(out.pointer(), "/a~1b~0c/0");
  out.value("x");
  EXPECT_EQ(out.pointer(), "/a~1b~0c/1");
  out.begin_object();
  out.key("k");
  EXPECT_EQ(out.pointer(), "/a~1b~0c/1/k");
  out.null();
  out.end_object();
  EXPECT_EQ(out.pointer(), "/a~1b~0c/2");
  out.value(true);
  out.value(std::int64_t{-5});
  out.end_array();
  out.key(std::string_view("腰"));
  EXPECT_EQ(out.pointer(), "/腰");
  out.begin_array();
  out.begin_array();
  EXPECT_EQ(out.pointer(), "/腰/0/0");
  out.end_array();
  EXPECT_EQ(out.pointer(), "/腰/1");
  out.end_array();
  out.key(std::string_view());
  EXPECT_EQ(out.pointer(), "/");
  out.end_object();
}

TEST(JsonWriter, WritesWhatItIsTold) {
  JsonWriter out;
  out.begin_object();
  out.key(std::string_view("a/b~c")).begin_array();
  out.value("x");
  out.begin_object();
  out.key("k").null();
  out.end_object();
  out.value(true);
  out.value(std::int64_t{-5});
  out.begin_array();
  out.end_array();
  out.end_array();
  out.key(std::string_view("腰")).value_or_null("");
  out.end_object();
  EXPECT_EQ(out.take(), R"({"a/b~c":["x",{"k":null},true,-5,[]],"腰":null})");
}

TEST(JsonWriter, EscapesWhereverInAWordACharacterStands) {
  for (const char odd : std::string("\x01\x1F\"\\<\x7F\n")) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'a');
      text[at] = odd;
      std::string out;
      append_json_string(out, text);
      EXPECT_EQ(Json::parse(out), text);
      EXPECT_GT(out.size(), text.size() + 2) << at;
    }
  }
}

TEST(JsonWriter, IsDrainedPieceByPiece) {
  JsonWriter out;
  std::string all;
  const auto sink = [&all](std::string_view piece) { all += piece; };
  out.begin_array();
  out.drain(sink);
  out.value("x");
  out.drain(sink);
  out.drain(sink);
  out.value("y");
  out.end_array();
  out.drain(sink);
  EXPECT_EQ(all, R"(["x","y"])");
}

}  // namespace
}  // namespace medloom
