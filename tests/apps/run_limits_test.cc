#include "apps/medloom/run/limits.h"

#include <gtest/gtest.h>

namespace medloom {
namespace {

TEST(ReadSize, TakesNumbersAndUnits) {
  struct Case {
    const char* word;
    std::uint64_t bytes;
  };
  for (const Case& test : {Case{"1", 1},
                           {"500000", 500000},
                           {"7b", 7},
                           {"3kB", 3000},
                           {"256MB", 256000000},
                           {"2GB", 2000000000},
                           {"1KiB", 1024},
                           {"2mib", 2097152},
                           {"1GiB", 1073741824}}) {
    const auto size = read_size(test.word, "--split");
    ASSERT_TRUE(size) << test.word;
    EXPECT_EQ(*size, test.bytes) << test.word;
  }
}

TEST(ReadSize, RefusesTheRest) {
  for (const char* word : {"", "0", "0MB", "-1", "+1", "1.5GB", "MB", "1 MB", "1XB", "1MBs",
                           "18446744073709551616", "18446744073709551615kB", "0x10"}) {
    const auto size = read_size(word, "--split");
    ASSERT_FALSE(size) << word;
    EXPECT_EQ(size.error().code, ErrorCode::usage);
    EXPECT_EQ(size.error().where, "--split");
  }
}

TEST(RejectLimit, CountsOrSharesThatAreTooMany) {
  struct Case {
    const char* limit;
    std::size_t rejects;
    std::size_t pages;
    bool at_end;
    bool exceeded;
  };
  for (const Case& test : {Case{"0", 0, 1, false, false},
                           {"0", 1, 1, false, true},
                           {"10", 10, 10, true, false},
                           {"10", 11, 1000000, false, true},
                           {"5%", 5, 100, false, false},
                           {"5%", 6, 100, false, true},
                           {"5%", 50, 99, false, false},
                           {"5%", 1, 1, false, false},
                           {"5%", 1, 1, true, true},
                           {"0%", 1, 100, false, true},
                           {"0.5%", 1, 200, false, false},
                           {"0.5%", 2, 200, false, true},
                           {"100%", 200, 200, true, false}}) {
    const auto limit = RejectLimit::read(test.limit);
    ASSERT_TRUE(limit) << test.limit;
    EXPECT_EQ(limit->exceeded(test.rejects, test.pages, test.at_end), test.exceeded)
        << test.limit << ' ' << test.rejects << ' ' << test.pages;
  }
  EXPECT_FALSE(RejectLimit().exceeded(1000000, 1000000, true)) << "no limit, none too many";
}

TEST(RejectLimit, RefusesTheRest) {
  for (const char* word :
       {"", "%", "-1", "-1%", "five", "5 %", "5%%", "101%", "1e3", "5.5", "nan%"}) {
    EXPECT_FALSE(RejectLimit::read(word)) << word;
  }
}

Record record_of(const std::string& language, const std::string& kind) {
  Record record;
  record.language = language;
  record.kind.name = kind;
  return record;
}

TEST(Unwanted, SaysWhy) {
  EXPECT_FALSE(unwanted({}, {})) << "nothing to ask";
  struct Case {
    std::vector<std::string> languages;
    std::vector<std::string> kinds;
    const char* language;
    const char* reason;
  };
  for (const Case& test : {Case{{"zh"}, {}, "zh-Hans", ""},
                           {{"ZH-hant"}, {}, "zh-Hant-TW", ""},
                           {{"zh-Hant"}, {}, "zh-Hans", "language zh-Hans"},
                           {{"zh"}, {}, "zha", "language zha"},
                           {{"zh-Hant"}, {}, "zh", "language zh"},
                           {{"en", "zh"}, {}, "zh", ""},
                           {{"en"}, {}, "", "language unknown"},
                           {{}, {"faq"}, "en", "kind article"},
                           {{}, {"faq", "article"}, "en", ""},
                           {{"zh"}, {"faq"}, "en", "language en"}}) {
    EXPECT_EQ(unwanted(test.languages, test.kinds)(record_of(test.language, "article")),
              test.reason);
  }
}

TEST(CheckKinds, KnowsThem) {
  Problems problems;
  check_kinds({"article", "doctor-qa"}, problems);
  EXPECT_TRUE(problems.empty());
  check_kinds({"articel", ""}, problems);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_NE(problems[0].message.find("did you mean 'article'"), std::string::npos);
}

}  // namespace
}  // namespace medloom
