// What a journal writes it reads again, and what is cut or spoiled it takes for nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/engine/digest.h"
#include "pipeline/engine/journal_codec.h"
#include "pipeline/engine/journal_entry.h"
#include "pipeline/engine/journal_key.h"

namespace medloom {
namespace {

using ::testing::ElementsAre;

TEST(JournalKey, IsTheBeginningOfAHash) {
  const Id128 id = id128_of("abc");
  EXPECT_EQ(id.high, 0xba7816bf8f01cfeaU);
  EXPECT_EQ(id.low, 0x414140de5dae2223U);
}

TEST(JournalKey, UrnsComeBack) {
  for (const char* text : {"", "a", "b", "腰痛"}) {
    const std::string urn = uuid_urn(text);
    EXPECT_EQ(urn_of(id128_of_urn(urn)), urn);
  }
  EXPECT_NE(id128_of_urn(uuid_urn("a")), id128_of_urn(uuid_urn("b")));
}

TEST(JournalKey, WhatIsNoUrnHasAnIdAllTheSame) {
  const std::string good = uuid_urn("a");
  for (const std::string& text :
       {std::string(), std::string("urn:uuid:"), good + "0", good.substr(0, good.size() - 1),
        "urn:uuid:" + std::string(32, 'g'), std::string("urn:isbn:1")}) {
    EXPECT_EQ(id128_of_urn(text), id128_of(text)) << text;
  }
}

Page page_of(std::string name, std::string url = "", std::string type = "",
             std::string fetched = "") {
  Page page;
  page.name = std::move(name);
  page.url = std::move(url);
  page.content_type = std::move(type);
  page.fetched = std::move(fetched);
  return page;
}

TEST(JournalKey, ChangesWithEverythingThatStagesSee) {
  const Id128 key = result_key("f", page_of("n", "u", "t", "d"), "00");
  EXPECT_EQ(result_key("f", page_of("n", "u", "t", "d"), "00"), key);
  EXPECT_NE(result_key("g", page_of("n", "u", "t", "d"), "00"), key);
  EXPECT_NE(result_key("f", page_of("m", "u", "t", "d"), "00"), key);
  EXPECT_NE(result_key("f", page_of("n", "v", "t", "d"), "00"), key);
  EXPECT_NE(result_key("f", page_of("n", "u", "s", "d"), "00"), key);
  EXPECT_NE(result_key("f", page_of("n", "u", "t", "e"), "00"), key);
  EXPECT_NE(result_key("f", page_of("n", "u", "t", "d"), "01"), key);
  EXPECT_NE(result_key("f", page_of("ab", "c"), "00"), result_key("f", page_of("a", "bc"), "00"));
  Page elsewhere = page_of("n", "u", "t", "d");
  elsewhere.place = "other/place";
  EXPECT_EQ(result_key("f", elsewhere, "00"), key) << "where a page lies is not seen";
}

TEST(JournalKey, TheProgramHasABuildId) {
  EXPECT_GE(program_build_id().size(), 16U);
  EXPECT_EQ(program_build_id(), program_build_id());
}

TEST(JournalEntry, FieldsKeepTheirBytes) {
  const std::string packed = pack_fields({"a", "", std::string(300, 'x'), std::string("\0,", 2)});
  EXPECT_THAT(unpack_fields(packed, 4),
              ElementsAre("a", "", std::string(300, 'x'), std::string("\0,", 2)));
  EXPECT_THAT(unpack_fields(pack_fields({"a"}), 3), ElementsAre("a", "", ""));
  EXPECT_THAT(unpack_fields("\x09!", 2), ElementsAre("", "")) << "a field that is cut is none";
}

TEST(JournalEntry, CountsWhatASummaryCounts) {
  Record record;
  record.kind.name = "doctor-qa";
  record.questions.resize(2);
  record.questions[0].accepted.resize(1);
  record.questions[1].suggested.resize(2);
  record.parts.resize(3);
  record.related.resize(4);
  ChangeEntry row;
  row.stage = "normalize";
  row.before = "waist";
  row.after = "lumbar";
  row.rule = {"fix", "en.tsv:3"};
  ChangeEntry plain = row;
  plain.rule.dictionary.clear();
  plain.count = 5;
  ChangeEntry other = plain;
  other.before = "something else";
  record.changes = {row, plain, row, other};
  const RecordFacts facts = facts_of(record);
  EXPECT_EQ(facts.kind, "doctor-qa");
  EXPECT_EQ(facts.questions, 2U);
  EXPECT_EQ(facts.answers, 3U);
  EXPECT_EQ(facts.parts, 3U);
  EXPECT_EQ(facts.teasers, 4U);
  ASSERT_EQ(facts.repairs.size(), 2U) << "without a row, words do not matter";
  EXPECT_EQ(facts.repairs[0].number + facts.repairs[1].number, 12U);
}

TEST(RecordFacts, HoldTheRowsThatWereMet) {
  Trace trace;
  trace.met("b.tsv:2", {1, 0});
  trace.met("a.tsv:7", {0, 3});
  trace.met("b.tsv:2", {2, 1});
  const RecordFacts facts = facts_of(Record(), trace);
  EXPECT_TRUE(facts.knows_rows);
  EXPECT_EQ(facts.kept, (std::vector<RecordFacts::Count>{{"b.tsv:2", 3}}));
  EXPECT_EQ(facts.linked, (std::vector<RecordFacts::Count>{{"a.tsv:7", 3}, {"b.tsv:2", 1}}));
}

JournalEntry record_entry(int number) {
  JournalEntry entry;
  entry.place = "pages/" + std::to_string(number) + ".html";
  entry.name = std::to_string(number) + ".html";
  entry.sha256 = sha256_hex(entry.name);
  entry.key = id128_of(entry.place);
  entry.page_id = id128_of(entry.name);
  entry.at = {2, (std::uint64_t{1} << 40) + 7, 300, 200, 100};
  entry.lines_hash = UINT64_MAX - static_cast<std::uint64_t>(number);
  entry.facts.kind = "article";
  entry.facts.questions = 1000000;
  entry.facts.repairs = {{"common", 3}, {"of " + std::to_string(number), 1}};
  entry.facts.flags = {{"common", 1}};
  entry.facts.kept = {{"common", 2}};
  entry.facts.linked = {{"of " + std::to_string(number), 1}, {"common", 5}};
  return entry;
}

std::vector<JournalEntry> entries() {
  std::vector<JournalEntry> all = {record_entry(1), record_entry(2)};
  JournalEntry reject;
  reject.outcome = InputOutcome::reject;
  reject.place = "a\xF0\x9F\x98\x80\nb";
  reject.stage = "extract";
  reject.reason = "no content";
  all.push_back(reject);
  JournalEntry skipped;
  skipped.outcome = InputOutcome::skipped;
  skipped.reason = "HTTP status 404";
  all.push_back(skipped);
  JournalEntry duplicate;
  duplicate.outcome = InputOutcome::duplicate;
  duplicate.key = id128_of("k");
  duplicate.page_id = id128_of("p");
  all.push_back(duplicate);
  return all;
}

// Everything that the items of some bytes say, as far as they can be read.
struct Decoded {
  std::optional<JournalHead> head;
  std::optional<JournalEnd> end;
  JournalWords words;
  std::vector<JournalEntry> entries;
  bool whole = true;
};

Decoded decoded(std::string_view bytes) {
  Decoded all;
  while (!bytes.empty()) {
    const auto item = first_item(bytes);
    if (!item) {
      all.whole = false;
      return all;
    }
    if (item->kind == ItemKind::head) all.head = decode_head(item->content);
    if (item->kind == ItemKind::end) all.end = decode_end(item->content);
    if (item->kind == ItemKind::word) all.words.emplace_back(item->content);
    if (item->kind == ItemKind::entry) {
      auto entry = decode_entry(item->content, all.words);
      if (!entry) {
        all.whole = false;
        return all;
      }
      all.entries.push_back(std::move(*entry));
    }
    bytes.remove_prefix(item->size);
  }
  return all;
}

const JournalHead kHead{"1.0", "input a\n", "f00", "zstd 0"};
const JournalEnd kEnd{{{"out.jsonl", 12}, {"out-2", UINT64_MAX}}, {{"rejects", 0}}, "d1"};

std::string encoded() {
  JournalEncoder encoder;
  std::string bytes = encoder.head(kHead);
  for (const JournalEntry& entry : entries()) bytes += encoder.entry(entry);
  return bytes + encoder.end(kEnd);
}

TEST(JournalCodec, EverythingComesBack) {
  const Decoded all = decoded(encoded());
  EXPECT_TRUE(all.whole);
  EXPECT_EQ(all.head, kHead);
  EXPECT_EQ(all.end, kEnd);
  EXPECT_EQ(all.entries, entries());
  EXPECT_EQ(all.words.size(), 3U) << "a word is written once";
}

TEST(JournalCodec, VeryManyWordsAreWrittenOut) {
  JournalEncoder encoder;
  std::string bytes;
  JournalEntry entry = record_entry(1);
  entry.facts.repairs.clear();
  for (int i = 0; i < 70000; ++i) entry.facts.repairs.push_back({"word " + std::to_string(i), 1});
  bytes += encoder.entry(entry);
  bytes += encoder.entry(entry);
  const Decoded all = decoded(bytes);
  EXPECT_LT(all.words.size(), 70000U);
  ASSERT_EQ(all.entries.size(), 2U);
  EXPECT_EQ(all.entries[0], entry);
  EXPECT_EQ(all.entries[1], entry);
}

// The rows that were met stand last; the journal of an older program ends before them.
TEST(JournalCodec, AnEntryThatSaysNothingOfRowsSaysThatItDoesNot) {
  JournalEntry entry = record_entry(1);
  entry.facts.knows_rows = false;
  entry.facts.kept.clear();
  entry.facts.linked.clear();
  const std::string old = JournalEncoder().entry(entry);
  const Decoded all = decoded(old);
  ASSERT_EQ(all.entries.size(), 1U);
  EXPECT_EQ(all.entries[0], entry);
  EXPECT_LT(old.size(), JournalEncoder().entry(record_entry(1)).size());
}

TEST(JournalCodec, WhatIsCutIsNothing) {
  const std::string bytes = encoded();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const Decoded all = decoded(std::string_view(bytes).substr(0, size));
    EXPECT_FALSE(all.end) << size;
    EXPECT_LE(all.entries.size(), entries().size());
    for (std::size_t i = 0; i < all.entries.size(); ++i) EXPECT_EQ(all.entries[i], entries()[i]);
  }
}

TEST(JournalCodec, AnyBytesAreReadWithoutHarm) {
  const std::string good = encoded();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const unsigned char flip : {0x01, 0x80, 0xFF}) {
      std::string bad = good;
      bad[at] = static_cast<char>(static_cast<unsigned char>(bad[at]) ^ flip);
      decoded(bad);
    }
  }
}

TEST(JournalBlock, IsWholeOrNotThere) {
  const std::string content = "some content";
  const std::string block = journal_block(content);
  ASSERT_EQ(block.size(), kBlockHead + content.size());
  const std::string_view head = std::string_view(block).substr(0, kBlockHead);
  EXPECT_EQ(block_length(head), content.size());
  EXPECT_TRUE(block_holds(head, content));
  EXPECT_FALSE(block_holds(head, content.substr(1)));
  EXPECT_FALSE(block_length(head.substr(1)));
  EXPECT_FALSE(block_length(""));
  for (std::size_t at = 0; at < block.size(); ++at) {
    std::string bad = block;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_FALSE(block_holds(bad.substr(0, kBlockHead), bad.substr(kBlockHead))) << at;
  }
}

}  // namespace
}  // namespace medloom
