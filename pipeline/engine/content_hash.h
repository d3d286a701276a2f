// What a record's `contentHash` is: the SHA-256 of what a reader sees of it. Each step that changes
// the content takes it anew.
#pragma once

#include <string>

#include "pipeline/model/record.h"

namespace medloom {

std::string content_hash(const Record& record);

}  // namespace medloom
