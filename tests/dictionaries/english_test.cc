#include "dictionaries/english.h"

#include <gtest/gtest.h>

namespace medloom::dictionaries {
namespace {

struct Plural {
  std::string one;
  std::string many;

  friend std::ostream& operator<<(std::ostream& out, const Plural& p) { return out << p.one; }
};

class PluralOf : public testing::TestWithParam<Plural> {};

TEST_P(PluralOf, LastWord) { EXPECT_EQ(plural(GetParam().one), GetParam().many); }

INSTANTIATE_TEST_SUITE_P(
    Words, PluralOf,
    testing::Values(
        Plural{"pain", "pains"}, Plural{"discectomy", "discectomies"},
        Plural{"diagnosis", "diagnoses"}, Plural{"regular hospital", "regular hospitals"},
        Plural{"CT image", "CT images"}, Plural{"vertebra", "vertebrae"},
        Plural{"alveolus", "alveoli"}, Plural{"stomach lens", "stomach lenses"},
        Plural{"biopsy", "biopsies"}, Plural{"X-ray", "X-rays"}, Plural{"patch", "patches"},
        Plural{"stomach", "stomachs"}, Plural{"woman", "women"}, Plural{"child", "children"},
        Plural{"grandchild", "grandchildren"}, Plural{"foot", "feet"}, Plural{"knife", "knives"},
        Plural{"axis", "axes"}, Plural{"pelvis", "pelvises"}, Plural{"virus", "viruses"},
        Plural{"MRI", "MRIs"}, Plural{"CT", "CTs"}, Plural{"Pain", "Pains"},
        Plural{"diabetes", "diabetes"}, Plural{"disease", "diseases"}, Plural{"boy", "boys"},
        Plural{"human", "humans"}, Plural{"B超", "B超"}, Plural{"T4", "T4"}, Plural{"", ""}));

TEST(Article, GoesByTheSound) {
  for (const char* word :
       {"airway", "hour", "honest answer", "MRI", "IUD insertion", "NSAID", "X-ray", "8-week scan",
        "11-week scan", "18 mm stone", "unimportant finding", "uninjured leg", "ulcer",
        "intrauterine pregnancy", "L4-L5 fusion", "epidural", "orthopedic ward", "urgent case"}) {
    EXPECT_TRUE(wants_an(word)) << word;
  }
  for (const char* word :
       {"low back pain", "uterus", "uterine scar", "unit", "UTI", "urine test", "one-sided pain",
        "European study", "hospital", "CT image", "useful test", "usual dose", "10-week scan",
        "1-week rest", "university", "B-mode ultrasound", "", "腰痛"}) {
    EXPECT_FALSE(wants_an(word)) << word;
  }
  EXPECT_TRUE(wants_an("80-year-old man"));
}

struct Carried {
  std::string replaced, key, replacement, expected;
  bool opens = false;

  friend std::ostream& operator<<(std::ostream& out, const Carried& p) { return out << p.replaced; }
};

class CarryCase : public testing::TestWithParam<Carried> {};

TEST_P(CarryCase, FromWhatIsReplaced) {
  const Carried& c = GetParam();
  EXPECT_EQ(carry_case(c.replaced, c.key, c.replacement, c.opens), c.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Surfaces, CarryCase,
    testing::Values(Carried{"lotium", "lotium", "low", "low"},
                    Carried{"Lotium", "lotium", "low", "Low"},
                    Carried{"LOTIUM", "lotium", "low", "LOW"},
                    Carried{"Waist pain", "waist pain", "low back pain", "Low back pain"},
                    Carried{"Waist and Leg Pain", "waist and leg pain", "low back and leg pain",
                            "Low Back and Leg Pain"},
                    Carried{"Waist Pain", "waist pain", "pain of the back", "Pain of the Back"},
                    Carried{"Upper Ring", "upper ring", "IUD insertion", "IUD Insertion"},
                    Carried{"upper ring", "upper ring", "IUD insertion", "IUD insertion"},
                    Carried{"University of Air Force", "University of Air Force",
                            "Air Force Medical University", "Air Force Medical University"},
                    Carried{"university of air force", "University of Air Force",
                            "Air Force Medical University", "Air Force Medical University"},
                    Carried{"Xiaobian", "Xiaobian", "the editor", "the editor"},
                    Carried{"Xiaobian", "Xiaobian", "the editor", "The editor", true},
                    Carried{"XIAOBIAN", "Xiaobian", "the editor", "THE EDITOR"},
                    Carried{"MS", "MS", "multiple sclerosis", "multiple sclerosis"},
                    Carried{"CT Tablet", "CT tablet", "CT image", "CT Image"},
                    Carried{"12-finger intestine", "12-finger intestine", "duodenum", "duodenum"},
                    Carried{"腰腿痛", "腰腿痛", "下背痛", "下背痛"}));

}  // namespace
}  // namespace medloom::dictionaries
