// Depth first, the entries of each folder sorted by name, a folder's name with "/" behind it: this
// gives the bytewise order of whole relative paths ("a.html" before "a/b.html", because '.' < '/')
// without ever holding them all.
//
// Links: each real file is read once, under its own path where the walk comes by it anyway. So a
// link to something below the root is passed over, unless it leads to where the walk does not go
// (a hidden folder, a file without a known ending: stores of the git-annex kind). A link to outside
// is reported, as a folder of pages may come from somebody who would like to see another file
// published; where the user says so, it is followed. A link to a folder that the walk stands in is
// a loop and is reported.
//
// Cost: one sort per folder, one look-up per link; memory for the folders entered and the entries
// still to come in those that the walk stands in.
//
// Tested by tests/io/folder_test.cc.
#include "io/sources/folder_walk.h"

#include <algorithm>
#include <utility>

namespace medloom {
namespace fs = std::filesystem;
namespace {

// Hidden, or the journal of a run that wrote its records here: neither holds pages.
bool is_passed_over(const std::string& name) {
  return name.starts_with('.') || name.ends_with(".medloom");
}

std::string sort_key(const std::string& name, bool folder) { return folder ? name + "/" : name; }

// Both canonical; a path is above itself.
bool is_above(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

std::string problem_of(fs::file_type type) {
  switch (type) {
    case fs::file_type::fifo:
      return "is a FIFO, not a file";
    case fs::file_type::socket:
      return "is a socket, not a file";
    case fs::file_type::block:
    case fs::file_type::character:
      return "is a device, not a file";
    default:
      return "cannot be looked at";
  }
}

}  // namespace

std::vector<std::string> page_endings(const Settings& settings) {
  std::vector<std::string> endings;
  for (const std::string& ending : settings.list("endings")) {
    endings.push_back(ending_of("x" + std::string(ending.starts_with('.') ? "" : ".") + ending));
  }
  return endings;
}

FolderWalk::FolderWalk(Input root, std::vector<std::string> endings, LinksOut links_out,
                       const SourceContext& context)
    : root_(std::move(root)),
      endings_(std::move(endings)),
      links_out_(links_out),
      context_(context) {
  std::error_code error;
  canonical_root_ = fs::canonical(root_.path, error);
}

std::optional<std::variant<Input, BadInput>> FolderWalk::next() {
  if (!started_) {
    started_ = true;
    if (auto bad = enter(root_.path, "", false)) return std::move(*bad);
  }
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.entries.empty()) {
      levels_.pop_back();
      continue;
    }
    Entry entry = std::move(level.entries.back());
    level.entries.pop_back();
    const fs::path path = level.path / entry.name;
    std::string below_root = level.below_root + entry.name;
    if (!entry.problem.empty()) return BadInput{place_of(below_root), std::move(entry.problem)};
    if (entry.folder) {
      if (auto bad = enter(path, below_root + "/", entry.link)) return std::move(*bad);
      continue;
    }
    Input file;
    file.path = path.string();
    real_path_ = entry.real_path.empty() ? file.path : std::move(entry.real_path);
    file.name = path_as_utf8(below_root);
    file.place = place_of(below_root);
    return file;
  }
  return std::nullopt;
}

// Puts a folder on the stack; a folder that was entered before is passed over.
std::optional<BadInput> FolderWalk::enter(fs::path path, std::string below_root, bool link) {
  const std::optional<FileId> id = file_id(path.string());
  if (id && !entered_.insert(*id).second) return std::nullopt;
  std::error_code error;
  fs::directory_iterator entries(path, error);
  const bool linked = link || (!levels_.empty() && levels_.back().linked);
  levels_.push_back({id.value_or(FileId{}), std::move(path), std::move(below_root), linked, {}});
  Level& level = levels_.back();
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    if (auto entry = classify(*entries)) level.entries.push_back(std::move(*entry));
  }
  if (error) {
    BadInput bad{place_of(level.below_root), "cannot be read: " + error.message()};
    levels_.pop_back();
    return bad;
  }
  std::sort(level.entries.begin(), level.entries.end(), [](const Entry& a, const Entry& b) {
    return sort_key(a.name, a.folder) > sort_key(b.name, b.folder);
  });
  return std::nullopt;
}

