// medloom tm fill RECORDS… --memory MEMORY --to LANGUAGE --engine ENGINE: asks an engine for what
// the memory lacks. The one command of medloom that may talk to something outside.
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <optional>

#include "apps/medloom/commands.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "apps/medloom/tm/words.h"
#include "io/engines/engine.h"
#include "io/paths.h"
#include "io/records/record_files.h"
#include "pipeline/model/record_shape.h"
#include "translate/fill.h"

namespace medloom {
namespace {

using memory::TranslationMemory;
using translation::FillReport;

struct TmFillArguments {
  std::vector<std::string> records;
  std::string memory;
  std::string to;
  std::string engine;
  std::string command;
  std::string url;
  std::string model;
  unsigned jobs = 2;
  unsigned batch = 16;
  unsigned timeout = 60;
  std::optional<std::uint64_t> limit;
  bool allow_network = false;
  bool retry_rejected = false;
  bool dry_run = false;
  bool quiet = false;
  TmKnowledgeArguments knowledge;
};

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

Result<translation::FillOptions> options_of(const TmFillArguments& arguments,
                                            const StopSignals& signals) {
  translation::FillOptions options;
  options.to = arguments.to;
  options.engine = engines::engine_named(arguments.engine);
  if (!is_language_tag(arguments.to)) {
    return fail(ErrorCode::usage, "'" + arguments.to + "' is no language tag, as en or zh-Hans are",
                "--to");
  }
  const bool by_command = arguments.engine == "command";
  if (by_command && arguments.command.empty()) {
    return fail(ErrorCode::usage, "engine 'command' needs the program to ask", "--command");
  }
  if (!by_command && arguments.url.empty()) {
    return fail(ErrorCode::usage, "engine '" + arguments.engine + "' needs an address", "--url");
  }
  engines::EngineOptions& engine = options.engine_options;
  engine.command = arguments.command;
  engine.url = without_slash(arguments.url);
  engine.model = arguments.model;
  if (const char* key = std::getenv("MEDLOOM_ENGINE_KEY"); key != nullptr) engine.key = key;
  engine.allow_network = arguments.allow_network;
  engine.timeout_seconds = static_cast<long>(arguments.timeout);
  options.jobs = arguments.jobs;
  options.batch = arguments.batch;
  options.limit = arguments.limit;
  options.retry_rejected = arguments.retry_rejected;
  options.stop = &signals.stop();
  return options;
}

Result<void> collect(const TmFillArguments& arguments, translation::SegmentsOfRecords& segments,
                     Console& console, std::uint64_t& bad_lines) {
  RecordFiles files(arguments.records);
  for (;;) {
    auto line = files.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return {};
    const Result<void> added = segments.add((*line)->json);
    if (added) continue;
    ++bad_lines;
    report(console.err, Error{added.error().code, added.error().message, (*line)->place});
  }
}

void print_plan(std::ostream& err, const translation::SegmentsOfRecords& segments,
                const FillReport& plan) {
  err << counted(segments.records(), "record") << ": " << grouped(segments.met()) << " segments, "
      << grouped(segments.segments().size()) << " different; " << grouped(plan.hits)
      << " in the memory, " << grouped(plan.rejected_before) << " rejected before, "
      << grouped(plan.to_ask) << " to ask (" << grouped(plan.characters) << " characters)\n";
}

void print_report(std::ostream& err, const FillReport& report) {
  err << grouped(report.stored) << " stored";
  if (report.without_engine > 0)
    err << " (" << grouped(report.without_engine) << " without asking)";
  err << ", " << grouped(report.calls) << " calls, " << static_cast<std::uint64_t>(report.seconds)
      << " s\n";
  for (const auto& [reason, count] : report.rejected) {
    err << "  rejected: " << grouped(count) << "  " << printable(reason) << '\n';
  }
  for (const auto& [reason, count] : report.unanswered) {
    err << "  without an answer: " << grouped(count) << "  " << printable(reason) << '\n';
  }
}

Result<int> dry_run(const TmFillArguments& arguments,
                    const translation::SegmentsOfRecords& segments,
                    const translation::Knowledge& knowledge,
                    const translation::FillOptions& options, Console& console) {
  std::optional<TranslationMemory> memory;
  if (file_id(arguments.memory)) {
    auto opened = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::read);
    if (!opened) return tl::unexpected(opened.error());
    memory.emplace(std::move(*opened));
  }
  const auto plan =
      translation::plan_fill(segments.segments(), memory ? &*memory : nullptr, knowledge, options);
  if (!plan) return tl::unexpected(plan.error());
  print_plan(console.err, segments, *plan);
  console.err << "nothing was sent; they would go to "
              << printable(options.engine->address(options.engine_options)) << '\n';
  return kDone;
}

// One line on a terminal, every hundred answers.
void show_progress(translation::FillOptions& options, std::ostream& err) {
  options.progress = [&err](const FillReport& report) {
    std::uint64_t done = report.stored;
    for (const auto& [reason, count] : report.rejected) done += count;
    if (done % 100 != 0 && done != report.to_ask) return;
    err << '\r' << grouped(done) << " of " << grouped(report.to_ask) << " segments";
    if (done == report.to_ask) err << '\n';
    err.flush();
  };
}

Result<int> tm_fill(const TmFillArguments& arguments, Console& console) {
  const StopSignals signals;
  auto options = options_of(arguments, signals);
  if (!options) return tl::unexpected(options.error());
  int exit = kDone;
  const auto knowledge = load_knowledge(arguments.knowledge, console, exit);
  if (!knowledge) return exit;
  translation::SegmentsOfRecords segments(arguments.to);
  std::uint64_t bad_lines = 0;
  if (auto read = collect(arguments, segments, console, bad_lines); !read) {
    return tl::unexpected(read.error());
  }
  if (arguments.dry_run) {
    return dry_run(arguments, segments, knowledge->view(), *options, console);
  }
  auto memory = TranslationMemory::open(arguments.memory, TranslationMemory::Mode::write);
  if (!memory) return tl::unexpected(memory.error());
  if (!arguments.quiet && isatty(STDERR_FILENO) != 0) show_progress(*options, console.err);
  const translation::Filled filled =
      translation::fill_memory(segments.segments(), *memory, knowledge->view(), *options);
  if (!arguments.quiet) {
    print_plan(console.err, segments, filled.report);
    print_report(console.err, filled.report);
  }
  if (signals.received() != 0) return 128 + signals.received();
  if (!filled.end) {
    console.err
        << "medloom: the engine ended the work; what it gave is in the memory, and the next "
           "fill goes on from there\n";
    return tl::unexpected(filled.end.error());
  }
  const bool findings = bad_lines > 0 || !filled.report.unanswered.empty();
  return static_cast<int>(findings ? kFindings : kDone);
}

std::vector<std::string> engine_names() {
  std::vector<std::string> names;
  for (const engines::EngineSpec& engine : engines::all_engines()) names.push_back(engine.name);
  return names;
}

std::vector<Word> words_of(TmFillArguments& arguments) {
  return {
      {.names = "RECORDS",
       .to = &arguments.records,
       .help = "files that 'medloom run' wrote, packed or not; - for standard input",
       .required = true},
      {.names = "--memory",
       .to = &arguments.memory,
       .help = "the translation memory, made if it is not there",
       .value = "FILE",
       .required = true},
      {.names = "--to",
       .to = &arguments.to,
       .help = "the language to translate into: en, es, zh-Hans …",
       .value = "LANGUAGE",
       .required = true},
      {.names = "--engine",
       .to = &arguments.engine,
       .help = "who translates",
       .value = "ENGINE",
       .required = true,
       .choices = engine_names()},
      {.names = "--command",
       .to = &arguments.command,
       .help = "of engine 'command': a program that reads and writes a line of JSON a segment",
       .value = "COMMAND"},
      {.names = "--url",
       .to = &arguments.url,
       .help = "of the other engines: their address",
       .value = "URL"},
      {.names = "--model",
       .to = &arguments.model,
       .help = "of engine 'openai': the model",
       .value = "NAME"},
      {.names = "--allow-network",
       .to = &arguments.allow_network,
       .help = "text may go to an address that is not this machine"},
      {.names = "--jobs",
       .to = &arguments.jobs,
       .help = "how many are asked at a time",
       .value = "N",
       .range = std::pair<double, double>{1, 64}},
      {.names = "--batch",
       .to = &arguments.batch,
       .help = "segments a request, where it takes many",
       .value = "N",
       .range = std::pair<double, double>{1, 256}},
      {.names = "--timeout",
       .to = &arguments.timeout,
       .help = "seconds to wait for an answer",
       .value = "SECONDS",
       .range = std::pair<double, double>{1, 3600}},
      {.names = "--limit",
       .to = &arguments.limit,
       .help = "ask for no more segments than that",
       .value = "N"},
      {.names = "--retry-rejected",
       .to = &arguments.retry_rejected,
       .help = "ask again for segments whose answer was rejected"},
      {.names = "--dry-run",
       .to = &arguments.dry_run,
       .help = "say what would be sent where, and send nothing"},
      {.names = "-q,--quiet", .to = &arguments.quiet, .help = "no summary"},
      dictionary_word(arguments.knowledge.dictionaries),
      data_word(arguments.knowledge.data),
  };
}

}  // namespace

CommandSpec tm_fill_command() {
  const auto arguments = std::make_shared<TmFillArguments>();
  CommandSpec spec{"tm fill", "ask an engine for the translations that a memory lacks",
                   words_of(*arguments)};
  spec.notes =
      "Text goes to the engine named here and nowhere else; to this machine alone unless\n"
      "--allow-network is given. A key is read from MEDLOOM_ENGINE_KEY. Answers are examined, and\n"
      "stored as they come: a fill that was interrupted is simply started again.\n";
  spec.examples = {
      "medloom tm fill records.jsonl --memory health.tm --to es --engine command \\\n--command "
      "'/usr/share/medloom/engines/apertium eng-spa'",
      "medloom tm fill records.jsonl --memory health.tm --to en --engine libretranslate \\\n--url "
      "http://127.0.0.1:5000"};
  spec.tells_exit_codes = true;
  spec.call = calling(arguments, tm_fill);
  return spec;
}

}  // namespace medloom
