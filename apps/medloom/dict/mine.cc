// medloom dict mine: what a corpus says often and good text does not, as rows to judge.
//
// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/corpus.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/mining.h"

namespace medloom {
namespace {

struct MineArguments {
  std::vector<std::string> corpus;
  std::vector<std::string> reference;
  std::vector<std::string> dictionaries;
  PipelineArguments pipeline;
  std::uint64_t least = 3;
  std::uint64_t top = 50;
};

Result<int> mine(const MineArguments& arguments, Console& console) {
  Problems problems;
  const Result<DictPlan> plan =
      plan_dictionaries(arguments.dictionaries, arguments.pipeline.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const std::optional<dictionaries::Library> library = load_dictionaries(*plan, problems);
  if (!library) return report(console.err, problems);
  dictionaries::Miner miner(*library, {arguments.least, arguments.top});
  const CorpusTally tally =
      read_corpus(arguments.corpus, arguments.pipeline, problems,
                  [&](const dictionaries::CorpusPage& page) { miner.add(page); });
  if (problems.empty() && !arguments.reference.empty()) {
    read_corpus(arguments.reference, arguments.pipeline, problems,
                [&](const dictionaries::CorpusPage& page) { miner.add_reference(page); });
  }
  if (!problems.empty()) return report(console.err, problems);
  console.err << "mine: " << to_string(tally) << '\n';
  const std::vector<dictionaries::Suspect> found = miner.suspects();
  std::string out =
      "# Suspicious words, the most suspicious first. Each needs a person: write what "
      "is meant and\n# make it a fix, guard it, or delete the row.\n";
  for (const dictionaries::Suspect& suspect : found) {
    for (const std::string& context : suspect.contexts) {
      out += "# " + printable(suspect.surface) + ": … " + printable(context) + " …\n";
    }
  }
  out += as_rows(found);
  if (auto done = console.out.write(out); !done) return tl::unexpected(done.error());
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec dict_mine_command() {
  const auto arguments = std::make_shared<MineArguments>();
  return {
      .name = "dict mine",
      .summary = "find suspicious words in a corpus, as rows to judge",
      .words = {corpus_word(arguments->corpus, true),
                {.names = "--reference",
                 .to = &arguments->reference,
                 .help = "pages of good text, which speak against what they say (repeatable)",
                 .value = "PATH"},
                {.names = "--least",
                 .to = &arguments->least,
                 .help = "times that words have to stand; default is 3",
                 .value = "N"},
                {.names = "--top",
                 .to = &arguments->top,
                 .help = "how many are given; default is 50",
                 .value = "N"},
                dictionary_word(arguments->dictionaries),
                data_word(arguments->pipeline.data)},
      .notes =
          "Without a reference, what speaks against words is only what our own tables hold\n"
          "of good English. Give pages that people wrote in English: it helps a lot.\n",
      .examples = {"medloom dict mine --corpus pages/ --reference good-english/ > suspicious.tsv"},
      .call = calling(arguments, mine)};
}

}  // namespace medloom
