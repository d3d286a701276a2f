// Which pages a run has seen, by their ids: the first one stays, another one is its duplicate.
//
// Memory does not grow with the pages (id_table.h). Thread-safety: belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/journal/id_table.h"
#include "io/spill/temp_file.h"

namespace medloom {

class SeenPages {
 public:
  // `folder` takes what does not fit into memory.
  explicit SeenPages(std::string folder) : table_(folder), folder_(std::move(folder)) {}

  struct First {
    std::string place;
    std::string sha256;  // of the page's bytes
  };

  // The first page with this id; nothing where this is the first.
  Result<std::optional<First>> seen_before(Id128 id, std::string_view place,
                                           std::string_view sha256);

 private:
  Result<First> read(std::uint64_t at);

  IdTable table_;
  std::string folder_;
  std::string first_pages_;  // what comes before the file
  std::optional<TempFile> pages_;
  std::uint64_t size_ = 0;  // of both
};

}  // namespace medloom
