// medloom run: pages in, records out.
//
// Everything that can be wrong before the first page (configuration, inputs, outputs) is found out
// before the first page. Then each input is exactly one of record, reject, duplicate and skipped,
// and goes to the outputs in input order: what is decided about it there, like which of two pages
// with one id is the duplicate, depends on no thread.
//
// A run that ends early, by a signal, an error or too many rejects, leaves no output under its name
// but a journal, from which the same command goes on (docs/operations.md).
//
// Tested by tests/apps/run_test.cc, resume_test.cc, signals_test.cc and fault_test.cc.
#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "apps/medloom/commands.h"
#include "apps/medloom/report/make_report.h"
#include "apps/medloom/run/arguments.h"
#include "apps/medloom/run/limits.h"
#include "apps/medloom/run/outputs.h"
#include "apps/medloom/run/progress.h"
#include "apps/medloom/run/report.h"
#include "apps/medloom/run/room.h"
#include "apps/medloom/run/summary.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/journal/seen_pages.h"
#include "io/open.h"
#include "io/renderers/in_language.h"
#include "io/selection.h"
#include "pipeline/engine/digest.h"

namespace medloom {
namespace {

// What another attempt may end otherwise: it is not to be known again.
bool is_accident(const Reject& reject) {
  return reject.reason == "out of memory" || reject.reason.starts_with("internal:");
}

JournalEntry entry_of(const RunItem& item) {
  JournalEntry entry;
  entry.place = item.place;
  entry.name = item.name;
  entry.sha256 = item.sha256;
  entry.key = item.key;
  if (!item.page_id.empty()) entry.page_id = id128_of_urn(item.page_id);
  if (item.reject) {
    entry.outcome = InputOutcome::reject;
    entry.stage = item.reject->stage;
    entry.reason = item.reject->reason;
    if (is_accident(*item.reject)) entry.key = {};
  } else if (!item.skipped.empty()) {
    entry.outcome = InputOutcome::skipped;
    entry.reason = item.skipped;
  } else {
    entry.facts = item.facts;
    entry.lines_hash = item.lines_hash;
  }
  return entry;
}

class BatchRun {
 public:
  BatchRun(const RunArguments& arguments, Console& console)
      : arguments_(arguments),
        console_(console),
        outputs_(arguments, console),
        // How far the first N inputs reach nobody knows: then there is no estimate.
        progress_(console.err, arguments.limit ? std::vector<std::string>() : arguments.paths,
                  !arguments.quiet && !logs_json()) {}

  Result<int> execute() {
    Problems problems;
    prepare(problems);
    std::unique_ptr<Source> source = open_source(arguments_.paths, source_options(), problems);
    if (!problems.empty()) return refuse(problems);
    JournalHead head{std::string(medloom_version()), asked(), fingerprint(), ""};
    if (auto opened = outputs_.open(layout_, head); !opened) return refuse({opened.error()});
    if (!arguments_.report.empty()) {
      auto file = open_report_file(arguments_.report, arguments_.force);
      if (!file) return refuse({file.error()});
      report_ = std::move(*file);
    }
    seen_.emplace(outputs_.scratch_folder());
    source = select(std::move(source), selection_);
    if (arguments_.sandbox) {
      if (auto entered = sandbox(); !entered) return refuse({entered.error()});
    }
    return process(*source, head.fingerprint);
  }

 private:
  bool logs_json() const { return arguments_.log_format == "json"; }

  // Shows problems that end the run, in the form that was asked for.
  int refuse(const Problems& problems) const {
    if (!logs_json()) return report(console_.err, problems);
    for (const Error& problem : problems) {
      if (problem.code == ErrorCode::closed_pipe) continue;
      console_.err << log_line("error", "problem",
                               {{"message", problem.message}, {"where", problem.where}});
    }
    return exit_code(problems.front().code);
  }

  // All that is left to the run is open or named by now.
  Result<void> sandbox() const {
    const auto entered = enter_sandbox(room_of_run(arguments_, outputs_.scratch_folder()));
    if (!entered) return tl::unexpected(entered.error());
    if (*entered == SandboxedFiles::open && !arguments_.quiet) {
      console_.err << "medloom: --sandbox: this kernel has no Landlock; the run has no network and "
                      "starts no program, but files are as open to it as before\n";
    }
    return {};
  }

