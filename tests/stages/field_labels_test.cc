#include "stages/translate/field_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dictionaries/table_readers.h"
#include "tests/support/pipelines.h"

namespace medloom::stages {
namespace {

Text text(std::string_view bytes) {
  Text out;
  out.append_read(bytes, {}, 0);
  return out;
}

std::string of_tree(const std::string& path) {
  return read_file(test::source_data().path(path)).value_or("");
}

const FieldTable& table() {
  static const FieldTable kTable = [] {
    Problems problems;
    const auto file = std::make_shared<const dictionaries::SourceFile>();
    auto concepts =
        dictionaries::read_concepts(of_tree("dictionaries/concepts.tsv"), file, problems);
    auto read =
        FieldTable::read(of_tree("dictionaries/translation/fields.tsv"), concepts, problems);
    for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
    return read;
  }();
  return kTable;
}

// "at: en / zh-Hans / zh-Hant-TW", a line a field.
std::string labelled(Record& record) {
  table().add_labels(record);
  std::string out;
  for (const FieldLabels& field : record.fields) {
    out += field.at + ":";
    for (const auto& [tag, label] : field.labels) out += tag == "zh-Hant-HK" ? "" : " " + label;
    out += "\n";
  }
  return out;
}

TEST(FieldLabels, TellDatesAsPreciselyAsThePage) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"2021-06-17", "/datePublished: 17 June 2021 2021年6月17日 2021年6月17日\n"},
      {"2021-12", "/datePublished: December 2021 2021年12月 2021年12月\n"},
      {"2021", "/datePublished: 2021 2021年 2021年\n"},
      {"", ""},
      {"today", ""},
  };
  for (const auto& [date, labels] : cases) {
    Record record;
    record.date_published = date;
    EXPECT_EQ(labelled(record), labels) << date;
  }
}

TEST(FieldLabels, TellAgesAndSex) {
  struct Case {
    std::optional<int> low, high;
    std::string labels;
  };
  const std::vector<Case> cases = {
      {20, 29, " 20 to 29 years 20至29岁 20至29歲\n"},
      {30, 30, " 30 years 30岁 30歲\n"},
      {60, std::nullopt, " 60 years or older 60岁以上 60歲以上\n"},
      {0, 0, " under 1 year 不满1岁 未滿1歲\n"},
      {std::nullopt, 3, ""},
  };
  for (const Case& c : cases) {
    Record record;
    record.questions.emplace_back().author = Asker{};
    record.questions[0].author->age = AgeRange{c.low, c.high, {}};
    const std::string expected =
        c.labels.empty() ? "" : "/mainEntity/0/author/medloom/ageRange:" + c.labels;
    EXPECT_EQ(labelled(record), expected);
    record.questions[0].author->age.reset();
    record.questions[0].author->gender = "Male";
    EXPECT_EQ(labelled(record), "/mainEntity/0/author/gender: male 男 男\n");
  }
}

TEST(FieldLabels, TellNamesThatATableKnowsAndNoOthers) {
  Record record;
  record.contributors = {{text("李"), text("副主任医师"), {}, {}},
                         {text("A"), text("the chief's aide"), {}, {}}};
  record.specialty = "Family Medicine";
  Question question;
  Answer answer;
  answer.author = Responder{text("B"), text("ATTENDING  physician"), {}, "physician", {}};
  question.accepted = {answer};
  record.questions = {question};
  Part part;
  part.heading_path = {text("My story"), text("治疗")};
  record.parts = {part};
  record.topics = {{text("low back pain"), {}}, {text("our clinic"), {}}};
  EXPECT_EQ(
      labelled(record),
      "/contributor/0/jobTitle: Associate Chief Physician 副主任医师 副主任醫師\n"
      "/specialty: Family Medicine 全科医学科 家庭醫學科\n"
      "/mainEntity/0/acceptedAnswer/0/author/jobTitle: Attending Physician 主治医师 主治醫師\n"
      "/hasPart/0/medloom/headingPath/1: Treatment 治疗 治療\n"
      "/medloom/topics/0/name: low back pain 腰痛 下背痛\n");
}

}  // namespace
}  // namespace medloom::stages
