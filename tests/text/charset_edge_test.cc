// Pages that are torn, damaged, mixed, marked or declared wrongly: what crawls bring besides sound
// pages.
#include "text/charset.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/legacy_encoder.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kHans =
    "孩子昨天晚上开始发烧，最高三十九度，吃了退烧药以后降到三十七度五，今天早上又有一点咳嗽。您好，"
    "先让孩子多喝水、多休息，注意观察精神状态。如果连续高烧超过三天，或者出现呼吸困难，请马上去医院"
    "。";
const std::string kHant =
    "孩子昨天晚上開始發燒，最高三十九度，吃了退燒藥以後降到三十七度五，今天早上又有一點咳嗽。您好，"
    "先讓孩子多喝水、多休息，注意觀察精神狀態。如果連續高燒超過三天，或者出現呼吸困難，請馬上去醫院"
    "。";
const std::string kGbkBlock = "家长补充：没有呕吐，也没有起疹子。";

std::string repeated(const std::string& piece, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += "<p>" + piece + "</p>\n";
  return all;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all += part;
  return all;
}

Decoded must_decode(std::string_view bytes, const char* http = "") {
  Result<Decoded> decoded = decode(bytes, {http});
  EXPECT_TRUE(decoded.has_value()) << to_string(decoded.error());
  return decoded.has_value() ? *std::move(decoded) : Decoded{};
}

TEST(CharsetEdge, ACutAtAnyByteLosesAtMostTheLastCharacter) {
  struct Case {
    const char* iconv;
    const char* used;
    std::string text;
  };
  for (const auto& [iconv, used, text] : std::vector<Case>{
           {"UTF-8", "UTF-8", kHans},
           {"UTF-8", "UTF-8", kHant + "😀😀"},
           {"GB18030", "GB18030", kHans},
           {"GB18030", "GB18030", kHans + "𬭊𬭊㐂𬭊䶮𬭊"},
           {"BIG5-HKSCS", "Big5-HKSCS", kHant},
           {"UTF-16LE", "UTF-16LE", kHans + "𬭊"},
       }) {
    const std::string bytes = encode(iconv, text);
    for (std::size_t size = bytes.size() - 40; size < bytes.size(); ++size) {
      const Decoded decoded = must_decode(std::string_view(bytes).substr(0, size));
      ASSERT_EQ(decoded.used, used) << size;
      ASSERT_EQ(decoded.text, text.substr(0, decoded.text.size())) << used << size;
      ASSERT_EQ(decoded.replaced_bytes, 0u);
      ASSERT_LE(decoded.torn_bytes, 3u);
      ASSERT_EQ(encode(iconv, decoded.text).size() + decoded.torn_bytes, size);
    }
  }
}

TEST(CharsetEdge, ABlockOfAnotherSetInALargeUtf8PageIsReadAndMarked) {
  const std::string before = repeated(kHans, 60);
  const std::string after = repeated(kHans, 30);
  for (const auto& [iconv, block] : std::vector<std::pair<const char*, std::string>>{
           {"GBK", kGbkBlock},
           {"GBK", "服用 2 次，每次 5 ml，饭后。"},
           {"BIG5", "家長補充：沒有嘔吐，也沒有起疹子。"}}) {
    const Decoded decoded =
        must_decode(joined({before, "<p>", encode(iconv, block), "</p>", after}));
    EXPECT_TRUE(decoded.text == joined({before, "<p>", block, "</p>", after}));
    EXPECT_EQ(decoded.used, "UTF-8");
    EXPECT_EQ(decoded.reason, "mixed");
    EXPECT_EQ(decoded.replaced_bytes, 0u);
    EXPECT_TRUE(decoded.doubtful);
  }
}

