// Where the data that ships with medloom is: dictionaries/ and profiles/.
//
// Looked for, in this order: what the user named (--data), MEDLOOM_DATA, beside the install prefix
// of the program or library (PREFIX/share/medloom), the source tree it was built from. Never the
// working directory: a crawl could bring its own dictionaries.
//
// It also knows the folder where compiled tables may be kept between runs (text/image_cache.h).
// Nobody needs one, and there is none until the program sets it: tests keep nothing.
#pragma once

#include <filesystem>
#include <optional>
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

  // Where compiled tables are kept; empty: nowhere.
  const std::filesystem::path& cache_dir() const { return cache_dir_; }
  void set_cache_dir(std::filesystem::path folder) { cache_dir_ = std::move(folder); }

  // What pseudonyms are made with; empty: there is none. It is never written anywhere, and a
  // configuration's fingerprint holds no more of it than what it gives under itself.
  const std::string& pseudonym_key() const { return pseudonym_key_; }
  void set_pseudonym_key(std::string key) { pseudonym_key_ = std::move(key); }

  // The user's folder for it: `named` if given, else MEDLOOM_CACHE, $XDG_CACHE_HOME/medloom,
  // ~/.cache/medloom. Empty when there is none, or when the user named or set an empty one.
  static std::filesystem::path user_cache_dir(const std::optional<std::string>& named);

  // Regular files below a folder with one of these endings, relative to the root, sorted bytewise.
  std::vector<std::string> list(const std::string& folder, const std::string& ending) const;

 private:
  std::filesystem::path root_;
  std::filesystem::path cache_dir_;
  std::string pseudonym_key_;
};

// The whole file, or an input error that names it. Files over `limit` bytes are refused.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::uintmax_t limit = std::uintmax_t{1} << 30);

}  // namespace medloom
