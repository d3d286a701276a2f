// Pages as they should not be, through the whole pipeline: each is a record or a reject with its
// reason, keeps the promises of docs/design.md, and costs linear time. What the record must hold
// and must not hold is said beside each page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// In GB18030 and Big5, as a page has it: "腰痛患者能练习游泳吗" and its answer.
constexpr std::string_view kQuestion = "腰痛患者能练习游泳吗？";
constexpr std::string_view kAnswer = "可以少量练习，但应先咨询医生，量力而行。";

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string good(std::string_view charset = "utf-8") {
  return "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"" + std::string(charset) +
         "\"><title>" + std::string(kQuestion) + "</title></head><body><h1>" +
         std::string(kQuestion) + "</h1><div class=\"answer\"><p>" + std::string(kAnswer) +
         "</p></div></body></html>";
}

std::string in_answer(std::string_view text) {
  return replaced(good(), "少量", std::string(text) + "少量");
}

std::string in_body(std::string_view markup) {
  return replaced(good(), "</body>", std::string(markup) + "</body>");
}

std::string in_head(std::string_view markup) {
  return replaced(good(), "</head>", std::string(markup) + "</head>");
}

std::string as_utf16(std::string_view utf8, bool big_endian) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size();) {
    const text::CodePoint point = text::code_point_at(utf8, i);
    const auto low = static_cast<char>(point.value & 0xFF);
    const auto high = static_cast<char>(point.value >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
    i += point.size;
  }
  return bytes;
}

struct BadPage {
  const char* name;  // with the ending that a source would go by
  std::function<std::string()> bytes;
  const char* reject = "";              // why, or empty: it is a record
  std::vector<std::string> holds = {};  // in the JSON of the record
  std::vector<std::string> lacks = {};
};

void PrintTo(const BadPage& page, std::ostream* out) { *out << page.name; }

const std::string kWhole = "但应先咨询医生";

