#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/open.h"

namespace medloom {
namespace {

using nlohmann::json;
using testing::HasSubstr;

Text text_of(std::string_view bytes) {
  Text text;
  text.append_copied(bytes, 0);
  return text;
}

std::vector<json> lines_of(const std::string& form, const Record& record) {
  const auto renderer = create_renderer(form);
  if (!renderer) {
    ADD_FAILURE() << to_string(renderer.error());
    return {};
  }
  const std::string bytes = (*renderer)->render(record);
  std::vector<json> lines;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = bytes.find('\n', from);
    if (end == std::string::npos) {
      ADD_FAILURE() << "the last line has no end";
      break;
    }
    lines.push_back(json::parse(bytes.substr(from, end - from)));
    from = end + 1;
  }
  return lines;
}

Answer answer_of(const std::string& id, std::string_view text) {
  Answer answer;
  answer.id = id;
  answer.text = text_of(text);
  answer.basis = "single-professional";
  return answer;
}

// Two questions: one with an accepted and a suggested answer, one without an answer.
Record qa_record() {
  Record record;
  record.id = "urn:uuid:page";
  record.url = "https://example.org/q/1";
  record.language = "en";
  record.kind.name = "doctor-qa";
  Question question;
  question.id = "urn:uuid:q1";
  question.name = text_of("Back pain");
  question.text = text_of("My back\nhurts <here>.");
  question.date_created = "2020-01-02";
  Answer accepted = answer_of("urn:uuid:a1", "Rest.");
  accepted.author.emplace();
  accepted.author->name = text_of("Ines Karlsen");
  accepted.author->department.emplace();
  accepted.author->department->original = text_of("Ortho.");
  accepted.author->department->name = "Orthopedics";
  accepted.date_created = "2020-01-03";
  question.accepted.push_back(accepted);
  question.suggested.push_back(answer_of("urn:uuid:a2", "Swim."));
  record.questions.push_back(question);
  Question lonely;
  lonely.id = "urn:uuid:q2";
  lonely.name = text_of("Nobody knows?");
  record.questions.push_back(lonely);
  const auto concept_at = [&record](const std::string& id, std::vector<std::string> at) {
    About about;
    about.concept_ref.id = id;
    about.mentions.push_back({std::move(at), {}});
    record.about.push_back(about);
  };
  concept_at("back-pain", {"/name", "/mainEntity/0/name"});
  concept_at("rest", {"/mainEntity/0/acceptedAnswer/0/text"});
  concept_at("swimming", {"/mainEntity/0/suggestedAnswer/0/text"});
  concept_at("elsewhere", {"/mainEntity/10/name"});
  FlagEntry flag;
  flag.at = {"/mainEntity/0/suggestedAnswer/0/text"};
  flag.kind = "term";
  flag.text = "Swim";
  flag.note = "really?";
  flag.action = "unchanged";
  flag.candidates = {"Float"};
  record.flags.push_back(flag);
  return record;
}

TEST(RecordRenderer, IsTheRecordOnOneLine) {
  const Record record = qa_record();
  const std::string line = (*create_renderer("record"))->render(record);
  EXPECT_EQ(line, to_json(record) + "\n");
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
}

TEST(QaRenderer, GivesALineForEachPair) {
  const std::vector<json> lines = lines_of("qa", qa_record());
  ASSERT_EQ(lines.size(), 2U);
  json first = lines[0];
  EXPECT_EQ(first["content_hash"].get<std::string>().size(), 64U);
  first.erase("content_hash");
  EXPECT_EQ(first, json::parse(R"({
      "id": "urn:uuid:a1", "page_id": "urn:uuid:page", "question": "Back pain",
      "question_text": "My back\nhurts <here>.", "answer": "Rest.",
      "answer_by": "Ines Karlsen", "department": "Orthopedics", "asked": "2020-01-02",
      "answered": "2020-01-03", "language": "en", "concepts": ["back-pain", "rest"],
      "url": "https://example.org/q/1", "basis": "single-professional", "flags": []})"));
  EXPECT_EQ(lines[1]["id"], "urn:uuid:a2");
  EXPECT_EQ(lines[1]["answer_by"], nullptr);
  EXPECT_EQ(lines[1]["department"], nullptr);
  EXPECT_EQ(lines[1]["concepts"], json::parse(R"(["back-pain", "swimming"])"));
  EXPECT_EQ(lines[1]["flags"], json::parse(R"([{"kind": "term", "text": "Swim", "note": "really?",
      "action": "unchanged", "candidates": ["Float"]}])"));
}

