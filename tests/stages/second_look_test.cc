// Echoes, doubts and fields of running text, by the profiles that ship.
#include "stages/structure/second_look.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/stage_fixture.h"
#include "tests/support/invariants.h"

namespace medloom::stages {
namespace {

using test::roles_of;
using ::testing::Contains;
using ::testing::IsEmpty;

Document structured(std::string_view lines) {
  static const std::unique_ptr<Stage> kStage = test::StageMaker().stage("structure");
  Document document = test::document_of_lines(lines);
  Trace trace;
  EXPECT_TRUE(kStage->run(document, trace));
  EXPECT_TRUE(test::check_replay(document));
  EXPECT_TRUE(test::check_places(document));
  return document;
}

std::vector<std::string> flags_of(const Document& document) {
  std::vector<std::string> kinds;
  for (const Flag& flag : document.log().flags()) kinds.push_back(flag.kind);
  return kinds;
}

// A page of the English doctor Q&A.
Document doctor_page(const std::string& question, const std::string& answer,
                     const std::string& title = "Sore thumb") {
  return structured(title + "\n" + question +
                    "\nMs. Lin, 40~49 year old female. Ask Date: 2021/02/03\n"
                    "Dr. Ho Wenli reply Orthopedics\n" +
                    answer + "\nReply Date: 2021/02/04\nMore Info\nTendons need time.\n");
}

const std::string kQuestion =
    "Hello, my thumb has been sore since I began to knit.\nDo I need an X-ray of it?";

TEST(Echo, LeavesTheAnswer) {
  const std::vector<std::string> answers = {
      kQuestion + "\nRest it.", kQuestion + " Answer: Rest it.", kQuestion + "\nAnswer: Rest it.",
      "hello my thumb has been sore since I began to knit, do I need an X-ray of it? "
      "Answer: Rest it."};
  for (const std::string& answer : answers) {
    const Document document = doctor_page(kQuestion, answer);
    EXPECT_THAT(roles_of(document), Contains("answer Rest it.")) << answer;
    EXPECT_THAT(flags_of(document), Contains("echo")) << answer;
    int said = 0;
    for (const Block& block : document.blocks()) said += block.role == Role::answer ? 1 : 0;
    EXPECT_EQ(said, 1) << answer;
  }
}

TEST(Echo, AnythingElseStays) {
  const std::vector<std::string> answers = {
      "Rest it.",
      "Answer: Rest it.",
      "The short answer: Rest it and use a splint for two weeks at night.",
      kQuestion,  // nothing is left to answer
      kQuestion + "\nAnswer: ",
      "Do I need an X-ray?\nNo.",
      "The tendon at the wrist swells when it is used too much. Answer: Rest it.",
  };
  for (const std::string& answer : answers) {
    const Document document = doctor_page(kQuestion, answer);
    EXPECT_THAT(flags_of(document), IsEmpty()) << answer;
    for (const Block& block : document.blocks()) EXPECT_NE(block.role, Role::noise) << answer;
  }
}

TEST(Doubts, AQuestionThatIsAnAnswerIsNotTrusted) {
  for (const char* question : {
           "If you took the pill late, there is still a possibility of pregnancy.",
           "It is recommended to see a doctor. You should rest.",
           "Please consult a surgeon.",
           "I'm sorry, but I cannot translate this.",
           "Sure! Here it is.",
           "Please provide the text that should be translated.",
       }) {
    EXPECT_THAT(flags_of(doctor_page(question, "Rest.")), Contains("untrusted")) << question;
  }
  EXPECT_THAT(flags_of(doctor_page("My thumb hurts.", "Rest.", "Could you please clarify?")),
              Contains("untrusted"));
}

TEST(Doubts, AQuestionIsTrusted) {
  for (const char* question : {
           "Hello, my thumb hurts. Can you tell what it is?",
           "If you were me, what would you do?",
           "I suggest a scan, what do you think?",
           "Our baby coughs. You may know why?",
           "Is it dangerous?",
           "Thumb pain for 3 days, no fever.",
       }) {
    EXPECT_THAT(flags_of(doctor_page(question, "Rest.")), IsEmpty()) << question;
  }
}

std::vector<std::string> asker_of(const Document& document) {
  std::vector<std::string> fields;
  for (const Field& field : document.log().fields()) {
    if (field.name != "age" && field.name != "sex") continue;
    fields.push_back(field.name + "=" + document.block(field.block).text.slice(field.at).str());
  }
  return fields;
}

TEST(FindFields, WhatTheAskerSaysOfHimself) {
  const struct {
    std::string_view question;
    std::vector<std::string> fields;
  } cases[] = {
      {"女，52岁，手指僵硬。", {"sex=女", "age=52岁"}},
      {"本人男,30岁,头痛。", {"sex=男", "age=30岁"}},
      {"我今年28岁，胃痛。", {"age=28岁"}},
      {"我是一个女生，19岁。", {"sex=女", "age=19岁"}},
      {"我女儿3岁，咳嗽。", {}},  // somebody else
      {"我妈妈今年70岁，头晕。", {}},
      {"头痛3天，女医生说没事。", {}},
      {"24岁那年做过手术。", {}},
  };
  for (const auto& [question, fields] : cases) {
    const Document document =
        structured("标题一行\n病情描述：" + std::string(question) + "\n病情分析：休息。\n");
    EXPECT_EQ(asker_of(document), fields) << question;
  }
}

TEST(FindFields, ALineOfTheSiteIsStronger) {
  const Document document = structured(
      "标题一行\n性别：女\n年龄：41岁\n病情描述：我今年28岁，胃痛。\n病情分析：休息。\n");
  EXPECT_EQ(asker_of(document), (std::vector<std::string>{"sex=女", "age=41岁"}));
}

}  // namespace
}  // namespace medloom::stages
