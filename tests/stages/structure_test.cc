// What each family of pages becomes, on pages of a few lines; the samples have whole ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <medloom_source_dir.h>

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
    fields.push_back(field.name + "=" + document.block(field.block).text.slice(field.at).str() +
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
  EXPECT_THAT(
      roles_of(document),
      ElementsAre(
          "title Sore thumb after knitting", "question Hello, doctor.", "question My thumb hurts.",
          "asker Ms. Lin, 40~49 year old female. Ask Date: 2021/02/03",
          "responder Dr. Ho Wenli reply Orthopedics", "answer Rest it for two weeks.",
          "signature Wishing you a quick recovery.", "marker Reply Date: 2021/02/04",
          "marker More Info", "supplement Tendons need time.", "marker Similar Q&A",
          "teaser Numb fingers", "teaser Hello, my fingers are num...",
          "teaser Dr. Gu Ming reply Neurology", "teaser It may be a nerve.[Read More] Numb fingers",
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

TEST(Structure, AGreetingAndASignatureStayWithTheirAnswer) {
  const Document document = structured(
      "喉嚨痛\n主旨：喉嚨痛\n內容：喉嚨痛三天。\n王信達醫師回覆：\n您好，多喝水。\n祝 早日康復\n"
      "鄭如雪醫師回覆：\n發燒請就醫。\n");
  std::vector<NodeId> greeted;
  for (const Block& block : document.blocks()) {
    if (block.role == Role::greeting || block.role == Role::signature)
      greeted.push_back(block.node);
  }
  ASSERT_EQ(greeted.size(), 2U);
  for (const NodeId node : greeted) {
    for (const Field& field : document.log().fields()) {
      if (field.node != node || field.name != "responder") continue;
      EXPECT_EQ(document.block(field.block).text.slice(field.at).str(), "王信達");
    }
  }
}

TEST(Structure, AGreetingAndASignatureMayStandInOneLine) {
  const Document document = structured(
      "胃痛\n病情描述：胃痛。\n医生回答：您好，先做呼气试验。祝您健康！\n指导意见：多喝水。\n");
  EXPECT_THAT(roles_of(document), Contains("greeting 您好，"));
  EXPECT_THAT(roles_of(document), Contains("answer 先做呼气试验。"));
  EXPECT_THAT(roles_of(document), Contains("signature 祝您健康！"));
  EXPECT_THAT(roles_of(document), Contains("answer 多喝水。"));
}

TEST(Structure, AHeadingOnTheEndOfAParagraphIsCutWhereThePageDoesSo) {
  const std::string_view page =
      "The period is late\n\nMany women worry.hormone imbalance\n\nStress delays it by weeks."
      "thyroid disease\n\nA blood test tells.\n";
  EXPECT_THAT(roles_of(structured(page)), Contains("heading hormone imbalance"));
  EXPECT_THAT(roles_of(structured(page)), Contains("section Stress delays it by weeks."));
  for (const std::string_view other :
       {"The period is late\n\nMany women worry.hormone imbalance\n\nIt passes.\n",
        "Where to read more\n\nSee www.example.org\n\nSee example.com\n\nDone.\n",
        "Doses of a drug\n\nTake 1.5 mg\n\nTake 2.5 mg\n\nDone.\n"}) {
    const Document document = structured(other);
    for (const Block& block : document.blocks()) EXPECT_NE(block.role, Role::heading) << other;
  }
}

TEST(Structure, ACardMayStandInAnyOrder) {
  const std::string question = "胃痛\n病情描述：空腹时胃痛。\n共1个回答\n";
  for (const std::string card :
       {"许志远\n主治医师\n临江市中心医院\n消化内科\n",
        "临江市中心医院\n消化内科\n许志远\n主治医师\n",
        "消化内科\n主治医师\n许志远\n临江市中心医院\n", "许志远 主治医师 临江市中心医院 消化内科\n",
        "许志远\n许志远\n主治医师 消化内科\n临江市中心医院\n",
        "许志远 主治医师\n临江市中心医院 消化内科\n",
        "许志远主治医师三甲临江市中心医院消化内科\n"}) {
    const Document document = structured(question + card + "先做呼气试验。\n");
    int answers = 0;
    for (const Node& node : document.nodes()) answers += node.kind == NodeKind::answer ? 1 : 0;
    EXPECT_EQ(answers, 1) << card;
    for (const char* field :
         {"responder=许志远", "rank=主治医师", "hospital=临江市中心医院", "department=消化内科"}) {
      EXPECT_THAT(fields_of(document), Contains(field).Times(1)) << card;
    }
    EXPECT_THAT(roles_of(document), Contains("answer 先做呼气试验。")) << card;
  }
}

TEST(Structure, AShortLineOfTheAnswerIsNoDoctor) {
  const Document document =
      structured("胃痛\n病情描述：空腹时胃痛。\n共1个回答\n您好\n先做呼气试验。\n多喝水\n");
  EXPECT_THAT(fields_of(document), Not(Contains(::testing::StartsWith("responder"))));
  EXPECT_THAT(roles_of(document), Contains("answer 多喝水"));
}

TEST(Structure, WhatFollowsUpHangsOnTheQuestion) {
  const Document document = structured(
      "胃药怎么吃\n病情描述：胃痛三天。\n医生回答：饭前吃。\n追问：要吃几天？\n追答：七天。\n"
      "医生回答：我也同意。\n");
  std::vector<std::pair<NodeKind, NodeId>> nodes;
  for (const Node& node : document.nodes()) {
    if (node.kind != NodeKind::page) nodes.emplace_back(node.kind, node.parent);
  }
  EXPECT_THAT(nodes, ElementsAre(std::pair(NodeKind::question, 0), std::pair(NodeKind::answer, 1),
                                 std::pair(NodeKind::question, 1), std::pair(NodeKind::answer, 3),
                                 std::pair(NodeKind::answer, 1)));
}

TEST(Structure, AForumHasOneQuestion) {
  const Document document = structured(
      "肿三天\n楼主 小橘子 发表于 2018-04-02 21:15\n脸还肿。\n2楼 老杨树\n正常。\n"
      "3楼 小橘子(楼主)\n谢谢!\n4楼 阿宁\n不客气。\n");
  EXPECT_EQ(document.kind().name, "forum");
  EXPECT_EQ(document.kind().responder_role, "user");
  EXPECT_THAT(fields_of(document), Contains("asked=2018-04-02"));
  EXPECT_THAT(fields_of(document), Contains("responder=老杨树"));
  EXPECT_THAT(fields_of(document), Not(Contains("responder=小橘子")));
}

TEST(Structure, QuestionsMarkedQAndAAreAFaq) {
  for (const std::string page :
       {"Blood\nQ: How much?\nA: A little.\n", "Blood\nQ1. How much?\nA1. A little.\n",
        "献血\nQ抽多少血?\nA一点。\n", "献血\n问：抽多少血？\n答：一点。\n",
        "捐血\nQ\n抽多少血？\nA\n一點。\n", "Blood\nQHow much?\nALittle, in fact.\n",
        "Blood\nQ | How much?\nA | A little.\n"}) {
    const Document document = structured(page);
    EXPECT_EQ(document.kind().name, "faq") << page;
    int questions = 0;
    for (const Block& block : document.blocks()) questions += block.role == Role::heading ? 1 : 0;
    EXPECT_EQ(questions, 1) << page;
  }
}

TEST(Structure, AHeadingGluedToItsTextIsCutWhereThePageDoesSo) {
  const Document twice = structured(
      "Tick bites\n\nHow is a tick removed? Take fine tweezers.\n\nIs there a vaccine? Against "
      "one disease.\n");
  EXPECT_THAT(roles_of(twice), Contains("heading How is a tick removed? "));
  EXPECT_THAT(roles_of(twice), Contains("answer Against one disease."));
  const Document once =
      structured("Tick bites\n\nIs that bad? Not always.\n\nMost bites heal by themselves.\n");
  EXPECT_THAT(roles_of(once), Contains("lead Is that bad? Not always."));
}

TEST(Structure, NumberedHeadingsThatAskNeedTextBelow) {
  const auto items = [](std::string_view page) {
    Document document = document_of_lines(page);
    DocumentEditor editor(document, "extract");
    for (const Block& block : document.blocks()) {
      if (block.text.view()[0] >= '1' && block.text.view()[0] <= '9') {
        editor.mark_list_item(block.id, 2, 3, 1, {"test", ""});
      }
    }
    Trace trace;
    EXPECT_TRUE(test::StageMaker().stage("structure")->run(document, trace));
    return document;
  };
  EXPECT_THAT(
      roles_of(items("Sleep in old age\n\n1. How much?\n\nSeven hours.\n\n2. Why?\n\nTo rest.\n")),
      Contains("heading How much?"));
  EXPECT_THAT(
      roles_of(items("Sleep in old age\n\nPeople ask:\n\n1. How much?\n\n2. Why?\n\nTo rest.\n")),
      Not(Contains("heading Why?")));
}

TEST(Structure, ATitleThatIsPrintedAgainIsNoText) {
  const Document document = structured(
      "Heat and age\n\nDrink enough.\n\nHeat and age\n\nRest.\n\nHeat and age1\n\nSleep.\n");
  EXPECT_THAT(roles_of(document), Contains("title Heat and age").Times(2));
  EXPECT_THAT(roles_of(document), Contains("noise Heat and age1"));
}

TEST(Structure, WhatStandsBelowRelatedArticlesIsOfOtherPages) {
  const Document document = structured(
      "Tired after chemotherapy\n\nIt passes in weeks.\n\nRelated Articles\n\nWhat to eat?\n\n"
      "Hair and nails\n\nCall us if you have a fever, at any hour of the day or night.\n\nBe "
      "well.\n");
  EXPECT_THAT(roles_of(document), Contains("navigation What to eat?"));
  EXPECT_THAT(roles_of(document), Contains("navigation Hair and nails"));
  EXPECT_THAT(roles_of(document), Contains("lead Be well."));
  EXPECT_THAT(roles_of(document),
              Contains("lead Call us if you have a fever, at any hour of the day or night."));
}

TEST(Structure, AProfileCanBeForced) {
  const std::string file = std::string(MEDLOOM_SOURCE_DIR) + "/profiles/sites/faq.toml";
  for (const std::string& profile : {std::string("faq"), file}) {
    Document document = document_of_lines("Blood\nQ: How much?\nPeople ask this often.\n");
    Trace trace;
    ASSERT_TRUE(
        test::StageMaker().stage("structure", {"profile=" + profile})->run(document, trace));
    EXPECT_EQ(document.kind().profile, "faq");
  }
}

TEST(Structure, AForcedProfileThatIsNoneIsAProblem) {
  const StageSpec& spec = test::spec_named("structure");
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  for (const char* profile : {"profile=fqa", "profile=/no/such/file.toml"}) {
    Problems problems;
    StageContext context(data, {}, problems);
    spec.create(read_settings(spec.fields, {profile}, spec.name, problems), context);
    EXPECT_FALSE(problems.empty()) << profile;
  }
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

TEST(Structure, LinesThatAskAndLinesThatAnswerNeedNoBlankLines) {
  const Document document = structured(
      "Common questions\nDoes it hurt?\nA little, for a day.\nMay I swim with it?\nYes, after a "
      "week.\n");
  EXPECT_THAT(
      roles_of(document),
      ElementsAre("title Common questions", "heading Does it hurt?", "answer A little, for a day.",
                  "heading May I swim with it?", "answer Yes, after a week."));
  EXPECT_THAT(
      roles_of(structured("常见问题\n会痛吗？\n有一点，一天就好。\n能游泳吗？\n一周以后可以。\n")),
      ElementsAre("title 常见问题", "heading 会痛吗？", "answer 有一点，一天就好。",
                  "heading 能游泳吗？", "answer 一周以后可以。"));
  // Once; the end of a sentence that began a line above; two that ask in a row; marks alone.
  for (
      const std::string_view page : {
          "Piercings\nThey heal in weeks.\nDoes it hurt?\nA little, for a day.\nThen it itches.\n",
          "Piercings\nYou may ask yourself, and others\nwho have one, does it hurt?\nIt does.\nOr\n"
          "would you rather know when it is too\nlate?\nNobody does.\n",
          "Piercings\nDoes it hurt?\nMay I swim?\nMany people ask this.\nDo I need it?\nWhy now?\n",
          "Piercings\n?\nA little.\n?\nMore.\n",
      }) {
    EXPECT_THAT(roles_of(structured(page)), Not(Contains(testing::StartsWith("heading ")))) << page;
  }
}

TEST(Structure, AnAnswerThatStandsTwiceStaysWithItsQuestion) {
  const Document document = structured(
      "Common questions\n\nA little, and for a day or so.\n\nDoes it hurt?\n\nA little, and for a "
      "day "
      "or so.\n\nYou may swim after a week.\n\nMay I swim?\n\nYou may swim after a week.\n");
  EXPECT_THAT(roles_of(document),
              ElementsAre("title Common questions", "noise A little, and for a day or so.",
                          "heading Does it hurt?", "answer A little, and for a day or so.",
                          "noise You may swim after a week.", "heading May I swim?",
                          "answer You may swim after a week."));
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
        "Access Denied\n\nYou have no right to see this.\n", "页面不存在\n", "Just a moment...\n",
        "404\n", "Error 503\n\nPlease try again.\n", "访问验证\n请输入验证码\n"}) {
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
       {"404 patients\n\nThey took part in a study.\n",
        "Trial results\n\n404 patients took part. The drug was not found to work.\n",
        "Access to care\n\nAccess denied by an insurer can be appealed.\n",
        "500 mg or 1000 mg?\n\nTake what your doctor wrote down.\n"}) {
    Document document = document_of_lines(page);
    Trace trace;
    EXPECT_TRUE(structure->run(document, trace)) << page;
  }
}

TEST(Structure, AnEmptyDocumentIsLeftAlone) { EXPECT_TRUE(roles_of(structured("")).empty()); }

}  // namespace
}  // namespace medloom
