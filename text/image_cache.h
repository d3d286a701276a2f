// A folder of images (text/image_file.h) by what they were made from: FOLDER/KIND-KEY.img.
//
// Whoever needs tables asks `find`, makes them when there is nothing, and hands them to `keep`, so
// that the next run finds them. Nothing depends on it: a folder that is not there, cannot be
// written or is full is the same as none, and a damaged image is the same as no image. Two programs
// may share a folder; images are replaced, never written in place.
//
// Thread-safety: const methods may run concurrently.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "text/image_file.h"

namespace medloom::text {

class ImageCache {
 public:
  // The most images of one kind; the oldest are removed for new ones.
  static constexpr std::size_t kMostOfAKind = 32;

  // An empty folder: nothing is found and nothing kept.
  explicit ImageCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  bool is_on() const { return !folder_.empty(); }
  std::filesystem::path path(std::string_view kind, std::string_view key) const;
  std::optional<ImageFile> find(std::string_view kind, std::string_view key) const;
  // Whether it was written.
  bool keep(const ImageWriter& image) const;

 private:
  void remove_oldest(const std::string& kind) const;

  std::filesystem::path folder_;
};

// Tells this build of the program from any other: its size and when it was written. For keys of
// images whose making may change with the program. Empty where that cannot be told.
std::string program_stamp();

}  // namespace medloom::text
