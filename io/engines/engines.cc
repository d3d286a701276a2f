// The table of engines.
#include <algorithm>

#include "io/engines/engine.h"

namespace medloom::engines {

const std::vector<EngineSpec>& all_engines() {
  static const std::vector<EngineSpec> kEngines = {command_engine(), apertium_apy_engine(),
                                                   libretranslate_engine(), openai_engine()};
  return kEngines;
}

const EngineSpec* engine_named(const std::string& name) {
  const auto& all = all_engines();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const EngineSpec& spec) { return spec.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace medloom::engines
