#include "text/charset.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/legacy_encoder.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

const std::string kHans =
    "最近一个月总是头晕，有时候还会恶心，晚上睡不好觉。在社区医院量过几次血压，都在一百五十左右，医"
    "生说可能是高血压，"
    "让我先注意饮食，少吃盐，每天散步半小时。请问我现在需要吃药吗？会不会有副作用？您好，根据您的描"
    "述，建议先做二十四"
    "小时动态血压监测，同时查一下血糖、血脂和肾功能。如果多次测量都高于正常值，就应该在医生指导下服"
    "用降压药，不要自己"
    "随便停药。平时保持心情舒畅，控制体重，戒烟限酒。祝您早日康复！";
const std::string kHant =
    "最近一個月總是頭暈，有時候還會噁心，晚上睡不好覺。在診所量過幾次血壓，都在一百五十左右，醫師說"
    "可能是高血壓，讓我"
    "先注意飲食，少吃鹽，每天散步半小時。請問我現在需要吃藥嗎？會不會有副作用？您好，根據您的描述，"
    "建議先做二十四小時"
    "血壓監測，同時查一下血糖、血脂和腎功能。如果多次測量都高於正常值，就應該在醫師指示下服用降壓藥"
    "，不要自己隨便停藥。"
    "平時保持心情愉快，控制體重，戒菸限酒。祝您早日康復！";
const std::string kCantonese =
    "我阿媽呢排成日話頭暈，瞓得唔好，去睇咗醫生，佢話血壓高咗少少，叫佢食清淡啲嘅嘢。而家佢喺屋企量"
    "血壓，朝早同夜晚各"
    "一次，記低啲數字。想問吓要唔要食藥？會唔會有乜嘢副作用嘅呢？";
const std::string kJapanese =
    "一か月ほど前からめまいが続いています。病院で血圧を測ったところ、少し高いと言われました。薬を飲"
    "む必要はありますか。";
const std::string kKorean =
    "한 달 전부터 어지러움이 계속됩니다. 병원에서 혈압을 재어 보니 조금 높다고 합니다. 약을 먹어야 "
    "하나요?";
const std::string kFrench =
    "Depuis un mois, j'ai des vertiges. Le médecin m'a dit que ma tension était un peu élevée. "
    "Dois-je prendre un "
    "médicament, ou suffit-il de marcher régulièrement ?";

Decoded must_decode(std::string_view bytes, const char* http = "") {
  Result<Decoded> decoded = decode(bytes, {http});
  EXPECT_TRUE(decoded.has_value()) << to_string(decoded.error());
  return decoded.has_value() ? *std::move(decoded) : Decoded{};
}

std::string page(std::string_view head, const std::string& body) {
  return "<!DOCTYPE html><html><head>" + std::string(head) + "<title>t</title></head><body><p>" +
         body + "</p></body></html>";
}

TEST(Charset, ReadsOrdinaryPagesWithoutADeclaration) {
  struct Case {
    const char* iconv;
    const char* used;
    const std::string& text;
  };
  for (const auto& [iconv, used, text] : std::vector<Case>{{"UTF-8", "UTF-8", kHans},
                                                           {"UTF-8", "UTF-8", kHant},
                                                           {"UTF-16LE", "UTF-16LE", kHans},
                                                           {"UTF-16BE", "UTF-16BE", kHant},
                                                           {"GB18030", "GB18030", kHans},
                                                           {"GB18030", "GB18030", kHant},
                                                           {"BIG5-HKSCS", "Big5-HKSCS", kHant},
                                                           {"BIG5-HKSCS", "Big5-HKSCS", kCantonese},
                                                           {"CP932", "Shift_JIS", kJapanese},
                                                           {"EUC-JP", "EUC-JP", kJapanese},
                                                           {"CP949", "EUC-KR", kKorean},
                                                           {"CP1252", "windows-1252", kFrench}}) {
    for (const std::string& whole : {text, page("", text)}) {
      const Decoded decoded = must_decode(encode(iconv, whole));
      EXPECT_EQ(decoded.used, used) << text;
      EXPECT_EQ(decoded.text, whole);
      EXPECT_EQ(decoded.replaced_bytes, 0u);
      EXPECT_FALSE(decoded.doubtful) << used;
      EXPECT_FALSE(decoded.contradicted);
      EXPECT_EQ(decoded.declared, "");
    }
  }
}

