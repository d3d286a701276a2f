// Includes are read line by line: `#include` at the beginning of a line, as clang-format leaves it.
// Ours are written from the root in quotes, so the first folder of a path is the room.
#include "tests/architecture/house_rules.h"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace medloom::test {
namespace {

struct Room {
  std::string_view name;
  std::vector<std::string_view> may_include;  // besides itself
};

// The arrows of the design. A room that is not here may not hold sources.
const std::vector<Room>& rooms() {
  static const std::vector<Room> kRooms = {
      {"pipeline/model", {}},
      {"pipeline/engine", {"pipeline/model"}},
      {"text", {"pipeline/model"}},
      {"dictionaries", {"text", "pipeline/model"}},
      {"stages", {"dictionaries", "text", "pipeline/engine", "pipeline/model"}},
      {"io", {"text", "pipeline/engine", "pipeline/model"}},
      {"translate", {"io", "dictionaries", "text", "pipeline/engine", "pipeline/model"}},
      {"include", {}},
      {"api", {"stages", "io", "translate", "pipeline/engine", "pipeline/model"}},
      {"python", {}},
      {"apps",
       {"api", "stages", "io", "translate", "dictionaries", "text", "pipeline/engine",
        "pipeline/model"}},
      {"bench",
       {"stages", "io", "translate", "dictionaries", "text", "pipeline/engine", "pipeline/model"}},
      {"tests",
       {"apps", "api", "stages", "io", "translate", "dictionaries", "text", "pipeline/engine",
        "pipeline/model"}},
  };
  return kRooms;
}

struct Library {
  std::string_view header;  // how its includes begin
  std::string_view name;
  std::vector<std::string_view> places;  // paths begin with one of these; none: nowhere
  std::string_view why;
};

// Tests and benchmarks may use any library, as an oracle or baseline.
const std::vector<Library>& libraries() {
  static const std::vector<Library> kLibraries = {
      {"unicode/", "ICU", {"text/"}, "text/ is the adapter"},
      {"re2/", "RE2", {"text/"}, "text/pattern.h is its face"},
      {"opencc/", "OpenCC", {"text/"}, "text/ is the adapter"},
      {"toml++/",
       "toml++",
       {"pipeline/engine/config_tree.cc"},
       "read configuration through config_tree.h"},
      {"CLI/", "CLI11", {"apps/medloom/"}, "it is dear to compile"},
      {"openssl/", "OpenSSL", {"pipeline/engine/digest.cc"}, "digest.h is its face"},
      {"sqlite3.h", "SQLite", {"io/stores/sqlite/"}, "io/stores/store.h is its face"},
      {"pugixml.hpp", "pugixml", {"dictionaries/exchange/"}, "exchange/xml.h is its face"},
      {"libpq-fe.h", "libpq", {"io/stores/postgres/connection.cc"}, "connection.h is its face"},
      {"curl/", "libcurl", {"io/engines/http.cc"}, "http.h is its face"},
      {"gumbo.h", "Gumbo", {}, "it is quadratic: an oracle of tests, never an engine"},
      {"libxml/", "libxml2", {}, "it loses deep text: a baseline of benchmarks only"},
      {"medloom/", "the public library", {"include/", "api/", "python/"}, "rooms use rooms"},
      {"pybind11/", "pybind11", {"python/"}, "it is the face to Python"},
      {"regex>", "std::regex", {}, "it is exponential and overflows the stack: use text/pattern.h"},
  };
  return kLibraries;
}

const Room* room_of(std::string_view path) {
  const auto& all = rooms();
  const auto found = std::find_if(all.begin(), all.end(), [path](const Room& room) {
    return path.starts_with(room.name) && path.substr(room.name.size()).starts_with("/");
  });
  return found == all.end() ? nullptr : &*found;
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text.empty() ? "nothing else" : text;
}

bool is_header(std::string_view path) { return path.ends_with(".h"); }

// What makes a stage: its folder, or its file where it has none. "" for the registry's files.
std::string stage_of(std::string_view path) {
  path.remove_prefix(std::string_view("stages/").size());
  if (path == "stages.h" || path == "builtin.h" || path == "builtin.cc") return "";
  const auto slash = path.find('/');
  return std::string(path.substr(0, slash == std::string_view::npos ? path.rfind('.') : slash));
}

class Scan {
 public:
  Scan(const SourceTree& tree, const std::string& path, std::vector<std::string>& broken)
      : tree_(tree), path_(path), broken_(broken) {}

  void run() {
    const std::string& content = tree_.at(path_);
    const Room* room = room_of(path_);
    if (room == nullptr) {
      return report(1, "lies in no room of the house; see the table in " __FILE__);
    }
    std::istringstream lines(content);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
      if (number == 1 && room->name != "tests" && !line.starts_with("//")) {
        report(1, "does not open with a comment; say what the file is for, and its limits");
      }
      static constexpr std::string_view kInclude = "#include ";
      if (line.starts_with(kInclude)) {
        include(*room, number, std::string_view(line).substr(kInclude.size()));
      }
    }
    if (is_header(path_) && content.find("#pragma once\n") == std::string::npos) {
      report(1, "is a header without #pragma once");
    }
  }

