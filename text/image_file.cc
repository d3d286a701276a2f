// Layout:
//
//   Header   magic, byte order, version, kind, key, size of the file, number of sections,
//            checksum of what follows the table, checksum of header and table
//   Entry[]  id, size of an element, offset, length; in the order of their offsets
//   sections, each at a multiple of 16, the gaps zero
//
// Opening reads the header and the table alone. A header checksum that holds tells damage from an
// image of somebody's making; the bounds are checked nevertheless, because the checksum is no
// secret. Tested by tests/text/image_file_test.cc.
#include "text/image_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace medloom::text {
namespace {

constexpr std::array<char, 8> kMagic = {'M', 'E', 'D', 'L', 'O', 'O', 'M', '\x1A'};
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlignment = 16;
constexpr std::uint32_t kMostSections = 1024;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint32_t byte_order = kByteOrder;
  std::uint32_t version = kVersion;
  std::array<char, kImageKind> kind = {};
  std::array<char, kImageKey> key = {};
  std::uint64_t file_size = 0;
  std::uint64_t sections = 0;
  std::uint64_t body_checksum = 0;
  std::uint64_t head_checksum = 0;  // of the header with a zero here, and of the table
};
static_assert(sizeof(Header) == 128);

struct Entry {
  std::uint32_t id = 0;
  std::uint32_t element = 0;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  std::uint64_t reserved = 0;
};
static_assert(sizeof(Entry) == 32);

// Not against attackers: it tells a damaged image from a sound one. Eight bytes a step.
class Checksum {
 public:
  void add(std::span<const std::byte> bytes) {
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data(), 8);
      mix(word);
    }
    std::uint64_t word = bytes.size();
    if (!bytes.empty())
      std::memcpy(reinterpret_cast<std::byte*>(&word) + 1, bytes.data(), bytes.size());
    mix(word);
  }
  std::uint64_t value() const { return state_; }

 private:
  void mix(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15u;
    state_ ^= state_ >> 32;
  }
  std::uint64_t state_ = 0xCBF29CE484222325u;
};

std::size_t aligned(std::size_t size) { return (size + kAlignment - 1) / kAlignment * kAlignment; }

template <std::size_t N>
std::string_view text_of(const std::array<char, N>& field) {
  return {field.data(), ::strnlen(field.data(), N)};
}

Error system_error(const std::filesystem::path& path, ErrorCode code) {
  return {code, std::generic_category().message(errno), path.string()};
}

// Nobody else's at this moment: of this process, and of no other thread of it.
std::string name_beside(const std::filesystem::path& target) {
  static std::atomic<unsigned> number = 0;
  return target.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(number++) +
         ".tmp";
}

// A descriptor that is closed, and a file that is gone, unless it was kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& target) : path_(name_beside(target)) {
    ::unlink(path_.c_str());  // of a run that was killed and had our number
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  }
  ~TemporaryFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!kept_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool good() const { return descriptor_ >= 0; }

  bool write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
  }

  bool become(const std::filesystem::path& target) {
    if (::fsync(descriptor_) != 0 || ::rename(path_.c_str(), target.c_str()) != 0) return false;
    kept_ = true;
    return true;
  }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool kept_ = false;
};

constexpr std::array<std::byte, kAlignment> kPadding = {};

std::span<const std::byte> padding_behind(std::size_t size) {
  return std::span(kPadding).first(aligned(size) - size);
}

}  // namespace

// The header and the table as they are written.
std::string ImageWriter::head() const {
  Header header;
  kind_.copy(header.kind.data(), header.kind.size());
  key_.copy(header.key.data(), header.key.size());
  header.sections = sections_.size();
  std::size_t offset = aligned(sizeof(Header) + sections_.size() * sizeof(Entry));
  Checksum body;
  std::vector<Entry> table;
  for (const Section& section : sections_) {
    table.push_back({section.id, section.element, offset, section.bytes.size(), 0});
    offset += aligned(section.bytes.size());
    body.add(section.bytes);
  }
  header.file_size = offset;
  header.body_checksum = body.value();
  Checksum head;
  head.add(std::as_bytes(std::span(&header, 1)));
  head.add(std::as_bytes(std::span(table)));
  header.head_checksum = head.value();
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes.append(reinterpret_cast<const char*>(table.data()), table.size() * sizeof(Entry));
  return bytes;
}

Result<void> ImageWriter::write(const std::filesystem::path& path) const {
  if (kind_.empty() || kind_.size() > kImageKind || key_.empty() || key_.size() > kImageKey ||
      sections_.size() > kMostSections) {
    return fail(ErrorCode::internal, "an image whose kind, key or sections do not fit",
                path.string());
  }
  TemporaryFile file(path);
  if (!file.good()) return tl::unexpected(system_error(path, ErrorCode::output));
  const std::string first = head();
  bool written =
      file.write(std::as_bytes(std::span(first))) && file.write(padding_behind(first.size()));
  for (const Section& section : sections_) {
    written =
        written && file.write(section.bytes) && file.write(padding_behind(section.bytes.size()));
  }
  if (!written || !file.become(path)) return tl::unexpected(system_error(path, ErrorCode::output));
  return {};
}

