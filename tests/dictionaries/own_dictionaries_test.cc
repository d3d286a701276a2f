// What ships in dictionaries/ passes its own lint and cases, and holds what the pages need.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <medloom_source_dir.h>

#include "dictionaries/dictionary_files.h"
#include "tests/dictionaries/tables.h"
#include "tests/support/floors.h"

namespace medloom::dictionaries {
namespace {

using test::links;
using test::repair;
using testing::HasSubstr;

const std::filesystem::path kFolder = MEDLOOM_SOURCE_DIR "/dictionaries";

std::string told(const CheckReport& report) {
  std::string out;
  for (const Finding& finding : report.findings) out += to_string(finding) + "\n";
  return out;
}

const Library& own() {
  static const Library kLibrary = [] {
    Problems problems;
    auto loaded = load(read_dictionary_files({kFolder}, problems).layers);
    return std::move(*loaded);
  }();
  return kLibrary;
}

// The seed page whose name begins so.
std::string seed(const std::filesystem::path& folder, std::string_view prefix) {
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  return {};
}

TEST(OwnDictionaries, PassStrictLint) {
  const CheckReport report = lint_dictionaries({}, {kFolder}, true);
  EXPECT_EQ(report.errors(), 0u) << told(report);
  EXPECT_GT(report.rows, 300u);
  EXPECT_GT(report.concepts, 200u);
}

TEST(OwnDictionaries, PassTheirCases) {
  const CheckReport report = test_dictionaries({}, {kFolder});
  EXPECT_EQ(report.errors(), 0u) << told(report);
  test::expect_floor("terms.cases", static_cast<double>(report.cases - report.errors()));
}

// A translated article of one paragraph after another, as a scraper leaves it.
constexpr std::string_view kArticle =
    "Many mothers meet back trouble in the weeks after giving birth.\n"
    "They thought that after October, they would be relieved.\n"
    "Is waist and leg pain caused by the anesthetic needle or the painless needle?\n"
    "Let us ask the spinal surgery of Tangdu Hospital at the University of Air Force.\n"
    "Lotium back pain is frequent, and lumbar and leg pain too.\n"
    "When the compound force of the ligaments is low, the waist and leg pain grows.\n"
    "It also depends on the way of production.\n"
    "For lumbar disc herniation or lumbar muscle strain, go to the regular hospital for "
    "treatment.\n"
    "Rest, apply plaster after massage, or go to a regular hospital and exercise under the "
    "guidance of "
    "the rehabilitation division.\n"
    "Don’t bend your legs when you lift things.\n"
    "Choose a bed with a moderate hard and hard.\n";

TEST(OwnDictionaries, RepairATranslatedArticle) {
  EXPECT_EQ(
      repair(own(), kArticle),
      "Many mothers meet back trouble in the weeks after giving birth.\n"
      "They thought that after October, they would be relieved.\n"
      "Is low back and leg pain caused by the anesthetic injection or the labor epidural?\n"
      "Let us ask the spinal surgery of Tangdu Hospital at the Air Force Medical University.\n"
      "Low back pain is frequent, and lumbar and leg pain too.\n"
      "When the compound force of the ligaments is low, the low back and leg pain grows.\n"
      "It also depends on the mode of delivery.\n"
      "For lumbar disc herniation or lumbar muscle strain, go to the licensed hospital for "
      "treatment.\n"
      "Rest, apply medicated patches after massage, or go to a licensed hospital and exercise "
      "under the "
      "guidance of a rehabilitation therapist.\n"
      "Don’t bend your legs when you lift things.\n"
      "Choose a bed with moderate firmness.\n");
}

TEST(OwnDictionaries, FlagWhatAPersonMustDecide) {
  std::vector<std::string> flags;
  const PageWords page(kArticle);
  for (const FlagHit& flag : own().matcher().read(kArticle, "en", page).repairs.flags) {
    flags.push_back(std::string(kArticle.substr(flag.at.from, flag.at.size())) + " ? " +
                    flag.suggestion);
  }
  EXPECT_THAT(flags, testing::ElementsAre("after October ? after ten months of pregnancy",
                                          "compound force ? resilience",
                                          "Don’t bend your legs when you lift things ? "));
}

TEST(OwnDictionaries, LinkWhatIsLeftAlone) {
  const std::string found = links(own(), repair(own(), kArticle));
  for (const char* link :
       {"lumbar and leg pain>low-back-and-leg-pain", "Low back pain>low-back-pain",
        "lumbar disc herniation>lumbar-disc-herniation",
        "lumbar muscle strain>lumbar-muscle-strain", "labor epidural>labor-epidural"}) {
    EXPECT_THAT(found, HasSubstr(link));
  }
}

TEST(OwnDictionaries, ChangeLumbarAndLegPainOnlyWhenAsked) {
  EXPECT_EQ(repair(own(), "Lumbar and leg pain.", "en", {.prefer = true}),
            "Low back and leg pain.");
}

struct Printed {
  std::string field, lang, id;

