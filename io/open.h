// From what the user typed to sources, renderers and writers, by way of the tables in builtin.h.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/bytes/pack.h"
#include "pipeline/engine/ends.h"

namespace medloom {

struct SourceOptions {
  std::uint64_t page_bytes = std::uint64_t{16} << 20;  // larger pages are set aside unread
  std::uint64_t page_ratio = 100;      // nor those that unpack to more than so many times; 0: any
  std::vector<std::string> outputs;    // paths ("-": standard output) that must not be read
  std::vector<std::string> overrides;  // "folder.endings=.html, .php"
  const std::atomic<bool>* stop = nullptr;
  std::atomic<std::uint64_t>* bytes_read = nullptr;  // counts what is read of files and streams
};

// One source over all inputs, in the order typed; "-" is standard input, lists and patterns are
// expanded (expand_inputs.h). Null, with everything that
// is wrong in `problems`, when an input does not exist, nothing reads it, or it is also an output.
// What lies below a folder is looked at when its turn comes.
std::unique_ptr<Source> open_source(const std::vector<std::string>& inputs,
                                    const SourceOptions& options, Problems& problems);

// Whether "name.key=value" sets a source rather than a stage.
bool names_source(const std::string& override_word);

Result<std::unique_ptr<Renderer>> create_renderer(const std::string& name);
Result<std::unique_ptr<Writer>> open_writer(const Output& output);

// How an output is to be packed. Errors: usage.
Result<Packing> packing_of_output(const Output& output);

}  // namespace medloom
