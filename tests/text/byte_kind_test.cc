#include "text/byte_kind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/text/legacy_encoder.h"

namespace medloom::text {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

TEST(ByteOrderMark, NamesTheCharset) {
  EXPECT_EQ(charset_of_bom("\xEF\xBB\xBFx"), Charset::utf8);
  EXPECT_EQ(charset_of_bom("\xFF\xFEx\0"s), Charset::utf16le);
  EXPECT_EQ(charset_of_bom("\xFE\xFF\0x"s), Charset::utf16be);
  EXPECT_EQ(charset_of_bom("\x84\x31\x95\x33x"), Charset::gb18030);
  for (const std::string& bytes : {""s, "\xEF\xBB"s, "\xFF"s, "\xFE"s, "\xEF\xBF\xBD"s,
                                   "\xFF\xFE\0\0x\0\0\0"s, "x\xFF\xFE"s}) {
    EXPECT_EQ(charset_of_bom(bytes), std::nullopt);
  }
}

TEST(Utf16Pattern, IsSeenInBothOrders) {
  for (const char* text :
       {"<html><body><p>高血压患者能吃党参吗？</p>", "<p>Take one tablet twice a day.</p>",
        "高血压患者可以少量服用，但应先咨询医生。", "請先諮詢醫師，再決定是否服用。"}) {
    EXPECT_EQ(utf16_by_pattern(encode("UTF-16LE", text)), Charset::utf16le) << text;
    EXPECT_EQ(utf16_by_pattern(encode("UTF-16BE", text)), Charset::utf16be) << text;
    EXPECT_EQ(utf16_by_pattern(encode("UTF-16LE", text) + "x"), Charset::utf16le) << text;
  }
}

TEST(Utf16Pattern, IsNotSeenInOtherText) {
  const std::string hans = "高血压患者可以少量服用，但应先咨询医生。每天测量血压并记录下来。";
  const std::string hant = "高血壓患者可以少量服用，但應先諮詢醫師。每天測量血壓並記錄下來。";
  const std::string ja = "高血圧の患者さんは、まずお医者さんにそうだんしてください。";
  for (const std::string& bytes :
       {""s, "x"s, "\0"s, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"s, "this app can break"s,
        "Bush hid the facts again"s, hans, hant, ja, encode("GB18030", hans), encode("BIG5", hant),
        encode("CP932", ja), encode("EUC-JP", ja), "caf\xE9 au lait et th\xE9 vert"s,
        "a\0b with a stray byte or two\0"s}) {
    EXPECT_EQ(utf16_by_pattern(bytes), std::nullopt) << bytes;
    EXPECT_EQ(utf16_by_pattern(bytes.substr(std::min<std::size_t>(1, bytes.size()))), std::nullopt)
        << bytes;
  }
}

TEST(NotText, KnowsBinaryFormats) {
  for (const auto& [bytes, name] : std::vector<std::pair<std::string, const char*>>{
           {"\x89PNG\r\n\x1a\n", "PNG"},
           {"%PDF-1.7\n", "PDF"},
           {"PK\x03\x04....", "ZIP"},
           {"\x1F\x8B\x08\0"s, "gzip"},
           {"\xFF\xD8\xFF\xE0", "JPEG"},
           {"GIF89a", "GIF"},
           {"RIFF\x10\0\0\0WEBPVP8 "s, "WebP"},
           {"\0\0\0\x18"
            "ftypmp42"s,
            "MP4"},
           {"\xFF\xFE\0\0<\0\0\0"s, "UTF-32"},
       }) {
    EXPECT_THAT(why_not_text(bytes), HasSubstr(name));
  }
}

TEST(NotText, CountsControlCharacters) {
  std::string every_byte;
  for (int i = 0; i < 1024; ++i) every_byte += static_cast<char>(i * 37);
  EXPECT_THAT(why_not_text(every_byte), HasSubstr("control characters in 1024 bytes"));
  EXPECT_THAT(why_not_text(std::string(8, '\0')), HasSubstr("8 control characters"));
}

TEST(NotText, TextIsText) {
  for (const std::string& bytes :
       {""s, "x"s, "\0"s, "a\0b"s, " \t\r\n\f\v"s, "PNG"s, "PK"s, "ftypo: file type"s, "%PDF"s,
        "\xB8\xDF\xD1\xAA\xD1\xB9"s, "血压"s,
        "\x1B[0m\x1B[1m\x1B[0m\x1B[1m\x1B[0m\x1B[1m\x1B[0m\x1B[1m"s,
        std::string(300, 'x') + std::string(10, '\0')}) {
    EXPECT_EQ(why_not_text(bytes), "") << bytes;
  }
}

}  // namespace
}  // namespace medloom::text
