// Pages as short as pages get: a question and an answer, each behind a label. The pairs of labels
// are data (labels.tsv); each is laid out in the ways that scrapers leave them. Beside them what
// only looks like it: forms, letters, quizzes.
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include <medloom_source_dir.h>

#include "tests/support/pipelines.h"

namespace medloom {
namespace {

using nlohmann::json;

struct Pair {
  std::string question;  // the label
  std::string answer;
  std::string language;
  std::string profile;
};

std::vector<Pair> pairs() {
  std::ifstream file(std::string(MEDLOOM_SOURCE_DIR) + "/tests/golden/labels.tsv");
  std::vector<Pair> read;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    Pair& pair = read.emplace_back();
    std::getline(cells, pair.question, '\t');
    std::getline(cells, pair.answer, '\t');
    std::getline(cells, pair.language, '\t');
    std::getline(cells, pair.profile, '\t');
  }
  return read;
}

struct Said {
  std::string question;
  std::string answer;
};

Said said_in(const std::string& language) {
  if (language == "en") {
    return {"My back has hurt for two weeks. What should I do?",
            "Rest well, and see a doctor if it does not go away. A warm bath may help."};
  }
  if (language == "zh-Hans") {
    return {"我腰痛两个星期了，怎么办？", "多休息，如果不好转请看医生。可以热敷。"};
  }
  return {"我腰痛兩個星期了，怎麼辦？", "多休息，如果不好轉請看醫生。可以熱敷。"};
}

struct Layout {
  std::string file;
  std::string text;
};

std::vector<Layout> layouts(const Pair& pair, const Said& said) {
  const std::string gap = pair.language == "en" ? " " : "";
  const std::string& q = pair.question;
  const std::string& a = pair.answer;
  return {
      {"lines.txt", q + gap + said.question + "\n" + a + gap + said.answer + "\n"},
      {"paragraphs.txt", q + gap + said.question + "\n\n" + a + gap + said.answer + "\n"},
      {"own-lines.txt", q + "\n" + said.question + "\n\n" + a + "\n" + said.answer + "\n"},
      {"bold.md", "**" + q + "** " + said.question + "\n\n**" + a + "** " + said.answer + "\n"},
      {"bold.html",
       "<p><b>" + q + "</b> " + said.question + "</p><p><b>" + a + "</b> " + said.answer + "</p>"},
      {"headings.html", "<h3>" + q + "</h3><p>" + said.question + "</p><h3>" + a + "</h3><p>" +
                            said.answer + "</p>"},
  };
}

json record_of(const std::string& file, const std::string& text) {
  const test::Processed processed(test::default_pipeline(), test::page_named(file, text));
  const Record* record = processed.outcome.record();
  return record == nullptr ? json::object() : json::parse(to_json(*record));
}

std::string text_of(const json& question) {
  std::string text;
  for (const char* key : {"name", "text"}) {
    if (!question[key].is_null()) text += question[key].get<std::string>();
  }
  return text;
}

std::vector<std::string> answers_of(const json& question) {
  std::vector<std::string> answers;
  for (const char* key : {"acceptedAnswer", "suggestedAnswer"}) {
    for (const json& answer : question[key]) answers.push_back(answer["text"].dump());
  }
  return answers;
}

TEST(LabelledPages, HaveOneQuestionAndItsAnswer) {
  const std::vector<Pair> all = pairs();
  ASSERT_GE(all.size(), 40U);
  for (const Pair& pair : all) {
    const Said said = said_in(pair.language);
    for (const Layout& layout : layouts(pair, said)) {
      SCOPED_TRACE(layout.file + ": " + layout.text);
      const json record = record_of(layout.file, layout.text);
      ASSERT_EQ(record["mainEntity"].size(), 1U) << record["medloom"]["kind"];
      EXPECT_EQ(record["medloom"]["profile"], pair.profile);
      EXPECT_EQ(text_of(record["mainEntity"][0]), said.question);
      EXPECT_EQ(answers_of(record["mainEntity"][0]),
                std::vector<std::string>{json(said.answer).dump()});
    }
  }
}

TEST(LabelledPages, AreReadFromOneLine) {
  const std::array<std::array<std::string, 3>, 5> lines{{
      {"Question: Does it hurt? Answer: A little, for a day.", "Does it hurt?",
       "A little, for a day."},
      {"Q: Does it hurt? A: A little, for a day.", "Does it hurt?", "A little, for a day."},
      {"问：会痛吗？答：有一点，一天就好。", "会痛吗？", "有一点，一天就好。"},
      {"问题：会痛吗？ 回答：有一点，一天就好。", "会痛吗？", "有一点，一天就好。"},
      {"【問】會痛嗎？【答】有一點，一天就好。", "會痛嗎？", "有一點，一天就好。"},
  }};
  for (const auto& [line, question, answer] : lines) {
    SCOPED_TRACE(line);
    const json record = record_of("line.txt", line);
    ASSERT_EQ(record["mainEntity"].size(), 1U);
    EXPECT_EQ(text_of(record["mainEntity"][0]), question);
    EXPECT_EQ(answers_of(record["mainEntity"][0]), std::vector<std::string>{json(answer).dump()});
  }
}

TEST(LabelledPages, KeepATalkInOneQuestion) {
  const json record =
      record_of("talk.txt",
                "Patient: I have had a dry cough since I began to take lisinopril.\n"
                "Doctor: That is known of this drug. How long have you taken it?\n"
                "Patient: Three weeks.\n"
                "Doctor: Please ask whoever prescribed it for another one.\n");
  ASSERT_EQ(record["mainEntity"].size(), 1U);
  const json& question = record["mainEntity"][0];
  EXPECT_EQ(text_of(question), "I have had a dry cough since I began to take lisinopril.");
  ASSERT_EQ(question["medloom"]["turns"].size(), 2U);
  EXPECT_EQ(question["medloom"]["turns"][0]["text"], "Three weeks.");
  EXPECT_EQ(question["medloom"]["turns"][1]["role"], "responder");
}

TEST(LabelledPages, KeepEachQuestionOfMany) {
  const json record = record_of("many.txt",
                                "Hearing aids: your questions\n\n"
                                "Question 1: May I wear it in the shower?\n"
                                "Answer: No. Take it out first.\n\n"
                                "Question 2: How long does a battery last?\n"
                                "It beeps after two days.\n"
                                "Answer: Between 3 and 10 days.\n");
  ASSERT_EQ(record["mainEntity"].size(), 2U);
  EXPECT_EQ(record["name"], "Hearing aids: your questions");
  EXPECT_EQ(record["mainEntity"][1]["text"], "It beeps after two days.");
  EXPECT_EQ(answers_of(record["mainEntity"][1]),
            std::vector<std::string>{"\"Between 3 and 10 days.\""});
}

// What has such words and is no question with an answer.
TEST(LabelledPages, LeaveAlone) {
  for (const char* text : {
           // A form and a card.
           "Patient: A. B.\nDoctor: C. Berg\nWard: 3\n\nThe wound is dry and the stitches are out. "
           "Come back in ten days.\n",
           "患者：女\n医生：王某\n科室：骨科\n\n伤口已经愈合，十天后复查，期间不要沾水，也不要提重"
           "物。\n",
           // A label alone.
           "Question: what is a normal pulse?\n\nA pulse between 60 and 100 beats a minute is "
           "normal in an adult who rests.\n",
           "回答：正常脉搏是每分钟60到100次。成年人休息时测量，运动之后会快一些，几分钟后恢复。\n",
           // Words in running text.
           "The question of when to operate has no simple answer. A question: is it needed? "
           "Doctors answer: not always.\n",
           "很多人有疑问，医生的回答是不一定。问题在于每个人的情况不一样，答案也不一样，需要当面检"
           "查。\n",
       }) {
    SCOPED_TRACE(text);
    const json record = record_of("page.txt", text);
    EXPECT_EQ(record["medloom"]["profile"], "article") << record["mainEntity"].dump();
  }
}

}  // namespace
}  // namespace medloom
