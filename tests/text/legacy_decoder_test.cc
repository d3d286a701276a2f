#include "text/legacy_decoder.h"

#include <gtest/gtest.h>

#include "tests/text/legacy_encoder.h"
#include "text/legacy_table.h"
#include "text/mixed_decoder.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

using namespace std::string_literals;

const std::string kText =
    "高血压患者可以少量服用党参，但应先咨询医生。每天早晚各测一次血压，并把数值记录下来，复诊时带给"
    "医生看。";

struct Named {
  Charset charset;
  const char* iconv;
};

TEST(LegacyTable, AgreesWithTheCLibraryOnEveryHanCharacter) {
  const std::vector<Named> sets = {{Charset::gb18030, "GB18030"},
                                   {Charset::big5_hkscs, "BIG5-HKSCS"},
                                   {Charset::shift_jis, "CP932"},
                                   {Charset::euc_jp, "EUC-JP"},
                                   {Charset::euc_kr, "CP949"}};
  for (const auto& [charset, name] : sets) {
    std::size_t checked = 0;
    for (char32_t c = 0x3400; c <= 0x2A6DF; c = c == 0x9FFF ? 0x20000 : c + 1) {
      const std::string utf8 = to_utf8(std::u32string(1, c));
      const std::string bytes = encode(name, utf8);
      if (bytes.empty()) continue;
      ASSERT_EQ(transcode(charset, bytes).text, utf8)
          << name << " U+" << std::hex << std::uint32_t{c};
      ++checked;
    }
    EXPECT_GT(checked, 4000u) << name;
  }
}

TEST(LegacyTable, AsciiIsAscii) {
  for (const Charset charset : {Charset::gb18030, Charset::big5_hkscs, Charset::shift_jis,
                                Charset::euc_jp, Charset::euc_kr, Charset::windows_1252}) {
    for (int byte = 0; byte < 0x80; ++byte) {
      const std::string one(1, static_cast<char>(byte));
      EXPECT_EQ(transcode(charset, one).text, one) << name_of(charset) << byte;
    }
  }
}

struct Case {
  Charset charset;
  std::string bytes;
  const char* text;
};

TEST(LegacyTable, HasTheCharactersThatPlainTablesLack) {
  for (const auto& [charset, bytes, text] : std::vector<Case>{
           {Charset::gb18030, "\xE9\x46", "镕"},
           {Charset::gb18030, "\x86\xB4", "喆"},
           {Charset::gb18030, "\xA2\xE3", "€"},
           {Charset::gb18030, "\x80", "€"},
           {Charset::gb18030, "\xFE\x9F", "䶮"},
           {Charset::gb18030, "\x99\x33\xA8\x38", "𬭊"},
           {Charset::gb18030, "\xA3\xA0", "\u3000"},
           {Charset::gb18030, "\xA6\xD9", "︐"},
           {Charset::gb18030, "\x81\x30\x81\x30", "\u0080"},
           {Charset::gb18030, "\x84\x31\xA4\x37", "\uFFFD"},
           {Charset::gb18030, "\xE3\x32\x9A\x35", "\U0010FFFF"},
           {Charset::big5_hkscs, encode("BIG5-HKSCS", "嘅咗喺𨋢"), "嘅咗喺𨋢"},
           {Charset::big5_hkscs, "\x88\x62", "\u00CA\u0304"},
           {Charset::big5_hkscs, "\x8C\x43", "\u9FA6"},
           {Charset::big5_hkscs, "\xA3\xE1", "€"},
           {Charset::shift_jis, "\xB1\x82\xA0", "ｱあ"},
           {Charset::euc_jp, "\x8E\xB1\x8F\xB0\xA1", "ｱ丂"},
           {Charset::euc_kr, "\xB0\xA1", "가"},
           {Charset::windows_1252,
            "\x93"
            "caf\xE9\x94 \x80",
            "“café” €"},
       }) {
    const Transcript out = transcode(charset, bytes);
    EXPECT_EQ(out.text, text) << name_of(charset);
    EXPECT_EQ(out.replaced_bytes, 0u) << text;
    EXPECT_EQ(out.torn_bytes, 0u) << text;
  }
}

