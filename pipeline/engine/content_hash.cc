// Tested by tests/stages/assemble_test.cc and tests/io/in_language_test.cc.
#include "pipeline/engine/content_hash.h"

#include <string_view>

#include "pipeline/engine/digest.h"

namespace medloom {

std::string content_hash(const Record& record) {
  Sha256 hash;
  write_content_json(record, [&hash](std::string_view piece) { hash.add(piece); });
  return hash.hex();
}

}  // namespace medloom
