// medloom dict explain: which row wins at a surface or in a sentence, and why the others lose.
//
// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/dict/plan.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "dictionaries/tools/explanation.h"

namespace medloom {
namespace {

using dictionaries::Contender;

struct ExplainDictArguments {
  std::string text;
  std::string page;
  std::string lang;
  std::vector<std::string> dictionaries;
  std::string data;
};

std::string line_of(const Contender& contender, std::size_t layers) {
  std::string out = contender.acts ? "  acts  " : "  loses ";
  out += in_quotes(contender.surface, 60) + "  " + printable(contender.does) + "\n        ";
  if (contender.row != nullptr) {
    out += std::string(dictionaries::name_of(contender.row->mode)) + " row " +
           in_quotes(contender.row->match, 60);
    if (layers > 1) out += ", layer " + std::to_string(contender.row->from.layer());
  } else {
    out += "a label";
  }
  out += ", " + printable(contender.name()) + "\n";
  if (!contender.why.empty()) out += "        because " + printable(contender.why) + "\n";
  if (contender.acts && contender.row != nullptr && contender.row->guarded()) {
    out += "        its guard holds: ";
    if (!contender.row->when.empty()) out += "when " + printable(contender.row->when);
    if (!contender.row->when.empty() && !contender.row->unless.empty()) out += "; ";
    if (!contender.row->unless.empty()) out += "unless " + printable(contender.row->unless);
    out += "\n";
  }
  return out;
}

Result<int> explain(const ExplainDictArguments& arguments, Console& console) {
  Problems problems;
  const Result<DictPlan> plan = plan_dictionaries(arguments.dictionaries, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const std::optional<dictionaries::Library> library = load_dictionaries(*plan, problems);
  if (!library) return report(console.err, problems);
  const dictionaries::Explanation found =
      dictionaries::explain(*library, arguments.text, arguments.lang, arguments.page);
  std::string out = "read as " + printable(found.language) + "; the result is\n  " +
                    printable(found.result) + "\n";
  if (found.contenders.empty()) out += "no row and no label meets it\n";
  const std::size_t layers = plan->below.size() + plan->paths.size();
  for (const Contender& contender : found.contenders) out += line_of(contender, layers);
  if (auto done = console.out.write(out); !done) return tl::unexpected(done.error());
  return static_cast<int>(found.contenders.empty() ? kFindings : kDone);
}

}  // namespace

CommandSpec dict_explain_command() {
  const auto arguments = std::make_shared<ExplainDictArguments>();
  return {.name = "dict explain",
          .summary = "show which row wins, and why the others lose",
          .words = {{.names = "TEXT",
                     .to = &arguments->text,
                     .help = "a surface or a sentence",
                     .required = true},
                    {.names = "--page",
                     .to = &arguments->page,
                     .help = "what else the page says, for page: guards",
                     .value = "TEXT"},
                    {.names = "--lang",
                     .to = &arguments->lang,
                     .help = "told by the text if not given",
                     .value = "TAG"},
                    dictionary_word(arguments->dictionaries),
                    data_word(arguments->data)},
          .examples = {"medloom dict explain 'the way of production' --page 'childbirth'"},
          .call = calling(arguments, explain)};
}

}  // namespace medloom
