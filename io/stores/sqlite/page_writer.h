// Puts one record into the tables of a SQLite base, or takes it out again. The caller holds a
// transaction.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "io/stores/page_record.h"
#include "io/stores/sqlite/database.h"
#include "io/stores/sqlite/record_packer.h"

namespace medloom::stores {

class PageWriter {
 public:
  enum class Outcome : std::uint8_t { added, updated, unchanged };

  static Result<PageWriter> create(Database& database);

  Result<Outcome> put(const PageRecord& record);
  // The text of the page goes, its id stays with `day`.
  Result<void> bury(std::int64_t page, std::string_view day);
  // After a rollback, what is known about topics may not be in the base.
  void forget() { topics_.clear(); }

 private:
  explicit PageWriter(Database& database) : database_(&database) {}

  Result<void> add_contents(std::int64_t page, const PageRecord& record);
  Result<void> add_record(std::int64_t page, const PageRecord& record);
  Result<void> add_questions(std::int64_t page, const PageRecord& record);
  Result<void> add_mentions(std::int64_t page, const PageRecord& record);
  Result<std::int64_t> topic_number(const RecordTopic& topic);
  Result<void> remove_contents(std::int64_t page);

  struct KnownTopic {
    std::int64_t number;
    std::string labels;
  };

  Database* database_;
  RecordPacker packer_;
  RecordReader reader_;
  std::unordered_map<std::string, KnownTopic> topics_;
  Statement find_, insert_, update_, bury_;
  Statement add_record_, get_record_, drop_record_;
  Statement add_question_, drop_questions_, add_answer_, drop_answers_;
  Statement find_topic_, add_topic_, relabel_topic_, add_mention_, drop_mentions_;
  Statement add_words_, drop_words_;
};

// The record in the first two columns of a row of `records`: packed or not.
Result<std::string> record_in(const Statement& row, int column, RecordPacker& packer);

}  // namespace medloom::stores
