// Every page file below a folder, in bytewise order of their paths relative to it.
//
// The walk is lazy: it holds the names of the folders it stands in, not of the whole tree. What is
// no page and should be known about (a broken link, a FIFO, a folder that may not be read) comes in
// its place. Hidden files and folders, and files with other endings, are passed over in silence.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "io/paths.h"
#include "pipeline/engine/ends.h"

namespace medloom {

// The `endings` of the folder source in the form that the walk wants: "HTML" and ".html" are one.
std::vector<std::string> page_endings(const Settings& settings);

class FolderWalk {
 public:
  enum class LinksOut : std::uint8_t { refused, followed };

  // `endings` in lower case with their dots: ".html".
  FolderWalk(Input root, std::vector<std::string> endings, LinksOut links_out,
             const SourceContext& context);

  std::optional<std::variant<Input, BadInput>> next();

  // Where the file that was given last really is, its links resolved.
  const std::string& real_path() const { return real_path_; }

 private:
  struct Entry {
    std::string name;
    bool folder = false;
    bool link = false;
    std::string problem = {};    // why it gives nothing, or empty
    std::string real_path = {};  // of a link
  };
  struct Level {
    FileId id;
    std::filesystem::path path;
    std::string below_root;      // "" or "a/b/"
    bool linked;                 // reached through a link
    std::vector<Entry> entries;  // the next one last
  };

  std::optional<BadInput> enter(std::filesystem::path path, std::string below_root, bool link);
  std::optional<Entry> classify(const std::filesystem::directory_entry& entry);
  std::optional<Entry> classify_link(const std::filesystem::directory_entry& entry);
  bool comes_by_itself(const std::filesystem::path& target, bool folder) const;
  bool is_page(const std::string& name) const;
  bool stands_in(const std::filesystem::path& folder, FileId id) const;
  bool first_visit(const std::filesystem::path& file);
  std::string place_of(const std::string& below_root) const;

  Input root_;
  std::vector<std::string> endings_;
  LinksOut links_out_;
  const SourceContext& context_;
  std::filesystem::path canonical_root_;
  std::vector<Level> levels_;
  std::set<FileId> entered_;       // folders, each once
  std::set<FileId> linked_files_;  // files reached through links, each once
  std::string real_path_;
  bool started_ = false;
};

}  // namespace medloom
