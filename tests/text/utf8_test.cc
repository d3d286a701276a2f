#include "text/utf8.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/next_character.h"

namespace medloom::text {
namespace {

using namespace std::string_literals;

// An encoder that shares nothing with the code under test: all code points by the book.
std::string encode_by_the_book(char32_t c) {
  std::string out;
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c <= 0x7F) {
    put(c);
  } else if (c <= 0x7FF) {
    put(0xC0 + c / 64), put(0x80 + c % 64);
  } else if (c <= 0xFFFF) {
    put(0xE0 + c / 4096), put(0x80 + c / 64 % 64), put(0x80 + c % 64);
  } else {
    put(0xF0 + c / 262144), put(0x80 + c / 4096 % 64), put(0x80 + c / 64 % 64), put(0x80 + c % 64);
  }
  return out;
}

TEST(Utf8, EveryCodePointSurvivesEncodingAndDecoding) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string bytes = encode_by_the_book(c);
    std::string ours;
    append_utf8(ours, c);
    ASSERT_EQ(ours, bytes) << std::hex << static_cast<std::uint32_t>(c);
    std::size_t pos = 0;
    ASSERT_EQ(decode_at(bytes, pos), c);
    ASSERT_EQ(pos, bytes.size());
    ASSERT_TRUE(is_valid_utf8(bytes));
  }
}

// Sound characters, torn ones, and bytes of every kind behind every lead.
TEST(Utf8, TheQuickReaderReadsTheSame) {
  std::mt19937 random(7);
  for (int i = 0; i < 100'000; ++i) {
    std::string bytes;
    const std::size_t size = 1 + random() % 12;
    while (bytes.size() < size) {
      const std::uint32_t byte = random() % 256;
      bytes += static_cast<char>(random() % 2 == 0 ? 0xE0 + byte % 16 : byte);
      while (random() % 4 != 0) bytes += static_cast<char>(0x70 + random() % 0x60);
    }
    for (std::size_t pos = 0; pos < bytes.size();) {
      std::size_t quick = pos;
      const char32_t read = next_character(bytes, quick);
      ASSERT_EQ(read, decode_at(bytes, pos)) << i;
      ASSERT_EQ(quick, pos) << i;
    }
  }
}

TEST(Utf8, WhatIsNoCharacterIsWrittenAsReplacement) {
  for (const char32_t c : {0xD800u, 0xDFFFu, 0x110000u, 0xFFFFFFFFu}) {
    std::string out;
    append_utf8(out, c);
    EXPECT_EQ(out, "\xEF\xBF\xBD");
  }
}

struct Damage {
  std::string bytes;
  std::string repaired;
  std::size_t sequences;
  std::size_t replaced;
};

TEST(Utf8, RepairPutsOneMarkForEachMaximalSubpart) {
  const std::vector<Damage> cases = {
      {"", "", 0, 0},
      {"blood pressure", "blood pressure", 0, 0},
      {"血压120", "血压120", 0, 0},
      {"\xEF\xBF\xBD", "\uFFFD", 0, 0},  // a mark that was there before is no damage of ours
      {"a\0b"s, "a\0b"s, 0, 0},
      {"\x80", "\uFFFD", 1, 1},                                // a tail without a lead
      {"\xFF\xFE", "\uFFFD\uFFFD", 2, 2},                      // bytes of no sequence
      {"\xC0\xBC", "\uFFFD\uFFFD", 2, 2},                      // overlong <
      {"\xC1\xBF", "\uFFFD\uFFFD", 2, 2},                      // overlong DEL
      {"\xC0\x80", "\uFFFD\uFFFD", 2, 2},                      // overlong NUL
      {"\xE0\x80\xBC", "\uFFFD\uFFFD\uFFFD", 3, 3},            // overlong <, three bytes
      {"\xF0\x80\x80\xBC", "\uFFFD\uFFFD\uFFFD\uFFFD", 4, 4},  // overlong <, four bytes
      {"\xED\xA0\xBD\xED\xB8\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", 6, 6},  // CESU-8
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4, 4},                      // above U+10FFFF
      {"\xF8\x88\x80\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", 5, 5},            // five bytes
      {"\xE8\xA1", "\uFFFD", 1, 2},            // torn at the end
      {"\xF0\x9F\x98", "\uFFFD", 1, 3},        // torn at the end, four bytes
      {"\xE8\xA1<p>", "\uFFFD<p>", 1, 2},      // torn before markup
      {"\xE8\xE8\xA1\x80", "\uFFFD血", 1, 1},  // a lead, then a whole character
      {"\xF0\x9F\xE8\xA1\x80", "\uFFFD血", 1, 2},
      {"\xE5\x85\xFF参", "\uFFFD\uFFFD参", 2, 3},
  };
  for (const Damage& c : cases) {
    const Utf8Repair repair = repair_utf8(c.bytes);
    EXPECT_EQ(repair.text, c.repaired);
    EXPECT_EQ(repair.replaced_sequences, c.sequences) << c.repaired;
    EXPECT_EQ(repair.replaced_bytes, c.replaced) << c.repaired;
    EXPECT_EQ(is_valid_utf8(c.bytes), c.sequences == 0) << c.repaired;
  }
}

