// Tables that took time to make, kept in a file that is mapped and used as it lies there.
//
// An image is a header, a table of sections and the sections: arrays of plain structs at offsets
// that are multiples of 16. The header says of what kind the image is ("terms", "han") and from
// what it was made (its key, a digest of all sources), so an image of anything else is refused and
// never misread. Opening one maps it and checks the header and the table, whatever the size;
// `verify` reads all of it. Whoever uses an array treats its values as a stranger's: an index that
// came out of an image is checked before it is used.
//
// Images are for the machine that made them: another byte order is refused like another version. A
// file that somebody shortens while it is mapped ends the program (SIGBUS); images are therefore
// never written in place but replaced. Thread-safety: const methods may run concurrently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::text {

inline constexpr std::size_t kImageKind = 16;  // bytes of a kind, at most
inline constexpr std::size_t kImageKey = 64;   // bytes of a key, at most

class ImageWriter {
 public:
  // REQUIRES: `kind` and `key` are not empty and fit. A longer one makes `write` fail.
  ImageWriter(std::string kind, std::string key) : kind_(std::move(kind)), key_(std::move(key)) {}

  // Each id once. The array must outlive the last `write`; a value is copied.
  template <class T>
  void add(std::uint32_t id, std::span<const T> array) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 16);
    sections_.push_back({id, sizeof(T), std::as_bytes(array)});
  }
  template <class T>
  void add_value(std::uint32_t id, const T& value) {
    const auto bytes = std::as_bytes(std::span<const T, 1>(&value, 1));
    values_.emplace_back(bytes.begin(), bytes.end());
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 16);
    sections_.push_back({id, sizeof(T), values_.back()});
  }

  // Complete or not at all: written under another name in the same folder, and then renamed.
  Result<void> write(const std::filesystem::path& path) const;

  const std::string& kind() const { return kind_; }
  const std::string& key() const { return key_; }

 private:
  struct Section {
    std::uint32_t id;
    std::uint32_t element;  // bytes of one
    std::span<const std::byte> bytes;
  };
  std::string head() const;

  std::string kind_;
  std::string key_;
  std::vector<Section> sections_;
  std::deque<std::vector<std::byte>> values_;
};

class ImageFile {
 public:
  // An empty key accepts any. Errors (input) name the path: not there, damaged, of another kind,
  // version or key.
  static Result<ImageFile> open(const std::filesystem::path& path, std::string_view kind,
                                std::string_view key);

  ImageFile(ImageFile&& other) noexcept { swap(other); }
  ImageFile& operator=(ImageFile&& other) noexcept {
    swap(other);
    return *this;
  }
  ImageFile(const ImageFile&) = delete;
  ImageFile& operator=(const ImageFile&) = delete;
  ~ImageFile();

  // The array of that id; an error when there is none or its elements have another size.
  template <class T>
  Result<std::span<const T>> array(std::uint32_t id) const {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 16);
    const auto bytes = section(id, sizeof(T));
    if (!bytes) return tl::unexpected(bytes.error());
    // What was written as an array of T is read as one; a mapping is aligned to a page.
    return std::span(reinterpret_cast<const T*>(bytes->data()), bytes->size() / sizeof(T));
  }
  // An array of one.
  template <class T>
  Result<T> value(std::uint32_t id) const {
    const auto found = array<T>(id);
    if (!found) return tl::unexpected(found.error());
    if (found->size() != 1) return tl::unexpected(damaged("a section has another length"));
    return found->front();
  }

  // Reads all of it; an error when a byte is not what was written.
  Result<void> verify() const;

  std::string_view key() const;
  std::size_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }

  // The error that says of this image what is wrong with it.
  Error damaged(std::string what) const;

 private:
  ImageFile() = default;
  void swap(ImageFile& other) noexcept;
  Result<void> map();
  Result<void> check(std::string_view kind, std::string_view key) const;
  Result<void> check_sections() const;
  Result<std::span<const std::byte>> section(std::uint32_t id, std::size_t element) const;

  std::filesystem::path path_;
  const std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace medloom::text
