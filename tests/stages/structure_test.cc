// What each family of pages becomes, on pages of a few lines; the samples have whole ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/stages/stage_fixture.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using test::document_of_lines;
using test::roles_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

Document structured(std::string_view lines) {
  static const std::unique_ptr<Stage> kStage = test::StageMaker().stage("structure");
  Document document = document_of_lines(lines);
  Trace trace;
  EXPECT_TRUE(kStage->run(document, trace));
  EXPECT_TRUE(test::check_replay(document));
  EXPECT_TRUE(test::check_places(document));
  return document;
}

std::vector<std::string> fields_of(const Document& document) {
  std::vector<std::string> fields;
  for (const Field& field : document.log().fields()) {
    fields.push_back(field.name + "=" +
                     document.block(field.block).text.slice(field.at).str() +
                     (field.reliable ? "" : " (unreliable)"));
  }
  return fields;
}

constexpr std::string_view kDoctorQa =
    "Sore thumb after knitting\n"
    "Hello, doctor.\n"
    "My thumb hurts.\n"
    "Ms. Lin, 40~49 year old female. Ask Date: 2021/02/03\n"
    "Dr. Ho Wenli reply Orthopedics\n"
    "Rest it for two weeks.\n"
    "Wishing you a quick recovery.\n"
    "Reply Date: 2021/02/04\n"
    "More Info\n"
    "Tendons need time.\n"
    "Similar Q&A\n"
    "Numb fingers\n"
    "Hello, my fingers are num...\n"
    "Dr. Gu Ming reply Neurology\n"
    "It may be a nerve.[Read More] Numb fingers\n"
    "Related FAQ\n"
    "(Orthopedics)\n"
    "Hand(Orthopedics)\n";

TEST(Structure, ReadsADoctorQaPage) {
  const Document document = structured(kDoctorQa);
  EXPECT_EQ(document.kind().name, "doctor-qa");
  EXPECT_EQ(document.kind().profile, "doctorqna");
  EXPECT_THAT(roles_of(document),
              ElementsAre("title Sore thumb after knitting", "question Hello, doctor.",
                          "question My thumb hurts.",
                          "asker Ms. Lin, 40~49 year old female. Ask Date: 2021/02/03",
                          "responder Dr. Ho Wenli reply Orthopedics",
                          "answer Rest it for two weeks.",
                          "signature Wishing you a quick recovery.",
                          "marker Reply Date: 2021/02/04", "marker More Info",
                          "supplement Tendons need time.", "marker Similar Q&A",
                          "teaser Numb fingers", "teaser Hello, my fingers are num...",
                          "teaser Dr. Gu Ming reply Neurology",
                          "teaser It may be a nerve.[Read More] Numb fingers",
                          "marker Related FAQ", "topic (Orthopedics)", "topic Hand(Orthopedics)"));
  EXPECT_THAT(fields_of(document), Contains("sex=female (unreliable)"));
  EXPECT_THAT(fields_of(document), Contains("alias=Ms. Lin"));
  EXPECT_THAT(fields_of(document), Contains("asked=2021/02/03"));
  EXPECT_THAT(fields_of(document), Contains("replied=2021/02/04"));
}

TEST(Structure, ATeaserIsNeverAnAnswer) {
  const Document document = structured(kDoctorQa);
  int questions = 0;
  int answers = 0;
  for (const Node& node : document.nodes()) {
    questions += node.kind == NodeKind::question ? 1 : 0;
    answers += node.kind == NodeKind::answer ? 1 : 0;
  }
  EXPECT_EQ(questions, 1);
  EXPECT_EQ(answers, 1);
}

TEST(Structure, ASecondRunLeavesItAlone) {
  Document document = structured(kDoctorQa);
  const std::size_t operations = document.log().operations().size();
  Trace trace;
  ASSERT_TRUE(test::StageMaker().stage("structure")->run(document, trace));
  EXPECT_EQ(document.log().operations().size(), operations);
}

TEST(Structure, MissingFieldsAreMissing) {
  const Document document = structured(
      "Sore thumb\nHello.\n33, female. Ask Date: \nDr. Ho Wenli reply Breast and Thyroid\nRest.\n"
      "Reply Date: \n");
  EXPECT_THAT(fields_of(document), Contains("alias=33"));
  EXPECT_THAT(fields_of(document), Contains("department=Breast and Thyroid"));
  EXPECT_THAT(fields_of(document), Not(Contains(::testing::StartsWith("asked"))));
  EXPECT_THAT(fields_of(document), Not(Contains(::testing::StartsWith("age"))));
}

TEST(Structure, AnonymousIsNoName) {
  const Document document = structured(
      "Sore thumb\nHello.\nNiming, 20~29 year old female. Ask Date: 2020/01/01\n"
      "Dr. Ho Wenli reply Orthopedics\nRest.\nReply Date: 2020/01/01\n");
  EXPECT_THAT(fields_of(document), Contains("anonymous=Niming"));
  EXPECT_THAT(fields_of(document), Not(Contains(::testing::StartsWith("alias"))));
}

TEST(Structure, JoinsLinesThatWereCutAfterATitle) {
  const Document document = structured(
      "Sore thumb\nHello Dr.\nChen! My thumb hurts.\n1.\nIt is stiff.\n"
      "P, 20~29 year old female. Ask Date: 2020/01/01\nDr. Chen Yi reply Orthopedics\n"
      "Ask Dr.\nLo.\nReply Date: 2020/01/01\n");
  EXPECT_THAT(roles_of(document), Contains("question Hello Dr. Chen! My thumb hurts."));
  EXPECT_THAT(roles_of(document), Contains("question It is stiff."));
  EXPECT_THAT(roles_of(document), Contains("answer Ask Dr. Lo."));
}