// Pieces cut anywhere, so that characters are torn at both ends.
double share_of_right_cuts(const std::string& bytes, std::size_t size, std::string_view used) {
  std::size_t right = 0, all = 0;
  for (std::size_t at = 0; at + size <= bytes.size(); ++at, ++all) {
    right += must_decode(std::string_view(bytes).substr(at, size)).used == used;
  }
  return static_cast<double>(right) / static_cast<double>(all);
}

TEST(Charset, TwentyBytesOfChineseAreEnough) {
  const std::vector<std::tuple<const char*, const char*, std::string>> cases = {
      {"GB18030", "GB18030", kHans},
      {"GB18030", "GB18030", kHant},
      {"BIG5-HKSCS", "Big5-HKSCS", kHant},
      {"BIG5-HKSCS", "Big5-HKSCS", kCantonese}};
  for (const auto& [iconv, used, text] : cases) {
    const std::string bytes = encode(iconv, text);
    EXPECT_GE(share_of_right_cuts(bytes, 10, used), 0.97) << used;
    EXPECT_EQ(share_of_right_cuts(bytes, 20, used), 1) << used;
    EXPECT_EQ(share_of_right_cuts(bytes, 50, used), 1) << used;
  }
}

struct Declared {
  const char* head;
  const char* http;
  std::string bytes;
  const char* used;
  const char* reason;
  bool contradicted;
};

TEST(Charset, BytesDecideAgainstDeclarations) {
  const std::string gb = encode("GB18030", kHans);
  const std::string big5 = encode("BIG5-HKSCS", kHant);
  for (const Declared& c : std::vector<Declared>{
           {"<meta charset=gb2312>", "", kHans, "UTF-8", "utf-8", true},
           {"<meta charset=utf-8>", "", gb, "GB18030", "statistics", true},
           {"<meta charset=gb2312>", "", big5, "Big5-HKSCS", "statistics", true},
           {"<meta charset=big5>", "", gb, "GB18030", "statistics", true},
           {"<meta charset=gbk>", "", gb, "GB18030", "markup", false},
           {"", "text/html; charset=gbk", gb, "GB18030", "http", false},
           {"<meta charset=gbk>", "big5", gb, "GB18030", "markup", true},
           {"<meta charset=big5>", "gbk", gb, "GB18030", "http", true},
           {"", "text/html; charset=ISO-8859-1", gb, "GB18030", "statistics", true},
           {"<meta charset=iso-8859-1>", "", big5, "Big5-HKSCS", "statistics", true},
           {"<meta charset=shift_jis>", "", gb, "GB18030", "statistics", true},
           {"<meta charset=euc-kr>", "", gb, "GB18030", "statistics", true},
           {"<meta charset=utf-8><meta charset=big5>", "", kHans, "UTF-8", "utf-8", true},
           {"<meta charset=utf8mb4>", "", kHans, "UTF-8", "utf-8", false},
           {"<meta charset=none>", "", gb, "GB18030", "statistics", false},
           {"<meta charset=''>", "", big5, "Big5-HKSCS", "statistics", false},
           {"<meta charset=utf-16>", "", gb, "GB18030", "statistics", false},
           {"<meta charset=utf-7>", "", "+ADw-script+AD4-", "UTF-8", "ascii", false},
           {"<meta charset=gbk>", "", "BP 120/80", "UTF-8", "ascii", false},
       }) {
    const Decoded decoded = must_decode(page(c.head, c.bytes), c.http);
    EXPECT_EQ(decoded.used, c.used) << c.head << c.http;
    EXPECT_EQ(decoded.reason, c.reason) << c.head << c.http;
    EXPECT_EQ(decoded.contradicted, c.contradicted) << c.head << c.http;
    EXPECT_EQ(decoded.replaced_bytes, 0u);
  }
}

TEST(Charset, ShortTextFollowsAPlausibleDeclaration) {
  EXPECT_EQ(must_decode("<meta charset=big5>" + encode("BIG5", "頭痛")).text,
            "<meta charset=big5>頭痛");
  EXPECT_EQ(must_decode("<meta charset=gbk>" + encode("GBK", "喆镕")).text,
            "<meta charset=gbk>喆镕");
  EXPECT_EQ(must_decode("<meta charset=gbk>" + encode("GBK", "头痛")).declared, "gbk");
}

TEST(Charset, WordsThatAreUtf8ByChanceFollowTheDeclaration) {
  EXPECT_EQ(must_decode("<meta charset=gbk>" + encode("GBK", "一些")).text,
            "<meta charset=gbk>一些");
  for (const char* text : {"café", "±5 °C", "µg/L", "naïve", "«très»"}) {
    EXPECT_EQ(must_decode(std::string("<meta charset=gbk>") + text).used, "UTF-8") << text;
  }
}