TEST(CharsetEdge, DamageInAUtf8PageThatIsNotCertainlyTextIsMarked) {
  for (const auto& [damage, marked] : std::vector<std::pair<std::string, std::string>>{
           {"\xC0\xBCscript\xC0\xBE", "\uFFFD\uFFFDscript\uFFFD\uFFFD"},  // overlong < and >
           {"\xB8\xDF", "\uFFFD\uFFFD"},                                  // 高 in GBK, or anything
           {encode("GBK", "服用"), "\uFFFD\uFFFD\uFFFD\uFFFD"},
           {"caf\xE9", "caf\uFFFD"},
           {"\xED\xA0\xBD\xED\xB8\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},  // CESU-8
           {"\xF8\x88\x80\x80\xAF", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
           {"发\xE7\x83 三天", "发\uFFFD 三天"},
       }) {
    const std::string page = repeated(kHans, 20);
    const Decoded decoded = must_decode(joined({page, "<p>", damage, "</p>", page}));
    EXPECT_TRUE(decoded.text == joined({page, "<p>", marked, "</p>", page})) << marked;
    EXPECT_EQ(decoded.used, "UTF-8");
    EXPECT_EQ(decoded.reason, "nearly utf-8") << marked;
    EXPECT_GT(decoded.replaced_bytes, 0u);
  }
}

TEST(CharsetEdge, ALegacyPageWithAUtf8BlockKeepsBoth) {
  const std::string page = repeated(kHans, 40);
  const std::string gbk = encode("GB18030", page);
  const Decoded decoded = must_decode(joined({gbk, "<p>", kGbkBlock, "</p>", gbk}));
  EXPECT_TRUE(decoded.text == joined({page, "<p>", kGbkBlock, "</p>", page}));
  EXPECT_EQ(decoded.used, "GB18030");
  EXPECT_EQ(decoded.reason, "mixed");
  EXPECT_TRUE(decoded.doubtful);
}

TEST(CharsetEdge, WhatOthersDamagedIsLeftAsItIs) {
  for (const char* text : {"锟斤拷锟斤拷", "æ\u0082¨å¥½", "Itâ€™s ï¿½ cafÃ©", "烫烫烫", "????"}) {
    const std::string page = "<meta charset=utf-8>" + repeated(kHans, 2) + text;
    const Decoded decoded = must_decode(page);
    EXPECT_EQ(decoded.text, page);
    EXPECT_EQ(decoded.replaced_bytes, 0u);
  }
  const std::string lost = repeated(kHans, 2) + "锟斤拷";  // 锟斤拷 is also what GBK pages contain
  EXPECT_EQ(must_decode(encode("GBK", lost)).text, lost);
}

TEST(CharsetEdge, MarksAndPatternsBeatDeclarations) {
  const std::string page = "<meta charset=utf-8><p>" + kHans + "</p>";
  EXPECT_EQ(must_decode("\xFF\xFE"s + encode("UTF-16LE", page), "gbk").text, page);
  EXPECT_EQ(must_decode("\xFF\xFE"s + encode("UTF-16LE", page) + "x").torn_bytes, 1u);
  EXPECT_EQ(must_decode(encode("UTF-16BE", page), "gbk").used, "UTF-16BE");
  EXPECT_EQ(must_decode(encode("UTF-16LE", page) + "<").text, page);
  EXPECT_EQ(must_decode("\xEF\xBB\xBF" + page, "big5").text, page);
  EXPECT_EQ(must_decode("\xEF\xBB\xBF").text, "");
}

TEST(CharsetEdge, Utf16OfOtherThanChineseWordsIsSeen) {
  for (const char* text :
       {"我喜欢这个设计👍👍👍，谢谢医生🙏🙏。", "頭が痛い。お医者さんに相談しました。",
        "血圧が高いと言われました🩺。"}) {
    EXPECT_EQ(must_decode(encode("UTF-16LE", text)).text, text);
    EXPECT_EQ(must_decode(encode("UTF-16BE", text)).text, text);
  }
}

TEST(CharsetEdge, ADamagedPageBehindAMarkIsReadPartByPart) {
  const std::string page = repeated(kHans, 60);
  const std::string block = encode("GBK", kGbkBlock);
  EXPECT_EQ(must_decode("\xEF\xBB\xBF" + page + block).text, page + kGbkBlock);
  EXPECT_EQ(must_decode("\xEF\xBB\xBF" + page + "\xFF" + page).text, page + "\uFFFD" + page);
}

TEST(CharsetEdge, LateOddAndContradictoryDeclarationsDoNoHarm) {
  const std::string gbk = encode("GBK", kHans);
  const std::string late = "<!--" + std::string(5000, 'x') + "--><meta charset=gbk>";
  EXPECT_EQ(must_decode(late + gbk).reason, "markup");
  EXPECT_EQ(must_decode(std::string(9000, ' ') + "<meta charset=gbk>" + gbk).used, "GB18030");
  for (const char* label : {"utf8mb4", "x-gbk", "none", "", "utf-7", "gb2313", "\xB8\xDF", "hz"}) {
    const std::string head = "<meta charset='" + std::string(label) + "'>";
    EXPECT_THAT(must_decode(head + gbk).text, HasSubstr(kHans)) << label;
    EXPECT_THAT(must_decode(head + kHans).text, HasSubstr(kHans)) << label;
  }
  const Decoded two = must_decode("<meta charset=big5><meta charset=utf-8>" + gbk, "shift_jis");
  EXPECT_EQ(two.used, "GB18030");
  EXPECT_EQ(two.declared, "shift_jis");
  EXPECT_TRUE(two.contradicted);
}

TEST(CharsetEdge, HttpGoesBeforeMarkupWhereBothAreLikely) {
  const std::string page = "<meta charset=gbk>\xA4\xA4\xA4\xE5";  // 中文 in Big5, いゅ in GBK
  EXPECT_THAT(must_decode(page, "big5").text, HasSubstr("中文"));
  EXPECT_EQ(must_decode(page, "big5").reason, "http");
}

TEST(CharsetEdge, ShortUndeclaredWordsOfBig5AreNotWestern) {
  for (const char* text : {"容易 ", "服用 ", "血壓", "藥 ", "微信群"}) {
    EXPECT_EQ(must_decode(encode("BIG5", text)).text, text);
  }
}

TEST(CharsetEdge, FourByteCharactersAmongAsciiAreGb18030) {
  const std::string text =
      "Name: 㐂𬭊, ward 䶮 5\nName: 𬭊㐂, ward 䶮 6\nName: 㔰, ward 䶮 7\n";
  EXPECT_EQ(must_decode(encode("GB18030", text)).text, text);
}

TEST(CharsetEdge, HongKongCharactersAreNeverPrivateUse) {
  const std::string text = "佢喺𨋢度瞓咗，嘅嘢冇晒啲，𠝹親手，痾嘔肚痛，睇咗醫生。";
  const Decoded decoded = must_decode(encode("BIG5-HKSCS", text));
  EXPECT_EQ(decoded.text, text);
  for (const char32_t c : to_utf32(decoded.text)) EXPECT_FALSE(c >= 0xE000 && c <= 0xF8FF);
}

TEST(CharsetEdge, JapaneseIsNotReadAsChinese) {
  const std::string text =
      "昨日の夜から熱が出て、薬を飲んだら少し下がりました。病院へ行くべきですか。";
  for (const char* iconv : {"CP932", "EUC-JP"}) {
    const Decoded decoded = must_decode("<meta charset=gbk>" + encode(iconv, text));
    EXPECT_THAT(decoded.text, HasSubstr(text)) << decoded.used;
    EXPECT_TRUE(decoded.contradicted);
  }
}

TEST(CharsetEdge, LongTextWithoutASeamIsReadToBothEnds) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += kHans;
  const std::string bytes = encode("GB18030", text);
  EXPECT_EQ(must_decode(bytes).text, text);
  const Decoded cut = must_decode(std::string_view(bytes).substr(1, bytes.size() - 2));
  EXPECT_EQ(cut.text, "\uFFFD" + text.substr(3, text.size() - 6));
  EXPECT_EQ(cut.replaced_bytes, 1u);
  EXPECT_EQ(cut.torn_bytes, 1u);
}

TEST(CharsetEdge, Utf7IsNeverDecoded) {
  const Decoded decoded = must_decode("<meta charset=utf-7>+ADw-script+AD4-alert(1)");
  EXPECT_THAT(decoded.text, Not(HasSubstr("<script")));
  EXPECT_EQ(decoded.used, "UTF-8");
}

}  // namespace
}  // namespace medloom::text
