// Memories as TMX 1.4, for other programs and back.
//
// A unit is a good translation with its segment; engine, model and flags are properties of ours.
// What comes from a file is examined like an engine's answer: a unit that loses a number, a term or
// a negation is refused with its line. Files are bounded (dictionaries/exchange/glossary.h).
// Thread-safety: pure but for the memory.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "dictionaries/translation/examination.h"
#include "io/memory/translation_memory.h"

namespace medloom::translation {

using TmxSink = std::function<Result<void>(std::string_view bytes)>;

// Good entries alone; how many.
Result<std::uint64_t> write_tmx(memory::TranslationMemory& memory,
                                const memory::MemoryFilter& filter, const TmxSink& sink);

struct TmxImport {
  std::uint64_t stored = 0;
  std::map<std::string, std::uint64_t> refused;  // by reason
  Problems first_refused;                        // with their lines, the first twenty
};

// The units that hold a segment in each of both languages; `name` is what messages call the file.
// Problems where the file is no TMX.
Result<TmxImport> read_tmx(std::string_view bytes, const std::string& name, const std::string& from,
                           const std::string& to, const Knowledge& knowledge,
                           memory::TranslationMemory& memory);

}  // namespace medloom::translation
