// A PostgreSQL server for one test: a cluster in a temporary folder, reached by a Unix socket
// alone, stopped and removed at the end.
#pragma once

#include <string>
#include <vector>

namespace medloom::test {

class PostgresServer {
 public:
  // Whether PostgreSQL is installed on this machine.
  static bool installed();

  // Takes a second or two. What goes wrong is told by error().
  PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  const std::string& error() const { return error_; }
  // Key=value words of a database that is empty and nobody else's.
  std::string new_database();
  const std::string& socket_folder() const { return folder_; }

 private:
  int as_owner(const std::vector<std::string>& words) const;

  std::string folder_;
  std::string error_;
  int databases_ = 0;
  bool running_ = false;
};

}  // namespace medloom::test
