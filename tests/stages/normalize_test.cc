// The stage around the dictionaries: provenance of its changes, flags with their candidates, links
// into the result, departments of fields, and the settings. Which row wins is tested with the
// matcher.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "tests/stages/one_block.h"
#include "tests/support/documents.h"

namespace medloom {
namespace {

using test::OneBlock;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

struct Made {
  std::unique_ptr<Stage> stage;
  Problems problems;
};

Made make(const std::vector<std::string>& settings = {},
          std::vector<std::string> dictionaries = {}) {
  Made made;
  const StageSpec spec = stages::normalize_stage();
  const DataFiles data(MEDLOOM_SOURCE_DIR);
  StageContext context(data, std::move(dictionaries), made.problems);
  made.stage =
      spec.create(read_settings(spec.fields, settings, "stage normalize", made.problems), context);
  return made;
}

const Stage& normalize() {
  static const std::unique_ptr<Stage> kStage = make().stage;
  return *kStage;
}

// A translated article in a few lines; every line is a block.
constexpr std::string_view kArticle =
    "Many mothers meet back trouble in the weeks after giving birth.\n"
    "They thought that after October, they would be relieved.\n"
    "Is waist and leg pain caused by the anesthetic needle or the painless needle?\n"
    "Ask the spinal surgery of Tangdu Hospital at the University of Air Force.\n"
    "Lotium back pain is frequent, and so is lumbar and leg pain.\n"
    "When the compound force of the ligaments is low, the waist and leg pain grows.\n"
    "It also depends on the way of production.\n"
    "For lumbar disc herniation or lumbar muscle strain, go to the regular hospital for "
    "treatment.\n"
    "Apply plaster after massage, or go to a regular hospital and exercise under the guidance of "
    "the "
    "rehabilitation division.\n"
    "Don’t bend your legs when you lift things.\n"
    "Choose a bed with a moderate hard and hard.\n";

class Article : public testing::Test {
 protected:
  Article() : document_(test::document_of_lines(kArticle)) {
    DocumentEditor(document_, "extract").set_language("en");
    Trace trace;
    EXPECT_TRUE(normalize().run(document_, trace).has_value());
  }

  std::vector<std::string> changes() const {
    std::vector<std::string> out;
    for (const Change& change : document_.log().changes())
      out.push_back(std::string(change.before) + " → " + std::string(change.after));
    return out;
  }

  // "surface>concept" of every link, in the text as it is now.
  std::vector<std::string> links() const {
    std::vector<std::string> out;
    for (const Link& link : document_.log().links()) {
      const Block& block = document_.block(link.block);
      out.push_back(block.text.str().substr(link.at.from, link.at.size()) + ">" +
                    std::string(link.concept_id));
    }
    return out;
  }

