// What a dictionary holds: rows of terms and concepts, as read, with the place each came from.
//
// Thread-safety: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::dictionaries {

enum class Mode : std::uint8_t {
  fix,     // an error: always repaired
  prefer,  // correct but not preferred: changed only when asked
  link,    // only linked to its concept
  flag,    // never changed: a person should look
  keep,    // protected: no other row may touch it
};

inline constexpr std::size_t kModeCount = 5;

std::string_view name_of(Mode mode);

enum class Inflect : std::uint8_t { no, plural };

// The file a row stands in, shared by its rows.
struct SourceFile {
  std::string path;         // where a person can open it
  std::string name;         // the same on every machine: "terms/en-links.tsv"
  std::uint32_t layer = 0;  // 0 is the lowest
};

// The line of a row, and where each of its cells begins, in characters from 1.
struct SourceLine {
  std::shared_ptr<const SourceFile> file;
  std::uint32_t line = 0;

  std::uint32_t layer() const { return file ? file->layer : 0; }
  // "terms/en-links.tsv:41", what provenance shows.
  std::string name() const;
  // "path:line:column", what messages show.
  std::string where(std::uint32_t column) const;
};

enum class TermColumn : std::uint8_t {
  match,
  replace,
  mode,
  lang,
  inflect,
  concept_id,
  when,
  unless,
  zh,
  note,
  source,
};
inline constexpr std::size_t kTermColumns = 11;

// One row of terms/*.tsv.
struct TermRow {
  std::string match;
  std::string replace;  // fix, prefer: the new surface; flag: what may have been meant
  Mode mode = Mode::fix;
  std::string lang = "en";
  Inflect inflect = Inflect::no;
  std::string concept_id;
  std::string when;
  std::string unless;
  std::string zh;
  std::string note;
  std::string source;

  SourceLine from;
  std::array<std::uint32_t, kTermColumns> columns = {};

  bool guarded() const { return !when.empty() || !unless.empty(); }
  std::string where(TermColumn column) const {
    return from.where(columns[static_cast<std::size_t>(column)]);
  }
};

// One row of concepts.tsv. A label is the one preferred surface of a language and region.
struct Concept {
  std::string id;
  std::string type;                           // "condition", "department", …
  std::map<std::string, std::string> labels;  // by BCP 47 tag: "en", "zh-Hant-TW"
  std::vector<std::string> codes;             // "mesh:D017116"
  std::string note;

  SourceLine from;
  std::map<std::string, std::uint32_t> label_columns;

  // The label for a language tag: that of the tag itself or its nearest parent ("zh-Hans-CN" →
  // "zh-Hans"); "zh" reads zh-Hans, and zh-Hant without a known region zh-Hant-TW. Null without
  // one.
  const std::string* label(std::string_view language) const;
};

}  // namespace medloom::dictionaries