TEST(QaRenderer, KeysStandInTheirFixedOrder) {
  const std::string bytes = (*create_renderer("qa"))->render(qa_record());
  const auto line = nlohmann::ordered_json::parse(bytes.substr(0, bytes.find('\n')));
  std::vector<std::string> keys;
  for (const auto& [key, value] : line.items()) keys.push_back(key);
  EXPECT_THAT(keys, testing::ElementsAre("id", "page_id", "question", "question_text", "answer",
                                         "answer_by", "department", "asked", "answered", "language",
                                         "concepts", "url", "basis", "flags", "content_hash"));
}

TEST(QaRenderer, DepartmentWithoutAConceptIsAsPrinted) {
  Record record = qa_record();
  record.questions[0].accepted[0].author->department->name.clear();
  EXPECT_EQ(lines_of("qa", record)[0]["department"], "Ortho.");
}

TEST(QaRenderer, PageThatAnswersAsAWholeRendersItsParts) {
  Record record;
  record.id = "urn:uuid:page";
  const auto add_part = [&record](const std::string& id, std::string_view text) {
    Part part;
    part.id = id;
    part.text = text_of(text);
    record.parts.push_back(part);
  };
  add_part("p-lead", "The lead.");
  add_part("p-extra", "Not in the answer.");
  add_part("p-section", "A section.");
  Question title;
  title.name = title.text = text_of("Why?");
  Answer whole;
  whole.id = "urn:uuid:a";
  whole.basis = "page";
  whole.parts = {"p-lead", "q-second", "p-section", "unknown"};
  title.suggested.push_back(whole);
  record.questions.push_back(title);
  Question second;
  second.id = "q-second";
  second.name = second.text = text_of("What helps?");
  second.accepted.push_back(answer_of("urn:uuid:b", "Rest."));
  record.questions.push_back(second);
  FlagEntry flag;
  flag.at = {"/hasPart/2/text"};
  record.flags.push_back(flag);
  flag.at = {"/hasPart/1/text"};
  record.flags.push_back(flag);

  const std::vector<json> lines = lines_of("qa", record);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["answer"], "The lead.\n\nWhat helps?\n\nRest.\n\nA section.");
  EXPECT_EQ(lines[0]["basis"], "page");
  EXPECT_EQ(lines[0]["flags"].size(), 1U) << "of the parts, and of no other";
  EXPECT_EQ(lines[1]["answer"], "Rest.");
  EXPECT_EQ(lines[1]["flags"].size(), 0U);
}

TEST(QaRenderer, AnswersThatPointAtEachOtherEnd) {
  Record record;
  Question title;
  title.id = "q";
  title.name = text_of("Why?");
  Answer whole;
  whole.id = "a";
  whole.parts = {"q", "q"};
  title.suggested.push_back(whole);
  record.questions.push_back(title);
  EXPECT_EQ(lines_of("qa", record)[0]["answer"], "Why?\n\nWhy?");
}

TEST(QaRenderer, PageWithoutPairsGivesNothing) {
  Record record;
  EXPECT_EQ((*create_renderer("qa"))->render(record), "");
  record.questions.emplace_back();
  EXPECT_EQ((*create_renderer("qa"))->render(record), "");
}

TEST(QaRenderer, HashCoversWhatAReaderSees) {
  const auto hash = [](const Record& record) { return lines_of("qa", record)[0]["content_hash"]; };
  const Record record = qa_record();
  Record same = record;
  same.flags.clear();
  same.pipeline.version = "9";
  same.questions.pop_back();
  same.questions[0].suggested[0].text = text_of("Another neighbour.");
  EXPECT_EQ(hash(record), hash(same));
  Record other = record;
  other.questions[0].accepted[0].text = text_of("Rest!");
  EXPECT_NE(hash(record), hash(other));
  other = record;
  other.questions[0].date_created = "2020-01-04";
  EXPECT_NE(hash(record), hash(other));
}

TEST(Renderers, UnknownFormIsRefusedWithAHint) {
  const auto renderer = create_renderer("reccord");
  ASSERT_FALSE(renderer);
  EXPECT_EQ(renderer.error().code, ErrorCode::usage);
  EXPECT_THAT(renderer.error().message, HasSubstr("did you mean 'record'?"));
  for (const char* name : {"", "QA", "jsonl "}) EXPECT_FALSE(create_renderer(name)) << name;
}

}  // namespace
}  // namespace medloom
