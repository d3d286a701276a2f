#include "dictionaries/cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using test::file;
using test::library_of;
using test::terms;
using test::tsv;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Cases : public testing::Test {
 protected:
  std::vector<std::string> problems_of(std::string_view rows) {
    Problems problems;
    coverage_ = {};
    for (const Case& test : read_cases(tsv("input|expected|hits|note\n" + std::string(rows)),
                                       "t.cases.tsv", problems)) {
      run_case(library_, test, problems, coverage_);
    }
    std::vector<std::string> out;
    for (const Error& problem : problems) out.push_back(to_string(problem));
    return out;
  }
  const TermRow* row(std::size_t i) const { return &library_.entries().rows[i]; }

  Library library_ = library_of(
      {{file("c.tsv", "id|type|en|zh-Hans\nlbp|symptom|low back pain|腰痛\n"),
        terms("waist pain|low back pain|fix|en|plural||back, page:birth|belt\n"
              "compound force|resilience|flag\nwaist line||keep\nlumbar ache|low back pain|prefer\n"
              "腰疼||link|zh||lbp\nloop|loop loop\n")}});
  Coverage coverage_;
};

TEST_F(Cases, ThatHold) {
  EXPECT_THAT(
      problems_of("Waist pain in the back.|Low back pain in the back.|fix at Waist pain; link at "
                  "Low back pain|\n"
                  "After birth.\\nWaist pains.|After birth.\\nLow back pains.||a page guard\n"
                  "A belt gave waist pain in the back.||no fix at waist pain|\n"
                  "A compound force.||flag at compound force|\n"
                  "Her waist line.||keep at waist line|\n"
                  "A lumbar ache.|A low back pain.|prefer at lumbar ache|\n"
                  "A lumbar ache.|||\n"
                  "他腰疼。||link at 腰疼|\n"),
      IsEmpty());
}

TEST_F(Cases, ThatFail) {
  EXPECT_THAT(problems_of("Waist pain in the back.|||\n"),
              ElementsAre(HasSubstr(
                  "t.cases.tsv:2:1: gives 'Low back pain in the back.', expected 'Waist")));
  EXPECT_THAT(problems_of("A compound force.||fix at compound force|\n"),
              ElementsAre(HasSubstr("missing fix at 'compound force'"),
                          HasSubstr("unlisted flag at 'compound force' (terms.tsv:3)")));
  EXPECT_THAT(problems_of("A compound force.||no flag at compound force|\n"),
              ElementsAre(HasSubstr("unwanted flag at 'compound force'")));
  EXPECT_THAT(problems_of("他腰疼。||link at 腰|\n"),
              ElementsAre(HasSubstr("missing link at '腰'")));
  EXPECT_THAT(problems_of("A loop.|||\n"), ElementsAre(HasSubstr("unstable: 'A loop.'")));
}

TEST_F(Cases, ThatCannotBeRead) {
  for (const char* hits :
       {"at waist pain", "fix", "fix at ", "fxi at waist", "no at x", "fix on waist"}) {
    const auto problems = problems_of(std::string("waist|waist|") + hits + "|\n");
    EXPECT_THAT(problems, ElementsAre(HasSubstr("is no hit; write MODE at SURFACE"))) << hits;
  }
  EXPECT_THAT(problems_of("|x||\n"), ElementsAre(HasSubstr("empty 'input'")));
}

TEST_F(Cases, ShowWhichRowsActAndWhichAreHeldBack) {
  problems_of("Waist pain in the back.|||\nA belt and waist pain.|||\n腰疼|||\n");
  EXPECT_TRUE(coverage_.acted.contains(row(0)));
  EXPECT_TRUE(coverage_.held_back.contains(row(0)));
  EXPECT_TRUE(coverage_.acted.contains(row(4)));
  EXPECT_FALSE(coverage_.acted.contains(row(1)));
  EXPECT_FALSE(coverage_.held_back.contains(row(1)));
}

}  // namespace
}  // namespace medloom::dictionaries
