// The bytes of a journal's index: a row of blocks, each whole or not there.
//
// A block is "MLJ1", the length of its content (4 bytes, the lowest first), the first 16
// hexadecimal digits of the content's SHA-256, and the content. So whatever cuts or spoils a file
// is noticed at the block it hits. The content is a row of items, each a kind (1 byte), a length (4
// bytes) and that many bytes: a head, which says what was asked for; words that entries use often,
// numbered from 0 in their order; entries; and an end, when the run is complete.
//
// Thread-safety: pure functions; an encoder and a decoder belong to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/engine/journal_entry.h"

namespace medloom {

inline constexpr std::size_t kBlockHead = 24;

// The content as a block.
std::string journal_block(std::string_view content);
// How long the content of the block that begins with `head` is; nothing where none begins.
std::optional<std::uint32_t> block_length(std::string_view head);
// Whether the content is what the block's head says.
bool block_holds(std::string_view head, std::string_view content);

// What a run was asked for, and what its results depend on.
struct JournalHead {
  std::string version;      // of medloom
  std::string asked;        // inputs, form and selection: another command has others
  std::string fingerprint;  // of program, configuration, data and form
  std::string layout;       // how the output is cut and packed

  friend bool operator==(const JournalHead&, const JournalHead&) = default;
};

// What a complete run has put into place.
struct JournalEnd {
  struct File {
    std::string path;
    std::uint64_t size = 0;
    friend bool operator==(const File&, const File&) = default;
  };
  std::vector<File> outputs;  // in the order of their parts
  std::vector<File> others;   // rejects, where they were asked for
  std::string digest;         // of all entries, in order

  friend bool operator==(const JournalEnd&, const JournalEnd&) = default;
};

enum class ItemKind : std::uint8_t { head = 1, word = 2, entry = 3, end = 4 };

// Makes items. Words are numbered as they come; when there are very many, new ones are written out.
class JournalEncoder {
 public:
  std::string head(const JournalHead& head);
  // The entry, behind the words it needs.
  std::string entry(const JournalEntry& entry);
  std::string end(const JournalEnd& end);

 private:
  void counts(std::string& out, std::string& words, const std::vector<RecordFacts::Count>& counts);

  std::unordered_map<std::string, std::uint32_t> words_;
  std::size_t word_bytes_ = 0;
};

// Reads items; what is no item, or one that is cut, is nothing.
struct JournalItem {
  ItemKind kind = ItemKind::entry;
  std::string_view content;
  std::size_t size = 0;  // with kind and length
};
std::optional<JournalItem> first_item(std::string_view bytes);

using JournalWords = std::vector<std::string>;
std::optional<JournalHead> decode_head(std::string_view content);
std::optional<JournalEntry> decode_entry(std::string_view content, const JournalWords& words);
std::optional<JournalEnd> decode_end(std::string_view content);

}  // namespace medloom
