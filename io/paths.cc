// Tested by tests/io/paths_test.cc.
#include "io/paths.h"

#include <sys/stat.h>

#include <system_error>

#include "text/utf8.h"

namespace medloom {

std::string path_as_utf8(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string utf8;
  for (std::size_t i = 0; i < path.size();) {
    const text::CodePoint point = text::code_point_at(path, i);
    if (point.valid) {
      utf8 += path.substr(i, point.size);
    } else {
      for (const char c : path.substr(i, point.size)) {
        const auto byte = static_cast<unsigned char>(c);
        utf8 += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
      }
    }
    i += point.size;
  }
  return utf8;
}

std::string ending_of(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  std::string ending(path.substr(dot));
  for (char& c : ending) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return ending;
}

std::string without_packing(const std::string& path) {
  const std::string ending = ending_of(path);
  if (ending != ".gz" && ending != ".zst") return path;
  return path.substr(0, path.size() - ending.size());
}

std::optional<FileId> file_id(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return std::nullopt;
  return FileId{info.st_dev, info.st_ino};
}

std::optional<FileId> file_id(int descriptor) {
  struct stat info {};
  if (::fstat(descriptor, &info) != 0) return std::nullopt;
  return FileId{info.st_dev, info.st_ino};
}

std::string system_message(int error_number) {
  return std::generic_category().message(error_number);
}

}  // namespace medloom
