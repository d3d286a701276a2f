// Images as they are written, and every way in which a file is none.
#include "text/image_file.h"

#include <sys/stat.h>

#include <cstring>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/random.h"
#include "tests/support/temp_folder.h"
#include "text/double_array.h"

namespace medloom::text {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint32_t kNumbers = 1;
constexpr std::uint32_t kText = 2;
constexpr std::uint32_t kEmpty = 3;
constexpr std::uint32_t kOne = 4;

const std::vector<std::uint32_t> kSomeNumbers = {7, 0, 0xFFFFFFFF};
const std::string kSomeText = "腰痛 text";

// Where the header's fields lie (text/image_file.cc).
constexpr std::size_t kByteOrderAt = 8;
constexpr std::size_t kVersionAt = 12;
constexpr std::size_t kFileSizeAt = 96;
constexpr std::size_t kSectionsAt = 104;
constexpr std::size_t kHeadChecksumAt = 120;
constexpr std::size_t kTableAt = 128;

void write_sample(const fs::path& path, const std::string& key = "cafe") {
  ImageWriter image("sample", key);
  image.add(kNumbers, std::span<const std::uint32_t>(kSomeNumbers));
  image.add(kText, std::span<const char>(kSomeText));
  image.add(kEmpty, std::span<const std::uint64_t>());
  image.add_value(kOne, 2.5);
  const auto done = image.write(path);
  ASSERT_TRUE(done) << to_string(done.error());
}

std::string error_of(const fs::path& path, std::string_view kind = "sample",
                     std::string_view key = "cafe") {
  const auto image = ImageFile::open(path, kind, key);
  return image ? std::string() : image.error().message;
}

TEST(ImageFile, GivesBackWhatWasWritten) {
  const test::TempFolder folder;
  write_sample(folder.path("a.img"));
  auto image = ImageFile::open(folder.path("a.img"), "sample", "cafe");
  ASSERT_TRUE(image) << to_string(image.error());
  EXPECT_EQ(image->key(), "cafe");
  EXPECT_TRUE(image->verify());
  EXPECT_THAT(*image->array<std::uint32_t>(kNumbers), ElementsAre(7, 0, 0xFFFFFFFF));
  const auto text = *image->array<char>(kText);
  EXPECT_EQ(std::string(text.begin(), text.end()), kSomeText);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(text.data()) % 16, 0u);
  EXPECT_TRUE(image->array<std::uint64_t>(kEmpty)->empty());
  EXPECT_EQ(*image->value<double>(kOne), 2.5);

  const ImageFile moved = std::move(*image);
  EXPECT_EQ(moved.array<std::uint32_t>(kNumbers)->size(), 3u);
  EXPECT_TRUE(ImageFile::open(folder.path("a.img"), "sample", "")) << "any key";
}

TEST(ImageFile, RefusesAnArrayOfAnotherKind) {
  const test::TempFolder folder;
  write_sample(folder.path("a.img"));
  const auto image = ImageFile::open(folder.path("a.img"), "sample", "cafe");
  ASSERT_TRUE(image);
  EXPECT_FALSE(image->array<std::uint32_t>(99)) << "no such section";
  EXPECT_FALSE(image->array<std::uint64_t>(kNumbers)) << "elements of another size";
  EXPECT_FALSE(image->value<std::uint32_t>(kNumbers)) << "three, not one";
  EXPECT_FALSE(image->value<std::uint64_t>(kEmpty)) << "none";
}

TEST(ImageFile, RefusesAnImageOfSomethingElse) {
  const test::TempFolder folder;
  const std::string path = folder.path("a.img");
  write_sample(path);
  EXPECT_THAT(error_of(path, "han"), HasSubstr("is an image of 'sample', not of 'han'"));
  EXPECT_THAT(error_of(path, "sample", "cafd"), HasSubstr("made from other sources"));
  EXPECT_THAT(error_of(path, "sample", "cafe0"), HasSubstr("made from other sources"));
  EXPECT_THAT(error_of(folder.path("missing.img")), HasSubstr("No such file"));
  EXPECT_THAT(error_of(folder.path().string()), HasSubstr("no regular file"));
  EXPECT_THAT(error_of(folder.write("empty", "")), HasSubstr("too short"));
  EXPECT_THAT(error_of(folder.write("short", "MEDLOOM\x1A")), HasSubstr("too short"));
  EXPECT_THAT(error_of(folder.write("tsv", std::string(4096, 'x'))), HasSubstr("no image"));
}

