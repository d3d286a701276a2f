// Conversions that are loaded from images: the same bytes as compiled ones, and no harm from images
// that are damaged, of something else, or of anybody's making.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <deque>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"
#include "text/han_converter.h"
#include "text/image_file.h"
#include "text/opencc_data.h"

namespace medloom::text {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

constexpr const char* kProse =
    "医生发现皮肤干，头发里面发痒。软件的信息，裏面的資訊，瞭解甚麼。反复制剂 aspirin 100mg，"
    "台湾的程序员说鼠标。髮現着色衞生説話，為著名的線條。";

HanConverter made(const char* config, const fs::path& images) {
  auto converter = HanConverter::create(config, {}, images);
  EXPECT_TRUE(converter.has_value()) << config;
  return *converter;
}

std::vector<fs::path> images_in(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) found.push_back(entry.path());
  return found;
}

constexpr const char* kConfigs[] = {"s2t",  "s2tw", "s2twp", "s2hk", "t2s",  "tw2s",  "tw2sp",
                                    "hk2s", "t2tw", "t2hk",  "tw2t", "hk2t", "hk2tw", "tw2hk"};

TEST(HanTablesImage, ConvertsAsWhatWasCompiled) {
  for (const char* config : kConfigs) {
    const TempFolder folder;
    const HanConverter compiled = made(config, {});
    const HanConverter keeping = made(config, folder.path());
    ASSERT_EQ(images_in(folder.path()).size(), 1U) << config;
    const HanConverter loaded = made(config, folder.path());
    for (const bool second_opinion : {false, true}) {
      const Converted expected = *compiled.convert(kProse, second_opinion);
      for (const HanConverter& converter : {keeping, loaded}) {
        const Converted got = *converter.convert(kProse, second_opinion);
        EXPECT_EQ(got.text, expected.text) << config;
        EXPECT_EQ(got.changes, expected.changes) << config;
        EXPECT_EQ(got.others, expected.others) << config;
      }
    }
    EXPECT_EQ(loaded.data_version(), compiled.data_version());
  }
}

TEST(HanTablesImage, AFolderThatCannotBeUsedIsAsNone) {
  const TempFolder folder;
  const std::string file = folder.write("file", "x");
  EXPECT_EQ(made("t2s", file).convert("醫生")->text, "医生");
  EXPECT_EQ(made("t2s", folder.path() / "a/b").convert("醫生")->text, "医生");
  EXPECT_EQ(made("t2s", folder.path() / "a/b").convert("醫生")->text, "医生");
}

// Whatever is wrong with an image, it is made again.
TEST(HanTablesImage, IsMadeAgainWhenItIsDamaged) {
  const TempFolder folder;
  const std::string expected = made("t2s", folder.path()).convert(kProse)->text;
  const fs::path image = images_in(folder.path()).front();
  const std::string whole = folder.read(image.filename().string());
  std::mt19937 random(7);
  const auto somewhere = [&] { return random() % whole.size(); };
  std::vector<std::string> wrong = {"",
                                    "x",
                                    std::string(whole.size(), '\0'),
                                    whole + "x",
                                    whole.substr(0, whole.size() / 2),
                                    whole.substr(0, 128)};
  for (int i = 0; i < 40; ++i) {
    wrong.push_back(whole);
    wrong.back()[somewhere()] ^= static_cast<char>(1 << random() % 8);
    wrong.push_back(whole.substr(0, somewhere()));
  }
  for (int at = 0; at < 128; at += 3) {
    wrong.push_back(whole);
    wrong.back()[static_cast<std::size_t>(at)] ^= 0x21;
  }
  for (const std::string& bytes : wrong) {
    folder.write(image.filename().string(), bytes);
    EXPECT_EQ(made("t2s", folder.path()).convert(kProse)->text, expected);
    EXPECT_EQ(folder.read(image.filename().string()), whole);
  }
}

TEST(HanTablesImage, IsOneForEachDataAndConfiguration) {
  const TempFolder data;
  for (const auto& entry : fs::directory_iterator(*opencc_data_directory())) {
    fs::copy(entry.path(), data.path());
  }
  const TempFolder folder;
  ::setenv("MEDLOOM_OPENCC_DIR", data.path().c_str(), 1);
  made("t2s", folder.path());
  made("t2tw", folder.path());
  EXPECT_EQ(images_in(folder.path()).size(), 2U);
  // Other data of the same name and size.
  fs::copy(data.path() / "TWVariants.ocd2", data.path() / "TSPhrases.ocd2",
           fs::copy_options::overwrite_existing);
  EXPECT_EQ(made("t2s", folder.path()).convert("醫生")->text, "医生");
  EXPECT_EQ(images_in(folder.path()).size(), 3U);
  ::unsetenv("MEDLOOM_OPENCC_DIR");
}

// An image with a good checksum and any content: at worst it converts wrongly.
template <std::size_t Size>
struct Element {
  std::array<std::byte, Size> bytes;
};

class Forger {
 public:
  Forger(const ImageFile& image, const fs::path& path, std::mt19937& random)
      : image_(image),
        writer_("han", std::string(image.key())),
        path_(path),
        random_(random),
        victim_(random() % 120) {}

  void forge() {
    for (std::uint32_t id = 0; id < 256; ++id) {
      take<1>(id), take<2>(id), take<4>(id), take<6>(id), take<8>(id), take<12>(id);
      take<16>(id), take<1024>(id), take<4096>(id);
    }
    EXPECT_TRUE(writer_.write(path_).has_value());
  }
  std::size_t sections() const { return sections_; }

 private:
  template <std::size_t Size>
  void take(std::uint32_t id) {
    const auto found = image_.array<Element<Size>>(id);
    if (!found) return;
    ++sections_;
    std::vector<std::byte>& bytes = kept_.emplace_back(found->size() * Size);
    if (bytes.empty()) return writer_.add(id, std::span<const Element<Size>>());
    std::memcpy(bytes.data(), found->data(), bytes.size());
    for (std::uint32_t i = random_() % 3 * (id == victim_ || random_() % 8 == 0); i > 0; --i) {
      bytes[random_() % bytes.size()] = static_cast<std::byte>(random_());
    }
    std::size_t elements = found->size();
    if (random_() % 64 == 0) elements = random_() % elements;
    writer_.add(id, std::span(reinterpret_cast<const Element<Size>*>(bytes.data()), elements));
  }

  const ImageFile& image_;
  ImageWriter writer_;
  fs::path path_;
  std::mt19937& random_;
  std::uint32_t victim_;
  std::size_t sections_ = 0;
  std::deque<std::vector<std::byte>> kept_;
};

TEST(HanTablesImage, OfAnybodysMakingDoesNoHarm) {
  std::mt19937 random(11);
  for (const char* config : {"t2s", "tw2sp", "hk2tw"}) {
    const TempFolder sound;
    made(config, sound.path());
    const fs::path path = images_in(sound.path()).front();
    const auto image = ImageFile::open(path, "han", "");
    ASSERT_TRUE(image.has_value());
    const TempFolder folder;
    for (int i = 0; i < 60; ++i) {
      Forger forger(*image, folder.path() / path.filename(), random);
      forger.forge();
      EXPECT_GT(forger.sections(), 20U);
      const HanConverter converter = made(config, folder.path());
      for (const bool second_opinion : {false, true}) {
        const auto converted = converter.convert(kProse, second_opinion);
        ASSERT_TRUE(converted.has_value());
        for (const HanChange& change : converted->changes) {
          ASSERT_LE(change.source.to, std::string_view(kProse).size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace medloom::text
