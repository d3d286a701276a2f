// First the hashes that the base has are asked, so that what is unchanged is not sent at all. The
// rest goes by COPY into temporary tables, and from there by one upsert that compares the hash once
// more: another loader may have been quicker.
//
// Tested by tests/io/postgres_store_test.cc.
#include "io/stores/postgres/page_batch.h"

#include <string>
#include <unordered_map>
#include <vector>

#include "io/stores/postgres/search_words.h"

namespace medloom::stores {
namespace {

constexpr char kStaging[] = R"sql(
CREATE TEMP TABLE staged(
  n int, uuid uuid, content_hash text, url text, name text, language text, kind text,
  department text, published text, modified text, questions int, answers int, record json)
  ON COMMIT DELETE ROWS;
CREATE TEMP TABLE staged_words(n int, words tsvector) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE staged_mentions(n int, concept text) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE taken(id bigint, n int) ON COMMIT DELETE ROWS;
)sql";

constexpr char kTakeOver[] = R"sql(
WITH written AS (
  INSERT INTO medloom.pages AS p(uuid, content_hash, url, name, language, kind, department,
                                 published, modified, questions, answers, record)
  SELECT uuid, content_hash, url, name, language, kind, department, published, modified, questions,
         answers, record
  FROM staged ORDER BY uuid
  ON CONFLICT (uuid) DO UPDATE SET
    content_hash = excluded.content_hash, removed = NULL, url = excluded.url, name = excluded.name,
    language = excluded.language, kind = excluded.kind, department = excluded.department,
    published = excluded.published, modified = excluded.modified, questions = excluded.questions,
    answers = excluded.answers, record = excluded.record
  WHERE p.content_hash IS DISTINCT FROM excluded.content_hash
  RETURNING p.id, p.uuid)
INSERT INTO taken SELECT written.id, staged.n FROM written JOIN staged USING (uuid);
DELETE FROM medloom.passages p USING taken t WHERE p.page = t.id;
DELETE FROM medloom.mentions m USING taken t WHERE m.page = t.id;
INSERT INTO medloom.passages(page, words)
  SELECT t.id, w.words FROM taken t JOIN staged_words w USING (n);
INSERT INTO medloom.mentions(page, concept)
  SELECT t.id, m.concept FROM taken t JOIN staged_mentions m USING (n);
)sql";

// What the base holds of these ids: the hash, empty for a tombstone.
using Hashes = std::unordered_map<std::string, std::string>;

Result<Hashes> known_hashes(Connection& connection, std::span<const PageRecord> records) {
  std::string ids = "{";
  for (const PageRecord& record : records) {
    if (ids.size() > 1) ids += ',';
    ids += record.id;
  }
  const Result<Rows> rows = connection.query(
      "SELECT uuid, coalesce(content_hash, '') FROM medloom.pages WHERE uuid = ANY($1::uuid[])",
      {ids + "}"});
  if (!rows) return tl::unexpected(rows.error());
  Hashes hashes;
  for (int i = 0; i < rows->size(); ++i) {
    hashes.emplace(rows->text(i, 0), rows->text(i, 1));
  }
  return hashes;
}

struct Staged {
  CopyRows pages;
  CopyRows words;
  CopyRows mentions;

  void add(std::size_t n, const PageRecord& record) {
    const std::string number = std::to_string(n);
    std::size_t answers = 0;
    for (const RecordQuestion& question : record.questions) answers += question.answers.size();
    pages.add(number).add(record.id).add(record.content_hash).add(record.url).add(record.name);
    pages.add(record.language).add(record.kind).add(record.department).add(record.published);
    pages.add(record.modified).add(std::to_string(record.questions.size()));
    pages.add(std::to_string(answers)).add(record.json).end_row();
    for (const std::string& passage : passages_of(record)) {
      words.add(number).add(passage).end_row();
    }
    for (const RecordTopic& topic : record.topics) {
      mentions.add(number).add(topic.id).end_row();
    }
  }

  Result<void> send(Connection& connection) const {
    return connection.copy("COPY staged FROM STDIN", pages)
        .and_then([&] { return connection.copy("COPY staged_words FROM STDIN", words); })
        .and_then([&] { return connection.copy("COPY staged_mentions FROM STDIN", mentions); });
  }
};

}  // namespace

Result<void> make_staging(Connection& connection) { return connection.run(kStaging); }

Result<LoadCounts> load_records(Connection& connection, std::span<const PageRecord> records) {
  const Result<Hashes> known = known_hashes(connection, records);
  if (!known) return tl::unexpected(known.error());
  LoadCounts counts;
  Staged staged;
  std::vector<bool> is_new(records.size());
  for (std::size_t n = 0; n < records.size(); ++n) {
    const auto there = known->find(records[n].id);
    is_new[n] = there == known->end() || there->second.empty();
    if (!is_new[n] && there->second == records[n].content_hash) continue;
    staged.add(n, records[n]);
  }
  if (!staged.pages.empty()) {
    const Result<Rows> taken =
        staged.send(connection).and_then([&] { return connection.run(kTakeOver); }).and_then([&] {
          return connection.query("SELECT n FROM taken");
        });
    if (!taken) return tl::unexpected(taken.error());
    for (int i = 0; i < taken->size(); ++i) {
      ++(is_new[static_cast<std::size_t>(taken->integer(i, 0))] ? counts.added : counts.updated);
    }
    const Result<void> emptied =
        connection.run("TRUNCATE staged, staged_words, staged_mentions, taken");
    if (!emptied) return tl::unexpected(emptied.error());
  }
  counts.unchanged = records.size() - counts.added - counts.updated;
  return counts;
}

}  // namespace medloom::stores
