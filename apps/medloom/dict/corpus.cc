// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/dict/corpus.h"

#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "pipeline/model/prose.h"

namespace medloom {
namespace {

constexpr std::string_view kAsksDictionaries = "normalize";

// The stages of the profile before the dictionaries. False when the page gives no content.
bool prepare(const Pipeline& pipeline, Document& document) {
  Trace trace(false);
  for (const StageUse& use : pipeline.profile().stages) {
    if (use.spec->name == kAsksDictionaries || use.spec->phase == Phase::write) break;
    const Stage* stage = pipeline.stage(use.spec->name);
    if (stage == nullptr || !stage->run(document, trace)) return false;
  }
  return true;
}

dictionaries::CorpusPage corpus_page(const std::string& place, const Document& document) {
  dictionaries::CorpusPage page{place, document.context().main_text, {}};
  for (const Block& block : document.blocks()) {
    if (block.dropped || block.text.empty() || !is_prose(block)) continue;
    const bool untold = block.language.empty() || block.language == "und";
    page.texts.push_back(
        {block.text.str(), untold ? document.language() : std::string(block.language)});
  }
  return page;
}

}  // namespace

CorpusTally read_corpus(const std::vector<std::string>& paths, const PipelineArguments& arguments,
                        Problems& problems, const OnCorpusPage& each) {
  CorpusTally tally;
  const std::unique_ptr<Pipeline> pipeline = load_pipeline(arguments, problems);
  if (pipeline == nullptr) return tally;
  const StopSignals signals;
  SourceOptions options;
  options.page_bytes = pipeline->profile().limits.page_bytes;
  options.page_ratio = pipeline->profile().limits.page_ratio;
  options.overrides = source_overrides(arguments.choice.settings);
  options.stop = &signals.stop();
  const std::unique_ptr<Source> source = open_source(paths, options, problems);
  if (source == nullptr || !problems.empty()) return tally;
  while (std::optional<SourceItem> item = source->next()) {
    if (signals.received() != 0) break;
    if (std::holds_alternative<BadInput>(*item)) ++tally.set_aside;
    Page* page = std::get_if<Page>(&*item);
    if (page == nullptr) continue;
    const std::string place = page->place;
    Document document(std::make_shared<const Page>(std::move(*page)));
    if (!prepare(*pipeline, document)) {
      ++tally.set_aside;
      continue;
    }
    ++tally.pages;
    each(corpus_page(place, document));
  }
  return tally;
}

Word corpus_word(std::vector<std::string>& corpus, bool required) {
  return {.names = "--corpus",
          .to = &corpus,
          .help = "pages to look at: files, folders, archives (repeatable)",
          .value = "PATH",
          .required = required};
}

std::string to_string(const CorpusTally& tally) {
  std::string text = counted(tally.pages, "page") + " read";
  if (tally.set_aside > 0) text += ", " + grouped(tally.set_aside) + " set aside";
  return text;
}

}  // namespace medloom