TEST(Utf8, DecodeAtAlwaysMovesForward) {
  const std::string torn = "\xE8\xA1";
  std::size_t pos = 0;
  EXPECT_EQ(decode_at(torn, pos), kReplacementCharacter);
  EXPECT_EQ(pos, 2u);
  EXPECT_EQ(decode_at(torn, pos), kReplacementCharacter);  // at the end
  EXPECT_EQ(pos, 3u);
  EXPECT_EQ(decode_at("", pos), kReplacementCharacter);  // behind it
  EXPECT_EQ(pos, 4u);
}

TEST(Utf8, NothingIsReadBehindTheEndOfAView) {
  const std::string whole = "血压";
  const std::string_view cut = std::string_view(whole).substr(0, 2);  // the third byte lies behind
  EXPECT_FALSE(is_valid_utf8(cut));
  EXPECT_EQ(repair_utf8(cut).text, "\uFFFD");
}

TEST(Utf8, RandomBytesAreRepairedConsistently) {
  std::mt19937 random(7);
  // Bytes that make interesting sequences, so that valid characters do occur.
  const std::string alphabet = "a<\x80\x8F\x90\x9F\xA0\xBF\xC2\xE0\xE8\xED\xF0\xF4\xF8";
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (std::size_t n = random() % 24; n > 0; --n) bytes += alphabet[random() % alphabet.size()];
    const Utf8Repair repair = repair_utf8(bytes);
    ASSERT_TRUE(is_valid_utf8(repair.text));
    ASSERT_EQ(count_code_points(bytes), count_code_points(repair.text));
    ASSERT_EQ(to_utf32(bytes), to_utf32(repair.text));
    ASSERT_EQ(to_utf8(to_utf32(bytes)), repair.text);
    ASSERT_EQ(repair.text.size(),
              bytes.size() - repair.replaced_bytes + 3 * repair.replaced_sequences);
    const std::size_t good = valid_utf8_prefix(bytes);
    ASSERT_EQ(repair.text.substr(0, good), bytes.substr(0, good));
    ASSERT_EQ(good == bytes.size(), repair.replaced_sequences == 0);
  }
}

TEST(Utf8, LongAsciiIsPassedOverToItsLastByte) {
  for (std::size_t size = 0; size < 40; ++size) {
    std::string text(size, 'x');
    EXPECT_TRUE(is_valid_utf8(text));
    text += '\x80';
    EXPECT_EQ(valid_utf8_prefix(text), size);
    EXPECT_EQ(valid_utf8_prefix(text + std::string(20, 'x')), size);
  }
}

TEST(Utf8, StepsOverCharactersAsTheyAreDecoded) {
  // Three-byte characters in a row, between ASCII, with what looks like one and is none.
  const std::vector<std::string> pieces = {
      "腰",           "痛", "a", "。",   "\xED\xA0\x80", "\xE0\x80\x80", "\xE8\x85",
      "\xEF\xBB\xBF", "é",  "😀", "\xE8", "\x85",         "12345678",     "\xE0\xA4\x85"};
  for (const std::string& a : pieces) {
    for (const std::string& b : pieces) {
      for (const std::string& c : pieces) {
        const std::string text = a + b + c + a + "腰痛";
        std::size_t count = 0;
        std::size_t valid = text.size();
        for (std::size_t at = 0; at < text.size(); ++count) {
          const CodePoint point = code_point_at(text, at);
          if (!point.valid) valid = std::min(valid, at);
          at += point.size;
        }
        ASSERT_EQ(count_code_points(text), count) << text;
        ASSERT_EQ(valid_utf8_prefix(text), valid) << text;
      }
    }
  }
}

TEST(Utf8, BoundariesAreBetweenCharacters) {
  const std::string text = "a血b";
  std::string found;
  for (std::size_t pos = 0; pos <= text.size() + 1; ++pos)
    found += is_char_boundary(text, pos) ? '|' : '.';
  EXPECT_EQ(found, "||..||.");
}

}  // namespace
}  // namespace medloom::text
