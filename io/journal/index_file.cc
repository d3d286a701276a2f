// Tested by tests/io/journal_test.cc.
#include "io/journal/index_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "io/paths.h"

namespace medloom {
namespace {

// A block is committed long before it is so large.
constexpr std::uint32_t kLargestBlock = std::uint32_t{256} << 20;
constexpr std::size_t kUsualEntry = 4096;  // bytes of an entry that is read at once

// Adds the items of a block. False when one cannot be read.
Result<bool> read_items(std::string_view block, std::uint64_t at, IndexContent& content,
                        const EntryVisitor& visit) {
  while (!block.empty()) {
    const auto item = first_item(block);
    if (!item || content.end) return false;
    switch (item->kind) {
      case ItemKind::head:
        content.head = decode_head(item->content);
        if (!content.head) return false;
        break;
      case ItemKind::word:
        content.words.emplace_back(item->content);
        break;
      case ItemKind::entry: {
        ++content.entries;
        if (!visit) break;
        auto entry = decode_entry(item->content, content.words);
        if (!entry) return false;
        if (auto visited = visit(at, std::move(*entry)); !visited) {
          return tl::unexpected(visited.error());
        }
        break;
      }
      case ItemKind::end:
        content.end = decode_end(item->content);
        break;
    }
    at += item->size;
    block.remove_prefix(item->size);
  }
  return true;
}

}  // namespace

IndexWriter::IndexWriter(FileHandle file, std::string place, const JournalHead& head)
    : writer_(std::move(file), std::move(place)) {
  content_ = encoder_.head(head);
}

void IndexWriter::add(const JournalEntry& entry) {
  const std::string bytes = encoder_.entry(entry);
  digest_.add(bytes);
  content_ += bytes;
}

void IndexWriter::add(const JournalEnd& end) { content_ += encoder_.end(end); }

Result<void> IndexWriter::commit() {
  if (content_.empty()) return {};
  const std::string block = journal_block(std::exchange(content_, {}));
  if (auto written = writer_.write(block); !written) return written;
  return writer_.sync();
}

std::string read_at(int descriptor, std::uint64_t at, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t have = 0;
  while (have < size) {
    const ssize_t count =
        ::pread(descriptor, bytes.data() + have, size - have, static_cast<off_t>(at + have));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    have += static_cast<std::size_t>(count);
  }
  bytes.resize(have);
  return bytes;
}

Result<IndexContent> read_index(const std::string& path, const EntryVisitor& visit) {
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file) {
    if (errno == ENOENT) return IndexContent();
    return fail(ErrorCode::output, "cannot be read: " + system_message(errno), path_as_utf8(path));
  }
  IndexContent content;
  for (std::uint64_t at = 0;;) {
    const std::string head = read_at(file.get(), at, kBlockHead);
    const auto length = block_length(head);
    if (!length || *length > kLargestBlock) break;
    const std::string block = read_at(file.get(), at + kBlockHead, *length);
    if (!block_holds(head, block)) break;
    auto read = read_items(block, at + kBlockHead, content, visit);
    if (!read) return tl::unexpected(read.error());
    if (!*read) break;
    at += kBlockHead + *length;
  }
  return content;
}

std::optional<JournalEntry> read_entry(int descriptor, std::uint64_t at,
                                       const JournalWords& words) {
  for (std::size_t size = kUsualEntry; size <= kLargestBlock; size *= 8) {
    const std::string bytes = read_at(descriptor, at, size);
    const auto item = first_item(bytes);
    if (item && item->kind == ItemKind::entry) return decode_entry(item->content, words);
    if (bytes.size() < size) break;
  }
  return std::nullopt;
}

}  // namespace medloom