TEST(Structure, TwoDoctorsAreTwoAnswers) {
  const Document document = structured(
      "胃痛怎么办\n问题描述:(女 , 24岁)空腹时胃痛。\n医生回答(2)\n许志远\n主治医师\n"
      "临江市中心医院 消化内科\n先做呼气试验。\n2021-03-09 14:20\n宋亦晴\n副主任医师\n"
      "云溪市人民医院 消化内科\n同意。\n2021-03-10 08:45\n相关推荐\n胃胀气吃什么好\n");
  int answers = 0;
  for (const Node& node : document.nodes()) answers += node.kind == NodeKind::answer ? 1 : 0;
  EXPECT_EQ(answers, 2);
  EXPECT_THAT(roles_of(document), Contains("question 空腹时胃痛。"));
  EXPECT_THAT(roles_of(document), Contains("navigation 胃胀气吃什么好"));
  EXPECT_THAT(fields_of(document), Contains("rank=副主任医师"));
  EXPECT_THAT(fields_of(document), Contains("age=24岁"));
}

TEST(Structure, PartsOfAnAnswerAreOneAnswer) {
  const Document document = structured(
      "打喷嚏怎么办\n病情描述：每天打喷嚏。\n病情分析：像过敏。\n指导意见：少开窗。\n祝您健康！\n");
  int answers = 0;
  for (const Node& node : document.nodes()) answers += node.kind == NodeKind::answer ? 1 : 0;
  EXPECT_EQ(answers, 1);
  EXPECT_THAT(roles_of(document), Contains("answer 像过敏。"));
  EXPECT_THAT(roles_of(document), Contains("answer 少开窗。"));
  EXPECT_THAT(roles_of(document), Contains("signature 祝您健康！"));
}

TEST(Structure, HeadingsThatAskMakeQuestions) {
  const Document document = structured(
      "Is coffee bad for the heart?\n\nMany people ask:\n\nDoes one cup matter?\n\n"
      "Rarely, if you are well.\n\nHow much is too much\n\nMore than four cups.\n");
  EXPECT_EQ(document.kind().name, "qa-article");
  EXPECT_THAT(roles_of(document),
              ElementsAre("title Is coffee bad for the heart?", "lead Many people ask:",
                          "heading Does one cup matter?", "answer Rarely, if you are well.",
                          "heading How much is too much", "answer More than four cups."));
}

TEST(Structure, AListItemThatAsksIsNoHeading) {
  Document document = document_of_lines(
      "Is coffee bad?\n\nPatients ask:\n\n1. Does one cup matter?\n\nIt does not.\n");
  DocumentEditor(document, "extract").mark_list_item(2, 2, 3, 1, {"test", ""});
  Trace trace;
  ASSERT_TRUE(test::StageMaker().stage("structure")->run(document, trace));
  EXPECT_THAT(roles_of(document), Contains("lead Does one cup matter?"));
}

TEST(Structure, AnExclamationIsNoHeading) {
  const Document document =
      structured("Is coffee bad?\n\nIt is loved by everybody!\n\nAnd for good reason.\n");
  EXPECT_THAT(roles_of(document), Contains("lead It is loved by everybody!"));
}

TEST(Structure, AQuotedExpertStaysInTheText) {
  const Document document = structured(
      "Is coffee bad?\n\nWe asked Director Pan Yue, the heart surgery of Linden Hospital, and more."
      "\n");
  EXPECT_THAT(fields_of(document), Contains("name=Pan Yue"));
  EXPECT_THAT(fields_of(document), Contains("hospital=Linden Hospital"));
  EXPECT_THAT(roles_of(document), Contains(::testing::StartsWith("lead We asked Director")));
}

TEST(Structure, APageOfOneParagraphHasNoTitle) {
  const Document document = structured("Coffee is a drink that many people like very much.\n");
  EXPECT_THAT(roles_of(document),
              ElementsAre("lead Coffee is a drink that many people like very much."));
}

TEST(Structure, AnErrorMessageIsNoPage) {
  const std::unique_ptr<Stage> structure = test::StageMaker().stage("structure");
  for (const std::string_view page :
       {"404 Not Found\n\nThe page you requested could not be found.\n", "403 Forbidden\n",
        "Access Denied\n\nYou have no right to see this.\n", "页面不存在\n", "Just a moment...\n", "404\n",
        "Error 503\n\nPlease try again.\n", "访问验证\n请输入验证码\n"}) {
    Document document = document_of_lines(page);
    Trace trace;
    const Result<void> read = structure->run(document, trace);
    ASSERT_FALSE(read) << page;
    EXPECT_EQ(read.error().code, ErrorCode::rejected) << page;
    EXPECT_TRUE(read.error().message.starts_with("no content")) << page;
  }
}

TEST(Structure, AShortPageThatSpeaksOfNumbersOrErrorsIsOne) {
  const std::unique_ptr<Stage> structure = test::StageMaker().stage("structure");
  for (const std::string_view page :
       {"404 patients\n\nThey took part in a study.\n", "Trial results\n\n404 patients took part. The drug was not found to work.\n",
        "Access to care\n\nAccess denied by an insurer can be appealed.\n",
        "500 mg or 1000 mg?\n\nTake what your doctor wrote down.\n"}) {
    Document document = document_of_lines(page);
    Trace trace;
    EXPECT_TRUE(structure->run(document, trace)) << page;
  }
}

TEST(Structure, AnEmptyDocumentIsLeftAlone) {
  EXPECT_TRUE(roles_of(structured("")).empty());
}

}  // namespace
}  // namespace medloom
