// `pages` is narrow, because every load asks it; the record as it was loaded is in `records`, as
// text or, where that is smaller, packed by zstd. `questions`, `answers`, `topics` and `mentions`
// are for whoever asks in SQL with another program. `search` is the index: contentless, so that
// texts are not stored once more.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/schema.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "io/file_handle.h"
#include "io/paths.h"
#include "io/stores/sqlite/full_text.h"

namespace medloom::stores {
namespace {

constexpr std::int64_t kApplicationId = 0x6D6C6B62;  // "mlkb"

constexpr char kTables[] = R"sql(
CREATE TABLE pages(
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,       -- of @id, without urn:uuid:
  content_hash TEXT,
  removed TEXT,                    -- of a tombstone: the day; all else is null then
  url TEXT, name TEXT, language TEXT, kind TEXT, department TEXT,
  published TEXT, modified TEXT);
CREATE TABLE records(
  page INTEGER PRIMARY KEY REFERENCES pages(id),
  json NOT NULL);                  -- TEXT, or a BLOB packed by zstd
CREATE TABLE questions(
  page INTEGER NOT NULL REFERENCES pages(id),
  n INTEGER NOT NULL,              -- its place on the page, from 0
  uuid TEXT, name TEXT, text TEXT, asked TEXT);
CREATE INDEX questions_page ON questions(page);
CREATE TABLE answers(
  page INTEGER NOT NULL REFERENCES pages(id),
  question INTEGER NOT NULL,       -- questions.n
  uuid TEXT, text TEXT, answer_by TEXT, department TEXT, answered TEXT, basis TEXT,
  accepted INTEGER NOT NULL);
CREATE INDEX answers_page ON answers(page);
CREATE TABLE topics(
  id INTEGER PRIMARY KEY,
  concept TEXT NOT NULL UNIQUE,    -- "low-back-pain"
  type TEXT,
  labels TEXT);                    -- JSON: by language
CREATE TABLE mentions(
  page INTEGER NOT NULL REFERENCES pages(id),
  topic INTEGER NOT NULL REFERENCES topics(id),
  places INTEGER NOT NULL,         -- how often the page names it
  PRIMARY KEY(page, topic)) WITHOUT ROWID;
CREATE INDEX mentions_topic ON mentions(topic);
CREATE VIRTUAL TABLE search USING fts5(
  title, question, answer, part, people, content='', tokenize='medloom');
INSERT INTO search(search, rank) VALUES('hashsize', 33554432);
INSERT INTO search(search, rank) VALUES('automerge', 8);
)sql";

// The file, empty, for its owner's eyes: SQLite would let the umask decide.
Result<void> expect_file(const std::string& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    return fail(missing ? ErrorCode::usage : ErrorCode::input,
                missing ? "there is no such base" : system_message(errno), path_as_utf8(path));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::usage, "is no regular file", path_as_utf8(path));
  }
  return {};
}

Error no_base(const std::string& path) {
  return {ErrorCode::usage, "is no knowledge base of medloom", path_as_utf8(path)};
}

Result<void> create_tables(Database& database) {
  return database.execute("BEGIN IMMEDIATE")
      .and_then([&] { return database.execute(kTables); })
      .and_then([&] {
        return database.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                                ";PRAGMA user_version=" + std::to_string(kSqliteFormat) +
                                ";COMMIT");
      });
}

Result<void> check_format(Database& database, const std::string& path, Database::Mode mode) {
  const Result<std::int64_t> tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) {
    return tl::unexpected(tables.error().code == ErrorCode::usage ? no_base(path) : tables.error());
  }
  const Result<std::int64_t> application = database.integer("PRAGMA application_id");
  const Result<std::int64_t> format = database.integer("PRAGMA user_version");
  if (!application) return tl::unexpected(application.error());
  if (!format) return tl::unexpected(format.error());
  if (*tables == 0 && *application == 0 && mode == Database::Mode::write) {
    return create_tables(database);
  }
  if (*application != kApplicationId) return tl::unexpected(no_base(path));
  if (*format == kSqliteFormat) return {};
  return fail(ErrorCode::configuration,
              "is of format " + std::to_string(*format) + ", and this medloom knows format " +
                  std::to_string(kSqliteFormat) +
                  "; bases are not migrated: load the records into a new one",
              path_as_utf8(path));
}

}  // namespace

Result<Database> open_base(const std::string& path, Database::Mode mode) {
  if (mode == Database::Mode::write) {
    if (auto created = Database::create_file(path); !created) return tl::unexpected(created.error());
  }
  if (auto there = expect_file(path); !there) return tl::unexpected(there.error());
  Result<Database> database = Database::open(path, mode);
  if (!database) return database;
  if (auto added = add_full_text(*database); !added) return tl::unexpected(added.error());
  if (auto right = check_format(*database, path, mode); !right) {
    return tl::unexpected(right.error());
  }
  return database;
}

}  // namespace medloom::stores
