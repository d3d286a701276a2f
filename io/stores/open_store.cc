// What a base is, is told by how it is written: a connection of PostgreSQL has a scheme or begins
// with a word of libpq ("service=kb"); everything else is a path.
//
// Tested by tests/io/postgres_store_test.cc.
#include "io/paths.h"
#include "io/stores/postgres/connection.h"
#include "io/stores/postgres/postgres_store.h"
#include "io/stores/sqlite/sqlite_store.h"
#include "io/stores/store.h"

namespace medloom::stores {

Result<std::unique_ptr<Store>> open_store(const std::string& base, Access access) {
  return is_connection(base) ? open_postgres_store(base, access) : open_sqlite_store(base, access);
}

std::string shown_base(const std::string& base) {
  return is_connection(base) ? shown_connection(base) : path_as_utf8(base);
}

}  // namespace medloom::stores
