// A base may have come from somebody else: its schema is not trusted, and SQL cannot write into the
// tables behind the search index.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/database.h"

#include <fcntl.h>
#include <sqlite3.h>

#include <cerrno>

#include "io/file_handle.h"
#include "io/paths.h"

namespace medloom::stores {
namespace {

constexpr int kBusyMilliseconds = 30'000;  // how long another loader's batch is waited for

ErrorCode code_of(int result) {
  switch (result & 0xFF) {
    case SQLITE_NOTADB:  // a file of another kind
      return ErrorCode::usage;
    case SQLITE_CORRUPT:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::input;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
      return ErrorCode::output;
    default:
      return ErrorCode::internal;
  }
}

}  // namespace

Error database_error(sqlite3* database) {
  const char* file = sqlite3_db_filename(database, "main");
  return {code_of(sqlite3_errcode(database)), sqlite3_errmsg(database),
          path_as_utf8(file == nullptr ? "" : file)};
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(sqlite3* database, sqlite3_stmt* statement)
    : database_(database), statement_(statement) {}

Result<bool> Statement::next() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return tl::unexpected(database_error(database_));
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_blob(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_BLOB;
}

void Statement::bind(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), at, value);
}

// Values live until the statement has run: the caller holds them.
void Statement::bind(int at, std::string_view value) {
  if (value.empty()) return;  // NULL, as after a reset
  sqlite3_bind_text64(statement_.get(), at, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind(int at, Blob value) {
  sqlite3_bind_blob64(statement_.get(), at, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
}

void Statement::bind(int at, Pointer value) {
  sqlite3_bind_pointer(statement_.get(), at, value.value, value.type, nullptr);
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<void> Database::create_file(const std::string& path) {
  const FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (file || errno == EEXIST) return {};
  return fail(ErrorCode::output, system_message(errno), path_as_utf8(path));
}

Result<Database> Database::open(const std::string& path, Mode mode) {
  sqlite3* opened = nullptr;
  const int flags = mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int result = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Database database;
  database.database_.reset(opened);
  if (result != SQLITE_OK) {
    if (opened == nullptr) return fail(ErrorCode::input, "out of memory", path_as_utf8(path));
    return tl::unexpected(database_error(opened));
  }
  sqlite3_busy_timeout(opened, kBusyMilliseconds);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  return database;
}

Result<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return tl::unexpected(database_error(handle()));
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    return tl::unexpected(database_error(handle()));
  }
  return Statement(handle(), statement);
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  Result<Statement> statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const Result<bool> row = statement->first();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle()); }

}  // namespace medloom::stores
