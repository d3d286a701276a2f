// A library as an image (text/image_file.h): what the matcher needs, ready to be used as it lies
// there, and the rows and concepts, to be read one by one when they act.
//
// Opening one takes the same few milliseconds for a hundred rows and for half a million. What it
// makes of a text is byte for byte what the library that was compiled makes of it. An image is not
// believed: its numbers are checked where they are used, so bytes of anybody's making give wrong
// matches at worst; ImageFile::verify tells whether it is what was written.
// Thread-safety: as a library's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/library.h"
#include "text/image_cache.h"
#include "text/image_file.h"

namespace medloom::dictionaries {

inline constexpr std::string_view kLibraryImage = "terms";

// Whether a path names a compiled library: "all.img".
inline bool is_library_image(std::string_view path) { return path.ends_with(".img"); }

// One file of a layer, for the key of an image.
struct SourceDigest {
  std::size_t layer = 0;
  std::string name;
  std::string digest;  // of its bytes
};

// The key of an image of these sources: another one wherever a file, its name, its layer, the
// version of medloom or of OpenCC's data is another. `digest` is a cryptographic one, in
// hexadecimal digits.
std::string library_key(const std::vector<SourceDigest>& sources, std::string_view version,
                        std::string (*digest)(std::string_view));

class CompiledLibrary {
 public:
  // The library must outlive it.
  explicit CompiledLibrary(const Library& library);

  // An image of it. This must outlive the image's writing.
  text::ImageWriter image(std::string key) const;

 private:
  // Texts of any number, one after the other, and where each begins; one more place at the end.
  struct Packed {
    std::string bytes;
    std::vector<std::uint32_t> starts = {0};
  };

  const Library& library_;
  Packed files_;
  Packed rows_;
  Packed concepts_;
};

// The library of an image; its entries() and concepts() are empty, it has a matcher alone.
Result<Library> open_library(text::ImageFile image);

// What tells these layers from others, for `library_key`.
std::vector<SourceDigest> digests_of(const std::vector<Layer>& layers,
                                     std::string (*digest)(std::string_view));

// As `load`, but from the image that an earlier run of this program kept of the same sources, or
// keeping one for the next. `key` is their library_key.
tl::expected<Library, Problems> load_cached(std::vector<Layer> layers,
                                            const text::ImageCache& cache, const std::string& key,
                                            std::string (*digest)(std::string_view));

}  // namespace medloom::dictionaries
