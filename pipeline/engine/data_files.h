// Where the data that ships with medloom is: dictionaries/ and profiles/.
//
// Looked for, in this order: what the user named (--data), MEDLOOM_DATA, beside the install prefix
// of the program (PREFIX/share/medloom), the source tree the program was built from. Never the
// working directory: a crawl could bring its own dictionaries.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

class DataFiles {
 public:
  // `named` is empty unless the user gave a folder.
  static Result<DataFiles> find(const std::filesystem::path& named = {});
  explicit DataFiles(std::filesystem::path root) : root_(std::move(root)) {}

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path path(const std::string& relative) const { return root_ / relative; }

  // Regular files below a folder with one of these endings, relative to the root, sorted bytewise.
  std::vector<std::string> list(const std::string& folder, const std::string& ending) const;

 private:
  std::filesystem::path root_;
};

// The whole file, or an input error that names it. Files over `limit` bytes are refused.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uintmax_t limit = std::uintmax_t{1} << 30);

}  // namespace medloom
