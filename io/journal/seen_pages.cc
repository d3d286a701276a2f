// Places stand one behind the other, the first mebibyte in memory and all others in a file: a
// duplicate is rare, and its first page is looked up only then.
//
// Tested by tests/io/seen_pages_test.cc.
#include "io/journal/seen_pages.h"

#include <cstring>
#include <utility>

namespace medloom {
namespace {

constexpr std::size_t kInMemory = std::size_t{1} << 20;

struct Sizes {
  std::uint32_t place = 0;
  std::uint32_t sha256 = 0;
};

}  // namespace

Result<std::optional<SeenPages::First>> SeenPages::seen_before(Id128 id, std::string_view place,
                                                               std::string_view sha256) {
  const auto known = table_.insert(id, size_);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    auto first = read(**known);
    if (!first) return tl::unexpected(first.error());
    return std::optional(std::move(*first));
  }
  const Sizes sizes{static_cast<std::uint32_t>(place.size()),
                    static_cast<std::uint32_t>(sha256.size())};
  std::string page(reinterpret_cast<const char*>(&sizes), sizeof sizes);
  page += place;
  page += sha256;
  size_ += page.size();
  if (!pages_ && first_pages_.size() < kInMemory) {
    first_pages_ += page;
    return std::optional<First>();
  }
  if (!pages_) {
    auto file = TempFile::create(folder_);
    if (!file) return tl::unexpected(file.error());
    pages_.emplace(std::move(*file));
  }
  if (auto added = pages_->append(page); !added) return tl::unexpected(added.error());
  return std::optional<First>();
}

Result<SeenPages::First> SeenPages::read(std::uint64_t at) {
  // A page is wholly in memory or wholly in the file.
  const auto copy = [this](std::uint64_t from, char* to, std::size_t size) -> Result<void> {
    if (from >= first_pages_.size()) return pages_->read(from - first_pages_.size(), to, size);
    std::memcpy(to, first_pages_.data() + from, size);
    return {};
  };
  char head[sizeof(Sizes)];
  if (auto read = copy(at, head, sizeof head); !read) return tl::unexpected(read.error());
  Sizes sizes;
  std::memcpy(&sizes, head, sizeof sizes);
  std::string text(std::size_t{sizes.place} + sizes.sha256, '\0');
  if (!text.empty()) {
    const auto read = copy(at + sizeof sizes, text.data(), text.size());
    if (!read) return tl::unexpected(read.error());
  }
  return First{text.substr(0, sizes.place), text.substr(sizes.place)};
}

}  // namespace medloom