  Document document_;
};

TEST_F(Article, IsRepaired) {
  EXPECT_THAT(
      changes(),
      ElementsAre(
          "waist and leg pain → low back and leg pain", "anesthetic needle → anesthetic injection",
          "painless needle → labor epidural",
          "University of Air Force → Air Force Medical University",
          "Lotium back pain → Low back pain", "waist and leg pain → low back and leg pain",
          "the way of production → the mode of delivery", "regular hospital → licensed hospital",
          "Apply plaster → Apply medicated patches", "regular hospital → licensed hospital",
          "guidance of the rehabilitation division → guidance of a rehabilitation therapist",
          "a moderate hard and hard → moderate firmness"));
}

TEST_F(Article, EachChangeNamesItsRowAndItsBytesOfThePage) {
  for (const Change& change : document_.log().changes()) {
    EXPECT_EQ(change.stage(), "normalize");
    EXPECT_EQ(change.rule().name, "fix");
    EXPECT_THAT(change.rule().dictionary,
                MatchesRegex("dictionaries/terms/en-mt-slips.tsv:[0-9]+"));
    EXPECT_EQ(kArticle.substr(change.page.from, change.page.size()), change.before);
  }
}

TEST_F(Article, WhatAPersonMustDecideIsFlaggedAndLeft) {
  std::vector<std::string> flags;
  for (const Flag& flag : document_.log().flags()) {
    const Block& block = document_.block(flag.block);
    const std::string candidate = flag.candidates.empty() ? "-" : flag.candidates.front();
    flags.push_back(block.text.str().substr(flag.at.from, flag.at.size()) + " ? " + candidate);
    EXPECT_EQ(flag.kind, "term");
    EXPECT_EQ(flag.action, FlagAction::unchanged);
    EXPECT_FALSE(flag.note.empty());
    EXPECT_THAT(flag.rule.dictionary, StartsWith("dictionaries/terms/"));
  }
  EXPECT_THAT(flags, ElementsAre("after October ? after ten months of pregnancy",
                                 "compound force ? resilience",
                                 "Don’t bend your legs when you lift things ? -"));
}

TEST_F(Article, WhatIsRightIsLinked) {
  for (const char* link :
       {"lumbar and leg pain>low-back-and-leg-pain", "Low back pain>low-back-pain",
        "lumbar disc herniation>lumbar-disc-herniation",
        "lumbar muscle strain>lumbar-muscle-strain", "low back and leg pain>low-back-and-leg-pain",
        "labor epidural>labor-epidural"}) {
    EXPECT_THAT(links(), Contains(link));
  }
}

TEST_F(Article, RunAgainProposesNothing) {
  const std::size_t operations = document_.log().operations().size();
  Trace trace;
  ASSERT_TRUE(normalize().run(document_, trace).has_value());
  EXPECT_EQ(document_.log().operations().size(), operations);
}

TEST(Normalize, GuardsLookAtTheWholePage) {
  EXPECT_EQ(OneBlock("It depends on the way of production.", "en").run(normalize()),
            "It depends on the way of production.");
  Document document =
      test::document_of_lines("It depends on the way of production.\nShe is pregnant.");
  DocumentEditor(document, "extract").set_language("en");
  Trace trace;
  ASSERT_TRUE(normalize().run(document, trace).has_value());
  EXPECT_THAT(test::texts_of_blocks(document), Contains("It depends on the mode of delivery."));
}

TEST(Normalize, ActsInTheLanguageOfTheBlock) {
  EXPECT_EQ(OneBlock("Lotium back pain", "zh-Hans").run(normalize()), "Lotium back pain");
  EXPECT_EQ(OneBlock("Lotium back pain", "en-US").run(normalize()), "Low back pain");
  EXPECT_EQ(OneBlock("Lotium back pain", "und").run(normalize()), "Lotium back pain");
}

TEST(Normalize, PreferRowsActWhenAsked) {
  const Made prefer = make({"prefer=true"});
  ASSERT_THAT(prefer.problems, IsEmpty());
  EXPECT_EQ(OneBlock("Lumbar and leg pain.", "en").run(*prefer.stage), "Low back and leg pain.");
  EXPECT_EQ(OneBlock("Lumbar and leg pain.", "en").run(normalize()), "Lumbar and leg pain.");
}

TEST(Normalize, MendsTheArticleAndTellsTheWholeSpan) {
  OneBlock block("In asthma a gas canal gets narrow.", "en");
  EXPECT_EQ(block.run(normalize()), "In asthma an airway gets narrow.");
  ASSERT_EQ(block.changes().size(), 1u);
  EXPECT_EQ(block.changes()[0].before, "a gas canal");
  EXPECT_EQ(block.changes()[0].after, "an airway");
}

TEST(Normalize, LeavesLinesOfFieldsAlone) {
  Document document = test::document_of_lines("Dr. Lotium back pain reply Orthopedics");
  DocumentEditor editor(document, "structure");
  editor.set_language("en");
  editor.label(0, Role::responder, 0, {"test", ""});
  Trace trace;
  ASSERT_TRUE(normalize().run(document, trace).has_value());
  EXPECT_THAT(document.log().changes(), IsEmpty());
}

struct Field {
  std::string line, department, concept_id;
};

class DepartmentField : public testing::TestWithParam<Field> {};

TEST_P(DepartmentField, IsLinkedAsAWhole) {
  const Field& field = GetParam();
  Document document = test::document_of_lines(field.line);
  DocumentEditor editor(document, "structure");
  editor.set_language("en");
  editor.label(0, Role::responder, 0, {"test", ""});
  const auto from = static_cast<std::uint32_t>(field.line.find(field.department));
  const Span at{from, from + static_cast<std::uint32_t>(field.department.size())};
  editor.field(0, "department", 0, at, {"test", ""});
  Trace trace;
  ASSERT_TRUE(normalize().run(document, trace).has_value());
  ASSERT_EQ(document.log().links().size(), field.concept_id.empty() ? 0u : 1u);
  if (field.concept_id.empty()) return;
  EXPECT_EQ(document.log().links()[0].concept_id, field.concept_id);
  EXPECT_EQ(document.log().links()[0].at, at);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, DepartmentField,
    testing::Values(Field{"Dr. An Li reply Orthopedics", "Orthopedics", "dept-orthopedics"},
                    Field{"Dr. An Li reply Rehabilitation", "Rehabilitation",
                          "dept-rehabilitation"},
                    Field{"Dr. An Li reply Surgery", "Surgery", "dept-surgery"},
                    Field{"李安 医师 復健科", "復健科", "dept-rehabilitation"},
                    Field{"Dr. An Li reply Wizardry", "Wizardry", ""}));

class UserDictionary : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("medloom-normalize-" + std::to_string(::getpid()) + ".tsv");
  }
  void TearDown() override { std::filesystem::remove(path_); }
  void write(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }

