// A folder of images: found again, kept to a number, and never in anybody's way.
#include "text/image_cache.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace medloom::text {
namespace {

namespace fs = std::filesystem;

ImageWriter sample(const std::string& key, std::uint32_t value = 1) {
  ImageWriter image("sample", key);
  image.add_value(1, value);
  return image;
}

std::size_t files_in(const fs::path& folder) {
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file : fs::directory_iterator(folder)) ++files;
  return files;
}

TEST(ImageCache, FindsWhatWasKept) {
  const test::TempFolder folder;
  const ImageCache cache(folder.path() / "deep" / "er");
  EXPECT_FALSE(cache.find("sample", "a"));
  EXPECT_TRUE(cache.keep(sample("a", 7)));
  const auto found = cache.find("sample", "a");
  ASSERT_TRUE(found);
  EXPECT_EQ(*found->value<std::uint32_t>(1), 7u);
  EXPECT_EQ(found->path(), folder.path() / "deep" / "er" / "sample-a.img");
  EXPECT_FALSE(cache.find("sample", "b"));
  EXPECT_FALSE(cache.find("other", "a"));
  EXPECT_FALSE(cache.find("sample", ""));
}

TEST(ImageCache, TakesADamagedImageForNone) {
  const test::TempFolder folder;
  const ImageCache cache(folder.path());
  ASSERT_TRUE(cache.keep(sample("a")));
  const std::string good = folder.read("sample-a.img");
  for (const std::string& bytes :
       {std::string(), good.substr(0, good.size() / 2), std::string(good.size(), 'x')}) {
    folder.write("sample-a.img", bytes);
    EXPECT_FALSE(cache.find("sample", "a"));
  }
  EXPECT_TRUE(cache.keep(sample("a"))) << "replaced";
  EXPECT_TRUE(cache.find("sample", "a"));
  fs::copy_file(folder.path("sample-a.img"), folder.path("sample-b.img"));
  EXPECT_FALSE(cache.find("sample", "b")) << "its name is not its key";
}

TEST(ImageCache, IsNeededByNobody) {
  const ImageCache off{fs::path()};
  EXPECT_FALSE(off.keep(sample("a")));
  EXPECT_FALSE(off.find("sample", "a"));
  const test::TempFolder folder;
  folder.write("file", "x");
  for (const fs::path& wrong : {folder.path() / "file", folder.path() / "file" / "below"}) {
    EXPECT_FALSE(ImageCache(wrong).keep(sample("a")));
    EXPECT_FALSE(ImageCache(wrong).find("sample", "a"));
  }
  fs::create_directories(folder.path() / "taken" / "sample-a.img" / "x");
  EXPECT_FALSE(ImageCache(folder.path() / "taken").keep(sample("a"))) << "a folder is in its place";
}

TEST(ImageCache, KeepsNoMoreThanItsNumberOfAKind) {
  const test::TempFolder folder;
  const ImageCache cache(folder.path());
  folder.write("sample-notes.txt", "not ours");
  ImageWriter other("other", "a");
  ASSERT_TRUE(cache.keep(other));
  for (std::size_t i = 0; i < ImageCache::kMostOfAKind + 5; ++i) {
    ASSERT_TRUE(cache.keep(sample(std::to_string(i))));
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1000 - i);
    fs::last_write_time(cache.path("sample", std::to_string(i)), old);
  }
  ASSERT_TRUE(cache.keep(sample("last")));
  EXPECT_EQ(files_in(folder.path()), ImageCache::kMostOfAKind + 2);
  EXPECT_TRUE(cache.find("sample", "last"));
  EXPECT_FALSE(cache.find("sample", "0"));
  EXPECT_TRUE(cache.find("other", "a"));
}

TEST(ImageCache, IsSharedByWritersAndReaders) {
  const test::TempFolder folder;
  const ImageCache cache(folder.path());
  ASSERT_TRUE(cache.keep(sample("a")));
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(cache.keep(sample("a")));
        const auto found = cache.find("sample", "a");
        EXPECT_TRUE(found && found->verify());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(files_in(folder.path()), 1u);
}

}  // namespace
}  // namespace medloom::text
