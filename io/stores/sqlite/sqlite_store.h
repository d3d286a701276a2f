// A knowledge base in one SQLite file.
#pragma once

#include <memory>
#include <string>

#include "io/stores/store.h"

namespace medloom::stores {

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, Access access);

}  // namespace medloom::stores