  void prepare(Problems& problems) {
    check_arguments(problems);
    pipeline_ = load_pipeline(arguments_.pipeline, problems);
    take(create_renderer(arguments_.form), renderer_, problems);
    if (renderer_ != nullptr) layout_.header = renderer_->header();
    if (!arguments_.render_language.empty()) render_in_language(problems);
    take(packing_of_output({arguments_.output, false, arguments_.compress}), layout_.packing,
         problems);
    if (!arguments_.split.empty()) {
      take(read_size(arguments_.split, "--split"), layout_.split, problems);
    }
    if (!arguments_.max_rejects.empty()) {
      take(RejectLimit::read(arguments_.max_rejects), limit_, problems);
    }
    check_kinds(arguments_.only_kinds, problems);
    read_selection(problems);
  }

  // Only what the run looks up can be shown.
  void render_in_language(Problems& problems) {
    if (pipeline_ == nullptr || renderer_ == nullptr) return;
    for (const StageUse& use : pipeline_->profile().stages) {
      if (use.spec->name != "translate") continue;
      const std::vector<std::string>& to = use.settings.list("to");
      if (std::find(to.begin(), to.end(), arguments_.render_language) == to.end()) break;
      renderer_ = in_language(std::move(renderer_), arguments_.render_language);
      return;
    }
    problems.push_back({ErrorCode::usage,
                        "needs --set translate.to=" + arguments_.render_language +
                            " and --set translate.memory=FILE",
                        "--render-language"});
  }

  template <class T>
  static void take(Result<T> result, T& to, Problems& problems) {
    if (result) {
      to = std::move(*result);
    } else {
      problems.push_back(result.error());
    }
  }

  std::vector<std::string> output_paths() const {
    std::vector<std::string> paths;
    for (const std::string* path : {&arguments_.output, &arguments_.rejects, &arguments_.trace,
                                    &arguments_.stats, &arguments_.report}) {
      if (!path->empty()) paths.push_back(*path);
    }
    return paths;
  }

  void check_arguments(Problems& problems) const {
    std::vector<std::string> files = output_paths();
    std::sort(files.begin(), files.end());
    const auto twice = std::adjacent_find(files.begin(), files.end());
    if (twice != files.end()) {
      problems.push_back({ErrorCode::usage, "two outputs cannot go to one file", *twice});
    }
    if (arguments_.sandbox && std::find(arguments_.paths.begin(), arguments_.paths.end(), "@-") !=
                                  arguments_.paths.end()) {
      problems.push_back(
          {ErrorCode::usage, "needs a list of inputs in a file, not @-", "--sandbox"});
    }
    if (arguments_.rejects_text && arguments_.rejects.empty()) {
      problems.push_back({ErrorCode::usage, "needs --rejects FILE", "--rejects-text"});
    }
    if (!arguments_.report.empty() && (arguments_.output == "-" || arguments_.form != "record")) {
      problems.push_back({ErrorCode::usage,
                          "is made of records in a file: it needs -o FILE and --as record",
                          "--report"});
    }
  }

  void read_selection(Problems& problems) {
    selection_.limit = arguments_.limit;
    selection_.sample = arguments_.sample;
    selection_.seed = arguments_.seed;
    if (arguments_.shard.empty()) return;
    if (auto shard = read_shard(arguments_.shard, selection_); !shard) {
      problems.push_back(shard.error());
    }
  }

  SourceOptions source_options() {
    SourceOptions options;
    if (pipeline_ != nullptr) {
      options.page_bytes = pipeline_->profile().limits.page_bytes;
      options.page_ratio = pipeline_->profile().limits.page_ratio;
    }
    options.outputs = output_paths();
    options.overrides = source_overrides(arguments_.pipeline.choice.settings);
    options.stop = &signals_.stop();
    options.bytes_read = &progress_.bytes_read();
    return options;
  }