std::vector<BadPage> bad_pages() {
  const auto text = [](const std::string& bytes) { return [bytes] { return bytes; }; };
  return {
      // Nothing, or no text.
      {"empty.html", text(""), "empty input"},
      {"space.html", text(" \n\t\u3000\u00A0\r\n"), "no content"},
      {"bom-only.html", text("\xEF\xBB\xBF"), "no content"},
      {"one-lt.html", text("<"), "no content"},
      {"binary.html", text(std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)), "not text"},
      {"pdf.html", text("%PDF-1.7\n%\xE2\xE3\n"), "not text"},
      {"gzip.html", text(std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10)), "not text"},
      {"frames.html", text("<frameset><frame src=\"a.html\"></frameset>"), "no content"},
      {"refresh.html", text("<meta http-equiv=refresh content='0;url=/'>"), "no content"},
      {"title-only.html", text("<title>腰痛怎么办？</title>"), "no content"},
      {"error-page.html", text("<title>访问验证</title><p>请输入验证码以继续访问</p>"),
       "no content"},
      {"not-found.html",
       text("<title>404 Not Found</title><h1>404 Not Found</h1><p>The page you "
            "requested could not be found.</p>"),
       "no content"},
      {"shell.html",
       text("<div id=\"app\"></div><script>window.__STATE__={\"a\":\"可以少量练习\"}</script>"),
       "no content"},
      {"comment-open.html", [] { return replaced(good(), "<h1>", "<!-- <h1>"); }, "no content"},
      {"attribute-open.html", [] { return replaced(good(), "class=\"answer\"", "class=\"answer"); },
       "no content"},
      {"many-lt.html", [] { return std::string(2'000'000, '<'); }, "no content"},

      // Bytes and encodings.
      {"utf7.html",
       text("<p>+ADw-script+AD4-alert(1) is what stands here.</p>"),
       "",
       {"+ADw-script+AD4-alert(1)"}},
      {"nul.html", [] { return in_answer(std::string("\0", 1)); }, "", {kWhole}, {"\\u0000"}},
      {"controls.html",
       [] { return in_answer("\x01\x08\x0B\x1F\x7F\u0080\u0085"); },
       "",
       {kWhole},
       {"\\u0001", "\\u000b", "\\u001f", "\x7F", "\u0080", "\u0085"}},
      {"bad-utf8.html",
       [] { return in_answer("\xE5\x85\xFF"); },
       "",
       {kWhole, "\"used\":\"UTF-8\"", "\xEF\xBF\xBD"}},
      {"overlong.html",
       [] { return in_answer("\xC0\xBCscript\xC0\xBE\xC0\x80\xF8\x88\x80\x80\x80"); },
       "",
       {kWhole},
       {"<script>"}},
      {"cesu.html",
       [] { return in_answer("\xED\xA0\xBD\xED\xB8\x80"); },
       "",
       {kWhole, "\xEF\xBF\xBD"}},
      {"torn.html", [] { return good().substr(0, good().rfind("医") + 2); }, "", {"但应先咨询"}},
      {"bom8.html",
       [] { return "\xEF\xBB\xBF" + good("gbk"); },
       "",
       {kWhole, "\"reason\":\"bom\""},
       {"\uFEFF"}},
      {"bom-inside.html",
       [] { return in_answer("\uFEFF\u200B\u200D"); },
       "",
       {kWhole},
       {"可以\uFEFF", "可以\u200B", "可以\u200D"}},
      {"bom16.html", [] { return "\xFF\xFE" + as_utf16(good(), false); }, "", {kWhole, "UTF-16LE"}},
      {"no-bom16.html", [] { return as_utf16(good(), true); }, "", {kWhole, "UTF-16BE"}},
      {"odd16.html",
       [] {
         const std::string bytes = "\xFF\xFE" + as_utf16(good(), false);
         return bytes.substr(0, bytes.size() - 1);
       },
       "",
       {kWhole}},
      {"utf8-as-gb2312.html",
       [] { return good("gb2312"); },
       "",
       {kWhole, "\"declared\":\"gb2312\"", "\"used\":\"UTF-8\""}},
      {"two-charsets.html",
       [] { return in_head("<meta charset=\"big5\"><meta charset=\"gbk\">"); },
       "",
       {kWhole}},
      {"odd-charset.html", [] { return good("utf8mb4"); }, "", {kWhole}},
      {"lost.html", [] { return in_answer("锟斤拷锟斤拷"); }, "", {kWhole, "锟斤拷"}},
      {"shift-jis.html",
       text("<meta charset=\"shift_jis\"><p>\x8D\x82\x8C\x8C\x88\xB3\x82\xCC\x8A\xB3\x8E\xD2"
            "\x82\xB3\x82\xF1\x82\xCD\x88\xE3\x8E\x74\x82\xC9\x91\x8A\x92\x6B\x82\xB5\x82\xC4"
            "\x82\xAD\x82\xBE\x82\xB3\x82\xA2\x81\x42"),
       "",
       {"高血圧の患者さんは医師に相談してください。"}},

      // Markup.
      {"unclosed.html",
       [] { return "<p>" + std::string(kQuestion) + "<p><b>" + std::string(kAnswer) + "<td><li>"; },
       "",
       {kWhole}},
      {"nested.html",
       [] {
         return repeated("<div>", 100'000) + std::string(kAnswer) + repeated("</div>", 100'000);
       },
       "",
       {kWhole}},
      {"misnested.html",
       [] {
         return repeated("<a><b><font>", 20'000) + std::string(kAnswer) +
                repeated("</a></b></p>", 20'000);
       },
       "",
       {kWhole}},
      {"attributes.html",
       [] { return "<p " + repeated("a=1 b2=2 ", 50'000) + ">" + std::string(kAnswer); },
       "",
       {kWhole}},
      {"ampersands.html",
       [] { return "<p>" + std::string(2'000'000, '&') + "&amp;" + repeated("amp;", 50'000); },
       "",
       {"&&&"}},
      {"references.html",
       [] {
         return "<p>&#0;&#x110000;&#xD800;&#99999999999999;&nosuch;&copy2 " + std::string(kAnswer);
       },
       "",
       {kWhole, "&nosuch;"}},
      {"entity-bomb.xml",
       [] {
         std::string dtd = "<!DOCTYPE l [<!ENTITY a \"ha\">";
         for (char c = 'b'; c < 'k'; ++c) {
           const std::string reference = std::string("&") + static_cast<char>(c - 1) + ";";
           dtd += std::string("<!ENTITY ") + c + " \"" + repeated(reference, 10) + "\">";
         }
         return dtd + "]><l>&j;</l><p>" + std::string(kAnswer);
       },
       "",
       {kWhole},
       {"haha"}},
      {"outside-entity.xml",
       text("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r><p>Text.</p>"),
       "",
       {"Text."},
       {"root:"}},
      {"scripts.html",
       [] {
         return replaced(good(), "<h1>",
                         "<script>var a=\"<p>BAD1</p>\";/*</scr*/if(a<b){write(\"<div>BAD2\")}"
                         "</script><h1>");
       },
       "",
       {kWhole},
       {"BAD1", "BAD2"}},
      {"hidden.html",
       [] {
         return in_body(
             "<div style=\"display:none\">藏起来的字</div><noscript><p>NOSCRIPT</p>"
             "</noscript><template>TEMPLATE</template><p hidden>HIDDEN</p>");
       },
       "",
       {kWhole},
       {"藏起来的字", "NOSCRIPT", "TEMPLATE", "HIDDEN"}},
      {"bidi.html",
       [] { return in_answer("\u202E\U000E0041\uE000\uFDD0\uFFFE"); },
       "",
       {kWhole},
       {"\u202E", "\U000E0041"}},
      {"marks.html", [] { return in_answer("a" + repeated("\u0301", 5'000)); }, "", {kWhole}},
      {"bad-json-ld.html",
       [] {
         return in_head(
             "<script type=\"application/ld+json\">{\"@type\":\"QAPage\",//x\n"
             "\"mainEntity\":{\"name\":\"x\",},}{}</script>");
       },
       "",
       {kWhole}},
      {"lying-json-ld.html",
       [] {
         return in_head(
             "<script type=\"application/ld+json\">{\"@type\":\"QAPage\",\"mainEntity\":"
             "{\"@type\":\"Question\",\"name\":\"" +
             std::string(kQuestion) +
             "\",\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":\"买药加群\"}}}"
             "</script>");
       },
       "",
       {kWhole},
       {"\"text\":\"买药加群\""}},
      {"deep-json-ld.html",
       [] {
         return in_head("<script type=\"application/ld+json\">" + repeated("[", 100'000) +
                        "</script>");
       },
       "",
       {kWhole}},
      {"answers.html",
       [] {
         return in_body(
             repeated("<div class=\"answer\"><p>" + std::string(kAnswer) + "</p></div>", 3'000));
       },
       "",
       {kWhole}},
      {"long-word.html",
       [] {
         return in_body("<img src=\"data:image/png;base64," + repeated("QUJD", 250'000) + "\"><p>" +
                        repeated("QUJD", 250'000) + "</p>");
       },
       "",
       {kWhole}},
      {"long-line.txt", [] { return repeated(kAnswer, 20'000); }, "", {kWhole}},
      {"newlines.txt",
       [] { return std::string(kAnswer) + std::string(1'000'000, '\n'); },
       "",
       {kWhole}},
      {"marks-only.txt", text("！？。……——"), "no content"},
  };
}

class BadPages : public ::testing::TestWithParam<BadPage> {};

TEST_P(BadPages, AreARecordOrARejectWithItsReason) {
  const BadPage& bad = GetParam();
  const test::Processed processed(test::default_pipeline(),
                                  test::page_named(bad.name, bad.bytes()));
  if (*bad.reject != '\0') {
    ASSERT_EQ(processed.outcome.record(), nullptr) << to_json(*processed.outcome.record());
    EXPECT_THAT(processed.outcome.reject()->reason, HasSubstr(bad.reject));
    return;
  }
  const Record* record = processed.outcome.record();
  ASSERT_NE(record, nullptr) << processed.outcome.reject()->reason;
  EXPECT_TRUE(test::check_promises(processed.document, *record));
  const std::string json = to_json(*record);
  EXPECT_TRUE(text::is_valid_utf8(json));
  // Long texts make unreadable failures, so only what is missing is shown.
  for (const std::string& part : bad.holds) EXPECT_NE(json.find(part), std::string::npos) << part;
  const std::string shown = to_content_json(*record);
  for (const std::string& part : bad.lacks) EXPECT_EQ(shown.find(part), std::string::npos) << part;
}

INSTANTIATE_TEST_SUITE_P(All, BadPages, ::testing::ValuesIn(bad_pages()), [](const auto& page) {
  std::string name = page.param.name;
  for (char& c : name) {
    if (c == '-' || c == '.') c = '_';
  }
  return name;
});

}  // namespace
}  // namespace medloom