  std::filesystem::path path_;
};

TEST_F(UserDictionary, WinsOverOurs) {
  write("match\treplace\nlotium back pain\tlumbago\n");
  const Made made = make({}, {path_.string()});
  ASSERT_THAT(made.problems, IsEmpty());
  OneBlock block("Lotium back pain is frequent.", "en");
  EXPECT_EQ(block.run(*made.stage), "Lumbago is frequent.");
  EXPECT_EQ(block.changes()[0].rule().dictionary, path_.string() + ":2");
}

TEST_F(UserDictionary, WithErrorsStopsBeforeAnyPageWithAllOfThem) {
  write("match\treplace\tmood\nzim zam\tzoo\nzim zam\tzee\n\tz\n");
  const Made made = make({}, {path_.string()});
  EXPECT_EQ(made.stage, nullptr);
  std::vector<std::string> told;
  for (const Error& problem : made.problems) told.push_back(to_string(problem));
  EXPECT_THAT(told, ElementsAre(HasSubstr(".tsv:1:15: unknown column 'mood', did you mean 'mode'?"),
                                HasSubstr(".tsv:4:1: empty 'match'"),
                                HasSubstr(".tsv:3:1: wants something else")));
}

TEST_F(UserDictionary, ThatIsHugeOrMissingIsRefused) {
  EXPECT_THAT(make({}, {path_.string()}).problems, Not(IsEmpty()));
  write("match\n");
  std::filesystem::resize_file(path_, (std::uintmax_t{256} << 20) + 1);  // sparse
  const Made made = make({}, {path_.string()});
  ASSERT_EQ(made.problems.size(), 1u);
  EXPECT_THAT(made.problems[0].message, HasSubstr("larger than 256 MiB"));
}

TEST_F(UserDictionary, ThatDisturbsItsOwnResultLeavesTheSentence) {
  write("match\treplace\nzim zam\tzam zum\nzum zim\tzoo\n");
  const Made made = make({}, {path_.string()});
  ASSERT_THAT(made.problems, IsEmpty());
  OneBlock block("A zim zam zim here. Lotium back pain.", "en");
  EXPECT_EQ(block.run(*made.stage), "A zim zam zim here. Low back pain.");
  EXPECT_THAT(block.flag_kinds(), ElementsAre("unstable"));
}

TEST(Normalize, TellsTheTraceWhatLost) {
  Document document = test::document_of_block("A tight belt gave him waist pain while sitting.");
  DocumentEditor(document, "read").set_block_language(0, "en");
  Trace trace(true);
  ASSERT_TRUE(normalize().run(document, trace).has_value());
  ASSERT_EQ(trace.notes().size(), 1u);
  EXPECT_THAT(trace.notes()[0].text, HasSubstr("'waist pain' dictionaries/terms/en-mt-slips.tsv:"));
  EXPECT_THAT(trace.notes()[0].text, HasSubstr("its `unless` is met"));
}

}  // namespace
}  // namespace medloom
