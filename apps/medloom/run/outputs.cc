// Tested by tests/apps/run_test.cc and tests/apps/resume_test.cc.
#include "apps/medloom/run/outputs.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>

#include "io/open.h"
#include "io/writers/packed_writer.h"

namespace medloom {
namespace {

// What can be renamed has a journal: standard output, pipes and devices cannot.
bool can_have_journal(const std::string& path) {
  struct stat info {};
  if (path == "-") return false;
  return ::stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode) || S_ISDIR(info.st_mode);
}

// Standard output, which the caller owns.
class Borrowed final : public Writer {
 public:
  explicit Borrowed(Writer& to) : to_(to) {}
  Result<void> write(std::string_view bytes) override { return to_.write(bytes); }
  Result<void> close() override { return to_.close(); }

 private:
  Writer& to_;
};

}  // namespace

Result<std::unique_ptr<Writer>> open_report(const std::string& path, std::string_view beginning,
                                            bool force) {
  const FileHandle old(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  const std::string head = old ? read_at(old.get(), 0, beginning.size()) : std::string();
  return open_writer({path, force || head == beginning});
}

Result<void> RunOutputs::open(const OutputLayout& layout, const JournalHead& head) {
  if (!arguments_.trace.empty()) {
    auto traces = open_report(arguments_.trace, "{\"page\":", arguments_.force);
    if (!traces) return tl::unexpected(traces.error());
    traces_ = std::move(*traces);
  }
  if (!can_have_journal(arguments_.output)) return open_directly(layout);
  JournalOptions options;
  options.output = arguments_.output;
  options.rejects = arguments_.rejects;
  options.force = arguments_.force;
  options.reuse = traces_ == nullptr;  // a page that is not processed has no trace
  options.version = head.version;
  options.asked = head.asked;
  options.fingerprint = head.fingerprint;
  options.layout = layout;
  auto journal = RunJournal::open(std::move(options));
  if (!journal) return tl::unexpected(journal.error());
  journal_ = std::move(*journal);
  return {};
}

Result<void> RunOutputs::open_directly(const OutputLayout& layout) {
  if (layout.split > 0) {
    return fail(ErrorCode::usage, "only a file can be split", "--split");
  }
  if (arguments_.output == "-") {
    results_ = std::make_unique<Borrowed>(console_.out);
    if (layout.packing != Packing::none) {
      results_ = std::make_unique<PackedWriter>(std::move(results_), layout.packing);
    }
  } else {
    auto results = open_writer({arguments_.output, arguments_.force, arguments_.compress});
    if (!results) return tl::unexpected(results.error());
    results_ = std::move(*results);
  }
  if (!arguments_.rejects.empty()) {
    auto rejects = open_writer({arguments_.rejects, arguments_.force});
    if (!rejects) return tl::unexpected(rejects.error());
    rejects_ = std::move(*rejects);
  }
  return layout.header.empty() ? Result<void>() : results_->write(layout.header);
}

std::string RunOutputs::scratch_folder() const {
  if (journal_ != nullptr) return journal_->path();
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  return error ? "/tmp" : folder.string();
}

Result<void> RunOutputs::add(JournalEntry&& entry, std::string_view lines, const Page* rejected) {
  if (journal_ != nullptr) return journal_->add(std::move(entry), lines, rejected);
  const bool set_aside =
      entry.outcome == InputOutcome::reject || entry.outcome == InputOutcome::duplicate;
  if (set_aside && rejects_ != nullptr) {
    if (auto written = rejects_->write(reject_line(entry, rejected)); !written) return written;
  }
  return lines.empty() ? Result<void>() : results_->write(lines);
}

Result<void> RunOutputs::add_trace(std::string line) {
  return traces_ == nullptr ? Result<void>() : traces_->write(line += '\n');
}

Result<void> RunOutputs::close_directly() {
  if (auto closed = results_->close(); !closed) return closed;
  return rejects_ == nullptr ? Result<void>() : rejects_->close();
}

Result<void> RunOutputs::finish() {
  if (journal_ == nullptr) {
    if (arguments_.output != "-") finished_.outputs = {arguments_.output};
    if (auto closed = close_directly(); !closed) return closed;
  } else {
    auto finished = journal_->finish();
    if (!finished) return tl::unexpected(finished.error());
    finished_ = std::move(*finished);
  }
  return traces_ == nullptr ? Result<void>() : traces_->close();
}

Result<void> RunOutputs::stop() {
  if (auto stopped = journal_ == nullptr ? close_directly() : journal_->stop(); !stopped) {
    return stopped;
  }
  return traces_ == nullptr ? Result<void>() : traces_->close();
}

Result<void> RunOutputs::write_manifest(const std::string& json) const {
  return journal_ == nullptr ? Result<void>() : journal_->write_manifest(json);
}

Result<void> RunOutputs::write_stats(const std::string& json) const {
  return journal_ == nullptr ? Result<void>() : journal_->write_stats(json);
}

}  // namespace medloom
