// medloom run: pages in, records out.
//
// Everything that can be wrong before the first page (configuration, inputs, outputs) is found out
// before the first page. Then each item of the run is exactly one of record, reject, duplicate and
// skipped;
// results, rejects and traces go to writers of their own, in input order. An output gets its name
// only when it is complete; after a signal, complete means the pages handed over so far.
//
// A page whose id was seen before is a duplicate: the first one stays. Memory for that is about 150
// bytes a page.
//
// Tested by tests/apps/run_test.cc and tests/apps/signals_test.cc.
#include <algorithm>
#include <optional>
#include <thread>
#include <unordered_map>

#include "apps/medloom/commands.h"
#include "apps/medloom/run_arguments.h"
#include "apps/medloom/run_summary.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "io/paths.h"
#include "io/selection.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

// An output of the run besides the results: rejects or traces, where they are asked for.
class SideFile {
 public:
  Result<void> open(const std::string& path, bool force) {
    if (path.empty()) return {};
    Result<std::unique_ptr<Writer>> writer = open_writer({path, force});
    if (!writer) return tl::unexpected(writer.error());
    writer_ = std::move(*writer);
    return {};
  }
  bool wanted() const { return writer_ != nullptr; }
  Result<void> write_line(std::string line) {
    return writer_ == nullptr ? Result<void>() : writer_->write(line += '\n');
  }
  Result<void> close() { return writer_ == nullptr ? Result<void>() : writer_->close(); }

 private:
  std::unique_ptr<Writer> writer_;
};

std::string reject_line(const std::string& place, const std::string& stage,
                        const std::string& reason) {
  JsonWriter out;
  out.begin_object();
  out.key("place").value(place);
  out.key("stage").value(stage);
  out.key("reason").value(reason);
  out.end_object();
  return out.take();
}

// Pages by id: which were seen, and where.
class SeenPages {
 public:
  struct First {
    std::string place;
    std::string sha256;  // of the bytes; its beginning is enough
  };

  // The first page with the id of this record, unless this is the first.
  const First* seen_before(const Record& record, const std::string& place) {
    const auto [it, added] =
        pages_.try_emplace(record.id, First{place, record.based_on.sha256.substr(0, 16)});
    return added ? nullptr : &it->second;
  }

 private:
  std::unordered_map<std::string, First> pages_;
};

class BatchRun {
 public:
  BatchRun(const RunArguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}

  Result<int> execute() {
    Problems problems;
    check_arguments(problems);
    pipeline_ = load_pipeline(arguments_.pipeline, problems);
    if (auto renderer = create_renderer(arguments_.form)) {
      renderer_ = std::move(*renderer);
    } else {
      problems.push_back(renderer.error());
    }
    std::unique_ptr<Source> source = open_source(arguments_.paths, source_options(), problems);
    const Selection selection = read_selection(problems);
    if (!problems.empty()) return report(console_.err, problems);
    if (auto opened = open_outputs(); !opened) return tl::unexpected(opened.error());
    source = select(std::move(source), selection);
    return process(*source);
  }

 private:
  void check_arguments(Problems& problems) const {
    std::vector<std::string> files;
    for (const std::string* path : {&arguments_.output, &arguments_.rejects, &arguments_.trace}) {
      if (!path->empty()) files.push_back(*path);
    }
    std::sort(files.begin(), files.end());
    const auto twice = std::adjacent_find(files.begin(), files.end());
    if (twice != files.end()) {
      problems.push_back({ErrorCode::usage, "two outputs cannot go to one file", *twice});
    }
  }

  Selection read_selection(Problems& problems) const {
    Selection selection;
    selection.limit = arguments_.limit;
    selection.sample = arguments_.sample;
    selection.seed = arguments_.seed;
    if (arguments_.shard.empty()) return selection;
    if (auto shard = read_shard(arguments_.shard, selection); !shard) {
      problems.push_back(shard.error());
    }
    return selection;
  }

  SourceOptions source_options() const {
    SourceOptions options;
    if (pipeline_ != nullptr) options.page_bytes = pipeline_->profile().limits.page_bytes;
    for (const std::string* path : {&arguments_.output, &arguments_.rejects, &arguments_.trace}) {
      if (!path->empty()) options.outputs.push_back(*path);
    }
    options.overrides = source_overrides(arguments_.pipeline.sets);
    options.stop = &signals_.stop();
    return options;
  }

  Result<void> open_outputs() {
    if (arguments_.output != "-") {
      Result<std::unique_ptr<Writer>> file = open_writer({arguments_.output, arguments_.force});
      if (!file) return tl::unexpected(file.error());
      file_ = std::move(*file);
    }
    if (auto opened = rejects_.open(arguments_.rejects, arguments_.force); !opened) return opened;
    return traces_.open(arguments_.trace, arguments_.force);
  }

  Writer& results() { return file_ != nullptr ? *file_ : console_.out; }

  Result<int> process(Source& source) {
    RunOptions options;
    options.threads = arguments_.threads > 0 ? arguments_.threads
                                             : std::max(1U, std::thread::hardware_concurrency());
    options.trace = traces_.wanted();
    Result<void> done = run_pages(source, *pipeline_, *renderer_, options, signals_.stop(),
                                  [this](RunItem&& item) { return receive(std::move(item)); });
    if (done) done = results().close();
    if (done) done = rejects_.close();
    if (done) done = traces_.close();
    if (!done) return tl::unexpected(done.error());
    if (!arguments_.quiet) talk();
    if (signals_.received() != 0) return 128 + signals_.received();
    return static_cast<int>(summary_.rejects() > 0 ? kFindings : kDone);
  }

  Result<void> receive(RunItem&& item) {
    if (!item.trace.empty()) {
      if (auto written = traces_.write_line(std::move(item.trace)); !written) return written;
    }
    if (!item.skipped.empty()) {
      summary_.add_skipped(item.skipped);
      return {};
    }
    if (item.reject) {
      summary_.add_reject(item.place, *item.reject);
      return rejects_.write_line(reject_line(item.place, item.reject->stage, item.reject->reason));
    }
    if (const auto* first = seen_.seen_before(*item.record, item.place)) {
      const bool same_bytes = item.record->based_on.sha256.starts_with(first->sha256);
      summary_.add_duplicate(item.place, first->place, same_bytes);
      return rejects_.write_line(
          reject_line(item.place, "duplicate",
                      "has the id of " + first->place + (same_bytes ? "" : " and other content")));
    }
    summary_.add_record(*item.record, item.rendered.empty());
    return results().write(item.rendered);
  }

  void talk() const {
    if (signals_.received() != 0) {
      console_.err << "stopped by signal " << signals_.received()
                   << "; what follows counts the pages done until then\n";
    }
    summary_.print(console_.err);
    const auto where = [this](std::string_view what, const std::string& path) {
      if (!path.empty() && path != "-") {
        console_.err << "  " << padded(what, 11) << printable(path) << '\n';
      }
    };
    where("written to", arguments_.output);
    where("rejects in", arguments_.rejects);
    where("traces in", arguments_.trace);
  }

  const RunArguments& arguments_;
  Console& console_;
  StopSignals signals_;
  std::unique_ptr<Pipeline> pipeline_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<Writer> file_;  // null: standard output
  SideFile rejects_;
  SideFile traces_;
  SeenPages seen_;
  RunSummary summary_;
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
