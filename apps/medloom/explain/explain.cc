// medloom explain: what each stage and rule did to one page, and what became of it.
//
// The page is processed as `run` would, with the same bytes as result; an observer looks at the
// document after each stage.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/explain.h"

#include "apps/medloom/commands.h"
#include "apps/medloom/explain/log.h"
#include "apps/medloom/explain/record.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"

namespace medloom {
namespace {

Result<Page> read_page(const ExplainArguments& arguments, const Pipeline& pipeline,
                       const StopSignals& signals, Problems& problems) {
  SourceOptions options;
  options.page_bytes = pipeline.profile().limits.page_bytes;
  options.overrides = source_overrides(arguments.pipeline.sets);
  options.stop = &signals.stop();
  const std::unique_ptr<Source> source = open_source({arguments.page}, options, problems);
  if (source == nullptr) return fail(ErrorCode::input, "");
  const auto next = [&source] {
    std::optional<SourceItem> item = source->next();
    while (item && std::holds_alternative<SkippedInput>(*item)) item = source->next();
    return item;
  };
  std::optional<SourceItem> item = next();
  if (!item) return fail(ErrorCode::usage, "holds no page", arguments.page);
  if (BadInput* bad = std::get_if<BadInput>(&*item)) {
    return fail(ErrorCode::rejected, "source: " + bad->reason, bad->place);
  }
  if (next()) {
    return fail(ErrorCode::usage, "holds several pages; explain takes one", arguments.page);
  }
  return std::get<Page>(std::move(*item));
}

}  // namespace

Result<int> explain_page(const ExplainArguments& arguments, Console& console) {
  Problems problems;
  const std::unique_ptr<Pipeline> pipeline = load_pipeline(arguments.pipeline, problems);
  if (pipeline == nullptr) return report(console.err, problems);
  const StopSignals signals;
  Result<Page> page = read_page(arguments, *pipeline, signals, problems);
  if (!problems.empty()) return report(console.err, problems);
  if (signals.received() != 0) return 128 + signals.received();
  if (!page) return tl::unexpected(page.error());

  const Palette colours = palette(wants_colours(arguments.color));
  std::string text = std::string(colours.title) + printable(page->place) +
                     std::string(colours.reset) + "  " + counted(page->bytes.size(), "byte") +
                     ", profile " + printable(pipeline->profile().name) + "\n";
  Document document(std::make_shared<const Page>(std::move(*page)));
  Trace trace(true);
  ExplainLog log(colours, trace, text);
  const Outcome outcome = pipeline->process(document, trace, &log);
  if (const Record* record = outcome.record()) {
    text += outline(*record, colours);
  } else {
    text += "\n" + std::string(colours.warning) + "rejected" + std::string(colours.reset) +
            "  by " + printable(outcome.reject()->stage) + ": " +
            printable(outcome.reject()->reason) + "\n";
  }
  if (auto written = console.out.write(text); !written) return tl::unexpected(written.error());
  return static_cast<int>(outcome.record() != nullptr ? kDone : kFindings);
}

CommandSpec explain_command() {
  const auto arguments = std::make_shared<ExplainArguments>();
  CommandSpec spec{"explain", "show what each stage and rule did to one page", {}};
  spec.words = pipeline_words(arguments->pipeline);
  spec.words.push_back(page_word(arguments->page));
  spec.words.push_back(color_word(arguments->color));
  spec.call = calling(arguments, explain_page);
  return spec;
}

}  // namespace medloom