  friend std::ostream& operator<<(std::ostream& out, const Printed& p) { return out << p.field; }
};

class Department : public testing::TestWithParam<Printed> {};

TEST_P(Department, IsFoundByWhatPagesPrint) {
  const Concept* found = own().matcher().named(GetParam().field, GetParam().lang, "department");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id, GetParam().id);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, Department,
    testing::Values(Printed{"Orthopedics", "en", "dept-orthopedics"},
                    Printed{"Neurology", "en", "dept-neurology"},
                    Printed{"Obstetrics and Gynecology", "en", "dept-obgyn"},
                    Printed{"Neurosurgery", "en", "dept-neurosurgery"},
                    Printed{"Family Medicine", "en", "dept-family-medicine"},
                    Printed{"Rehabilitation", "en", "dept-rehabilitation"},
                    Printed{"Internal Medicine", "en", "dept-internal-medicine"},
                    Printed{"Cardiology", "en", "dept-cardiology"},
                    Printed{"Gastroenterology and Hepatology", "en",
                            "dept-gastroenterology-hepatology"},
                    Printed{"Breast and Thyroid", "en", "dept-breast-thyroid"},
                    Printed{"Surgery", "en", "dept-surgery"},
                    Printed{"Traditional Chinese Medicine", "en", "dept-tcm"},
                    Printed{"Spinal Surgery", "en", "dept-spine-surgery"},
                    Printed{"骨科", "zh-Hans", "dept-orthopedics"},
                    Printed{"婦產科", "zh-Hant-TW", "dept-obgyn"},
                    Printed{"復健科", "zh-Hant-TW", "dept-rehabilitation"},
                    Printed{"復康科", "zh-Hant-HK", "dept-rehabilitation"},
                    Printed{"家庭醫學科", "zh-Hant-TW", "dept-family-medicine"},
                    Printed{"心臟內科", "zh-Hant-TW", "dept-cardiology"},
                    Printed{"心内科", "zh-Hans", "dept-cardiology"},
                    Printed{"全科", "zh-Hans", "dept-family-medicine"}));

// The real page of a doctor's answers, where one is at hand: its English is good.
TEST(OwnDictionaries, ChangeNothingOnTheDoctorsPage) {
  const char* folder = std::getenv("MEDLOOM_SEEDS");
  if (folder == nullptr) GTEST_SKIP() << "set MEDLOOM_SEEDS to the folder with the seed pages";
  const std::string page = seed(folder, "000_");
  ASSERT_FALSE(page.empty());
  EXPECT_EQ(repair(own(), page), page);
}

// Good English that the dictionaries must leave as it is.
class GoodEnglish : public testing::TestWithParam<std::string> {};

TEST_P(GoodEnglish, IsLeftAlone) {
  const PageWords page(GetParam());
  const ScanResult result = own().matcher().read(GetParam(), "en", page).repairs;
  EXPECT_TRUE(result.hits.empty()) << repaired(GetParam(), result.hits);
  EXPECT_TRUE(result.flags.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Sentences, GoodEnglish,
    testing::Values(
        "I have had low back pain since giving birth, and my regular hospital visits do not help.",
        "The second stage of labor lasted two hours, and waist circumference was measured later.",
        "Menopause at the age of 51 is usual; hot flashes may last for years.",
        "In October the baby was born, and after October we moved.",
        "The spinal anesthetic needle was withdrawn after delivery.",
        "A plaster cast was put on the fracture of his lower leg.",
        "Mechanically ventilated patients with pneumonia need sedation.",
        "The blood gas analysis was normal in the ICU.", "She had a smooth delivery.",
        "Pressure pain thresholds of the lumbar muscles were tested.",
        "A safe period, an internal examination and a chocolate cyst were discussed.",
        "He is a karate white belt.",
        "Our aunt came during confinement; the postpartum confinement lasts a month."));

}  // namespace
}  // namespace medloom::dictionaries