TEST(Charset, WordsThatAreUtf8ByChanceAreReadAsWhatIsFarLikelier) {
  for (const char* text : {"一些", "1.目前"}) {
    EXPECT_EQ(must_decode(encode("GBK", text)).text, text);
    EXPECT_EQ(must_decode("<meta charset=utf-8>" + encode("GBK", text)).used, "UTF-8");
  }
  for (const char* text :
       {"да",      "нет",     "Иванов",         "Ω",      "β-blocker", "λόγος", "שלום",
        "לב",      "عين",     "Łódź",           "Dvořák", "ş",         "Ñ",     "Müller",
        "Sjögren", "Ménière", "Guillain–Barré", "°C",     "× 2",       "£5",    "½"}) {
    EXPECT_EQ(must_decode(text).text, text);
  }
}

TEST(Charset, CharactersBeyondTheDeclaredSetSurvive) {
  const std::string text =
      page("<meta charset=gb2312>", "朱镕、陶喆的血压计卖 50€，䶮𬭊。" + kHans);
  EXPECT_EQ(must_decode(encode("GB18030", text)).text, text);
  const std::string cantonese = page("<meta charset=big5>", "佢喺𨋢度，嘅咗" + kCantonese);
  EXPECT_EQ(must_decode(encode("BIG5-HKSCS", cantonese)).text, cantonese);
}

TEST(Charset, MarksAreObeyedAndNeverInTheText) {
  EXPECT_EQ(must_decode("\xEF\xBB\xBF" + page("<meta charset=gbk>", kHans)).text,
            page("<meta charset=gbk>", kHans));
  EXPECT_EQ(must_decode("\xEF\xBB\xBF").text, "");
  EXPECT_EQ(must_decode("\xEF\xBB\xBF\xEF\xBB\xBFx").text, "x");
  EXPECT_EQ(must_decode("\0\xEF\xBB\xBFx"s).text, "x");  // a NUL does not hide one
  EXPECT_EQ(must_decode("\xFF\xFE"s + encode("UTF-16LE", kHans)).text, kHans);
  EXPECT_EQ(must_decode("\xFE\xFF"s + encode("UTF-16BE", kHans)).text, kHans);
  EXPECT_EQ(must_decode("\x84\x31\x95\x33"s + encode("GB18030", kHant)).text, kHant);
  EXPECT_EQ(must_decode("a\xEF\xBB\xBF"
                        "b")
                .text,
            "a\uFEFFb");  // inside the text it stays for the cleaner
  // A mark that an included file left in front of a page in another set.
  const Decoded decoded = must_decode("\xEF\xBB\xBF" + encode("GB18030", kHans));
  EXPECT_THAT(decoded.text, HasSubstr("最近一个月"));
}

TEST(Charset, DamagedUtf8StaysUtf8) {
  struct Case {
    std::string bytes;
    std::string text;
    std::uint32_t replaced;
  };
  for (const auto& [bytes, text, replaced] : std::vector<Case>{
           {std::string(kHans).append("\xE5\x85\xFF").append(kHans),
            std::string(kHans).append("\uFFFD\uFFFD").append(kHans), 3},
           {"<p>" + kHans + "</p>\xC0\xBCscript\xC0\xBE",
            "<p>" + kHans + "</p>\uFFFD\uFFFDscript\uFFFD\uFFFD", 4},
           {"<p>高血压患者\xED\xA0\xBD可以服用</p><p>请先咨询医生</p>",
            "<p>高血压患者\uFFFD\uFFFD\uFFFD可以服用</p><p>请先咨询医生</p>", 3},
           {"高血压患者\xFF可以服用", "高血压患者\uFFFD可以服用", 1},
       }) {
    const Decoded decoded = must_decode(bytes);
    EXPECT_EQ(decoded.used, "UTF-8");
    EXPECT_EQ(decoded.text, text);
    EXPECT_EQ(decoded.replaced_bytes, replaced);
  }
}

TEST(Charset, ATornEndIsCounted) {
  for (const char* name : {"UTF-8", "GB18030"}) {
    const std::string bytes = encode(name, kHans + "压");
    const Decoded decoded = must_decode(std::string_view(bytes).substr(0, bytes.size() - 1));
    EXPECT_EQ(decoded.text, kHans) << name;
    EXPECT_EQ(decoded.torn_bytes, name == "UTF-8"s ? 2u : 1u);
    EXPECT_EQ(decoded.replaced_bytes, 0u);
  }
}

