// process(Page): pure, and no stage's failure is more than a reject of its page.
#include "pipeline/engine/pipeline.h"

#include <new>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <medloom_source_dir.h>

#include "pipeline/engine/digest.h"
#include "tests/engine/fake_stages.h"
#include "tests/support/invariants.h"

namespace medloom {
namespace {

using test::fake_pipeline;
using test::fake_stages;
using test::page_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Pipeline, MakesARecord) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages);
  Trace trace;
  const Outcome outcome = pipeline->process(page_of("back pain\nmore"), trace);
  ASSERT_NE(outcome.record(), nullptr);
  EXPECT_EQ(outcome.reject(), nullptr);
  EXPECT_EQ(outcome.record()->name.view(), "back PAIN");
  EXPECT_EQ(outcome.record()->provenance, "full");
  EXPECT_EQ(outcome.record()->pipeline.name, "fake");
  EXPECT_EQ(outcome.record()->pipeline.version, medloom_version());
  EXPECT_FALSE(medloom_version().empty());
}

TEST(Pipeline, SaysWhatMadeTheRecord) {
  const StageTable stages = fake_stages();
  const auto one = fake_pipeline(stages);
  const auto two = fake_pipeline(stages, std::string(test::kFakeProfile) + "\n# a comment\n");
  const std::string profile =
      "[[stage]]\nuse='take'\n[[stage]]\nuse='shout'\nto='Pain'\ndata='CMakeLists.txt'\n"
      "[[stage]]\nuse='keep'\n";
  const auto other = fake_pipeline(stages, profile);
  EXPECT_EQ(one->info().configuration, two->info().configuration);
  EXPECT_NE(one->info().configuration, other->info().configuration);
  EXPECT_THAT(one->info().dictionaries, IsEmpty());
  ASSERT_EQ(other->info().dictionaries.size(), 1U);
  EXPECT_EQ(other->info().dictionaries[0].file, "CMakeLists.txt");
  EXPECT_EQ(other->info().dictionaries[0].sha256.size(), 64U);
  EXPECT_NE(one->info().data, other->info().data);
}

TEST(Pipeline, AStageMayRejectAPage) {
  const StageTable stages =
      fake_stages([](const std::string&) { return fail(ErrorCode::rejected, "not about health"); });
  Trace trace;
  const Outcome outcome = fake_pipeline(stages)->process(page_of("x"), trace);
  ASSERT_NE(outcome.reject(), nullptr);
  EXPECT_EQ(outcome.reject()->stage, "judge");
  EXPECT_EQ(outcome.reject()->reason, "not about health");
}

TEST(Pipeline, ARecordStepMayRejectAPage) {
  const StageTable stages = fake_stages();
  Trace trace;
  const Outcome outcome = fake_pipeline(stages)->process(page_of(""), trace);
  ASSERT_NE(outcome.reject(), nullptr);
  EXPECT_EQ(outcome.reject()->stage, "keep");
  EXPECT_EQ(outcome.reject()->reason, "nothing to keep");
}

struct NoStandardException {};

TEST(Pipeline, WhatAStageThrowsIsAReject) {
  const std::vector<std::pair<std::string, test::Judge>> cases = {
      {"internal: a bug",
       [](const std::string&) -> Result<void> { throw std::runtime_error("a bug"); }},
      {"out of memory", [](const std::string&) -> Result<void> { throw std::bad_alloc(); }},
      {"internal: an exception that is no std::exception",
       [](const std::string&) -> Result<void> { throw NoStandardException(); }},
      {"internal: where: broken",
       [](const std::string&) -> Result<void> {
         return fail(ErrorCode::internal, "broken", "where");
       }},
  };
  for (const auto& [reason, judge] : cases) {
    const StageTable stages = fake_stages(judge);
    Trace trace;
    const Outcome outcome = fake_pipeline(stages)->process(page_of("x"), trace);
    ASSERT_NE(outcome.reject(), nullptr) << reason;
    EXPECT_EQ(outcome.reject()->stage, "judge");
    EXPECT_EQ(outcome.reject()->reason, reason);
  }
}

TEST(Pipeline, APageOverTheLimitIsRejectedUnread) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(
      stages, "[limits]\npage_bytes = 4\n" +
                  std::string(test::kFakeProfile.substr(test::kFakeProfile.find("[[stage]]"))));
  Trace trace;
  EXPECT_NE(pipeline->process(page_of("1234"), trace).record(), nullptr);
  const Outcome outcome = pipeline->process(page_of("12345"), trace);
  ASSERT_NE(outcome.reject(), nullptr);
  EXPECT_THAT(outcome.reject()->reason, HasSubstr("larger than 4 bytes"));
}

