// What the stage makes of the adapter's answer; the choice of the charset itself is tested in
// tests/text/charset_test.cc.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "stages/stages.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using namespace std::string_literals;

std::unique_ptr<Stage> decode_stage() {
  Problems problems;
  const DataFiles data{std::filesystem::path()};
  StageContext context(data, {}, problems);
  return stages::decode_stage().create(Settings(), context);
}

Document page(std::string bytes, std::string content_type = {}) {
  Page page;
  page.bytes = std::move(bytes);
  page.content_type = std::move(content_type);
  return Document(std::make_shared<const Page>(std::move(page)));
}

struct Good {
  const char* name;
  std::string bytes;
  const char* content_type;
  std::string text;
  const char* declared;
  const char* used;
  const char* reason;
  std::uint32_t replaced_bytes;
};

TEST(Decode, GivesTheTextAndSaysHowItWasRead) {
  const Good cases[] = {
      {"ascii", "Heel pain", "", "Heel pain", "", "UTF-8", "ascii", 0},
      {"utf-8", "血压 120/80", "", "血压 120/80", "", "UTF-8", "utf-8", 0},
      {"byte order mark", "\xEF\xBB\xBF血压", "", "血压", "", "UTF-8", "bom", 0},
      {"utf-16 with a mark", "\xFF\xFE\x40\x88\x8B\x53"s, "", "血压", "", "UTF-16LE", "bom", 0},
      {"declared in http",
       "\xD1\xAA\xD1\xB9\xC6\xAB\xB8\xDF\xA3\xAC\xD0\xE8\xD2\xAA\xB8\xB4\xB2\xE9",
       "text/html; charset=gb2312", "血压偏高，需要复查", "gb2312", "GB18030", "http", 0},
      {"http is wrong", "血压偏高，需要复查", "text/html; charset=gb2312", "血压偏高，需要复查",
       "gb2312", "UTF-8", "utf-8", 0},
      {"line ends stay", "a\r\nb\rc\n", "", "a\r\nb\rc\n", "", "UTF-8", "ascii", 0},
  };
  const auto stage = decode_stage();
  for (const Good& test : cases) {
    SCOPED_TRACE(test.name);
    Document document = page(test.bytes, test.content_type);
    Trace trace;
    const Result<void> done = stage->run(document, trace);
    ASSERT_TRUE(done.has_value()) << done.error().message;
    EXPECT_EQ(document.text(), test.text);
    EXPECT_EQ(document.decoding().declared, test.declared);
    EXPECT_EQ(document.decoding().used, test.used);
    EXPECT_EQ(document.decoding().reason, test.reason);
    EXPECT_EQ(document.decoding().replaced_bytes, test.replaced_bytes);
  }
}

TEST(Decode, CountsWhatCouldNotBeRead) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "血压偏高，需要复查。";
  Document document = page(text + "\xFF" + text);
  Trace trace;
  ASSERT_TRUE(decode_stage()->run(document, trace).has_value());
  EXPECT_EQ(document.decoding().replaced_bytes, 1u);
  EXPECT_EQ(document.text(), text + "\xEF\xBF\xBD" + text);
}

TEST(Decode, SaysWhatIsWrongWithTheReading) {
  const std::string gbk =
      "\xD1\xAA\xD1\xB9\xC6\xAB\xB8\xDF\xA3\xAC\xD0\xE8\xD2\xAA\xB8\xB4\xB2\xE9";
  const struct {
    const char* name;
    std::string bytes;
    const char* content_type;
    const char* reason;
    std::uint32_t torn_bytes;
    bool contradicted;
    bool doubtful;
  } cases[] = {
      {"two charsets", "<p>血压偏高，需要复查</p><p>" + gbk + "</p>", "", "mixed", 0, false, true},
      {"one character", "\xB8\xDF", "", "statistics", 0, false, true},
      {"no declaration", gbk, "", "statistics", 0, false, false},
      {"declared as it is", gbk, "text/html; charset=gbk", "http", 0, false, false},
      {"declared as another", "血压偏高，需要复查", "text/html; charset=gb2312", "utf-8", 0, true,
       false},
      {"declared in the markup as another", "<meta charset=big5><p>血压偏高，需要复查</p>", "",
       "utf-8", 0, true, false},
      {"declared as nothing that is known", "血压偏高，需要复查", "text/html; charset=x-own",
       "utf-8", 0, false, false},
      {"its end is torn", "血压偏高，需要复查\xE8\xA1", "", "utf-8", 2, false, false},
  };
  const auto stage = decode_stage();
  for (const auto& test : cases) {
    SCOPED_TRACE(test.name);
    Document document = page(test.bytes, test.content_type);
    Trace trace;
    ASSERT_TRUE(stage->run(document, trace).has_value());
    EXPECT_EQ(document.decoding().reason, test.reason);
    EXPECT_EQ(document.decoding().torn_bytes, test.torn_bytes);
    EXPECT_EQ(document.decoding().contradicted, test.contradicted);
    EXPECT_EQ(document.decoding().doubtful, test.doubtful);
  }
}

TEST(Decode, SetsAsideWhatIsNoText) {
  struct Bad {
    const char* name;
    std::string bytes;
    const char* reason;
  };
  const Bad cases[] = {
      {"nothing", "", "empty input"},
      {"a picture", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, "not text: "},
      {"a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"s, "not text: "},
      {"zeros", std::string(64, '\0'), ""},
      {"a zip", "PK\x03\x04\x14\0\0\0\x08\0"s, "not text: "},
  };
  const auto stage = decode_stage();
  for (const Bad& test : cases) {
    SCOPED_TRACE(test.name);
    Document document = page(test.bytes);
    Trace trace;
    const Result<void> done = stage->run(document, trace);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::rejected) << done.error().message;
    EXPECT_TRUE(done.error().message.starts_with(test.reason)) << done.error().message;
    EXPECT_TRUE(document.text().empty());
  }
}

TEST(Decode, TellsTheTraceWhenADeclarationIsWrong) {
  Document document = page("血压偏高，需要复查", "text/html; charset=gb2312");
  Trace trace(true);
  ASSERT_TRUE(decode_stage()->run(document, trace).has_value());
  ASSERT_EQ(trace.notes().size(), 1u);
  EXPECT_EQ(trace.notes()[0].text, "declared gb2312, is UTF-8");
}

}  // namespace
}  // namespace medloom
