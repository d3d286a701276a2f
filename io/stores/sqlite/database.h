// A connection to SQLite and its statements, with errors as values. The face of sqlite3.h for
// io/stores/sqlite.
//
// What a user typed comes into SQL by binding alone. Thread-safety: a connection and its statements
// belong to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/model/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace medloom::stores {

// A BLOB, where a string is TEXT.
struct Blob {
  std::string_view bytes;
};

// What a function of ours gets by way of a statement; the type is told by its name.
struct Pointer {
  void* value;
  const char* type;
};

// Prepared once, run often. Views of columns live until the next step or reset.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* database, sqlite3_stmt* statement);

  // Binds all parameters and runs to the end.
  template <class... Values>
  Result<void> run(const Values&... values) {
    Result<bool> row = first(values...);
    while (row && *row) row = next();
    reset();
    if (!row) return tl::unexpected(row.error());
    return {};
  }
  // Binds all parameters and goes to the first row; false: there is none.
  template <class... Values>
  Result<bool> first(const Values&... values) {
    reset();
    int at = 0;
    (bind(++at, values), ...);
    return next();
  }
  Result<bool> next();
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // of a BLOB its bytes
  bool is_blob(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };

  void bind(int at, std::int64_t value);
  void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, std::string_view value);  // an empty one is NULL
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, Blob value);
  void bind(int at, Pointer value);

  sqlite3* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  enum class Mode : std::uint8_t { read, write };

  // An empty file that its owner alone may read, where there is none.
  static Result<void> create_file(const std::string& path);
  // The file must exist, but may be empty to write.
  static Result<Database> open(const std::string& path, Mode mode);

  // One or more statements without parameters.
  Result<void> execute(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);
  Result<std::int64_t> integer(std::string_view sql);  // of its first row, 0 without one

  std::int64_t last_id() const;
  sqlite3* handle() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };

  std::unique_ptr<sqlite3, Close> database_;
};

// What SQLite says went wrong last, with the path of the file.
Error database_error(sqlite3* database);

}  // namespace medloom::stores
