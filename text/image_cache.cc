// Tested by tests/text/image_cache_test.cc.
#include "text/image_cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace medloom::text {
namespace fs = std::filesystem;

fs::path ImageCache::path(std::string_view kind, std::string_view key) const {
  return folder_ / (std::string(kind) + "-" + std::string(key) + ".img");
}

std::optional<ImageFile> ImageCache::find(std::string_view kind, std::string_view key) const {
  if (folder_.empty() || key.empty()) return std::nullopt;
  auto image = ImageFile::open(path(kind, key), kind, key);
  if (!image) return std::nullopt;
  return std::move(*image);
}

bool ImageCache::keep(const ImageWriter& image) const {
  if (folder_.empty()) return false;
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error || !image.write(path(image.kind(), image.key()))) return false;
  remove_oldest(image.kind());
  return true;
}

void ImageCache::remove_oldest(const std::string& kind) const {
  std::vector<std::pair<fs::file_time_type, fs::path>> images;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (!name.starts_with(kind + "-") || !name.ends_with(".img")) continue;
    images.emplace_back(it->last_write_time(error), it->path());
  }
  if (images.size() <= kMostOfAKind) return;
  std::sort(images.begin(), images.end());
  for (std::size_t i = 0; i + kMostOfAKind < images.size(); ++i)
    fs::remove(images[i].second, error);
}

std::string program_stamp() {
  struct stat status = {};
  if (::stat("/proc/self/exe", &status) != 0) return {};
  return std::to_string(status.st_size) + " " + std::to_string(status.st_mtim.tv_sec) + "." +
         std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace medloom::text
