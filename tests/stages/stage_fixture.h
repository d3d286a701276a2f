// Makes stages as the pipeline does, and runs documents of lines through them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "stages/builtin.h"
#include "tests/support/documents.h"

namespace medloom::test {

inline const StageSpec& spec_named(std::string_view name) {
  for (const StageSpec& spec : builtin_stages()) {
    if (spec.name == name) return spec;
  }
  throw std::runtime_error("no stage " + std::string(name));
}

// A stage with settings given as "key=value"; fails the test on problems.
class StageMaker {
 public:
  std::unique_ptr<Stage> stage(std::string_view name, const std::vector<std::string>& set = {}) {
    const StageSpec& spec = spec_named(name);
    StageContext context(data_, {}, problems_);
    auto made = spec.create(read_settings(spec.fields, set, spec.name, problems_), context);
    report();
    return made;
  }
  std::unique_ptr<RecordStep> step(std::string_view name) {
    const StageSpec& spec = spec_named(name);
    StageContext context(data_, {}, problems_);
    auto made = spec.create_step(
        read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems_), context);
    report();
    return made;
  }

 private:
  void report() const {
    for (const Error& problem : problems_) ADD_FAILURE() << to_string(problem);
  }
  DataFiles data_{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  Problems problems_;
};

// "role text" of every block, in reading order.
inline std::vector<std::string> roles_of(const Document& document) {
  std::vector<std::string> lines;
  for (const Block& block : document.blocks()) {
    lines.push_back(std::string(name_of(block.role)) + " " + block.text.str());
  }
  return lines;
}

}  // namespace medloom::test