// What an entry of a folder is to the walk; nothing where it is to be passed over.
std::optional<FolderWalk::Entry> FolderWalk::classify(const fs::directory_entry& entry) {
  std::string name = entry.path().filename().string();
  if (is_passed_over(name)) return std::nullopt;
  std::error_code error;
  const fs::file_type type = entry.symlink_status(error).type();
  switch (type) {
    case fs::file_type::symlink:
      return classify_link(entry);
    case fs::file_type::directory:
      return Entry{std::move(name), true};
    case fs::file_type::regular:
      if (!is_page(name) || context_.excluded(entry.path().string())) return std::nullopt;
      if (levels_.back().linked && !first_visit(entry.path())) return std::nullopt;
      return Entry{std::move(name)};
    case fs::file_type::not_found:  // vanished since it was listed
      return std::nullopt;
    default:
      return Entry{std::move(name), false, false, problem_of(type)};
  }
}

std::optional<FolderWalk::Entry> FolderWalk::classify_link(const fs::directory_entry& entry) {
  std::string name = entry.path().filename().string();
  std::error_code error;
  const fs::path target = fs::canonical(entry.path(), error);
  const std::optional<FileId> id = error ? std::nullopt : file_id(target.string());
  const auto problem = [&name](std::string reason) {
    return Entry{std::move(name), false, true, std::move(reason)};
  };
  if (!id) return problem("is a broken symbolic link");
  const bool leads_out = (canonical_root_.empty() || !is_above(canonical_root_, target)) &&
                         links_out_ == LinksOut::refused;
  constexpr char kLeadsOut[] = "is a symbolic link to outside the folder (folder.links_out)";
  const fs::file_type type = fs::status(target, error).type();
  if (type == fs::file_type::directory) {
    if (stands_in(target, *id)) return problem("is a symbolic link to a folder above it");
    if (leads_out) return problem(kLeadsOut);
    if (entered_.contains(*id) || comes_by_itself(target, true)) return std::nullopt;
    return Entry{std::move(name), true, true};
  }
  if (type != fs::file_type::regular) return problem(problem_of(type));
  if (!is_page(name) || comes_by_itself(target, false)) return std::nullopt;
  if (leads_out) return problem(kLeadsOut);
  if (context_.excluded(target.string()) || !first_visit(target)) return std::nullopt;
  return Entry{std::move(name), false, true, {}, target.string()};
}

// Whether the walk reaches this real path without any link.
bool FolderWalk::comes_by_itself(const fs::path& target, bool folder) const {
  if (canonical_root_.empty() || !is_above(canonical_root_, target)) return false;
  const auto in_target =
      std::next(target.begin(), std::distance(canonical_root_.begin(), canonical_root_.end()));
  const bool hidden = std::any_of(
      in_target, target.end(), [](const fs::path& part) { return is_passed_over(part.string()); });
  return !hidden && (folder || is_page(target.filename().string()));
}

bool FolderWalk::is_page(const std::string& name) const {
  return std::find(endings_.begin(), endings_.end(), ending_of(without_packing(name))) !=
         endings_.end();
}

// Whether a folder is one of those that the walk is in, the folders above the root included.
bool FolderWalk::stands_in(const fs::path& folder, FileId id) const {
  return is_above(folder, canonical_root_) ||
         std::any_of(levels_.begin(), levels_.end(),
                     [id](const Level& level) { return level.id == id; });
}

bool FolderWalk::first_visit(const fs::path& file) {
  const std::optional<FileId> id = file_id(file.string());
  return !id || linked_files_.insert(*id).second;
}

std::string FolderWalk::place_of(const std::string& below_root) const {
  if (below_root.empty()) return root_.place;
  const bool slash = root_.place.ends_with('/');
  return root_.place + (slash ? "" : "/") + path_as_utf8(below_root);
}

}  // namespace medloom
