// Tested by tests/engine/data_files_test.cc.
#include "pipeline/engine/data_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <dlfcn.h>
#include <link.h>

#ifndef MEDLOOM_SOURCE_TREE  // packages know of none
#define MEDLOOM_SOURCE_TREE ""
#endif
#ifndef MEDLOOM_DATA_BESIDE_LIBRARY
#define MEDLOOM_DATA_BESIDE_LIBRARY "../share/medloom"
#endif

namespace medloom {
namespace fs = std::filesystem;
namespace {

bool is_data_root(const fs::path& root) {
  std::error_code ignored;
  return fs::is_directory(root / "dictionaries", ignored) &&
         fs::is_directory(root / "profiles", ignored);
}

// Where data is installed with the program or shared library that holds this very code.
fs::path beside_this_code() {
  static const char kHere = 0;
  Dl_info info;
  link_map* object = nullptr;
  std::error_code error;
  if (::dladdr1(&kHere, &info, reinterpret_cast<void**>(&object), RTLD_DL_LINKMAP) == 0) return {};
  const bool is_program = object->l_name == nullptr || *object->l_name == 0;
  const fs::path file =
      is_program ? fs::read_symlink("/proc/self/exe", error) : fs::canonical(object->l_name, error);
  if (error) return {};
  const char* const way = is_program ? "../share/medloom" : MEDLOOM_DATA_BESIDE_LIBRARY;
  return (file.parent_path() / way).lexically_normal();
}

}  // namespace

Result<DataFiles> DataFiles::find(const fs::path& named) {
  if (!named.empty()) {
    if (is_data_root(named)) return DataFiles(named);
    return fail(ErrorCode::configuration, "holds no dictionaries/ and profiles/ folders",
                named.string());
  }
  if (const char* variable = std::getenv("MEDLOOM_DATA"); variable != nullptr && *variable != 0) {
    if (is_data_root(variable)) return DataFiles(variable);
    return fail(ErrorCode::configuration, "holds no dictionaries/ and profiles/ folders",
                "MEDLOOM_DATA=" + std::string(variable));
  }
  for (const fs::path& candidate : {beside_this_code(), fs::path(MEDLOOM_SOURCE_TREE)}) {
    if (!candidate.empty() && is_data_root(candidate)) return DataFiles(candidate);
  }
  return fail(ErrorCode::configuration,
              "the data files were not found; name their folder with --data or MEDLOOM_DATA");
}

fs::path DataFiles::user_cache_dir(const std::optional<std::string>& named) {
  if (named) return *named;
  if (const char* variable = std::getenv("MEDLOOM_CACHE"); variable != nullptr) return variable;
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && fs::path(cache).is_absolute()) return fs::path(cache) / "medloom";
  const char* home = std::getenv("HOME");
  if (home != nullptr && fs::path(home).is_absolute()) return fs::path(home) / ".cache" / "medloom";
  return {};
}

std::vector<std::string> DataFiles::list(const std::string& folder,
                                         const std::string& ending) const {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(root_ / folder, error), end; it != end;
       it.increment(error)) {
    if (error) break;
    const std::string name = it->path().filename().string();
    if (name.ends_with(ending) && it->is_regular_file(error)) {
      files.push_back(it->path().lexically_relative(root_).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> read_file(const fs::path& path, std::uintmax_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return fail(ErrorCode::input, "is a folder, not a file", path.string());
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::input, std::strerror(errno), path.string());
  std::string bytes;
  char buffer[1 << 16];
  while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
    bytes.append(buffer, static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > limit) {
      return fail(ErrorCode::input, "is larger than " + std::to_string(limit) + " bytes",
                  path.string());
    }
  }
  if (file.bad()) return fail(ErrorCode::input, "could not be read to its end", path.string());
  return bytes;
}

}  // namespace medloom
