// See words.h.
#include "apps/medloom/tm/words.h"

#include "apps/medloom/load_pipeline.h"

namespace medloom {

std::unique_ptr<translation::LoadedKnowledge> load_knowledge(const TmKnowledgeArguments& arguments,
                                                             Console& console, int& exit) {
  Problems problems;
  std::unique_ptr<translation::LoadedKnowledge> knowledge;
  const Result<DataFiles> data = find_data(arguments.data, std::nullopt);
  if (data) {
    knowledge = translation::LoadedKnowledge::load(*data, arguments.dictionaries, problems);
  } else {
    problems.push_back(data.error());
  }
  if (!knowledge) exit = report(console.err, problems);
  return knowledge;
}

}  // namespace medloom
