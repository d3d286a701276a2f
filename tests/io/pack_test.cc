// Pieces that are packed by themselves and read as one file.
#include "io/bytes/pack.h"

#include <gtest/gtest.h>

#include "io/open.h"
#include "io/writers/packed_writer.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;

std::vector<std::string> texts() {
  std::string noise;
  for (unsigned i = 0, random = 1; i < 300000; ++i) {
    random = random * 1664525 + 1013904223;
    noise += static_cast<char>(random >> 24);
  }
  return {"", "a", "腰痛\n", std::string(3000000, 'x'), noise};
}

class Packings : public ::testing::TestWithParam<Packing> {};

TEST_P(Packings, GiveBackWhatTheyTook) {
  for (const std::string& text : texts()) {
    const auto packed = pack(text, GetParam());
    ASSERT_TRUE(packed);
    EXPECT_EQ(*packed, *pack(text, GetParam())) << "the same bytes each time";
    const auto back = unpack_all(*packed, GetParam(), kLimit);
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_TRUE(*back == text);
  }
}

TEST_P(Packings, PiecesAreOneFile) {
  std::string packed;
  std::string all;
  for (const std::string& text : texts()) {
    packed += *pack(text, GetParam());
    all += text;
  }
  EXPECT_TRUE(*unpack_all(packed, GetParam(), kLimit) == all);
}

TEST_P(Packings, HaveNamesAndEndings) { EXPECT_EQ(packing_named(name_of(GetParam())), GetParam()); }

TEST_P(Packings, GoThroughAWriter) {
  const test::TempFolder folder;
  const std::string name(name_of(GetParam()));
  std::string all;
  for (const std::string& text : texts()) all += text;
  const auto writer = open_writer({folder.path(name), false, name});
  ASSERT_TRUE(writer);
  for (const std::string& text : texts()) ASSERT_TRUE((*writer)->write(text));
  ASSERT_TRUE((*writer)->close());
  EXPECT_TRUE(*unpack_all(folder.read(name), GetParam(), kLimit) == all);
}

TEST_P(Packings, AnEmptyFileIsOneToo) {
  const test::TempFolder folder;
  const std::string name(name_of(GetParam()));
  const auto writer = open_writer({folder.path(name), false, name});
  ASSERT_TRUE(writer && (*writer)->close());
  const auto back = unpack_all(folder.read(name), GetParam(), kLimit);
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(*back, "");
}

INSTANTIATE_TEST_SUITE_P(All, Packings,
                         ::testing::Values(Packing::none, Packing::gzip, Packing::zstd));

TEST(Packing, IsKnownByTheEnding) {
  EXPECT_EQ(packing_of_name("a.jsonl.gz"), Packing::gzip);
  EXPECT_EQ(packing_of_name("a.ZST"), Packing::zstd);
  for (const char* name : {"", "a", "gz", ".gz", "a.gzip", "a.gz/b", "a.gz.jsonl"}) {
    EXPECT_EQ(packing_of_name(name), Packing::none) << name;
  }
}

TEST(Packing, UnknownNamesAreRefused) {
  for (const char* name : {"gzp", "brotli", "GZIP", "zlib"}) {
    EXPECT_FALSE(packing_named(name)) << name;
    const auto writer = open_writer({"/none/x", false, name});
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::usage);
  }
}

TEST(Packing, DamagedPiecesAreErrors) {
  for (const Packing packing : {Packing::gzip, Packing::zstd}) {
    const std::string good = *pack("Rest helps.\n", packing);
    EXPECT_FALSE(unpack_all(good.substr(0, good.size() - 1), packing, kLimit));
    std::string bad = good;
    bad[bad.size() / 2] = static_cast<char>(bad[bad.size() / 2] ^ 0x10);
    EXPECT_NE(unpack_all(bad, packing, kLimit).value_or(""), "Rest helps.\n");
    EXPECT_FALSE(unpack_all(*pack(std::string(5000, 'x'), packing), packing, 4000));
  }
}

}  // namespace
}  // namespace medloom
