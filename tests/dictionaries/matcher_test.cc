// Every rule of the dictionaries' format that a scan must keep, one table per rule.
#include "dictionaries/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::file;
using test::library_of;
using test::links;
using test::repair;
using test::terms;
using testing::ElementsAre;
using testing::IsEmpty;

struct Repair {
  std::string rows, text, expected;
  std::string lang = "en";

  friend std::ostream& operator<<(std::ostream& out, const Repair& r) { return out << r.text; }
};

class Repairs : public testing::TestWithParam<Repair> {};

TEST_P(Repairs, AsListed) {
  const Repair& r = GetParam();
  EXPECT_EQ(repair(library_of(r.rows), r.text, r.lang), r.expected) << r.rows;
}

INSTANTIATE_TEST_SUITE_P(
    LatinBounds, Repairs,
    testing::Values(
        Repair{"bun|roll\n", "a bun, bundle, hotbun", "a roll, bundle, hotbun"},
        Repair{"bun|roll\n", "bun's (bun) \"bun\" bun.", "roll's (roll) \"roll\" roll."},
        Repair{"bun|roll\n", "bun2 2bun bun_ büñ buń", "bun2 2bun bun_ büñ buń"},
        Repair{"bun|roll\n", "吃bun吗", "吃roll吗"},
        Repair{"45%|half\n", "at 45%to and 145%", "at halfto and 145%"},
        Repair{"waist pain|low back pain\n",
               "waist  pain, waist-pain, waist\npain, waist\u00A0pain",
               "low back pain, low back pain, low back pain, low back pain"},
        Repair{"waist pain|low back pain\n", "waist\n\npain, waist - pain, waist, pain, waistpain",
               "waist\n\npain, waist - pain, waist, pain, waistpain"},
        Repair{"anti-acid|antacid\n", "anti-acid, anti acid", "antacid, anti acid"},
        Repair{"non -specific|nonspecific\n",
               "non -specific, non  -specific, non-specific, non specific",
               "nonspecific, nonspecific, non-specific, non specific"},
        Repair{"don't bend|bend\n", "don’t bend, don't bend, dont bend", "bend, bend, dont bend"},
        Repair{"ct tablet|image\n", "ｃｔ　ｔａｂｌｅｔ", "image"}));

INSTANTIATE_TEST_SUITE_P(
    Case, Repairs,
    testing::Values(Repair{"lotium|low\n", "lotium Lotium LOTIUM", "low Low LOW"},
                    Repair{"waist and leg pain|low back and leg pain\n", "Waist and Leg Pain",
                           "Low Back and Leg Pain"},
                    Repair{"MS|multiple sclerosis\n", "had MS, Ms, ms",
                           "had multiple sclerosis, Ms, ms"},
                    Repair{"IT|the machine\n", "it is IT", "it is the machine"},
                    Repair{"B超|ultrasound|fix|*\n", "b超 B超 Ｂ超", "b超 ultrasound ultrasound"},
                    Repair{"Xiaobian|the editor\n", "Xiaobian says. Ask Xiaobian.",
                           "The editor says. Ask the editor."}));

INSTANTIATE_TEST_SUITE_P(
    Plural, Repairs,
    testing::Values(
        Repair{"waist pain|back pain|fix|en|plural\n", "waist pain, waist pains",
               "back pain, back pains"},
        Repair{"disc cutting|discectomy|fix|en|plural\n", "Disc cuttings", "Discectomies"},
        Repair{"pulmonary bubble|alveolus|fix|en|plural\n", "pulmonary bubbles", "alveoli"},
        Repair{"waist pain|back pain\n", "waist pains", "waist pains"},
        Repair{"CTX|scan|fix|en|plural\n", "a CTX CTXs CTXS ctxs", "a scan scans CTXS ctxs"}));

INSTANTIATE_TEST_SUITE_P(
    Article, Repairs,
    testing::Values(Repair{"gas canal|airway\n", "a gas canal, A gas canal", "an airway, A airway"},
                    Repair{"gas canal|airway\n", "A gas canal is open. A GAS CANAL",
                           "An airway is open. AN AIRWAY"},
                    Repair{"old waist|lower back\n", "an old waist, An old waist",
                           "a lower back, An lower back"},
                    Repair{"old waist|lower back\n", "An old waist aches.", "A lower back aches."},
                    Repair{"ear ring|IUD\n", "an ear ring, the ear ring", "an IUD, the IUD"},
                    Repair{"gas canal|airway\n", "vitamin A gas canal", "vitamin A airway"},
                    Repair{"gas canal|airway\n", "data gas canal, a, gas canal, a-gas canal",
                           "data airway, a, airway, a-airway"},
                    Repair{"gas canal|airway\n", "a  gas canal", "an  airway"},
                    Repair{"b|x\n", "see A b", "see A x"}));

