// The index is contentless, so a record leaves it by the very texts it came in with: these are made
// again from the record that was kept.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/page_writer.h"

#include <map>
#include <utility>
#include <vector>

#include "io/stores/sqlite/full_text.h"

namespace medloom::stores {

Result<std::string> record_in(const Statement& row, int column, RecordPacker& packer) {
  if (row.is_blob(column)) return packer.unpack(row.text(column));
  return std::string(row.text(column));
}

Result<PageWriter> PageWriter::create(Database& database) {
  PageWriter writer(database);
  const std::vector<std::pair<Statement*, std::string_view>> statements = {
      {&writer.find_, "SELECT id, content_hash FROM pages WHERE uuid=?1"},
      {&writer.insert_,
       "INSERT INTO pages(uuid, content_hash, url, name, language, kind, department, published, "
       "modified) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
      {&writer.update_,
       "UPDATE pages SET content_hash=?2, url=?3, name=?4, language=?5, kind=?6, department=?7, "
       "published=?8, modified=?9, removed=NULL WHERE uuid=?1"},
      {&writer.bury_,
       "UPDATE pages SET removed=?2, content_hash=NULL, url=NULL, name=NULL, language=NULL, "
       "kind=NULL, department=NULL, published=NULL, modified=NULL WHERE id=?1"},
      {&writer.add_record_, "INSERT INTO records(page, json) VALUES(?1, ?2)"},
      {&writer.get_record_, "SELECT json FROM records WHERE page=?1"},
      {&writer.drop_record_, "DELETE FROM records WHERE page=?1"},
      {&writer.add_question_,
       "INSERT INTO questions(page, n, uuid, name, text, asked) VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
      {&writer.drop_questions_, "DELETE FROM questions WHERE page=?1"},
      {&writer.add_answer_,
       "INSERT INTO answers(page, question, uuid, text, answer_by, department, answered, basis, "
       "accepted) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
      {&writer.drop_answers_, "DELETE FROM answers WHERE page=?1"},
      {&writer.find_topic_, "SELECT id, labels FROM topics WHERE concept=?1"},
      {&writer.add_topic_, "INSERT INTO topics(concept, type, labels) VALUES(?1, ?2, ?3)"},
      {&writer.relabel_topic_, "UPDATE topics SET type=?2, labels=?3 WHERE id=?1"},
      {&writer.add_mention_, "INSERT INTO mentions(page, topic, places) VALUES(?1, ?2, ?3)"},
      {&writer.drop_mentions_, "DELETE FROM mentions WHERE page=?1"},
      {&writer.add_words_,
       "INSERT INTO search(rowid, title, question, answer, part, people) "
       "VALUES(?1, ?2, ?3, ?4, ?5, ?6)"},
      {&writer.drop_words_,
       "INSERT INTO search(search, rowid, title, question, answer, part, people) "
       "VALUES('delete', ?1, ?2, ?3, ?4, ?5, ?6)"},
  };
  for (const auto& [statement, sql] : statements) {
    Result<Statement> prepared = database.prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return writer;
}

Result<PageWriter::Outcome> PageWriter::put(const PageRecord& record) {
  const Result<bool> found = find_.first(record.id);
  if (!found) return tl::unexpected(found.error());
  const std::int64_t known = *found ? find_.integer(0) : 0;
  const bool buried = *found && find_.text(1).empty();
  const bool same = *found && find_.text(1) == record.content_hash;
  find_.reset();
  if (same) return Outcome::unchanged;
  if (known != 0 && !buried) {
    if (auto removed = remove_contents(known); !removed) return tl::unexpected(removed.error());
  }
  Statement& write = known == 0 ? insert_ : update_;
  const Result<void> written =
      write.run(record.id, record.content_hash, record.url, record.name, record.language,
                record.kind, record.department, record.published, record.modified);
  if (!written) return tl::unexpected(written.error());
  const std::int64_t page = known == 0 ? database_->last_id() : known;
  if (auto added = add_contents(page, record); !added) return tl::unexpected(added.error());
  return known == 0 || buried ? Outcome::added : Outcome::updated;
}

Result<void> PageWriter::bury(std::int64_t page, std::string_view day) {
  return remove_contents(page).and_then([&] { return bury_.run(page, day); });
}

Result<void> PageWriter::add_contents(std::int64_t page, const PageRecord& record) {
  return add_record(page, record)
      .and_then([&] { return add_questions(page, record); })
      .and_then([&] { return add_mentions(page, record); })
      .and_then([&] {
        const std::array<std::string, kColumns> words = index_columns(record);
        return add_words_.run(page, words[0], words[1], words[2], words[3], words[4]);
      });
}

Result<void> PageWriter::add_record(std::int64_t page, const PageRecord& record) {
  const std::string_view packed = packer_.pack(record.json);
  return packed.empty() ? add_record_.run(page, record.json) : add_record_.run(page, Blob{packed});
}

Result<void> PageWriter::add_questions(std::int64_t page, const PageRecord& record) {
  std::int64_t n = 0;
  for (const RecordQuestion& question : record.questions) {
    Result<void> added =
        add_question_.run(page, n, question.id, question.name, question.text, question.dated);
    for (const RecordAnswer& answer : question.answers) {
      if (!added) return added;
      added = add_answer_.run(page, n, answer.id, answer.text, answer.by, answer.department,
                              answer.dated, answer.basis, answer.accepted ? 1 : 0);
    }
    if (!added) return added;
    ++n;
  }
  return {};
}

Result<void> PageWriter::add_mentions(std::int64_t page, const PageRecord& record) {
  std::vector<std::int64_t> places(record.topics.size());
  for (const RecordMention& mention : record.mentions) ++places[mention.topic];
  std::map<std::int64_t, std::int64_t> by_number;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Result<std::int64_t> number = topic_number(record.topics[i]);
    if (!number) return tl::unexpected(number.error());
    by_number[*number] += places[i];
  }
  for (const auto& [number, count] : by_number) {
    if (auto added = add_mention_.run(page, number, count); !added) return added;
  }
  return {};
}

// A concept has the labels that the record loaded last gives it.
Result<std::int64_t> PageWriter::topic_number(const RecordTopic& topic) {
  auto known = topics_.find(topic.id);
  if (known == topics_.end()) {
    const Result<bool> found = find_topic_.first(topic.id);
    if (!found) return tl::unexpected(found.error());
    KnownTopic read{*found ? find_topic_.integer(0) : 0,
                    std::string(*found ? find_topic_.text(1) : std::string_view())};
    find_topic_.reset();
    if (!*found) {
      auto added = add_topic_.run(topic.id, topic.type, topic.labels);
      if (!added) return tl::unexpected(added.error());
      read = {database_->last_id(), topic.labels};
    }
    known = topics_.emplace(topic.id, std::move(read)).first;
  }
  if (known->second.labels != topic.labels) {
    auto changed = relabel_topic_.run(known->second.number, topic.type, topic.labels);
    if (!changed) return tl::unexpected(changed.error());
    known->second.labels = topic.labels;
  }
  return known->second.number;
}

Result<void> PageWriter::remove_contents(std::int64_t page) {
  const Result<bool> found = get_record_.first(page);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::input, "the base is damaged: a page has no record");
  Result<std::string> json = record_in(get_record_, 0, packer_);
  get_record_.reset();
  const Result<PageRecord> record =
      std::move(json).and_then([&](const std::string& line) { return reader_.read(line); });
  if (!record) return tl::unexpected(record.error());
  const std::array<std::string, kColumns> words = index_columns(*record);
  return drop_words_.run(page, words[0], words[1], words[2], words[3], words[4])
      .and_then([&] { return drop_record_.run(page); })
      .and_then([&] { return drop_questions_.run(page); })
      .and_then([&] { return drop_answers_.run(page); })
      .and_then([&] { return drop_mentions_.run(page); });
}

}  // namespace medloom::stores