TEST(Pipeline, TracesEachStepAndNothingInTheRecord) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages);
  Trace on(true);
  Trace off;
  const Outcome traced = pipeline->process(page_of("pain, pain\npain"), on);
  const Outcome plain = pipeline->process(page_of("pain, pain\npain"), off);
  EXPECT_TRUE(to_json(*traced.record()) == to_json(*plain.record()));
  std::vector<std::string> steps;
  for (const Trace::Step& step : on.steps()) steps.push_back(step.stage);
  EXPECT_THAT(steps, ElementsAre("take", "shout", "judge", "keep"));
  EXPECT_EQ(on.steps()[1].operations, 6U) << "three flags and three replacements";
  EXPECT_EQ(on.notes().size(), 3U);
  EXPECT_THAT(off.notes(), IsEmpty());
  EXPECT_EQ(off.steps().size(), 4U) << "the summary of a run needs them";

  const auto json = nlohmann::json::parse(on.to_json("a \"page\""));
  EXPECT_EQ(json["page"], "a \"page\"");
  EXPECT_EQ(json["steps"].size(), 4U);
  EXPECT_EQ(json["steps"][1]["operations"], 6);
  EXPECT_EQ(json["notes"][2]["block"], 1);
}

TEST(Pipeline, ShowsTheDocumentAfterEachStage) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages);
  struct Watch : Pipeline::Observer {
    void after_stage(const StageSpec& stage, const Document& document) override {
      seen.push_back(stage.name + ":" + document.blocks().begin()->text.str());
      EXPECT_TRUE(test::check_replay(document));
    }
    std::vector<std::string> seen;
  } watch;
  Document document(page_of("pain"));
  Trace trace;
  pipeline->process(document, trace, &watch);
  EXPECT_THAT(watch.seen, ElementsAre("take:pain", "shout:PAIN", "judge:PAIN"));
}

TEST(Pipeline, FindsItsStages) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages);
  EXPECT_NE(pipeline->stage("shout"), nullptr);
  EXPECT_EQ(pipeline->stage("keep"), nullptr) << "a WRITE step is no stage of the document";
  EXPECT_EQ(pipeline->stage("shuot"), nullptr);
}

TEST(Pipeline, ProblemsOfAllStagesAreReportedAtOnce) {
  StageTable stages = fake_stages();
  stages[0].create = [](const Settings&, StageContext& context) -> std::unique_ptr<Stage> {
    context.read_data("no/such/file.tsv");
    return nullptr;
  };
  stages[2].create = [](const Settings&, StageContext&) -> std::unique_ptr<Stage> {
    return nullptr;
  };
  Problems problems;
  Profile profile = read_profile(test::kFakeProfile, "fake.toml", stages, {}, problems);
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  EXPECT_EQ(Pipeline::build(std::move(profile), data, {}, problems), nullptr);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].where, "no/such/file.tsv");
  EXPECT_EQ(problems[1].where, "stage judge") << "a maker that gives nothing and says nothing";
}

TEST(StageContext, AFileReadTwiceIsListedOnce) {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  Problems problems;
  StageContext context(data, {}, problems);
  EXPECT_FALSE(context.read_data("CMakeLists.txt").empty());
  EXPECT_FALSE(context.read_data("CMakeLists.txt").empty());
  EXPECT_EQ(context.files_read().size(), 1U);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(context.read_user_file("/no/such/file.tsv"), "");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, ErrorCode::configuration);
}

TEST(StageContext, WhatIsSharedIsMadeOnceForEachKeyAndType) {
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  Problems problems;
  StageContext context(data, {}, problems);
  int made = 0;
  const std::function<std::string()> make = [&made] { return std::to_string(++made); };
  const auto first = context.shared<std::string>("words", make);
  EXPECT_EQ(context.shared<std::string>("words", make), first);
  EXPECT_EQ(*context.shared<std::string>("rules", make), "2");
  EXPECT_EQ(*context.shared<int>("words", [] { return 7; }), 7);
  EXPECT_EQ(*first, "1");
  EXPECT_EQ(made, 2);
}

TEST(TextStage, RunAgainRecordsNothing) {
  const StageTable stages = fake_stages();
  const auto pipeline = fake_pipeline(stages,
                                      "[[stage]]\nuse='take'\n[[stage]]\nuse='shout'\nto='ache'\n"
                                      "[[stage]]\nuse='keep'\n");
  Document document(page_of("back pain\n\npain"));
  Trace trace;
  pipeline->process(document, trace, nullptr);
  const std::size_t operations = document.log().operations().size();
  EXPECT_EQ(document.log().flags()[0].at, (Span{5, 9})) << "a flag moves with the replacement";
  EXPECT_TRUE(pipeline->stage("shout")->run(document, trace));
  EXPECT_EQ(document.log().operations().size(), operations);
}

}  // namespace
}  // namespace medloom