INSTANTIATE_TEST_SUITE_P(
    Han, Repairs,
    testing::Values(Repair{"腰椎间盘|X|fix|zh\n", "腰椎間盤 腰椎间盘", "X X", "zh"},
                    Repair{"腰椎間盤|X|fix|zh\n", "腰椎间盘突出", "X突出", "zh-Hans"},
                    Repair{"心衰|X|fix|zh\n中心|-|link|zh\n", "中心衰竭，心衰", "中心衰竭，X",
                           "zh-Hans"},
                    Repair{"心衰|X|fix|zh\n中心|Y|keep|zh\n衰竭|Y|keep|zh\n", "中心衰竭，心衰",
                           "中心衰竭，X", "zh-Hans"},
                    Repair{"ＣＴ检查|X|fix|zh\n", "做CT檢查", "做X", "zh-Hant"}));

INSTANTIATE_TEST_SUITE_P(
    WhichRowWins, Repairs,
    testing::Values(Repair{"b c|X\na b|Y\n", "a b c", "Y c"},
                    Repair{"a|X\na b|Y\n", "a b a", "Y X"},
                    // a guard that fails leaves its place to the next candidate
                    Repair{"a b|Y|fix|en|||gone|\na|X\n", "a b", "X b"},
                    Repair{"a|Y|fix|en|||b|\na|X\n", "a b", "Y b"},
                    Repair{"a|Y|fix|en|||c|\na|X\n", "a b", "X b"},
                    // keep reserves its span, whole or in part
                    Repair{"a b|Y\nb c|-|keep\n", "a b, a b c, b c", "Y, a b c, b c"},
                    Repair{"b|Y\na b c|-|keep\n", "b, a b c", "Y, a b c"},
                    Repair{"b|Y\na b|-|keep|en|||z|\n", "a b. a b z", "a Y. a b z"},
                    // a flag takes its place like a repair
                    Repair{"a b|?|flag\nb c|Y\n", "a b c, b c", "a b c, Y"},
                    // links and preferences do not
                    Repair{"a b|-|link\nb|Y\n", "a b", "a Y"},
                    Repair{"a b|Z|prefer\nb|Y\n", "a b", "a Y"}));

INSTANTIATE_TEST_SUITE_P(Language, Repairs,
                         testing::Values(Repair{"a|X|fix|en\n", "a", "X", "en-GB"},
                                         Repair{"a|X|fix|en\n", "a", "a", "zh"},
                                         Repair{"a|X|fix|zh\n", "a", "X", "zh-Hant-TW"},
                                         Repair{"a|X|fix|zh-Hant\n", "a", "X", "zh-Hant-HK"},
                                         Repair{"a|X|fix|zh-Hant-TW\n", "a", "a", "zh-Hant-HK"},
                                         Repair{"a|X|fix|zh-Hant-TW\n", "a", "X", "zh"},
                                         Repair{"a|X|fix|zh-Hans\n", "a", "a", "zh-Hant"},
                                         Repair{"a|X|fix|*\n", "a", "X", "und"},
                                         Repair{"a|X|fix|en\n", "a", "a", "und"},
                                         Repair{"a|X|fix|en\n", "a", "a", ""}));

INSTANTIATE_TEST_SUITE_P(
    Script, Repairs,
    testing::Values(Repair{"腰脚疼|腰腿疼|fix|zh\n", "腰腳疼", "腰腿疼", "zh-Hant"},
                    Repair{"在床|卧床|fix|zh\n", "在床", "臥床", "zh-Hant-TW"},
                    Repair{"在床|卧床|fix|zh\n", "在床", "卧牀", "zh-Hant-HK"},
                    Repair{"后仲受限|腰椎后伸受限|fix|zh\n", "後仲受限", "腰椎後伸受限", "zh-Hant"},
                    Repair{"後仲受限|腰椎後伸受限|fix|zh\n", "后仲受限", "腰椎后伸受限",
                           "zh-Hans"}));

TEST(Matcher, HigherLayersWinAtTheSameSpanAndOnlyThere) {
  const Library library =
      library_of({{terms("a b|low\nc|low\n")}, {terms("a b|high\n")}, {terms("a|top\n")}});
  EXPECT_EQ(repair(library, "a b c a"), "high low top");
}

TEST(Matcher, AGuardThatFailsInAHigherLayerLeavesTheLowerOne) {
  const Library library = library_of({{terms("a|low\n")}, {terms("a|high|fix|en|||z|\n")}});
  EXPECT_EQ(repair(library, "a. a z."), "low. high z.");
}

TEST(Matcher, PreferRowsActOnlyWhenAsked) {
  const Library library = library_of("lumbar and leg pain|low back and leg pain|prefer\n");
  EXPECT_EQ(repair(library, "lumbar and leg pain"), "lumbar and leg pain");
  EXPECT_EQ(repair(library, "lumbar and leg pain", "en", {.prefer = true}),
            "low back and leg pain");
}

