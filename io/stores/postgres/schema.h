// The tables of a base in PostgreSQL.
#pragma once

#include "io/stores/postgres/connection.h"

namespace medloom::stores {

inline constexpr int kPostgresFormat = 1;

// Errors: there is no base (usage), or one of another format (configuration).
Result<void> check_schema(Connection& connection);
// Makes the tables where there are none.
Result<void> make_schema(Connection& connection);

}  // namespace medloom::stores