TEST(Charset, APageOfTwoSetsIsReadPartByPartAndFlagged) {
  const std::string gbk = encode("GBK", "可以少量服用，但应先咨询医生。");
  const Decoded mostly_utf8 = must_decode("<p>" + kHans + "</p><p>" + gbk + "</p>");
  EXPECT_EQ(mostly_utf8.text, "<p>" + kHans + "</p><p>可以少量服用，但应先咨询医生。</p>");
  EXPECT_EQ(mostly_utf8.used, "UTF-8");
  EXPECT_EQ(mostly_utf8.reason, "mixed");
  EXPECT_TRUE(mostly_utf8.doubtful);

  const Decoded mostly_gbk = must_decode("<p>" + encode("GBK", kHans) + "</p><p>请先咨询医生</p>");
  EXPECT_EQ(mostly_gbk.text, "<p>" + kHans + "</p><p>请先咨询医生</p>");
  EXPECT_EQ(mostly_gbk.used, "GB18030");
  EXPECT_TRUE(mostly_gbk.doubtful);
}

TEST(Charset, OneBadByteDoesNotEatThePage) {
  std::string bytes = encode("GB18030", page("<meta charset=gbk>", kHans));
  bytes.insert(bytes.size() / 2, 1, '\xFF');
  const Decoded decoded = must_decode(bytes);
  EXPECT_EQ(decoded.used, "GB18030");
  EXPECT_THAT(decoded.text, HasSubstr("祝您早日康复！</p>"));
  EXPECT_LE(decoded.replaced_bytes, 4u);
  EXPECT_GE(decoded.replaced_bytes, 1u);
}

TEST(Charset, NulsAreDroppedAndCountedAndControlsStay) {
  const Decoded decoded = must_decode("<p\0>血\0压\x01\x7F\r\n</p>"s);
  EXPECT_EQ(decoded.text, "<p>血压\x01\x7F\r\n</p>");
  EXPECT_EQ(decoded.dropped_nuls, 2u);
}

TEST(Charset, RejectsWhatIsNoText) {
  std::string every_byte;
  for (int i = 0; i < 1024; ++i) every_byte += static_cast<char>(i);
  struct Case {
    std::string bytes;
    const char* message;
  };
  for (const auto& [bytes, message] : std::vector<Case>{
           {"", "empty input"},
           {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s + every_byte, "not text: a PNG image"},
           {"%PDF-1.7\n%\xE2\xE3\n", "not text: a PDF document"},
           {every_byte, "not text: "},
           {std::string(100, '\0'), "not text: "},
           {encode("KOI8-R", "Последний месяц у меня часто кружится голова, давление повышено."),
            "no character set"},
           {encode("CP1255", "בחודש האחרון יש לי סחרחורות לעתים קרובות ולחץ הדם שלי גבוה."),
            "no character set"},
       }) {
    const Result<Decoded> decoded = decode(bytes, {});
    ASSERT_FALSE(decoded.has_value()) << message;
    EXPECT_EQ(decoded.error().code, ErrorCode::rejected);
    EXPECT_THAT(decoded.error().message, HasSubstr(message));
  }
}

TEST(Charset, AFewBytesAreDoubtful) {
  for (const std::string& bytes : {"\xB8\xDF"s, "\xA4\xA4\xA4"s, "x\xE9y"s})
    EXPECT_TRUE(must_decode(bytes).doubtful);
}

TEST(Charset, ManyThreadsMayDecodeAtOnce) {
  const std::string gbk = encode("GB18030", kHans), big5 = encode("BIG5-HKSCS", kHant);
  std::vector<std::jthread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 10; ++n) {
        EXPECT_EQ(must_decode(gbk).text, kHans);
        EXPECT_EQ(must_decode(big5).text, kHant);
      }
    });
  }
}

TEST(Charset, AnyBytesGiveValidTextOrAReason) {
  std::uint32_t state = 17;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes =
        round % 2 ? "<meta charset="s.append("gbk big5 utf8 sjis ", round % 15, 4).append(">") : "";
    for (int i = 0; i < round % 60; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24 | (round % 3 == 0 ? 0x80 : 0));
    }
    const Result<Decoded> decoded = decode(bytes, {});
    if (!decoded) {
      ASSERT_FALSE(decoded.error().message.empty());
      continue;
    }
    ASSERT_TRUE(is_valid_utf8(decoded->text));
    ASSERT_EQ(decoded->text.find('\0'), std::string::npos);
    ASSERT_FALSE(decoded->used.empty() || decoded->reason.empty());
  }
}

}  // namespace
}  // namespace medloom::text