// The checksum of a head that a test changed, as somebody would who means harm.
void sign(std::string& bytes) {
  std::uint64_t sections = 0;
  std::memcpy(&sections, bytes.data() + kSectionsAt, 8);
  std::uint64_t state = 0xCBF29CE484222325u;
  const auto mix = [&](std::uint64_t word) {
    state = (state ^ word) * 0x9E3779B97F4A7C15u;
    state ^= state >> 32;
  };
  std::memset(bytes.data() + kHeadChecksumAt, 0, 8);
  for (const auto& [from, to] :
       {std::pair<std::size_t, std::size_t>{0, kTableAt}, {kTableAt, kTableAt + sections * 32}}) {
    // A table that claims to be longer than the file is refused whatever it is signed with.
    for (std::size_t at = from; at < to && at + 8 <= bytes.size(); at += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, 8);
      mix(word);
    }
    mix(0);
  }
  std::memcpy(bytes.data() + kHeadChecksumAt, &state, 8);
}

template <class T>
void put(std::string& bytes, std::size_t at, T value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

TEST(ImageFile, RefusesAHeadThatLies) {
  const test::TempFolder folder;
  write_sample(folder.path("a.img"));
  const std::string good = folder.read("a.img");
  struct Case {
    const char* what;
    std::function<void(std::string&)> change;
    const char* message;
  };
  const std::size_t entry = kTableAt + 32;  // of the text: id, element, offset, length
  const Case cases[] = {
      {"nothing", [](std::string&) {}, ""},
      {"byte order", [](std::string& b) { put(b, kByteOrderAt, 0x04030201u); }, "byte order"},
      {"version", [](std::string& b) { put(b, kVersionAt, 99u); }, "another version"},
      {"cut", [](std::string& b) { b.resize(b.size() - 16); }, "its length"},
      {"grown", [](std::string& b) { b.append(16, '\0'); }, "its length"},
      {"size", [](std::string& b) { put<std::uint64_t>(b, kFileSizeAt, 1); }, "its length"},
      {"sections", [](std::string& b) { put<std::uint64_t>(b, kSectionsAt, 1000); },
       "table does not fit"},
      {"sections, overflowing",
       [](std::string& b) { put<std::uint64_t>(b, kSectionsAt, ~std::uint64_t{0} / 32); },
       "table does not fit"},
      {"offset", [=](std::string& b) { put<std::uint64_t>(b, entry + 8, b.size() + 16); },
       "a section"},
      {"offset, overflowing",
       [=](std::string& b) { put<std::uint64_t>(b, entry + 8, ~std::uint64_t{15}); }, "a section"},
      {"offset into the head", [=](std::string& b) { put<std::uint64_t>(b, entry + 8, 0); },
       "a section"},
      {"offset off the grid",
       [=](std::string& b) {
         std::uint64_t offset = 0;
         std::memcpy(&offset, b.data() + entry + 8, 8);
         put(b, entry + 8, offset + 1);
       },
       "a section"},
      {"length", [=](std::string& b) { put<std::uint64_t>(b, entry + 16, b.size()); }, "a section"},
      {"length, overflowing", [=](std::string& b) { put(b, entry + 16, ~std::uint64_t{0}); },
       "a section"},
      {"overlapping", [=](std::string& b) { put<std::uint64_t>(b, kTableAt + 16, 64); },
       "a section"},
      {"no element", [=](std::string& b) { put(b, entry + 4, 0u); }, "a section"},
      {"half an element", [=](std::string& b) { put(b, entry + 4, 5u); }, "a section"},
  };
  for (const Case& c : cases) {
    std::string bytes = good;
    c.change(bytes);
    if (bytes.size() == good.size()) sign(bytes);
    EXPECT_THAT(error_of(folder.write("b.img", bytes)), HasSubstr(c.message)) << c.what;
    EXPECT_EQ(error_of(folder.path("b.img")).empty(), *c.message == '\0') << c.what;
  }
}

// A damaged head is never opened, a damaged body never verified; any other byte is a gap.
TEST(ImageFile, NoticesEveryChangedByte) {
  const test::TempFolder folder;
  write_sample(folder.path("a.img"));
  const std::string good = folder.read("a.img");
  std::size_t unnoticed = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    const auto image = ImageFile::open(folder.write("b.img", bytes), "sample", "cafe");
    const bool noticed = !image || !image->verify();
    if (at < kTableAt + 4 * 32) {
      EXPECT_FALSE(image) << "byte " << at;
    }
    unnoticed += noticed ? 0 : 1;
  }
  EXPECT_LT(unnoticed, 3u * 16u) << "no more than the gaps behind three sections";
  for (std::size_t size = 0; size < good.size(); size += 5) {
    EXPECT_NE(error_of(folder.write("b.img", good.substr(0, size))), "") << "cut to " << size;
  }
}

