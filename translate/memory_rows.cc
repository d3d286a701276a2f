// The digest is over what was read and not over the file: a memory that grew in another language
// makes no page anew.
// Tested by tests/translate/fill_test.cc.
#include "translate/memory_rows.h"

#include "dictionaries/translation/protection.h"
#include "io/memory/translation_memory.h"
#include "pipeline/engine/digest.h"

namespace medloom::translation {
namespace {

void add_to(Sha256& digest, const StoredTranslation& row) {
  for (const std::string* cell :
       {&row.from, &row.to, &row.segment, &row.terms, &row.text, &row.by}) {
    digest.add(*cell);
    digest.add(std::string_view("\0", 1));
  }
  for (const std::string& flag : row.flags) {
    digest.add(flag);
    digest.add("\n");
  }
}

}  // namespace

Result<StoredTranslations> read_memory(const std::string& path, const std::vector<std::string>& to,
                                       const std::string& engine) {
  auto memory = memory::TranslationMemory::open(path, memory::TranslationMemory::Mode::read);
  if (!memory) return tl::unexpected(memory.error());
  StoredTranslations read;
  Sha256 digest;
  for (const std::string& language : to) {
    const auto visited = memory->each(
        {"", language, engine, false}, [&](const memory::MemoryEntry& entry) -> Result<void> {
          const memory::MemoryKey& key = entry.key;
          if (key.protection != kProtection) return {};
          read.rows.push_back({key.from, key.to, key.segment, key.terms, entry.text,
                               key.model.empty() ? key.engine : key.engine + " " + key.model,
                               entry.flags});
          add_to(digest, read.rows.back());
          return {};
        });
    if (!visited) return tl::unexpected(visited.error());
  }
  read.digest = digest.hex();
  return read;
}

}  // namespace medloom::translation
