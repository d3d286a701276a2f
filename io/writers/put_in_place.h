// The last step of every file: it gets its name when it is complete, in one step, for good.
#pragma once

#include <string>

#include "io/file_handle.h"
#include "pipeline/model/result.h"

namespace medloom {

// A new file, or an old one emptied; open to nobody else (0600), as records may hold personal data.
// Links are not followed. Errors: output, with `place`.
Result<FileHandle> create_private_file(const std::string& path, const std::string& place);

// Gives the complete and synced file `part` the name `path`, on the same file system. A file that
// is replaced keeps its permissions; without `replace` there may be none. `place` names it in
// errors.
Result<void> put_in_place(const std::string& part, const std::string& path, bool replace,
                          const std::string& place);

// Makes the names in a folder last; a file system that cannot is no reason to fail.
void sync_folder(const std::string& folder);
// The folder that a path stands in: "." for a bare name.
std::string folder_of(const std::string& path);

}  // namespace medloom