  // What makes this command another one than that whose output stands there.
  std::string asked() const {
    std::string text = "form " + arguments_.form + "\n";
    for (const std::string& path : arguments_.paths) text += "input " + path + "\n";
    if (arguments_.limit) text += "limit " + std::to_string(*arguments_.limit) + "\n";
    if (arguments_.sample < 1) {
      text += "sample " + std::to_string(arguments_.sample) + " seed " +
              std::to_string(arguments_.seed) + "\n";
    }
    if (!arguments_.shard.empty()) text += "shard " + arguments_.shard + "\n";
    return text;
  }

  // Everything but the page that a result depends on.
  std::string fingerprint() const {
    const PipelineInfo& info = pipeline_->info();
    std::string all = pack_fields({info.name, info.version, info.configuration, info.data,
                                   program_build_id(), arguments_.form});
    for (const DictionaryRef& file : info.dictionaries)
      all += pack_fields({file.file, file.sha256});
    for (const std::string& language : arguments_.only_languages) {
      all += pack_fields({"language", language});
    }
    if (!arguments_.render_language.empty()) {
      all += pack_fields({"render", arguments_.render_language});
    }
    for (const std::string& kind : arguments_.only_kinds) all += pack_fields({"kind", kind});
    if (arguments_.rejects_text) all += pack_fields({"rejects", "text"});
    return sha256_hex(all);
  }

  Result<int> process(Source& source, const std::string& fingerprint) {
    const auto begun = std::chrono::steady_clock::now();
    options_.threads = arguments_.threads > 0 ? arguments_.threads
                                              : std::max(1U, std::thread::hardware_concurrency());
    options_.trace = outputs_.wants_traces();
    options_.keep_records = false;
    options_.keep_rejected = arguments_.rejects_text;
    if (outputs_.has_journal()) options_.fingerprint = fingerprint;
    options_.earlier = outputs_.earlier();
    options_.unwanted = unwanted(arguments_.only_languages, arguments_.only_kinds);
    options_.times = &costs_.stages;
    Result<void> done = run_pages(source, *pipeline_, *renderer_, options_, signals_.stop(),
                                  [this](RunItem&& item) { return receive(std::move(item)); });
    const bool early = signals_.received() != 0 || too_many_;
    const bool at_end = done && !early;
    if (at_end) too_many_ = limit_.exceeded(summary_.rejects(), summary_.pages(), true);
    if (done || too_many_) done = at_end && !too_many_ ? outputs_.finish() : outputs_.stop();
    costs_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    costs_.threads = options_.threads;
    costs_.bytes_read = progress_.bytes_read();
    progress_.clear();
    if (done) done = write_reports();
    if (done && at_end && !too_many_ && report_ != nullptr) done = write_report();
    if (!done) return give_up(done.error());
    if (!arguments_.quiet) talk();
    if (signals_.received() != 0) return 128 + signals_.received();
    if (too_many_) return static_cast<int>(kTooManyRejects);
    return static_cast<int>(summary_.rejects() > 0 ? kFindings : kDone);
  }

  int give_up(const Error& error) const {
    const int code = refuse({error});
    if (outputs_.has_journal() && !logs_json()) {
      console_.err << "medloom: what was done is kept; the same command goes on from there\n";
    }
    return code;
  }

  // Decides about one input, in input order.
  Result<void> receive(RunItem&& item) {
    progress_.show(summary_);
    if (!item.trace.empty()) {
      if (auto written = outputs_.add_trace(std::move(item.trace)); !written) return written;
    }
    if (item.is_record()) {
      const auto first = seen_->seen_before(id128_of_urn(item.page_id), item.place, item.sha256);
      if (!first) return tl::unexpected(first.error());
      if (*first) return add_duplicate(item, **first);
      if (item.unprocessed != nullptr) {
        const auto page = std::move(item.unprocessed);
        item = process_page(page, *pipeline_, *renderer_, options_);
      }
    }
    JournalEntry entry = entry_of(item);
    if (item.reject) {
      summary_.add_reject(item.place, *item.reject);
      too_many_ = limit_.exceeded(summary_.rejects(), summary_.pages(), false);
    } else if (!item.skipped.empty()) {
      summary_.add_skipped(item.skipped);
    } else {
      summary_.add_record(item.facts, item.rendered.empty());
    }
    if (item.reused) summary_.add_reused();
    auto added = outputs_.add(std::move(entry), item.rendered, item.rejected.get());
    if (!added || !too_many_) return added;
    return fail(ErrorCode::rejected, "too many rejects");
  }

