// medloom explain: what each stage and rule did to one page, and what became of it.
//
// The page is processed as `run` would, with the same bytes as result; an observer looks at the
// document after each stage.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/explain.h"

#include "apps/medloom/commands.h"
#include "apps/medloom/explain/field.h"
#include "apps/medloom/explain/html.h"
#include "apps/medloom/explain/json.h"
#include "apps/medloom/explain/text.h"
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
  options.page_ratio = pipeline.profile().limits.page_ratio;
  options.overrides = source_overrides(arguments.pipeline.choice.settings);
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

Result<std::string> shown(const PageStory& story, const ExplainArguments& arguments) {
  const Palette colours = palette(wants_colours(arguments.color));
  if (arguments.at.empty()) {
    if (arguments.form == "json") return story_as_json(story);
    if (arguments.form == "html") return story_as_html(story);
    return story_as_text(story, colours);
  }
  const Result<FieldStory> field = field_of(story, arguments.at);
  if (!field) return tl::unexpected(field.error());
  if (arguments.form == "json") return field_as_json(*field);
  if (arguments.form == "html") return field_as_html(story, *field);
  return field_as_text(*field, colours);
}

constexpr char kNotes[] =
    "Each change, flag and drop is shown with its rule, the dictionary row behind it, what "
    "competed\n"
    "for the place and lost, and the bytes of the decoded page that it stood for.\n";

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

  const PageStory story = story_of(*pipeline, std::make_shared<const Page>(std::move(*page)));
  const Result<std::string> text = shown(story, arguments);
  if (!text) return tl::unexpected(text.error());
  if (auto written = console.out.write(*text); !written) return tl::unexpected(written.error());
  return static_cast<int>(story.record ? kDone : kFindings);
}

CommandSpec explain_command() {
  const auto arguments = std::make_shared<ExplainArguments>();
  CommandSpec spec{"explain", "show what each stage and rule did to one page", {}};
  spec.words = pipeline_words(arguments->pipeline);
  spec.words.push_back(page_word(arguments->page));
  spec.words.push_back({.names = "--as",
                        .to = &arguments->form,
                        .help = "text (default), json or html",
                        .value = "FORM",
                        .choices = {"text", "json", "html"}});
  spec.words.push_back({.names = "--at",
                        .to = &arguments->at,
                        .help = "explain one field: a JSON Pointer into the record",
                        .value = "POINTER"});
  spec.words.push_back(color_word(arguments->color));
  spec.notes = kNotes;
  spec.examples = {"medloom explain page.html",
                   "medloom explain page.html --as html > page-explained.html",
                   "medloom explain page.html --at /mainEntity/0/acceptedAnswer/0/text"};
  spec.call = calling(arguments, explain_page);
  return spec;
}

}  // namespace medloom