namespace {

// REQUIRES: the mapping holds a header.
Header header_at(const std::byte* data) {
  Header header;
  std::memcpy(&header, data, sizeof header);
  return header;
}

// REQUIRES: the header's number of sections was checked.
std::span<const Entry> entries_at(const std::byte* data) {
  return {reinterpret_cast<const Entry*>(data + sizeof(Header)),
          static_cast<std::size_t>(header_at(data).sections)};
}

}  // namespace

Result<ImageFile> ImageFile::open(const std::filesystem::path& path, std::string_view kind,
                                  std::string_view key) {
  ImageFile image;
  image.path_ = path;
  if (auto done = image.map(); !done) return tl::unexpected(done.error());
  if (auto done = image.check(kind, key); !done) return tl::unexpected(done.error());
  if (auto done = image.check_sections(); !done) return tl::unexpected(done.error());
  return image;
}

Result<void> ImageFile::map() {
  const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return tl::unexpected(system_error(path_, ErrorCode::input));
  struct stat status = {};
  Result<void> done;
  if (::fstat(descriptor, &status) != 0) {
    done = tl::unexpected(system_error(path_, ErrorCode::input));
  } else if (!S_ISREG(status.st_mode)) {
    done = fail(ErrorCode::input, "is no regular file", path_.string());
  } else if (static_cast<std::uint64_t>(status.st_size) < sizeof(Header)) {
    done = tl::unexpected(damaged("it is too short"));
  } else {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (mapped == MAP_FAILED) {
      done = tl::unexpected(system_error(path_, ErrorCode::input));
    } else {
      data_ = static_cast<const std::byte*>(mapped);
      size_ = size;
    }
  }
  ::close(descriptor);
  return done;
}

Result<void> ImageFile::check(std::string_view kind, std::string_view key) const {
  Header header = header_at(data_);
  const auto refuse = [this](std::string what) {
    return fail(ErrorCode::input, std::move(what), path_.string());
  };
  if (header.magic != kMagic) return refuse("is no image of medloom");
  if (header.byte_order != kByteOrder) return refuse("was made on a machine of another byte order");
  if (header.version != kVersion) return refuse("was made by another version of medloom");
  if (header.file_size != size_) return tl::unexpected(damaged("its length is not what it says"));
  if (header.sections > kMostSections || sizeof(Header) + header.sections * sizeof(Entry) > size_) {
    return tl::unexpected(damaged("its table does not fit"));
  }
  const std::uint64_t told = std::exchange(header.head_checksum, 0);
  Checksum head;
  head.add(std::as_bytes(std::span(&header, 1)));
  head.add(std::as_bytes(entries_at(data_)));
  if (head.value() != told) return tl::unexpected(damaged("its header was changed"));
  if (text_of(header.kind) != kind) {
    return refuse("is an image of '" + std::string(text_of(header.kind)) + "', not of '" +
                  std::string(kind) + "'");
  }
  if (!key.empty() && text_of(header.key) != key) return refuse("was made from other sources");
  return {};
}

Result<void> ImageFile::check_sections() const {
  std::uint64_t end = sizeof(Header) + header_at(data_).sections * sizeof(Entry);
  for (const Entry& entry : entries_at(data_)) {
    const bool fits = entry.offset >= end && entry.offset % kAlignment == 0 &&
                      entry.offset <= size_ && entry.length <= size_ - entry.offset &&
                      entry.element != 0 && entry.length % entry.element == 0;
    if (!fits) return tl::unexpected(damaged("a section does not fit"));
    end = entry.offset + entry.length;
  }
  return {};
}

Result<std::span<const std::byte>> ImageFile::section(std::uint32_t id, std::size_t element) const {
  for (const Entry& entry : entries_at(data_)) {
    if (entry.id != id) continue;
    if (entry.element != element) {
      return tl::unexpected(damaged("the elements of a section have another size"));
    }
    return std::span(data_ + entry.offset, static_cast<std::size_t>(entry.length));
  }
  return tl::unexpected(damaged("a section is missing"));
}

Result<void> ImageFile::verify() const {
  Checksum body;
  for (const Entry& entry : entries_at(data_)) {
    body.add({data_ + entry.offset, static_cast<std::size_t>(entry.length)});
  }
  if (body.value() != header_at(data_).body_checksum) {
    return tl::unexpected(damaged("its bytes are not those that were written"));
  }
  return {};
}

std::string_view ImageFile::key() const {
  const auto* field = reinterpret_cast<const char*>(data_) + offsetof(Header, key);
  return {field, ::strnlen(field, kImageKey)};
}

Error ImageFile::damaged(std::string what) const {
  return {ErrorCode::input, "is damaged: " + std::move(what) + "; build it again", path_.string()};
}

void ImageFile::swap(ImageFile& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
}

ImageFile::~ImageFile() {
  // munmap takes what mmap gave, which was not const.
  if (data_ != nullptr) ::munmap(const_cast<std::byte*>(data_), size_);
}

}  // namespace medloom::text
