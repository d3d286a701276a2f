// The cases of repair.cases.json (wild, synthetic, negative; known failures must fail), and what a
// table of texts cannot say: flags, provenance, what is done when damage hides damage, hostile
// texts, numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>

#include <nlohmann/json.hpp>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "tests/stages/one_block.h"

namespace medloom {
namespace {

using test::OneBlock;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Stage& repair() {
  static const std::unique_ptr<Stage> kStage = [] {
    Problems problems;
    const DataFiles data(MEDLOOM_SOURCE_DIR);
    StageContext context(data, {}, problems);
    return stages::repair_stage().create(Settings(), context);
  }();
  return *kStage;
}

struct Case {
  std::string name, rule, mood, lang, input, expected, flag, comment;
};

std::vector<Case> read_cases() {
  std::ifstream file(MEDLOOM_SOURCE_DIR "/tests/stages/repair.cases.json");
  std::vector<Case> cases;
  for (const nlohmann::json& json : nlohmann::json::parse(file)) {
    const auto text = [&json](const char* key) { return json.value(key, std::string()); };
    cases.push_back({text("name"), text("rule"), text("mood"), text("lang"), text("input"),
                     text("expected"), text("flag"), text("comment")});
  }
  return cases;
}

void PrintTo(const Case& test, std::ostream* out) { *out << test.name << ": " << test.comment; }

class RepairCase : public ::testing::TestWithParam<Case> {};

TEST_P(RepairCase, GivesWhatIsExpected) {
  const Case& test = GetParam();
  OneBlock block(test.input, test.lang);
  const std::string text = block.run(repair());
  if (test.mood == "known_failure") {
    EXPECT_NE(text, test.expected) << "help: this works now; give the case another mood";
    return;
  }
  EXPECT_EQ(text, test.expected);
  if (test.mood == "negative") {
    EXPECT_EQ(test.input, test.expected) << "help: a negative case expects its input";
  } else {
    EXPECT_THAT(block.rules(), Contains(test.rule));
  }
  if (test.flag.empty()) {
    EXPECT_THAT(block.flag_kinds(), IsEmpty());
  } else {
    EXPECT_THAT(block.flag_kinds(), Contains(test.flag));
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, RepairCase, ::testing::ValuesIn(read_cases()),
                         [](const auto& test) {
                           std::string name = test.param.name;
                           for (char& c : name) {
                             if (!isalnum(static_cast<unsigned char>(c))) c = '_';
                           }
                           return name;
                         });

// Damage that hides damage: one change for each place, named after the last rule.
struct Layered {
  const char* input;
  const char* expected;
  std::vector<std::string> rules;
};

TEST(Repair, MendsWhatOtherDamageHid) {
  const Layered cases[] = {
      {"Rest.\u200BThen walk.", "Rest. Then walk.", {"invisible", "glued-sentence"}},
      {"the \u200Bthe knee", "the knee", {"doubled-word"}},
      {"&amp;lt;p&amp;gt;Rest.&lt;/p&gt;", "Rest.", {"entity", "entity"}},
      {"1&lt;sup&gt;st&lt;/sup&gt; day",
       "1<sup>st</sup> day",
       {"entity", "entity", "entity", "entity"}},
      {"10&lt;sup&gt;9&lt;/sup&gt;/L", "10⁹/L", {"entity"}},
      {"dose&#8203;s", "doses", {"invisible"}},
      {"cafe\u0301.After", "caf\u00E9. After", {"nfc", "glued-sentence"}},
      {"donÃ¢â‚¬â„¢t wait", "don’t wait", {"mojibake"}},
      {"**the the** knee", "the knee", {"stray-mark", "doubled-word", "stray-mark"}},
      {"the the the the knee", "the knee", {"doubled-word", "doubled-word", "doubled-word"}},
  };
  for (const Layered& test : cases) {
    SCOPED_TRACE(test.input);
    OneBlock block(test.input, "en");
    EXPECT_EQ(block.run(repair()), test.expected);
    EXPECT_EQ(block.rules(), test.rules);
  }
}

TEST(Repair, ChangesSayWhereInThePageTheyAre) {
  OneBlock block("Rest.Then the the \\’pain’ fades.", "en");
  block.run(repair());
  ASSERT_EQ(block.changes().size(), 3u);
  EXPECT_EQ(block.changes()[0].page, (Span{5, 5}));
  EXPECT_EQ(block.changes()[1].page, (Span{13, 17}));
  EXPECT_EQ(block.changes()[2].page, (Span{18, 19}));
  EXPECT_EQ(block.changes()[1].before, " the");
}

struct Flagged {
  const char* language;
  const char* input;
  const char* expected;
  const char* kind;
};

TEST(Repair, FlagsWhatItCannotMend) {
  const Flagged cases[] = {
      {"en", "Take \u202E5 mg\u202C daily", "Take 5 mg daily", "hidden-text"},
      {"en", "safe\U000E0068\U000E0069", "safe", "hidden-text"},
      {"zh-Hans", "他说锟斤拷要复查", "他说锟斤拷要复查", "encoding"},
      {"en", "the ï¿½ sign", "the ï¿½ sign", "encoding"},
      {"en", "the \uFFFD sign", "the \uFFFD sign", "encoding"},
      {"en", "he said â€ and left", "he said â€ and left", "encoding"},
      {"zh-Hant", "\uE123好", "\uE123好", "encoding"},
      {"zh-Hans", "\uE123好", "\uE123好", "encoding"},
      {"en", "\U000F0001 a mark", "\U000F0001 a mark", "encoding"},
      {"en", "take p\u0430racetamol", "take p\u0430racetamol", "look-alike"},
      {"en", "rub in \u0441\u043E\u0441\u043E oil", "rub in \u0441\u043E\u0441\u043E oil",
       "look-alike"},
      {"zh-Hant", "\u0410\u0421\u0415 抑制劑", "\u0410\u0421\u0415 抑制劑", "look-alike"},
      {"zh-Hant", "服用 \u0420anadol 500mg", "服用 \u0420anadol 500mg", "look-alike"},
      {"en", "Asp\u03BFirin", "Asp\u03BFirin", "look-alike"},
      {"en",
       "4\x01"
       "5 mg",
       "4 5 mg", "encoding"},
      {"zh-Hant", "因?yàn)要休息", "因?yàn)要休息", "encoding"},
      {"en", "a size of 4.4?2.9 cm", "a size of 4.4?2.9 cm", "number"},
      {"en", "since 2065438+09", "since 2065438+09", "number"},
      {"en", "a &lt;del&gt;5&lt;/del&gt; 6", "a <del>5</del> 6", "markup"},
  };
  for (const Flagged& test : cases) {
    SCOPED_TRACE(test.input);
    OneBlock block(test.input, test.language);
    EXPECT_EQ(block.run(repair()), test.expected);
    EXPECT_THAT(block.flag_kinds(), Contains(std::string(test.kind)));
  }
}

// What medicine writes, and words of one script, are no look-alikes.
TEST(Repair, LeavesLettersThatBelong) {
  for (const char* text : {"TNF\u03B1 and IFN\u03B3R1", "\u03B3GT 40, \u03BCg, \u03B2-blocker",
                           "\u0394Ct of PCR", "блокада", "аспирин 100 mg", "сосо и нос больного",
                           "ΝΑ 12", "ESR\u0020\u0430", "維生素B12", "PM2.5超標"}) {
    SCOPED_TRACE(text);
    OneBlock block(text, "en");
    EXPECT_EQ(block.run(repair()), text);
    EXPECT_THAT(block.flag_kinds(), testing::Not(Contains(std::string("look-alike"))));
  }
}

TEST(Repair, ReadsPrivateUseWhereTheStandardIsKnown) {
  OneBlock mainland("\uE81E字", "zh-Hans");  // of GB 18030-2000
  EXPECT_EQ(mainland.run(repair()), "\u9FB4字");
  EXPECT_EQ(mainland.rules(), std::vector<std::string>{"private-use"});
  OneBlock hong_kong("\uE000食飯", "zh-Hant-HK");
  EXPECT_NE(hong_kong.run(repair()), "\uE000食飯");
  OneBlock unknown("\uE000食飯", "zh-Hant");  // a candidate, no more
  EXPECT_EQ(unknown.run(repair()), "\uE000食飯");
  ASSERT_EQ(unknown.flags().size(), 1u);
  EXPECT_EQ(unknown.flags()[0].candidates.size(), 1u);
}

TEST(Repair, OffersTheNumberThatWasMeant) {
  OneBlock block("since 2065438+09", "en");
  block.run(repair());
  ASSERT_EQ(block.flags().size(), 1u);
  EXPECT_THAT(block.flags()[0].candidates, ElementsAre("2019"));
  EXPECT_EQ(block.flags()[0].at, (Span{6, 16}));
}

TEST(Repair, LeavesATextThatNeverEndsAndFlagsIt) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "<p";
  for (int i = 0; i < 40; ++i) text += ">";
  const std::string hostile = "&lt;" + text;
  OneBlock block(hostile, "en");
  EXPECT_EQ(block.run(repair()), hostile);
  EXPECT_THAT(block.flag_kinds(), Contains(std::string("unstable")));
}

TEST(Repair, CapsTheFlagsOfOneText) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "\uFFFD a ";
  OneBlock block(text, "en");
  EXPECT_EQ(block.run(repair()), text);
  EXPECT_EQ(block.flags().size(), 64u);
}

// Long texts of nothing but one trigger: the run time tells whether a rule looks too far.
TEST(Repair, IsLinearInTextsOfTriggers) {
  for (const char* unit :
       {"&amp;", "&amp",    "<p ",    "< p >",  "**a ",    "** ",      "*",    "\\",
        "(chǎn", "產(chǎn", "a.B",    "A.b",    "4?",      "65,438+0", "the ", "锟斤拷",
        "Ã",     "â€",      "ｖ",     "\u200D", "e\u0301", "\u0301",   "?",    "。",
        "%a",    "0%a",     "\u202E", "<a =",   "x/y.Z",   "\r"}) {
    std::string text;
    while (text.size() < 200'000) text += unit;
    for (const char* language : {"en", "zh-Hans"}) {
      SCOPED_TRACE(unit);
      OneBlock block(text, language);
      block.run(repair());
    }
  }
}

// Whatever is thrown together, the digits come out in the order they came in, unless a rule that
// says so (`digits`) was at work.
TEST(Repair, KeepsEveryDigit) {
  const std::vector<std::string> pieces = {
      "4",    "5",      "0.9",    "10⁹/L",  "%",     "?",    ".",    ",",      "-",  "~",
      "<",    ">",      "p",      " ",      " ",     "the ", "The ", "After",  "mg", "**",
      "\\’",  "\u200B", "\u00AD", "\u202E", "１２",  "．",   "％",   "(chǎn)", "產", "。",
      "&lt;", "&amp;",  "<b>",    "</p>",   "< p >", "Ã©",   "â€“",  "\x01",   "\r", "e\u0301",
      "½",    "①",      "½",      "±",      "×",     "≥"};
  const auto digits_of = [](const std::string& text) {
    std::string digits;
    for (std::size_t pos = 0; pos < text.size();) {
      const char32_t c = text::decode_at(text, pos);
      if (c >= '0' && c <= '9') digits += static_cast<char>(c);
      if (c >= 0xFF10 && c <= 0xFF19) digits += static_cast<char>(c - 0xFF10 + '0');
    }
    return digits;
  };
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[random() % pieces.size()];
    SCOPED_TRACE(text);
    OneBlock block(text, round % 2 == 0 ? "en" : "zh-Hant");
    EXPECT_EQ(digits_of(block.run(repair())), digits_of(text));
    if (::testing::Test::HasFailure()) break;
  }
}

// Ranges must not close up, signs must not get lost: byte for byte over all values one rule or
// another could be tempted by.
TEST(Repair, KeepsNumbersInGoodText) {
  for (const char* text :
       {"38.5",    "<120/80mmHg", ">38.5℃", "(≤12.5kg)", "21~35",      "0.34-5.60", "4.4 x 2.9 cm",
        "1.5e-3",  "10^9",        "5×10^6", "1,000",     "-0.42",      "+0.5 D",    "1:1000",
        "1/2",     "30–39",       "CA-125", "HbA1c",     "2020/04/23", "10:30",     "P<0.001",
        "p > .05", "№ 5",         "3′ 20″", "$5?",       "5 %"}) {
    for (const char* frame : {"%", "It is %.", "(%)", "% and % again", "血压%。", "値は%です"}) {
      std::string whole;
      for (const char* c = frame; *c != '\0'; ++c) {
        if (*c == '%')
          whole += text;
        else
          whole += *c;
      }
      for (const char* language : {"en", "zh-Hans", "ja", "und", ""}) {
        OneBlock block(whole, language);
        EXPECT_EQ(block.run(repair()), whole) << language;
        EXPECT_THAT(block.flags(), IsEmpty()) << whole;
      }
    }
  }
}

TEST(Repair, LeavesAnEmptyBlockAndMarksAlone) {
  OneBlock block("", "en");
  EXPECT_EQ(block.run(repair()), "");
  EXPECT_THAT(block.changes(), IsEmpty());
}

}  // namespace
}  // namespace medloom
