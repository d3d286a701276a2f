// Tested by tests/io/postgres_store_test.cc.
#include "io/stores/postgres/connection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "text/ascii.h"

namespace medloom::stores {
namespace {

// As libpq says it, without the lines behind the first.
std::string first_line(std::string_view message) {
  message = message.substr(0, message.find('\n'));
  for (const std::string_view lead : {"ERROR:  ", "FATAL:  "}) {
    if (message.starts_with(lead)) message.remove_prefix(lead.size());
  }
  return message.empty() ? "PostgreSQL gave no reason" : std::string(message);
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

Options parse(const std::string& words) {
  char* message = nullptr;
  Options options(PQconninfoParse(words.c_str(), &message));
  PQfreemem(message);  // it may quote what was typed, a password with it
  return options;
}

}  // namespace

void Rows::Clear::operator()(pg_result* result) const { PQclear(result); }

Rows::Rows(pg_result* result) : result_(result) {}

int Rows::size() const { return PQntuples(result_.get()); }

bool Rows::is_null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::string_view Rows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::integer(int row, int column) const {
  return std::strtoll(PQgetvalue(result_.get(), row, column), nullptr, 10);
}

std::uint64_t Rows::touched() const {
  return std::strtoull(PQcmdTuples(result_.get()), nullptr, 10);
}

CopyRows& CopyRows::add(std::string_view value) {
  if (in_row_) bytes_ += '\t';
  in_row_ = true;
  if (value.empty()) {
    bytes_ += "\\N";
    return *this;
  }
  for (const char c : value) {
    switch (c) {
      case '\\':
        bytes_ += "\\\\";
        break;
      case '\t':
        bytes_ += "\\t";
        break;
      case '\n':
        bytes_ += "\\n";
        break;
      case '\r':
        bytes_ += "\\r";
        break;
      case '\0':  // PostgreSQL has no such character; only a column can hold one, never a record
        bytes_ += "\xEF\xBF\xBD";
        break;
      default:
        bytes_ += c;
    }
  }
  return *this;
}

void CopyRows::end_row() {
  bytes_ += '\n';
  in_row_ = false;
}

void Connection::Finish::operator()(pg_conn* connection) const { PQfinish(connection); }

Result<Connection> Connection::open(const std::string& words) {
  if (parse(words) == nullptr) {
    return fail(ErrorCode::usage,
                "the connection to PostgreSQL is not written as it should be: "
                "postgresql://USER@HOST/DATABASE or key=value words",
                "--to");
  }
  Connection connection(PQconnectdb(words.c_str()));
  if (PQstatus(connection.connection_.get()) != CONNECTION_OK) {
    return fail(ErrorCode::input, first_line(PQerrorMessage(connection.connection_.get())),
                shown_connection(words));
  }
  PQsetNoticeProcessor(
      connection.connection_.get(), [](void*, const char*) {}, nullptr);
  if (PQsetClientEncoding(connection.connection_.get(), "UTF8") != 0) {
    return tl::unexpected(connection.error());
  }
  return connection;
}

Error Connection::error() const {
  return {ErrorCode::output, first_line(PQerrorMessage(connection_.get())), "PostgreSQL"};
}

Result<Rows> Connection::checked(pg_result* result) const {
  Rows rows(result);
  switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      return rows;
    default:
      return tl::unexpected(error());
  }
}

Result<Rows> Connection::query(const std::string& sql, const std::vector<std::string>& parameters) {
  // Without parameters several statements may stand in one text.
  if (parameters.empty()) return checked(PQexec(connection_.get(), sql.c_str()));
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
  return checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()),
                              nullptr, values.data(), nullptr, nullptr, 0));
}

Result<void> Connection::run(const std::string& sql, const std::vector<std::string>& parameters) {
  const Result<Rows> done = query(sql, parameters);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> Connection::copy(const std::string& sql, const CopyRows& rows) {
  const std::unique_ptr<pg_result, decltype(&PQclear)> begun(PQexec(connection_.get(), sql.c_str()),
                                                             PQclear);
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return tl::unexpected(error());
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  for (std::string_view left = rows.bytes(); !left.empty();) {
    const std::string_view piece = left.substr(0, kPiece);
    if (PQputCopyData(connection_.get(), piece.data(), static_cast<int>(piece.size())) != 1) {
      return tl::unexpected(error());
    }
    left.remove_prefix(piece.size());
  }
  if (PQputCopyEnd(connection_.get(), nullptr) != 1) return tl::unexpected(error());
  Result<void> copied;
  while (pg_result* result = PQgetResult(connection_.get())) {
    const Result<Rows> done = checked(result);
    if (!done && copied) copied = tl::unexpected(done.error());
  }
  return copied;
}

bool is_connection(std::string_view base) {
  if (base.starts_with("postgresql://") || base.starts_with("postgres://")) return true;
  // A word of libpq stands before the first "=": "service=kb", "host=/run/kb dbname=kb".
  static constexpr std::array<std::string_view, 8> kWords = {
      "service", "host", "hostaddr", "dbname", "user", "port", "passfile", "sslmode"};
  const std::string_view word = text::trim_ascii(base.substr(0, base.find('=')));
  return base.find('=') != std::string_view::npos &&
         std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::string shown_connection(const std::string& words) {
  const Options options = parse(words);
  if (options == nullptr) return "PostgreSQL";
  std::string user, host, port, database, service;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view key = option->keyword;
    if (key == "user") user = std::string(option->val) + "@";
    if (key == "host") host = option->val;
    if (key == "port") port = std::string(":") + option->val;
    if (key == "dbname") database = std::string("/") + option->val;
    if (key == "service") service = option->val;
  }
  if (!service.empty()) return "service=" + service;
  return "postgresql://" + user + host + port + database;
}

}  // namespace medloom::stores