TEST(Transcode, DamageEndsAtAscii) {
  for (const auto& [charset, bytes, text] : std::vector<Case>{
           {Charset::gb18030, "\xB8\xDF\xD1<p>", "高\uFFFD<p>"},
           {Charset::gb18030, "\xFF\xB8\xDF", "\uFFFD高"},
           {Charset::gb18030, "\x81\x30\xB8\xDF",
            "\uFFFD"
            "0高"},
           {Charset::gb18030, "\xB8\xDF\x84\x31\xA5\x30 x",
            "高\uFFFD"
            "1\uFFFD"
            "0 x"},  // beyond the first plane's codes
           {Charset::big5_hkscs, "\xB0\xAA\xB0\n", "高\uFFFD\n"},
           {Charset::big5_hkscs,
            "\xFF"
            "a",
            "\uFFFD"
            "a"},
           {Charset::shift_jis, "\x82\"x", "\uFFFD\"x"},
           {Charset::euc_jp, "\x8F\xB0 x", "\uFFFD x"},
           {Charset::euc_kr, "\xFF\xFF!", "\uFFFD\uFFFD!"},
           {Charset::utf8, "\xE8\xA1<p>\xC0\xBC", "\uFFFD<p>\uFFFD\uFFFD"},
           {Charset::utf16le, "\x3C\xD8x\0"s, "\uFFFDx"},
           {Charset::utf16be, "\xDC\x3C\0x"s, "\uFFFDx"},
       }) {
    const Transcript out = transcode(charset, bytes);
    EXPECT_EQ(out.text, text) << name_of(charset);
    EXPECT_GT(out.replaced_bytes, 0u);
    EXPECT_TRUE(is_valid_utf8(out.text));
  }
}

TEST(Transcode, ATornEndIsLeftOutAndCounted) {
  for (const auto& [charset, bytes, text] : std::vector<Case>{
           {Charset::utf8, "血\xE5", "血"},
           {Charset::utf8, "血\xE5\x8E", "血"},
           {Charset::utf8, "a\xF0\x9F\x98", "a"},
           {Charset::utf16le, "x\0y"s, "x"},
           {Charset::utf16le, "x\0\x3C\xD8"s, "x"},
           {Charset::gb18030, "\xB8\xDF\xD1", "高"},
           {Charset::gb18030, "\xB8\xDF\x99\x33\xA8", "高"},
           {Charset::big5_hkscs, "\xB0\xAA\xA6", "高"},
           {Charset::euc_jp, "\xB9\xE2\x8F\xB0", "高"},
       }) {
    const Transcript out = transcode(charset, bytes);
    EXPECT_EQ(out.text, text) << name_of(charset);
    EXPECT_EQ(out.replaced_bytes, 0u) << text;
    EXPECT_GT(out.torn_bytes, 0u) << text;
  }
  for (const char* not_torn : {"血\xFF", "血\xC0", "血\x80", "\xE8\xA1\xE8\xA1\x80", "\xE0\x80"}) {
    EXPECT_EQ(transcode(Charset::utf8, not_torn).torn_bytes, 0u);
  }
}

// How many characters of `text` stand in `found` in the same order.
std::size_t kept(const std::string& text, const std::string& found) {
  const std::u32string a = to_utf32(text), b = to_utf32(found);
  std::vector<std::size_t> row(b.size() + 1);
  for (const char32_t c : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = c == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

TEST(Transcode, ALostByteCostsFewCharacters) {
  const std::string bytes = encode("GB18030", kText);
  const std::size_t characters = count_code_points(kText);
  std::size_t worst = characters;
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    const std::string damaged = bytes.substr(0, at) + bytes.substr(at + 1) + "\n";
    const Transcript out = transcode(Charset::gb18030, damaged);
    worst = std::min(worst, kept(kText, out.text));
    EXPECT_GT(out.replaced_bytes, 0u) << at;
  }
  EXPECT_GE(worst + 8, characters);
}

TEST(Transcode, AByteTooManyCostsFewCharacters) {
  const std::string bytes = encode("GB18030", kText);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string damaged = bytes.substr(0, at) + "\xFF" + bytes.substr(at) + "\n";
    EXPECT_GE(kept(kText, transcode(Charset::gb18030, damaged).text) + 4, count_code_points(kText))
        << at;
  }
}

