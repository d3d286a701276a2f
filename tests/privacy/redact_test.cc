// What redact does to a document and to the record made of it: policies, what stays, and that what
// was taken is told nowhere. How much it finds is tested in tests/privacy.
#include <gtest/gtest.h>

#include <string>

#include <medloom_source_dir.h>

#include "pipeline/engine/digest.h"
#include "tests/stages/one_block.h"
#include "tests/stages/stage_fixture.h"
#include "tests/support/pipelines.h"

namespace medloom {
namespace {

constexpr char kPage[] =
    "腰痛兩週怎麼辦？\n"
    "我的手機是０９１２３４５６７８，想請問腰痛兩週該看哪一科，需要照X光嗎？\n";

std::string redacted(const std::string& text, const std::vector<std::string>& set = {}) {
  test::OneBlock block(text, "zh-Hant");
  return block.run(*test::StageMaker().stage("redact", set));
}

TEST(Redact, FollowsThePolicy) {
  const std::string phone = "手機0912345678，住在台北市大安區和平東路5號，93歲，我叫王小明。";
  EXPECT_EQ(redacted(phone), "手機[phone]，住在台北市大安區，90+歲，我叫[name]。");
  EXPECT_EQ(redacted(phone, {"policy=off"}), phone);
  EXPECT_EQ(redacted(phone, {"policy=strict"}),
            "手機[phone]，住在台北市大安區[address]，90+歲，我叫[name]。");
  EXPECT_EQ(redacted(phone, {"actions=phone=keep"}),
            "手機0912345678，住在台北市大安區，90+歲，我叫[name]。");
  EXPECT_EQ(redacted(phone, {"actions=phone/answer=keep"}), redacted(phone));
}

// 1-800-555-0142 has the form of a mobile number of the mainland.
TEST(Redact, KeepsAServiceThatLooksLikeAMobileNumber) {
  for (const char* kept : {
           "Call 18005550142 to book a visit.",
           "You can order it by calling 18008608747.",
           "The toll-free number is 18775437669.",
           "Our helpline 18662345678 is open all night.",
           "Dial 1 800 555 0142 for help.",
       }) {
    EXPECT_EQ(redacted(kept), kept);
  }
  // What somebody gives as his own is, and so is what stands in Chinese.
  EXPECT_EQ(redacted("Call me on 18005550142 please"), "Call me on [phone] please");
  EXPECT_EQ(redacted("my mobile is 18662345678"), "my mobile is [phone]");
  EXPECT_EQ(redacted("18775437669"), "[phone]");
  EXPECT_EQ(redacted("请打18005550142，谢谢"), "请打[phone]，谢谢");
  // Other numbers of the mainland have no such form.
  EXPECT_EQ(redacted("Call 13812345678 or 18012345678"), "Call [phone] or [phone]");
  EXPECT_EQ(redacted("Call 18001234567"), "Call [phone]") << "no exchange begins with 1";
  EXPECT_EQ(redacted("Call +86 18005550142"), "Call [phone]");
}

TEST(Redact, WithholdsTheWordsFromTheLog) {
  test::OneBlock block("手機0912-345-678", "zh-Hant");
  block.run(*test::StageMaker().stage("redact"));
  ASSERT_EQ(block.changes().size(), 1U);
  const Change& change = block.changes()[0];
  EXPECT_TRUE(change.withheld);
  EXPECT_EQ(change.before, "");
  EXPECT_EQ(change.after, "[phone]");
  EXPECT_EQ(change.rule().name, "phone");
  EXPECT_TRUE(change.rule().dictionary.starts_with("dictionaries/privacy/rules.tsv:"));
  EXPECT_EQ(change.page, (Span{6, 18}));
}

// "[phone]" speaks for no number that stands behind it: run() runs the stage on its own result.
TEST(Redact, WhatItLeftIsNoCue) {
  EXPECT_EQ(redacted("13812345678 单子 99887766"), "[phone] 单子 99887766");
  EXPECT_EQ(redacted("电话13812345678 单子 99887766"), "电话[phone] 单子 [phone]");
}

// The word "hospital" went with the handle, and no longer speaks for the numbers.
TEST(Redact, LooksAgainWhereSomethingWasTaken) {
  EXPECT_EQ(redacted("微信 Mary138hospital，13812345678"), "微信 [handle]，[phone]");
}

TEST(Redact, ReadsANumberOverTwoLines) {
  Document document = test::document_of_lines("我的手機是 0912-345\n-678，謝謝\n");
  Trace trace;
  ASSERT_TRUE(test::StageMaker().stage("redact")->run(document, trace));
  EXPECT_EQ(test::texts_of_blocks(document),
            (std::vector<std::string>{"我的手機是 [phone]", "，謝謝"}));
}

TEST(Redact, SetsAPageAside) {
  Document document = test::document_of_block("我的手機是 0912-345-678");
  Trace trace;
  const auto done =
      test::StageMaker().stage("redact", {"actions=phone=drop-record"})->run(document, trace);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::rejected);
  EXPECT_EQ(done.error().message, "holds personal data that the policy lets no record have: phone");
}

std::string with_key(const std::string& key, const std::string& text) {
  DataFiles data(std::filesystem::path(MEDLOOM_SOURCE_DIR));
  data.set_pseudonym_key(key);
  Problems problems;
  StageContext context(data, {}, problems);
  const StageSpec& spec = test::spec_named("redact");
  const auto stage = spec.create(
      read_settings(spec.fields, {"actions=phone=pseudonym"}, spec.name, problems), context);
  if (stage == nullptr) return problems.empty() ? "nothing said" : problems[0].message;
  return test::OneBlock(text, "zh-Hant").run(*stage);
}

TEST(Redact, GivesAValueOnePseudonymUnderAKey) {
  const std::string key(16, 'k');
  const std::string one = with_key(key, "手機0912-345-678");
  EXPECT_EQ(one.find_first_of("0123456789"), std::string::npos) << one;
  EXPECT_TRUE(one.starts_with("手機[phone-")) << one;
  EXPECT_EQ(with_key(key, "手機０９１２３４５６７８"), one);
  EXPECT_NE(with_key(key, "手機0912-345-679"), one);
  EXPECT_NE(with_key(std::string(16, 'l'), "手機0912-345-678"), one);
  EXPECT_NE(with_key("short", "手機0912-345-678").find("MEDLOOM_PSEUDONYM_KEY"), std::string::npos);
}

TEST(Redact, ReportsWhatIsWrongWithASetting) {
  for (const std::string words : {"policy=none", "actions=phone", "actions=phone=hide",
                                  "actions=phone/doctor=keep", "words=dictionaries/missing.tsv"}) {
    const DataFiles data(std::filesystem::path(MEDLOOM_SOURCE_DIR));
    Problems problems;
    StageContext context(data, {}, problems);
    const StageSpec& spec = test::spec_named("redact");
    EXPECT_EQ(spec.create(read_settings(spec.fields, {words}, spec.name, problems), context),
              nullptr)
        << words;
    EXPECT_FALSE(problems.empty()) << words;
  }
}

// ---- the record

Record record_of(const std::string& page) {
  const test::Processed done(test::default_pipeline(), test::page_named("page.txt", page));
  EXPECT_NE(done.outcome.record(), nullptr);
  return done.outcome.record() == nullptr ? Record() : *done.outcome.record();
}

TEST(Redact, LeavesNothingInTheRecord) {
  Record record = record_of(kPage);
  ASSERT_FALSE(record.changes.empty());
  const std::string json = to_json(record);
  for (const char* left : {"０９１２", "0912345678"}) {
    EXPECT_EQ(json.find(left), std::string::npos) << json;
  }
}

// Whoever knows all but the number must not be able to try numbers on what the record says.
TEST(Redact, NoHashIsMadeOfWhatWasTaken) {
  std::string other = kPage;
  other.replace(other.find("６７８"), 9, "９９９");
  const Record one = record_of(kPage);
  const Record two = record_of(other);
  ASSERT_FALSE(one.questions.empty() && one.parts.empty());
  EXPECT_EQ(to_json(one), to_json(two));
  EXPECT_NE(one.based_on.sha256, sha256_hex(kPage));
}

TEST(Redact, APageThatNothingWasTakenOfKeepsItsDigest) {
  const std::string page = "腰痛兩週怎麼辦？\n想請問腰痛兩週該看哪一科，需要照X光嗎？\n";
  EXPECT_EQ(record_of(page).based_on.sha256, sha256_hex(page));
}

TEST(Redact, CheckSetsAsideWhatIsLeft) {
  test::Processed done(test::default_pipeline(), test::page_named("page.txt", kPage));
  ASSERT_NE(done.outcome.record(), nullptr);
  Record record = *done.outcome.record();
  record.changes.push_back({{}, "late", {"rule", ""}, "0912345678", "", {}, {}});
  const auto checked = test::StageMaker().step("check");
  Trace trace;
  const auto result = checked->run(done.document, record, trace);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::rejected);
  EXPECT_EQ(result.error().message.find("0912345678"), std::string::npos);
  EXPECT_NE(result.error().message.find("phone"), std::string::npos) << result.error().message;
}

}  // namespace
}  // namespace medloom
