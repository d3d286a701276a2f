// SHA-256 by the vectors of FIPS 180-4, and the form of the ids made of it.
#include "pipeline/engine/digest.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/random.h"

namespace medloom {
namespace {

TEST(Sha256, PublishedVectors) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmn"
       "o"
       "pqrsmnopqrstnopqrstu",
       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
      {std::string(1000000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const auto& [message, digest] : cases) {
    EXPECT_EQ(sha256_hex(message), digest) << message.size() << " bytes";
  }
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  const std::string message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  for (std::size_t step = 1; step <= message.size() + 1; ++step) {
    Sha256 hash;
    for (std::size_t at = 0; at < message.size(); at += step) {
      hash.add(std::string_view(message).substr(at, step));
      hash.add("");
    }
    EXPECT_EQ(hash.hex(), sha256_hex(message)) << step;
  }
  EXPECT_EQ(Sha256().hex(), sha256_hex(""));
}

TEST(Sha256, TakesEveryByte) {
  EXPECT_NE(sha256_hex(std::string("a\0b", 3)), sha256_hex("a"));
  EXPECT_NE(sha256_hex(std::string("\0", 1)), sha256_hex(""));
}

TEST(UuidUrn, IsTheFirstHalfOfTheDigestInUuidForm) {
  //              ba7816bf 8f01 cfea 4141 40de5dae2223, version and variant put in
  EXPECT_EQ(uuid_urn("abc"), "urn:uuid:ba7816bf-8f01-8fea-8141-40de5dae2223");
}

TEST(UuidUrn, IsOfVersion8AndVariant10) {
  test::Random random(1);
  std::set<std::string> all;
  for (int round = 0; round < 2000; ++round) {
    const std::string urn = uuid_urn(std::to_string(round) + test::random_bytes(random, 8));
    ASSERT_EQ(urn.size(), 45U);
    EXPECT_EQ(urn.substr(0, 9), "urn:uuid:");
    for (const std::size_t dash : {17U, 22U, 27U, 32U}) EXPECT_EQ(urn[dash], '-') << urn;
    EXPECT_EQ(urn[23], '8') << "version: " << urn;
    EXPECT_NE(std::string("89ab").find(urn[28]), std::string::npos) << "variant: " << urn;
    EXPECT_EQ(urn.find_first_not_of("0123456789abcdef-", 9), std::string::npos) << urn;
    all.insert(urn);
  }
  EXPECT_EQ(all.size(), 2000U);
}

TEST(Sha256, OfFilesGoesByTheirBytesAndOrder) {
  const std::vector<DictionaryRef> read = {{"a", "1"}, {"b", "2"}};
  const std::string both = sha256_of_files({"a", "b"}, read);
  EXPECT_EQ(both.size(), 64U);
  EXPECT_NE(both, sha256_of_files({"b", "a"}, read));
  EXPECT_NE(both, sha256_of_files({"a"}, read));
  EXPECT_NE(both, sha256_of_files({"a", "b"}, {{"a", "1"}, {"b", "3"}}));
  EXPECT_EQ(sha256_of_files({"a", "c"}, read), "") << "c was not read";
}

}  // namespace
}  // namespace medloom
