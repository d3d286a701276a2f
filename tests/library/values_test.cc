// The values of a record say what its JSON says, and its places lead where they say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/library/pages.h"

namespace medloom::test {
namespace {

using nlohmann::json;

std::string string_of(const json& value) { return value.is_null() ? "" : value.get<std::string>(); }

std::vector<api::Record> sample_records() {
  std::vector<api::Record> records;
  for (const char* path : {"doctorqna-html/input.html", "article-translated/input.txt"}) {
    records.push_back(*loaded_pipeline().process(sample_page(path)).record());
  }
  return records;
}

json span_json(api::Span span) { return json::array({span.from, span.to}); }

void expect_answer(const api::Answer& answer, const json& expected) {
  EXPECT_EQ(answer.id, expected.at("@id"));
  EXPECT_EQ(answer.text, string_of(expected.at("text")));
  EXPECT_EQ(answer.date_created, string_of(expected.at("dateCreated")));
  EXPECT_EQ(answer.position, expected.at("position"));
  EXPECT_EQ(answer.basis, string_of(expected.at("/medloom/basis"_json_pointer)));
  EXPECT_EQ(json(answer.parts), expected.at("/medloom/parts"_json_pointer));
  const json& author = expected.at("author");
  ASSERT_EQ(answer.author.has_value(), !author.is_null());
  if (!answer.author) return;
  EXPECT_EQ(answer.author->name, string_of(author.at("name")));
  EXPECT_EQ(answer.author->job_title, string_of(author.at("jobTitle")));
  EXPECT_EQ(answer.author->affiliation, string_of(author.at("affiliation")));
  EXPECT_EQ(answer.author->role, string_of(author.at("/medloom/role"_json_pointer)));
}

TEST(LibraryValues, SayWhatTheJsonSays) {
  for (const api::Record& record : sample_records()) {
    const json all = json::parse(record.json);
    const json& ours = all.at("medloom");
    EXPECT_EQ(record.id, all.at("@id"));
    EXPECT_EQ(record.url, string_of(all.at("url")));
    EXPECT_EQ(record.name, string_of(all.at("name")));
    EXPECT_EQ(record.language, all.at("inLanguage"));
    EXPECT_EQ(record.kind, ours.at("/kind/name"_json_pointer));
    EXPECT_EQ(record.content_hash, ours.at("contentHash"));

    ASSERT_EQ(record.questions.size(), all.at("mainEntity").size());
    for (std::size_t i = 0; i < record.questions.size(); ++i) {
      const api::Question& question = record.questions[i];
      const json& expected = all.at("mainEntity")[i];
      EXPECT_EQ(question.id, expected.at("@id"));
      EXPECT_EQ(question.name, string_of(expected.at("name")));
      EXPECT_EQ(question.text, string_of(expected.at("text")));
      EXPECT_EQ(question.date_created, string_of(expected.at("dateCreated")));
      ASSERT_EQ(question.answers.size(), expected.at("answerCount"));
      const std::size_t accepted = expected.at("acceptedAnswer").size();
      for (std::size_t k = 0; k < question.answers.size(); ++k) {
        EXPECT_EQ(question.answers[k].accepted, k < accepted);
        expect_answer(question.answers[k], k < accepted
                                               ? expected.at("acceptedAnswer")[k]
                                               : expected.at("suggestedAnswer")[k - accepted]);
      }
    }
    ASSERT_EQ(record.parts.size(), all.at("hasPart").size());
    for (std::size_t i = 0; i < record.parts.size(); ++i) {
      const json& expected = all.at("hasPart")[i];
      EXPECT_EQ(record.parts[i].id, expected.at("@id"));
      EXPECT_EQ(record.parts[i].role, expected.at("/medloom/role"_json_pointer));
      EXPECT_EQ(record.parts[i].text, string_of(expected.at("text")));
      EXPECT_EQ(json(record.parts[i].heading_path),
                expected.at("/medloom/headingPath"_json_pointer));
    }
    EXPECT_EQ(record.concepts.size(), all.at("about").size());
    EXPECT_EQ(record.missing.size(), ours.at("missing").size());
    for (const api::Missing& missing : record.missing) {
      EXPECT_EQ(ours.at("missing").at(missing.at), missing.reason);
    }
  }
}

TEST(LibraryValues, ProvenanceIsWhole) {
  std::size_t changes = 0;
  std::size_t flags = 0;
  std::size_t drops = 0;
  for (const api::Record& record : sample_records()) {
    const json ours = json::parse(record.json).at("medloom");
    ASSERT_EQ(record.changes.size(), ours.at("changes").size());
    for (std::size_t i = 0; i < record.changes.size(); ++i, ++changes) {
      const api::Change& change = record.changes[i];
      const json& expected = ours.at("changes")[i];
      EXPECT_EQ(json(change.at), expected.at("at"));
      EXPECT_EQ(change.stage, expected.at("stage"));
      EXPECT_EQ(change.rule, expected.at("rule"));
      EXPECT_EQ(change.dictionary, string_of(expected.at("dictionary")));
      EXPECT_EQ(change.before, expected.at("before"));
      EXPECT_EQ(change.after, expected.at("after"));
      EXPECT_EQ(span_json(change.page), expected.at("page"));
      EXPECT_EQ(span_json(change.out), expected.at("out"));
      EXPECT_EQ(change.count, expected.value("count", 1U));
    }
    ASSERT_EQ(record.flags.size(), ours.at("flags").size());
    for (std::size_t i = 0; i < record.flags.size(); ++i, ++flags) {
      const api::Flag& flag = record.flags[i];
      const json& expected = ours.at("flags")[i];
      EXPECT_EQ(json(flag.at), expected.at("at"));
      EXPECT_EQ(flag.kind, expected.at("kind"));
      EXPECT_EQ(flag.rule, expected.at("rule"));
      EXPECT_EQ(flag.dictionary, string_of(expected.at("dictionary")));
      EXPECT_EQ(flag.text, expected.at("text"));
      EXPECT_EQ(flag.note, string_of(expected.at("note")));
      EXPECT_EQ(flag.action, expected.at("action"));
      EXPECT_EQ(json(flag.candidates), expected.at("candidates"));
      EXPECT_EQ(span_json(flag.page), expected.at("page"));
    }
    ASSERT_EQ(record.dropped.size(), ours.at("dropped").size());
    for (std::size_t i = 0; i < record.dropped.size(); ++i, ++drops) {
      const json& expected = ours.at("dropped")[i];
      EXPECT_EQ(record.dropped[i].role, expected.at("role"));
      EXPECT_EQ(record.dropped[i].rule, expected.at("rule"));
      EXPECT_EQ(span_json(record.dropped[i].page), expected.at("page"));
      EXPECT_EQ(record.dropped[i].characters, expected.at("chars"));
    }
  }
  EXPECT_GT(changes * flags * drops, 0U) << "the samples show nothing of one of them";
}

// From a change to its words in the record and in the page, without reading JSON.
TEST(LibraryValues, PlacesLeadToTheWords) {
  const api::Page page = sample_page("article-translated/input.txt");
  const api::Outcome outcome = loaded_pipeline().process(page);
  const std::string decoded = loaded_pipeline().decode(page).value();
  std::size_t terms = 0;
  for (const api::Change& change : outcome.record()->changes) {
    if (change.rule != "fix" || change.at.empty()) continue;
    const std::string text = api::text_at(*outcome.record(), change.at.front()).value();
    EXPECT_EQ(text.substr(change.out.from, change.out.to - change.out.from), change.after);
    EXPECT_EQ(decoded.substr(change.page.from, change.page.to - change.page.from), change.before);
    ++terms;
  }
  EXPECT_GT(terms, 0U);
}

TEST(LibraryValues, TextAtFindsTextsAlone) {
  api::Record record;
  record.json = R"({"name":"a","mainEntity":[{"text":"b"},{"text":null}],"a/b":{"~":"c"},"n":1})";
  EXPECT_EQ(api::text_at(record, "/name"), "a");
  EXPECT_EQ(api::text_at(record, "/mainEntity/0/text"), "b");
  EXPECT_EQ(api::text_at(record, "/a~1b/~0"), "c");
  for (const char* pointer :
       {"", "/", "name", "/none", "/mainEntity", "/mainEntity/1/text", "/mainEntity/2/text",
        "/mainEntity/-", "/mainEntity/x/text", "/mainEntity/01/text", "/name/0", "/n", "/a~2b",
        "/mainEntity/99999999999999999999/text", "\xff"}) {
    EXPECT_EQ(api::text_at(record, pointer), std::nullopt) << pointer;
  }
  for (const char* broken : {"", "{", "[1,", "null", "\"\xff\""}) {
    record.json = broken;
    EXPECT_EQ(api::text_at(record, "/name"), std::nullopt) << broken;
  }
}

}  // namespace
}  // namespace medloom::test
