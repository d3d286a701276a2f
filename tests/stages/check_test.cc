// The last gate must see every promise that is broken: each case breaks one in a sound record.
#include <functional>

#include <gtest/gtest.h>

#include "pipeline/engine/content_hash.h"
#include "tests/stages/stage_fixture.h"

namespace medloom {
namespace {

struct Sound {
  Document document = test::document_of_lines("Title\n\nA paragraph of text.\n");
  Record record;

  Sound() {
    Trace trace;
    test::StageMaker maker;
    EXPECT_TRUE(maker.stage("structure")->run(document, trace));
    EXPECT_TRUE(maker.step("assemble")->run(document, record, trace));
    record.content_hash = content_hash(record);  // as the pipeline does
  }
  Result<void> check() {
    Trace trace;
    return test::StageMaker().step("check")->run(document, record, trace);
  }
};

TEST(Check, PassesASoundRecord) {
  Sound sound;
  const Result<void> checked = sound.check();
  EXPECT_TRUE(checked) << to_string(checked.error());
}

TEST(Check, SeesEveryBrokenPromise) {
  const struct {
    std::string_view name;
    std::function<void(Record&)> breaks;
  } kCases[] = {
      {"no id", [](Record& r) { r.id.clear(); }},
      {"no hash", [](Record& r) { r.content_hash.clear(); }},
      {"text that is not on the page",
       [](Record& r) {
         r.name = {};
         r.name.append_copied("Tytle", 0);
       }},
      {"invalid UTF-8",
       [](Record& r) {
         r.name = {};
         r.name.append_copied("\xFF", 0);
       }},
      {"a page span behind the page",
       [](Record& r) {
         r.dropped.push_back({"none", "x", {0, 999}, 1});
       }},
      {"a page span that runs backwards",
       [](Record& r) {
         r.dropped.push_back({"none", "x", {5, 2}, 1});
       }},
      {"a change that points nowhere",
       [](Record& r) {
         r.changes.push_back({{"/nowhere"}, "s", {"r", ""}, "", "", {}, {}});
       }},
      {"a change outside its text",
       [](Record& r) {
         r.changes.push_back({{"/name"}, "s", {"r", ""}, "", "", {}, {3, 99}});
       }},
      {"a flag that points nowhere",
       [](Record& r) {
         r.flags.push_back({{"/x"}, "k", {"r", ""}, "", "", "unchanged", {}, {}});
       }},
      {"a translation of no text",
       [](Record& r) {
         r.translations.push_back({"es", {{"/nowhere", {{{0, 1}}}}}});
       }},
      {"a translated segment behind its text",
       [](Record& r) {
         r.translations.push_back({"es", {{"/name", {{{0, 999}}}}}});
       }},
      {"translated segments that overlap",
       [](Record& r) {
         r.translations.push_back({"es", {{"/name", {{{0, 3}}, {{2, 4}}}}}});
       }},
      {"a question without words", [](Record& r) { r.questions.emplace_back().id = "urn:uuid:1"; }},
      {"an answer without text",
       [](Record& r) {
         r.questions.emplace_back().id = "urn:uuid:1";
         r.questions[0].name = r.name;
         r.questions[0].suggested.emplace_back().id = "urn:uuid:2";
       }},
  };
  for (const auto& [name, breaks] : kCases) {
    Sound sound;
    breaks(sound.record);
    const Result<void> checked = sound.check();
    ASSERT_FALSE(checked) << name;
    EXPECT_EQ(checked.error().code, ErrorCode::internal) << name;
  }
}

}  // namespace
}  // namespace medloom