  Result<void> add_duplicate(const RunItem& item, const SeenPages::First& first) {
    const bool same_bytes = item.sha256 == first.sha256;
    summary_.add_duplicate(item.place, first.place, same_bytes);
    if (item.reused) summary_.add_reused();
    JournalEntry entry = entry_of(item);
    entry.outcome = InputOutcome::duplicate;
    entry.stage = "duplicate";
    entry.reason = "has the id of " + first.place + (same_bytes ? "" : " and other content");
    entry.facts = {};
    entry.lines_hash = 0;
    return outputs_.add(std::move(entry), {});
  }

  RunReport report_of_run() const {
    const char* state = too_many_                  ? "too many rejects"
                        : signals_.received() != 0 ? "stopped"
                                                   : "complete";
    return {state, arguments_, pipeline_->info(), summary_, outputs_.written()};
  }

  Result<void> write_reports() const {
    if (auto written = outputs_.write_manifest(manifest_json(report_of_run())); !written) {
      return written;
    }
    // A run that processed nothing leaves the times of the one that did.
    if (summary_.reused() < summary_.pages()) {
      auto written = outputs_.write_stats(stats_json(report_of_run(), costs_));
      if (!written) return written;
    }
    if (arguments_.stats.empty()) return {};
    auto stats = open_report(arguments_.stats, kStatsBeginning, arguments_.force);
    if (!stats) return tl::unexpected(stats.error());
    if (auto put = (*stats)->write(stats_json(report_of_run(), costs_)); !put) return put;
    return (*stats)->close();
  }

  // From what the run has just written.
  Result<void> write_report() {
    ReportRequest request;
    request.output = arguments_.output;
    request.data = arguments_.pipeline.data;
    request.scratch = outputs_.scratch_folder();
    const auto made = make_report(request, *report_);
    return made ? report_->close() : tl::unexpected(made.error());
  }

  void talk() const {
    if (logs_json()) {
      console_.err << log_end(report_of_run(), costs_);
      return;
    }
    if (signals_.received() != 0) {
      console_.err << "stopped by signal " << signals_.received()
                   << "; what follows counts the pages done until then\n";
    }
    if (too_many_) {
      console_.err << "stopped: " << counted(summary_.rejects(), "reject") << " among "
                   << counted(summary_.pages(), "page") << " are more than --max-rejects "
                   << printable(arguments_.max_rejects) << '\n';
    }
    summary_.print(console_.err);
    where("written to", outputs_.written());
    if (outputs_.unchanged()) console_.err << "  unchanged: every byte was there already\n";
    const bool early = too_many_ || signals_.received() != 0;
    if (early && outputs_.has_journal()) {
      console_.err << "  kept       what was done; the same command goes on from there\n";
    } else if (!arguments_.rejects.empty()) {
      where("rejects in", {arguments_.rejects});
    }
    if (!arguments_.trace.empty()) where("traces in", {arguments_.trace});
    if (!arguments_.report.empty() && !early) where("report in", {arguments_.report});
  }

  void where(std::string_view what, const std::vector<std::string>& paths) const {
    if (paths.empty()) return;
    console_.err << "  " << padded(what, 11) << printable(paths.front());
    if (paths.size() > 1) console_.err << " … " << printable(paths.back());
    console_.err << '\n';
  }

  const RunArguments& arguments_;
  Console& console_;
  StopSignals signals_;
  RunOutputs outputs_;
  RunProgress progress_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<Renderer> renderer_;
  OutputLayout layout_;
  RejectLimit limit_;
  Selection selection_;
  RunOptions options_;
  std::optional<SeenPages> seen_;
  RunSummary summary_;
  RunCosts costs_;
  std::unique_ptr<Writer> report_;
  bool too_many_ = false;  // rejects
};

Result<int> run(const RunArguments& arguments, Console& console) {
  return BatchRun(arguments, console).execute();
}

}  // namespace

CommandSpec run_command() {
  const auto arguments = std::make_shared<RunArguments>();
  CommandSpec spec = run_words(*arguments);
  spec.call = calling(arguments, run);
  return spec;
}

}  // namespace medloom
