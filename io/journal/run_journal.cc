// Order is all there is to it. Output and rejects are synced before the block of the index that
// speaks of them; the index gets its end before any file gets its name; older runs go when all
// names are given. A program that is killed between any two of these leaves what the next one
// understands.
//
// Tested by tests/io/journal_test.cc, tests/apps/resume_test.cc and tests/apps/fault_test.cc.
#include "io/journal/run_journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/open.h"
#include "io/paths.h"
#include "io/writers/put_in_place.h"
#include "pipeline/model/json_writer.h"
#include "text/utf8.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

constexpr auto kSyncEvery = std::chrono::seconds(1);
constexpr std::size_t kMostWaiting = std::size_t{4}
                                     << 20;  // bytes of index that are not on the disk

constexpr std::size_t kShownOfRejects = 2048;  // bytes: enough to see what it is

bool is_in(const std::vector<JournalEnd::File>& files, const std::string& path) {
  return std::any_of(files.begin(), files.end(),
                     [&](const JournalEnd::File& file) { return file.path == path; });
}

bool stands(const JournalEnd::File& file) {
  struct stat info {};
  return ::stat(file.path.c_str(), &info) == 0 && S_ISREG(info.st_mode) &&
         static_cast<std::uint64_t>(info.st_size) == file.size;
}

bool all_stand(const std::vector<JournalEnd::File>& files) {
  return std::all_of(files.begin(), files.end(), stands);
}

// A link stays a link: what it points to is replaced, and has its journal beside it.
std::string real_path(const std::string& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

}  // namespace

std::string reject_line(const JournalEntry& entry, const Page* rejected) {
  JsonWriter out;
  out.begin_object();
  out.key("place").value(entry.place);
  out.key("stage").value(entry.stage);
  out.key("reason").value(entry.reason);
  if (rejected != nullptr) {
    const std::string_view bytes = rejected->bytes;
    out.key("bytes").value(static_cast<std::int64_t>(bytes.size()));
    out.key("begins").value(text::repair_utf8(bytes.substr(0, kShownOfRejects)).text);
  }
  out.end_object();
  return out.take() + "\n";
}

RunJournal::RunJournal(JournalOptions options, JournalFolder folder)
    : options_(std::move(options)),
      folder_(std::move(folder)),
      earlier_(folder_.path()),
      head_{options_.version, options_.asked, options_.fingerprint, layout_text(options_.layout)} {}

Result<std::unique_ptr<RunJournal>> RunJournal::open(JournalOptions options) {
  std::error_code error;
  if (fs::is_directory(options.output, error)) {
    return fail(ErrorCode::output, "is a folder", path_as_utf8(options.output));
  }
  if (options.output.empty() || options.output.ends_with('/')) {
    return fail(ErrorCode::output, "is no file name", path_as_utf8(options.output));
  }
  options.output = real_path(options.output);
  Result<JournalFolder> folder = JournalFolder::open(options.output);
  if (!folder) return tl::unexpected(folder.error());
  std::unique_ptr<RunJournal> journal(new RunJournal(std::move(options), std::move(*folder)));
  Result<void> ready = journal->look_at_earlier_runs();
  if (ready) ready = journal->check_outputs();
  if (ready) ready = journal->begin();
  if (ready) return journal;
  journal->folder_.remove_if_empty();
  return tl::unexpected(ready.error());
}

const StoredRun* RunJournal::complete_run() const {
  const auto run = std::find_if(stored_.rbegin(), stored_.rend(),
                                [](const StoredRun& stored) { return stored.complete(); });
  return run == stored_.rend() ? nullptr : &*run;
}

Result<void> RunJournal::look_at_earlier_runs() {
  auto runs = folder_.runs();
  if (!runs) return tl::unexpected(runs.error());
  const StoredRun* complete = nullptr;
  const StoredRun* interrupted = nullptr;
  for (const StoredRun& run : *runs) {
    if (run.complete()) {
      complete = &run;
      known_.insert(known_.end(), run.index.end->outputs.begin(), run.index.end->outputs.end());
      known_others_.insert(known_others_.end(), run.index.end->others.begin(),
                           run.index.end->others.end());
    } else if (run.index.entries > (interrupted == nullptr ? 0 : interrupted->index.entries)) {
      interrupted = &run;
    }
  }
  if (complete != nullptr) {
    if (auto put = publish(*complete, known_, options_.force); !put) return put;
    for (const JournalEnd::File& file : complete->index.end->others) {
      if (stands(file)) continue;
      if (auto may = check_replaceable(file.path, known_others_, options_.force); !may) return may;
      if (auto copied = copy_rejects(complete->folder, file); !copied) return copied;
    }
    remove_stale_outputs(*complete->index.end);
  }
  for (const StoredRun& run : *runs) {
    if (&run == complete || &run == interrupted) continue;
    folder_.remove(run.folder);
  }
  for (const StoredRun* run : {interrupted, complete}) {
    if (run == nullptr) continue;
    const bool usable = options_.reuse && !options_.force && run->index.head &&
                        run->index.head->fingerprint == options_.fingerprint;
    if (usable) {
      if (auto added = earlier_.add(*run); !added) return added;
    }
    stored_.push_back(*run);
    stored_.back().index.words.clear();
  }
  return {};
}

// Nothing that this command has not written is in the way.
Result<void> RunJournal::check_outputs() const {
  const StoredRun* complete = complete_run();
  if (complete != nullptr && !options_.force && complete->index.head->asked != options_.asked &&
      std::any_of(complete->index.end->outputs.begin(), complete->index.end->outputs.end(),
                  stands)) {
    return fail(ErrorCode::output,
                "holds the records of other inputs, or another form of them; --force replaces it",
                path_as_utf8(options_.output));
  }
  std::vector<std::string> paths = {output_name(options_.output, 0, options_.layout.split > 0)};
  for (const JournalEnd::File& file : known_) paths.push_back(file.path);
  for (const std::string& path : paths) {
    if (auto may = check_replaceable(path, known_, options_.force); !may) return may;
  }
  if (options_.rejects.empty()) return {};
  return check_replaceable(options_.rejects, known_others_, options_.force);
}

