// The tables of a SQLite base, and the check that a file is one.
#pragma once

#include <string>

#include "io/stores/sqlite/database.h"

namespace medloom::stores {

// Goes up when a table or what stands in the index changes; there is no migration: records are
// loaded into a new base.
inline constexpr std::int64_t kSqliteFormat = 1;

// Creates the file, readable by its owner alone, when there is none.
Result<Database> open_base(const std::string& path, Database::Mode mode);

}  // namespace medloom::stores