TEST(Matcher, ReportsSpansRowsAndSuggestions) {
  const Library library =
      library_of("gas canal|airway\ncompound force|resilience|flag\nwaist line|-|keep\n");
  const std::string text = "Has a gas canal. Compound force. waist line";
  const ScanResult result = library.matcher().read(text, "en", PageWords(text)).repairs;
  ASSERT_EQ(result.hits.size(), 1u);
  EXPECT_EQ(result.hits[0].at, (Span{4, 15}));
  EXPECT_EQ(result.hits[0].surface, (Span{6, 15}));
  EXPECT_EQ(result.hits[0].replacement, "an airway");
  EXPECT_EQ(result.hits[0].row->from.name(), "terms.tsv:2");
  ASSERT_EQ(result.flags.size(), 1u);
  EXPECT_EQ(result.flags[0].at, (Span{17, 31}));
  EXPECT_EQ(result.flags[0].suggestion, "Resilience");
  ASSERT_EQ(result.keeps.size(), 1u);
  EXPECT_EQ(result.keeps[0].at, (Span{33, 43}));
}

TEST(Matcher, TellsWhyTheOthersLost) {
  const Library library =
      library_of({{terms("a b|low\nb c|X\nd|Y|fix|en|||z|\ne|Z|fix|en||||d\nf|W\nf g|-|keep\nh|h\n",
                         "one.tsv")},
                  {terms("a b|high\n", "two.tsv")}});
  const std::string text = "a b c d e f g h";
  ScanNotes notes;
  library.matcher().read(text, "en", PageWords(text), {}, &notes);
  std::vector<std::string> told;
  for (const Loser& loser : notes) told.push_back(loser.row->match + ": " + loser.why());
  EXPECT_THAT(told,
              ElementsAre("a b: a lower layer or a wider guard than 'a b' (two.tsv:2)",
                          "b c: further right or shorter than 'a b' (two.tsv:2)",
                          "d: its `when` is not met", "e: its `unless` is met",
                          "f: protected by 'f g' (one.tsv:7)", "h: it would write what is there"));
}

// Links are looked for in the repaired text; what loses there is told where it stands in the
// source. A `keep` row is asked for repairs and for links, and told once.
TEST(Matcher, TellsLosersOnceAndInPlacesOfTheSource) {
  const Library library = library_of(
      {{file("concepts.tsv", "id|type|en\nlbp|symptom|low back pain\n"),
        terms("x|much longer words|fix\nend|-|keep|en|||never\nlast||link|en||lbp|never\n",
              "one.tsv")}});
  for (const std::string text : {"x then end and last", "y then end and last"}) {
    ScanNotes notes;
    library.matcher().read(text, "en", PageWords(text), {}, &notes);
    std::vector<std::string> told;
    for (const Loser& loser : notes) {
      ASSERT_LE(loser.at.to, text.size()) << text;
      told.push_back(text.substr(loser.at.from, loser.at.size()) + " by " + loser.row->match);
    }
    EXPECT_THAT(told, ElementsAre("end by end", "last by last")) << text;
  }
}

TEST(Matcher, WritesTheLabelOfTheConceptWhereARowHasNoReplacement) {
  const Library library =
      library_of({{file("concepts.tsv",
                        "id|type|en|zh-Hans|zh-Hant-TW\nlbp|symptom|low back pain|腰痛|下背痛\n"),
                   terms("lotium pain||fix|en||lbp\n腰腰痛||fix|zh||lbp\n")}});
  EXPECT_EQ(repair(library, "Lotium pain"), "Low back pain");
  EXPECT_EQ(repair(library, "腰腰痛", "zh-Hant-TW"), "下背痛");
  EXPECT_EQ(repair(library, "腰腰痛", "zh-Hans"), "腰痛");
}

TEST(Matcher, ARowOfAnUnknownConceptOrABrokenGuardStaysAway) {
  EXPECT_EQ(repair(library_of("a|X|fix|en||nowhere\nb|X|fix|en|||,|\n"), "a b"), "a b");
}

class MatcherLinks : public testing::Test {
 protected:
  Library library_ =
      library_of({{file("concepts.tsv",
                        "id|type|en|zh-Hans|zh-Hant-TW\n"
                        "lbp|symptom|low back pain|腰痛|下背痛\n"
                        "pain|symptom|ache|痛|痛\n"
                        "disc|condition|disc herniation|椎间盘突出|椎間盤突出\n"
                        "dept|department|Rehabilitation|康复科|復健科\n"),
                   file("words.tsv", "word|lang\nrehabilitation|en\n中心|zh\n"),
                   terms("waist pain|low back pain\nlower back pain||link|en|plural|lbp\n"
                         "lumbar pain|low back pain|prefer|en||lbp\nCT||link|*||disc|scan, 检查|\n"
                         "low back pain scale||keep\nslipped disc||keep|en|plural|disc\n")}});
};

