// A memory as data of a run: its good translations into the languages asked for, and their digest.
//
// Thread-safety: a pure function of the file.
#pragma once

#include <string>
#include <vector>

#include "pipeline/engine/stored_translations.h"

namespace medloom::translation {

// The TranslationsReader of the program. Entries of other versions of the protection are left out.
Result<StoredTranslations> read_memory(const std::string& path, const std::vector<std::string>& to,
                                       const std::string& engine);

}  // namespace medloom::translation