TEST(ImageWriter, WritesWholeFilesOrNone) {
  const test::TempFolder folder;
  write_sample(folder.path("a.img"));
  struct stat status = {};
  ASSERT_EQ(::stat(folder.path("a.img").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0111, 0u);
  write_sample(folder.path("a.img"), "beef");
  EXPECT_EQ(error_of(folder.path("a.img"), "sample", "beef"), "") << "replaced";

  const ImageWriter image("sample", "cafe");
  EXPECT_FALSE(image.write(folder.path("no/such/a.img")));
  EXPECT_FALSE(image.write(folder.path())) << "a folder";
  fs::create_symlink(folder.path("elsewhere.img"), folder.path("link.img"));
  EXPECT_TRUE(image.write(folder.path("link.img")));
  EXPECT_FALSE(folder.has("elsewhere.img")) << "a link is replaced, not followed";
  EXPECT_FALSE(ImageWriter("a kind that is too long", "cafe").write(folder.path("b.img")));
  EXPECT_FALSE(ImageWriter("sample", std::string(65, 'a')).write(folder.path("b.img")));
  EXPECT_FALSE(ImageWriter("sample", "").write(folder.path("b.img")));

  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file : fs::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 2u) << "no half-written file is left";
}

using Matches = std::vector<std::pair<std::uint32_t, std::size_t>>;

Matches matches(const DoubleArray& array, std::u32string_view text) {
  Matches out;
  for (std::size_t from = 0; from < text.size(); ++from) {
    array.matches(text, from,
                  [&](std::uint32_t key, std::size_t end) { out.emplace_back(key, end); });
  }
  return out;
}

const std::vector<std::u32string> kKeys = {U"腰", U"腰痛", U"low back pain", U"low", U"\U00020BB7"};
const std::u32string kWhere = U"腰痛 and low back pain, low \U00020BB7";

TEST(DoubleArrayImage, MatchesAsTheOneThatWasSaved) {
  const test::TempFolder folder;
  for (const auto& keys : {kKeys, std::vector<std::u32string>()}) {
    const DoubleArray built(keys);
    ImageWriter writer("sample", "cafe");
    built.save(writer, 10);
    DoubleArray().save(writer, 10 + DoubleArray::kSections);
    ASSERT_TRUE(writer.write(folder.path("a.img")));
    const auto image = ImageFile::open(folder.path("a.img"), "sample", "cafe");
    ASSERT_TRUE(image);
    const auto loaded = DoubleArray::load(*image, 10);
    ASSERT_TRUE(loaded) << to_string(loaded.error());
    EXPECT_EQ(matches(*loaded, kWhere), matches(built, kWhere));
    EXPECT_EQ(loaded->size(), keys.size());
    const auto none = DoubleArray::load(*image, 10 + DoubleArray::kSections);
    ASSERT_TRUE(none);
    EXPECT_EQ(matches(*none, kWhere), Matches());
    EXPECT_FALSE(DoubleArray::load(*image, 11)) << "sections of other arrays";
  }
}

// Whatever stands in the sections, loading or walking never leaves them.
TEST(DoubleArrayImage, IsSafeOnAnyBytes) {
  const test::TempFolder folder;
  ImageWriter writer("sample", "cafe");
  const DoubleArray built(kKeys);
  built.save(writer, 10);
  ASSERT_TRUE(writer.write(folder.path("a.img")));
  const std::string good = folder.read("a.img");
  test::Random random(5);
  const std::size_t body = kTableAt + DoubleArray::kSections * 32;
  int walked = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (std::uint32_t n = random.between(1, 40); n > 0; --n) {
      const auto at = body + random.below(static_cast<std::uint32_t>(good.size() - body));
      bytes[at] = static_cast<char>(random.one_in(4) ? 0xFF : random.below(256));
    }
    const auto image = ImageFile::open(folder.write("b.img", bytes), "sample", "cafe");
    ASSERT_TRUE(image);
    const auto loaded = DoubleArray::load(*image, 10);
    if (!loaded) continue;
    ++walked;
    for (const auto& [key, end] : matches(*loaded, kWhere)) {
      ASSERT_LT(key, kKeys.size());
      ASSERT_LE(end, kWhere.size());
    }
  }
  EXPECT_GT(walked, 30);
}

}  // namespace
}  // namespace medloom::text