TEST_F(MatcherLinks, ByLabelsInEveryLanguageAndScript) {
  EXPECT_EQ(links(library_, "Low Back Pain and aches"), "Low Back Pain>lbp, aches>pain");
  EXPECT_EQ(links(library_, "下背痛和椎間盤突出", "zh-Hans"), "下背痛>lbp, 椎間盤突出>disc");
  EXPECT_EQ(links(library_, "low back pain", "zh"), "");
}

TEST_F(MatcherLinks, ByRowsUnderTheirGuardsAndByPreferRows) {
  EXPECT_EQ(links(library_, "lower back pains; lumbar pain"),
            "lower back pains>lbp, lumbar pain>lbp");
  EXPECT_EQ(links(library_, "CT scan. CT."), "CT>disc");
  EXPECT_EQ(links(library_, "CT检查", "zh"), "CT>disc");
}

TEST_F(MatcherLinks, LeftmostLongestAndNotInWhatIsKept) {
  EXPECT_EQ(links(library_, "low back pain scale, low back pain"), "low back pain>lbp");
  EXPECT_EQ(links(library_, "slipped discs"), "slipped discs>disc");
}

TEST_F(MatcherLinks, AreFoundInTheResult) {
  const std::string result = repair(library_, "Waist pain");
  EXPECT_EQ(links(library_, result), "Low back pain>lbp");
}

TEST_F(MatcherLinks, ACommonWordOrOneHanCharacterNamesOnlyAField) {
  EXPECT_EQ(links(library_, "rehabilitation takes time"), "");
  EXPECT_EQ(links(library_, "他痛", "zh"), "");
  const auto named = [&](std::string_view surface, std::string_view lang, std::string_view type) {
    const Concept* found = library_.matcher().named(surface, lang, type);
    return found ? found->id : "-";
  };
  EXPECT_EQ(named("Rehabilitation", "en", "department"), "dept");
  EXPECT_EQ(named(" rehabilitation ", "en", ""), "dept");
  EXPECT_EQ(named("复健科", "zh-Hant-TW", "department"), "dept");
  EXPECT_EQ(named("CT", "en", ""), "disc");  // a field has no context, so no guard is asked
  EXPECT_EQ(named("Rehabilitation", "en", "symptom"), "-");
  EXPECT_EQ(named("Rehabilitation", "zh", "department"), "-");
  EXPECT_EQ(named("Rehabilitation ward", "en", ""), "-");
  EXPECT_EQ(named("waist pain", "en", ""), "-");
  EXPECT_EQ(named("", "en", ""), "-");
}

TEST(Unstable, ASentenceThatWouldChangeAgainKeepsItsSource) {
  const Library library = library_of("a|b\nb|c\nx|y\n");
  const std::string text = "a x. x. b.";
  const ScanResult result = library.matcher().read(text, "en", PageWords(text)).repairs;
  EXPECT_EQ(repaired(text, result.hits), "a x. y. c.");
  ASSERT_EQ(result.unstable.size(), 1u);
  EXPECT_EQ(result.unstable[0].at, (Span{0, 4}));
  EXPECT_EQ(result.unstable[0].row->match, "b");
}

TEST(Unstable, AlsoWhenTheReplacementMeetsItsNeighbours) {
  const Library library = library_of("x|low\nlow pain|ache\n");
  EXPECT_EQ(repair(library, "x pain"), "x pain");
  EXPECT_EQ(repair(library, "x pains"), "low pains");
}

TEST(Unstable, AlsoWhenTheRepairTakesAGuardAway) {
  const Library library = library_of("x|y\nw|v|fix|en||||x\n");
  EXPECT_EQ(repair(library, "x w"), "x w");  // first w is held back by x, then x is gone
}

TEST(Unstable, ARowThatFiresOnItsOwnOutput) {
  EXPECT_EQ(repair(library_of("a|a a\n"), "a."), "a.");
}

TEST(Matcher, TextsThatAreNoProblem) {
  const Library library = library_of("a|X\n");
  EXPECT_EQ(repair(library, ""), "");
  EXPECT_EQ(repair(library,
                   "\xFF"
                   "a\xFF"),
            "\xFF"
            "X\xFF");
  EXPECT_EQ(repair(library, std::string("\0a\0", 3)), std::string("\0X\0", 3));
  EXPECT_EQ(repair(library_of(""), "a"), "a");
  const Matcher empty;
  EXPECT_THAT(empty.read("a", "en", PageWords("a")).repairs.hits, IsEmpty());
}

}  // namespace
}  // namespace medloom::dictionaries