Result<void> RunJournal::begin() {
  auto run_folder = folder_.begin_run();
  if (!run_folder) return tl::unexpected(run_folder.error());
  run_folder_ = std::move(*run_folder);
  const std::string place = path_as_utf8(options_.output);
  auto index = create_private_file(index_path(run_folder_), place);
  if (!index) return tl::unexpected(index.error());
  index_.emplace(std::move(*index), place, head_);
  auto rejects = create_private_file(rejects_path(run_folder_), place);
  if (!rejects) return tl::unexpected(rejects.error());
  rejects_.emplace(std::move(*rejects), place);
  parts_.emplace(run_folder_, place, options_.layout,
                 [this](JournalEntry&& entry) { index_->add(entry); });
  if (auto opened = parts_->open(); !opened) return opened;
  sync_folder(run_folder_);
  synced_ = std::chrono::steady_clock::now();
  return {};
}

Result<void> RunJournal::add(JournalEntry&& entry, std::string_view lines, const Page* rejected) {
  if (entry.outcome == InputOutcome::reject || entry.outcome == InputOutcome::duplicate) {
    const std::string line = reject_line(entry, rejected);
    rejects_size_ += line.size();
    if (auto written = rejects_->write(line); !written) return written;
  }
  if (auto added = parts_->add(std::move(entry), lines); !added) return added;
  if (!parts_->at_boundary()) return {};
  const bool due =
      index_->waiting() >= kMostWaiting || std::chrono::steady_clock::now() - synced_ >= kSyncEvery;
  return due ? sync() : Result<void>();
}

Result<void> RunJournal::sync() {
  if (auto synced = parts_->sync(); !synced) return synced;
  if (auto synced = rejects_->sync(); !synced) return synced;
  if (auto committed = index_->commit(); !committed) return committed;
  synced_ = std::chrono::steady_clock::now();
  return {};
}

Result<void> RunJournal::stop() { return sync(); }

Result<RunJournal::Finished> RunJournal::finish() {
  if (auto written = parts_->finish(); !written) return tl::unexpected(written.error());
  if (auto synced = sync(); !synced) return tl::unexpected(synced.error());
  JournalEnd end;
  Finished finished;
  for (std::uint32_t i = 0; i < parts_->sizes().size(); ++i) {
    finished.outputs.push_back(output_name(options_.output, i, options_.layout.split > 0));
    end.outputs.push_back({finished.outputs.back(), parts_->sizes()[i]});
  }
  if (!options_.rejects.empty()) end.others.push_back({options_.rejects, rejects_size_});
  end.digest = index_->digest();

  const StoredRun* complete = complete_run();
  if (complete != nullptr && complete->index.head == head_ && complete->index.end == end &&
      all_stand(end.outputs)) {
    finished.unchanged = true;
    if (auto copied = put_rejects(end); !copied) return tl::unexpected(copied.error());
    folder_.remove(run_folder_);
    return finished;
  }
  index_->add(end);
  if (auto committed = index_->commit(); !committed) return tl::unexpected(committed.error());
  sync_folder(run_folder_);
  StoredRun run;
  run.folder = run_folder_;
  run.index.end = end;
  if (auto put = publish(run, known_, options_.force); !put) return tl::unexpected(put.error());
  if (auto copied = put_rejects(end); !copied) return tl::unexpected(copied.error());
  remove_earlier(end);
  return finished;
}

Result<void> RunJournal::put_rejects(const JournalEnd& end) const {
  for (const JournalEnd::File& file : end.others) {
    if (auto copied = copy_rejects(run_folder_, file); !copied) return copied;
  }
  return {};
}

Result<void> RunJournal::copy_rejects(const std::string& run_folder, const JournalEnd::File& file) {
  auto to = open_writer({file.path, true, "none"});
  if (!to) return tl::unexpected(to.error());
  const FileHandle from(::open(rejects_path(run_folder).c_str(), O_RDONLY | O_CLOEXEC));
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  std::uint64_t at = 0;
  for (std::string bytes; from; at += bytes.size()) {
    bytes = read_at(from.get(), at, kChunk);
    if (bytes.empty()) break;
    if (auto written = (*to)->write(bytes); !written) return written;
  }
  if (at != file.size) {
    return fail(ErrorCode::output, "cannot be read again", path_as_utf8(rejects_path(run_folder)));
  }
  return (*to)->close();
}

// Files of earlier runs that are no output of the last one.
void RunJournal::remove_stale_outputs(const JournalEnd& end) const {
  for (const JournalEnd::File& file : known_) {
    if (!is_in(end.outputs, file.path) && stands(file)) ::unlink(file.path.c_str());
  }
}

void RunJournal::remove_earlier(const JournalEnd& end) const {
  remove_stale_outputs(end);
  for (const StoredRun& run : stored_) folder_.remove(run.folder);
  sync_folder(folder_.path());
}

Result<void> RunJournal::write_manifest(std::string_view json) const {
  return write_beside("manifest.json", json);
}

Result<void> RunJournal::write_stats(std::string_view json) const {
  return write_beside("stats.json", json);
}

Result<void> RunJournal::write_beside(const char* name, std::string_view json) const {
  auto file = open_writer({path() + "/" + name, true, "none"});
  if (!file) return tl::unexpected(file.error());
  if (auto written = (*file)->write(json); !written) return written;
  return (*file)->close();
}

}  // namespace medloom
