// A table of words saves most of an entry: the same few thousand repairs come again and again.
//
// Tested by tests/engine/journal_test.cc.
#include "pipeline/engine/journal_codec.h"

#include "pipeline/engine/digest.h"
#include "pipeline/engine/journal_bytes.h"

namespace medloom {
namespace {

using journal_bytes::get32;
using journal_bytes::put;
using journal_bytes::put32;
using journal_bytes::Taker;

constexpr std::string_view kMagic = "MLJ1";
constexpr std::size_t kCheck = 16;  // digits of the SHA-256
constexpr std::size_t kItemHead = 5;

// Beyond these, words are as rare as they are many, and a table of them would grow for ever.
constexpr std::size_t kMostWords = 65536;
constexpr std::size_t kMostWordBytes = std::size_t{8} << 20;

std::string item(ItemKind kind, std::string_view content) {
  std::string out(1, static_cast<char>(kind));
  put32(out, static_cast<std::uint32_t>(content.size()));
  out += content;
  return out;
}

std::vector<RecordFacts::Count> take_counts(Taker& from, const JournalWords& words) {
  std::vector<RecordFacts::Count> counts(from.count());
  for (RecordFacts::Count& count : counts) {
    const std::uint64_t word = from.number();
    if (word == 0) {
      count.what = from.text();
    } else if (word <= words.size()) {
      count.what = words[word - 1];
    } else {
      from.spoil();
    }
    count.number = from.small();
  }
  return counts;
}

void put_files(std::string& out, const std::vector<JournalEnd::File>& files) {
  put(out, static_cast<std::uint64_t>(files.size()));
  for (const JournalEnd::File& file : files) {
    put(out, file.path);
    put(out, file.size);
  }
}

std::vector<JournalEnd::File> take_files(Taker& from) {
  std::vector<JournalEnd::File> files(from.count());
  for (JournalEnd::File& file : files) {
    file.path = from.text();
    file.size = from.number();
  }
  return files;
}

}  // namespace

std::string journal_block(std::string_view content) {
  std::string block(kMagic);
  put32(block, static_cast<std::uint32_t>(content.size()));
  block += sha256_hex(content).substr(0, kCheck);
  block += content;
  return block;
}

std::optional<std::uint32_t> block_length(std::string_view head) {
  if (head.size() < kBlockHead || !head.starts_with(kMagic)) return std::nullopt;
  return get32(head.substr(kMagic.size()));
}

bool block_holds(std::string_view head, std::string_view content) {
  return block_length(head) == content.size() &&
         head.substr(kMagic.size() + 4, kCheck) == sha256_hex(content).substr(0, kCheck);
}

std::string JournalEncoder::head(const JournalHead& head) {
  std::string out;
  for (const std::string* text : {&head.version, &head.asked, &head.fingerprint, &head.layout}) {
    put(out, *text);
  }
  return item(ItemKind::head, out);
}

std::string JournalEncoder::entry(const JournalEntry& entry) {
  std::string words;
  std::string out(1, static_cast<char>(entry.outcome));
  put(out, entry.place);
  put(out, entry.name);
  put(out, entry.sha256);
  put(out, entry.key);
  put(out, entry.page_id);
  put(out, entry.stage);
  put(out, entry.reason);
  if (entry.outcome == InputOutcome::record) {
    put(out, entry.at.part);
    put(out, entry.at.offset);
    put(out, entry.at.stored);
    put(out, entry.at.within);
    put(out, entry.at.length);
    put(out, entry.lines_hash);
    put(out, entry.facts.kind);
    put(out, entry.facts.questions);
    put(out, entry.facts.answers);
    put(out, entry.facts.parts);
    put(out, entry.facts.teasers);
    counts(out, words, entry.facts.repairs);
    counts(out, words, entry.facts.flags);
    if (entry.facts.knows_rows) {
      counts(out, words, entry.facts.kept);
      counts(out, words, entry.facts.linked);
    }
  }
  return words + item(ItemKind::entry, out);
}

void JournalEncoder::counts(std::string& out, std::string& words,
                            const std::vector<RecordFacts::Count>& counts) {
  put(out, static_cast<std::uint64_t>(counts.size()));
  for (const RecordFacts::Count& count : counts) {
    auto known = words_.find(count.what);
    const bool room = words_.size() < kMostWords && word_bytes_ < kMostWordBytes;
    if (known == words_.end() && room) {
      known = words_.emplace(count.what, static_cast<std::uint32_t>(words_.size())).first;
      word_bytes_ += count.what.size();
      words += item(ItemKind::word, count.what);
    }
    if (known == words_.end()) {
      put(out, std::uint64_t{0});
      put(out, count.what);
    } else {
      put(out, std::uint64_t{known->second} + 1);
    }
    put(out, count.number);
  }
}

std::string JournalEncoder::end(const JournalEnd& end) {
  std::string out;
  put_files(out, end.outputs);
  put_files(out, end.others);
  put(out, end.digest);
  return item(ItemKind::end, out);
}

std::optional<JournalItem> first_item(std::string_view bytes) {
  if (bytes.size() < kItemHead) return std::nullopt;
  const auto kind = static_cast<unsigned char>(bytes.front());
  const std::size_t size = get32(bytes.substr(1));
  if (kind < static_cast<unsigned>(ItemKind::head) || kind > static_cast<unsigned>(ItemKind::end) ||
      size > bytes.size() - kItemHead) {
    return std::nullopt;
  }
  return JournalItem{static_cast<ItemKind>(kind), bytes.substr(kItemHead, size), kItemHead + size};
}

std::optional<JournalHead> decode_head(std::string_view content) {
  Taker from(content);
  JournalHead head;
  for (std::string* text : {&head.version, &head.asked, &head.fingerprint, &head.layout}) {
    *text = from.text();
  }
  return from.good() ? std::optional(std::move(head)) : std::nullopt;
}

std::optional<JournalEntry> decode_entry(std::string_view content, const JournalWords& words) {
  if (content.empty() || content.front() < 1 || content.front() > 4) return std::nullopt;
  JournalEntry entry;
  entry.outcome = static_cast<InputOutcome>(content.front());
  Taker from(content.substr(1));
  entry.place = from.text();
  entry.name = from.text();
  entry.sha256 = from.text();
  entry.key = from.id();
  entry.page_id = from.id();
  entry.stage = from.text();
  entry.reason = from.text();
  if (entry.outcome == InputOutcome::record) {
    entry.at.part = from.small();
    entry.at.offset = from.number();
    entry.at.stored = from.small();
    entry.at.within = from.small();
    entry.at.length = from.small();
    entry.lines_hash = from.number();
    entry.facts.kind = from.text();
    entry.facts.questions = from.small();
    entry.facts.answers = from.small();
    entry.facts.parts = from.small();
    entry.facts.teasers = from.small();
    entry.facts.repairs = take_counts(from, words);
    entry.facts.flags = take_counts(from, words);
    entry.facts.knows_rows = !from.at_end();
    if (entry.facts.knows_rows) {
      entry.facts.kept = take_counts(from, words);
      entry.facts.linked = take_counts(from, words);
    }
  }
  return from.good() ? std::optional(std::move(entry)) : std::nullopt;
}

std::optional<JournalEnd> decode_end(std::string_view content) {
  Taker from(content);
  JournalEnd end;
  end.outputs = take_files(from);
  end.others = take_files(from);
  end.digest = from.text();
  return from.good() ? std::optional(std::move(end)) : std::nullopt;
}

}  // namespace medloom
