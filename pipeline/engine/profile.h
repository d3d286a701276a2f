// A pipeline profile: which stages run, with which settings, and why in this order.
//
// profiles/pipelines/*.toml, data only: no file can name a command to run or an address to call.
// It reads from top to bottom as the pipeline:
//
//   summary = "…"
//   provenance = "full"
//   [limits]
//   page_bytes = 16777216
//   [[stage]]
//   use = "normalize"
//   why = "after structure, because guards look at the main content only"
//   prefer = false
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/engine/stage.h"

namespace medloom {

struct StageUse {
  const StageSpec* spec = nullptr;
  std::string why;
  Settings settings;
};

struct Limits {
  std::uint64_t page_bytes = std::uint64_t{16} << 20;  // raw bytes of one page
  std::uint64_t page_ratio = 100;  // of a large page to its packed bytes; 0: any
  std::uint64_t page_seconds = 0;  // of processor time; 0: as many as it takes
};

struct Profile {
  std::string name;
  std::string summary;
  std::string provenance = "full";  // full, summary, none
  Limits limits;
  std::vector<StageUse> stages;  // read, then edit, then write

  // The effective configuration in one fixed form: what the fingerprint is taken of.
  std::string canonical() const;
};

// Reads a profile against the registered stages. Everything that is wrong goes to `problems`, each
// with file:line:column. `overrides` are "stage.key=value" words of the command line.
Profile read_profile(std::string_view toml, const std::string& file, const StageTable& stages,
                     const std::vector<std::string>& overrides, Problems& problems);

}  // namespace medloom
