// Paths as people and records see them, and files as the system tells them apart.
//
// A path is any bytes; a message or a record is UTF-8. Pure but for the two look-ups of FileId.
#pragma once

#include <sys/types.h>

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace medloom {

// The path as valid UTF-8: bytes that are none are written as \xFF.
std::string path_as_utf8(std::string_view path);

// The part from the last dot of the file name on, in lower case: ".html". Empty where there is
// none; a leading dot alone begins no ending.
std::string ending_of(std::string_view path);

// The path without ".gz" or ".zst" at its end.
std::string without_packing(const std::string& path);

// Two paths name the same file when their ids are equal, whatever links and dots they go through.
struct FileId {
  dev_t device = 0;
  ino_t inode = 0;

  friend auto operator<=>(const FileId&, const FileId&) = default;
};

// Follows links; nothing where there is no such file.
std::optional<FileId> file_id(const std::string& path);
std::optional<FileId> file_id(int descriptor);

// What the system says about an errno value: "Permission denied".
std::string system_message(int error_number);

}  // namespace medloom
