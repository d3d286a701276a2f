// What the commands of `tm` have in common.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "translate/knowledge.h"

namespace medloom {

struct TmKnowledgeArguments {
  std::vector<std::string> dictionaries;
  std::string data;
};

inline Word memory_word(std::string& memory) {
  return {.names = "MEMORY", .to = &memory, .help = "a translation memory", .required = true};
}

// Dictionaries and rules. Shows what is wrong with them; null then.
std::unique_ptr<translation::LoadedKnowledge> load_knowledge(const TmKnowledgeArguments& arguments,
                                                             Console& console, int& exit);

}  // namespace medloom
