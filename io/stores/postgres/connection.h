// A connection to PostgreSQL, with errors as values. The face of libpq-fe.h for io/stores/postgres.
//
// Values come into SQL as parameters or by COPY alone. No message ever shows a connection string,
// because it may hold a password. Thread-safety: a connection belongs to one thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

struct pg_conn;
struct pg_result;

namespace medloom::stores {

class Rows {
 public:
  explicit Rows(pg_result* result);

  int size() const;
  bool is_null(int row, int column) const;
  std::string_view text(int row, int column) const;
  std::int64_t integer(int row, int column) const;
  std::uint64_t touched() const;  // how many rows a command changed

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };

  std::unique_ptr<pg_result, Clear> result_;
};

// Rows for COPY, in its text format.
class CopyRows {
 public:
  CopyRows& add(std::string_view value);  // an empty one is NULL
  void end_row();
  bool empty() const { return bytes_.empty(); }
  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
  bool in_row_ = false;
};

class Connection {
 public:
  // `words` is a URI or key=value words, as psql takes them; what it does not say comes from the
  // environment (PGHOST, PGPASSWORD, ~/.pgpass, …).
  static Result<Connection> open(const std::string& words);

  Result<Rows> query(const std::string& sql, const std::vector<std::string>& parameters = {});
  Result<void> run(const std::string& sql, const std::vector<std::string>& parameters = {});
  // Sends rows with "COPY … FROM STDIN".
  Result<void> copy(const std::string& sql, const CopyRows& rows);

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };

  explicit Connection(pg_conn* connection) : connection_(connection) {}
  Error error() const;
  Result<Rows> checked(pg_result* result) const;

  std::unique_ptr<pg_conn, Finish> connection_;
};

// Whether a base is written as a connection: a URI of PostgreSQL, or key=value words.
bool is_connection(std::string_view base);

// User, host, port and database of a connection, nothing else of it.
std::string shown_connection(const std::string& words);

}  // namespace medloom::stores