TEST(Transcode, RareNamesAreNotRealigned) {
  for (const char* name : {"喆", "喆镕", "赟", "璟琀", "犇骉羴", "燚叒嚞"}) {
    for (const char* before : {"", "\n", "患者"}) {
      const std::string text = std::string(before) + name;
      EXPECT_EQ(transcode(Charset::gb18030, encode("GB18030", text)).text, text);
      EXPECT_EQ(transcode(Charset::gb18030, encode("GB18030", text + "\n")).text, text + "\n");
    }
  }
}

TEST(Transcode, TextThatBeginsInsideACharacterIsRealigned) {
  const std::string bytes = encode("GB18030", kText);
  const Transcript out = transcode(Charset::gb18030, std::string_view(bytes).substr(1));
  EXPECT_EQ(out.text, "\uFFFD" + kText.substr(3));
  EXPECT_EQ(out.replaced_bytes, 1u);
}

TEST(Transcode, LongTextWithoutASeamIsRealignedInWindows) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += kText;
  std::string bytes = encode("GB18030", text);
  bytes.erase(bytes.size() / 2, 1);
  const Transcript out = transcode(Charset::gb18030, "<" + bytes + ">");
  EXPECT_EQ(out.replaced_bytes, 1u);
  EXPECT_EQ(count_code_points(out.text), count_code_points(text) + 2);
  EXPECT_EQ(out.text.substr(1, text.size() / 2 - 100), text.substr(0, text.size() / 2 - 100));
  EXPECT_EQ(out.text.substr(out.text.size() - 1001, 1000), text.substr(text.size() - 1000));
}

TEST(Transcode, ReplacedBytesAndTextAddUp) {
  std::uint32_t state = 9;
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (int i = 0; i < 20; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    for (const Charset charset :
         {Charset::utf8, Charset::utf16le, Charset::utf16be, Charset::gb18030, Charset::big5_hkscs,
          Charset::shift_jis, Charset::euc_jp, Charset::euc_kr, Charset::windows_1252}) {
      const Transcript out = transcode(charset, bytes);
      ASSERT_TRUE(is_valid_utf8(out.text));
      ASSERT_LE(out.replaced_bytes + out.torn_bytes, bytes.size());
      if (out.replaced_bytes == 0) continue;
      ASSERT_NE(out.text.find("\uFFFD"), std::string::npos) << name_of(charset);
    }
  }
}

TEST(Mixed, EachStretchIsReadByItself) {
  const std::string gbk = encode("GBK", "可以少量服用");
  const std::string page = "<p>" + kText + "</p><p>" + gbk + "</p><p>参\xE5\x85\xFF考</p>";
  ASSERT_TRUE(has_utf8_parts(page));
  const MixedTranscript out = transcode_mixed(Charset::gb18030, page);
  EXPECT_EQ(out.transcript.text, "<p>" + kText + "</p><p>可以少量服用</p><p>参\uFFFD\uFFFD考</p>");
  EXPECT_EQ(out.legacy_bytes, gbk.size());
  EXPECT_EQ(out.transcript.replaced_bytes, 3u);
}

TEST(Mixed, LegacyTextHasNoUtf8Parts) {
  for (const char* name : {"GB18030", "BIG5", "CP932", "EUC-JP"})
    EXPECT_FALSE(has_utf8_parts(encode(name, kText))) << name;
  EXPECT_FALSE(has_utf8_parts("\xC1\xAA\xCD\xA8"));  // 联通 in GBK
  EXPECT_FALSE(has_utf8_parts(""));
  EXPECT_FALSE(has_utf8_parts("血压"));  // too little to tell
}

}  // namespace
}  // namespace medloom::text
