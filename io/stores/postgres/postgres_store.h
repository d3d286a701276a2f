// A knowledge base in the schema `medloom` of a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "io/stores/store.h"

namespace medloom::stores {

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& connection, Access access);

}  // namespace medloom::stores
