// One batch of records on its way into PostgreSQL: staged by COPY, then taken over where the
// content differs. The caller holds a transaction.
#pragma once

#include <span>

#include "io/stores/page_record.h"
#include "io/stores/postgres/connection.h"
#include "io/stores/store.h"

namespace medloom::stores {

// The temporary tables that batches are staged in, once a connection.
Result<void> make_staging(Connection& connection);

// REQUIRES: a transaction, and no id twice in `records`.
Result<LoadCounts> load_records(Connection& connection, std::span<const PageRecord> records);

}  // namespace medloom::stores
