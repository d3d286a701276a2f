// Tables of our own making: what a rule may say, and what is told of one that says it wrongly.
#include "dictionaries/private_data.h"

#include <gtest/gtest.h>

#include "dictionaries/privacy_policy.h"

namespace medloom::dictionaries {
namespace {

PrivateTables::Source table(std::string bytes) {
  return {std::move(bytes), std::make_shared<const SourceFile>(SourceFile{"t.tsv", "t.tsv"})};
}

constexpr char kWords[] =
    "class\twords\ndigit\t0|1|2|3|4|5|6|7|8|9\ncue\ttel|phone\nclinic\tclinic phone\n";
constexpr char kHead[] = "kind\trule\ttrigger\tpattern\tcheck\tneeds\tunless\tvoices\n";

std::string found(const std::string& row, const std::string& text, Voice voice = Voice::asker) {
  Problems problems;
  const PrivateData data(PrivateTables(table(kWords), table(kHead + row + "\n"), problems));
  EXPECT_TRUE(problems.empty()) << to_string(problems[0]);
  std::string all;
  for (const PrivateFinding& finding : data.find(text, voice)) {
    all += text.substr(finding.at.from, finding.at.size()) + ";";
  }
  return all;
}

TEST(PrivateData, AsksTheWordsBeforeANumber) {
  const std::string row = "phone\tr\tdigits\t(?P<x>\\d{7})\tnumber\tcue\tclinic\t";
  EXPECT_EQ(found(row, "tel 1234567"), "1234567;");
  EXPECT_EQ(found(row, "Tel: 1234567, 7654321"), "1234567;7654321;");
  EXPECT_EQ(found(row, "1234567"), "");
  EXPECT_EQ(found(row, "hotel 1234567"), "");
  EXPECT_EQ(found(row, "clinic phone 1234567"), "");
  EXPECT_EQ(found(row, "clinic phone is busy, my tel 1234567"), "1234567;");
  EXPECT_EQ(found(row, "my tel! 1234567"), "");
  EXPECT_EQ(found(row, "tel 12345678"), "");
  EXPECT_EQ(found(row, "tel 12-1234567"), "");
}

TEST(PrivateData, AVoiceMayBeNamed) {
  const std::string row = "phone\tr\tdigits\t(?P<x>\\d{7})\t\t\t\tanswer,page";
  EXPECT_EQ(found(row, "1234567", Voice::answer), "1234567;");
  EXPECT_EQ(found(row, "1234567", Voice::asker), "");
}

TEST(PrivateData, EarlierRowsHaveWhatTheyFind) {
  const std::string rows =
      "a\tr\tdigits\t(?P<x>\\d{8})\t\t\t\t\nb\tr\tdigits\t(?P<x>\\d{7})\t\t\t\t";
  EXPECT_EQ(found(rows, "12345678 1234567"), "12345678;1234567;");
}

TEST(PrivateData, NumbersAreLongWhereSeparatorsAlonePartTheirDigits) {
  const std::string row = "a\tr\tdigits\t(?P<x>\\d{3})\t\t\t\t";
  EXPECT_EQ(found(row, "123 456 7"), "123;456;");
  EXPECT_EQ(found(row, "(123) 456-7.1"), "123;456;");
  EXPECT_EQ(found(row, "123 x 456 7"), "");
  EXPECT_EQ(found(row, "2020年4月23日"), "");
}

// The word of the trigger parts the pattern: what stands on either side is asked about first, and
// the answer is that of a search through the text. (But a trigger never begins inside a word.)
TEST(PrivateData, ATriggerInThePatternSparesSearches) {
  const std::string texts[] = {"tel 12 phone 34",
                               "12 tel 34",
                               "phonetel 1 tel2 tel",
                               "xtel 1, tel: tel 3",
                               "hotel 5 tel",
                               "9tel8",
                               "clinic phone 7, phone 8",
                               "電話tel電話 6 tel 6",
                               std::string(300, 'x') + " 1 tel " + std::string(300, 'y') + " tel 4",
                               "12 12 12 tel 1 tel 1"};
  for (const std::string pattern :
       {"{cue}[: ]*(?P<x>\\d)", "(?P<x>\\d{1,2}) {cue}", "(?P<x>\\d) ?(?:{cue}) ?\\d?",
        "(?P<x>(?i:tel |{cue})\\d)", "(?P<x>[(|]|\\d )(?i:{cue})", "(?P<x>\\d.*)(?:{cue})",
        "(?P<x>\\d)(?: {cue})?", "(?P<x>\\p{Han}{1,2})(?i:{cue}\\p{Han})"}) {
    std::string written = pattern;
    written.replace(written.find("{cue}"), 5, "(?:phone|tel)");
    for (const std::string& text : texts) {
      SCOPED_TRACE(pattern + " in " + text);
      EXPECT_EQ(found("k\tr\tcue\t" + pattern + "\t\t\t\t", text),
                found("k\tr\tcue\t" + written + "\t\t\t\t", text));
    }
  }
}

TEST(PrivateData, SaysWhatIsWrongWithARow) {
  for (const std::string row :
       {"k\tr\t\t(\t\t\t\t", "k\tr\t\tno group\t\t\t\t", "k\tr\tnone\t(?P<x>a)\t\t\t\t",
        "k\tr\t\t(?P<x>{none})\t\t\t\t", "k\tr\t\t(?P<x>a)\tnone\t\t\t",
        "k\tr\t\t(?P<x>a)\t\tnone\t\t", "k\tr\t\t(?P<x>a)\t\t\tnone\t",
        "k\tr\t\t(?P<x>a)\t\t\t\tnone", "\tr\t\t(?P<x>a)\t\t\t\t"}) {
    Problems problems;
    const PrivateTables tables(table(kWords), table(kHead + row + "\n"), problems);
    EXPECT_FALSE(problems.empty()) << row;
  }
}

TEST(PrivacyPolicy, TheFirstRowThatFitsDecides) {
  Problems problems;
  PrivacyPolicy policy(
      table("preset\tkind\tvoice\taction\np\tage\t*\tgeneralise\np\t*\talias\tkeep\n"
            "p\t*\t*\tmask\nq\t*\t*\tkeep\n"),
      "p", problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(policy.action("age", Voice::alias), PrivacyAction::generalise);
  EXPECT_EQ(policy.action("phone", Voice::alias), PrivacyAction::keep);
  EXPECT_EQ(policy.action("phone", Voice::page), PrivacyAction::mask);
  policy.prepend("phone/page=drop-record", problems);
  EXPECT_EQ(policy.action("phone", Voice::page), PrivacyAction::drop_record);
  EXPECT_TRUE(policy.uses(PrivacyAction::drop_record));
  EXPECT_FALSE(policy.keeps_all());
  EXPECT_EQ(policy.canonical(), "*=mask\n*/alias=keep\nage=generalise\nphone/page=drop-record\n");
}

TEST(PrivacyPolicy, SaysWhatIsWrong) {
  for (const std::string row : {"p\tk\t*\thide", "p\tk\tdoctor\tkeep", "other\tk\t*\tkeep"}) {
    Problems problems;
    const PrivacyPolicy policy(table("preset\tkind\tvoice\taction\n" + row + "\n"), "p", problems);
    EXPECT_FALSE(problems.empty()) << row;
  }
  for (const char* rule : {"", "phone", "=keep", "phone=hide", "phone/doctor=keep"}) {
    Problems problems;
    PrivacyPolicy().prepend(rule, problems);
    EXPECT_EQ(problems.size(), 1U) << rule;
  }
}

}  // namespace
}  // namespace medloom::dictionaries