 private:
  void report(std::size_t line, const std::string& what) {
    broken_.push_back(path_ + ":" + std::to_string(line) + ": " + what);
  }

  void include(const Room& room, std::size_t line, std::string_view what) {
    if (what.starts_with("\"")) {
      ours(room, line, std::string(what.substr(1, what.find('"', 1) - 1)));
    } else {
      library(room, line, what.substr(1));
    }
  }

  void ours(const Room& room, std::size_t line, const std::string& target) {
    const std::string here = "includes \"" + target + "\"";
    const Room* to = room_of(target);
    if (to == nullptr) {
      return report(line, here + "; includes are written from the root of the tree");
    }
    if (!tree_.contains(target)) return report(line, here + ", which does not exist");
    const auto& allowed = room.may_include;
    if (to->name != room.name &&
        std::find(allowed.begin(), allowed.end(), to->name) == allowed.end()) {
      return report(line, here + "; " + std::string(room.name) + " may include " + joined(allowed));
    }
    if (room.name == "stages" && to->name == "stages" && !stage_of(target).empty() &&
        stage_of(target) != stage_of(path_)) {
      report(line,
             here + "; a stage may include its own files and stages/stages.h, no other stage");
    }
    if (room.name != "tests" && target.find("_test") != std::string::npos) {
      report(line, here + ", a file of tests");
    }
  }

  void library(const Room& room, std::size_t line, std::string_view target) {
    if (is_header(path_) && target.starts_with("nlohmann/json.hpp")) {
      report(
          line,
          "includes nlohmann/json.hpp in a header; it is dear: use it in a .cc, or json_fwd.hpp");
    }
    // Whoever includes a public header needs nothing but it and the standard library.
    const bool standard = target.find_first_of("/.") == std::string_view::npos;
    if (room.name == "include" && !standard && !target.starts_with("medloom/")) {
      report(line, "includes <" + std::string(target) +
                       " in a public header; the standard library "
                       "and <medloom/…> are all that it may ask for");
      return;
    }
    const bool may_compare = room.name == "tests" || room.name == "bench";
    for (const Library& library : libraries()) {
      if (!target.starts_with(library.header)) continue;
      if (may_compare && library.header != "regex>") continue;
      const bool allowed =
          std::any_of(library.places.begin(), library.places.end(),
                      [this](std::string_view place) { return path_.starts_with(place); });
      if (allowed) continue;
      report(line, "includes " + std::string(library.name) + "; allowed in: " +
                       joined(library.places) + " (" + std::string(library.why) + ")");
    }
  }

  const SourceTree& tree_;
  const std::string& path_;
  std::vector<std::string>& broken_;
};

// Where types are defined that other files can meet. Two of one name in one namespace compile, and
// then a linker takes the functions of one for the other's.
class TypeNames {
 public:
  void read(const std::string& path, const std::string& content, std::vector<std::string>& broken) {
    const Room* room = room_of(path);
    // Each test and benchmark is a program of its own.
    if (room == nullptr || room->name == "tests" || room->name == "bench") return;
    std::vector<std::string> spaces;
    std::istringstream lines(content);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
      if (line.starts_with("namespace ") && line.ends_with("{")) {
        spaces.push_back(line.substr(10, line.size() - 11));
      } else if (line.starts_with("}  // namespace") && !spaces.empty()) {
        spaces.pop_back();
      }
      const std::string name = defined_in(line);
      const bool hidden = std::find(spaces.begin(), spaces.end(), "") != spaces.end();
      if (name.empty() || hidden || spaces.empty()) continue;
      std::string full;
      for (const std::string& space : spaces) full += space.substr(0, space.find(' ')) + "::";
      const auto [known, first] = places_.try_emplace(full + name, path);
      if (first || known->second == path) continue;
      broken.push_back(path + ":" + std::to_string(number) + ": defines " + known->first + ", as " +
                       known->second + " does; give one another name");
    }
  }

 private:
  // "Place" of `struct Place {`, or nothing.
  static std::string defined_in(std::string_view line) {
    if (!line.ends_with("{")) return {};
    for (const std::string_view kind : {"struct ", "class ", "enum class ", "enum "}) {
      if (!line.starts_with(kind)) continue;
      const std::string_view rest = line.substr(kind.size());
      const std::string_view name = rest.substr(0, rest.find_first_of(" :{<"));
      return rest.substr(name.size()).starts_with("::") ? std::string() : std::string(name);
    }
    return {};
  }

  std::map<std::string, std::string> places_;  // by full name: the file that defines it
};

}  // namespace

std::vector<std::string> broken_rules(const SourceTree& tree) {
  std::vector<std::string> broken;
  for (const auto& [path, content] : tree) Scan(tree, path, broken).run();
  TypeNames names;
  for (const auto& [path, content] : tree) names.read(path, content, broken);
  return broken;
}

}  // namespace medloom::test
