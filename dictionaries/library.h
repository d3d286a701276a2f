// All dictionaries of a pipeline: rows and concepts of its layers, and the matcher over them.
//
// Layers are ordered, the lowest first; a higher one wins over a lower one wherever both could act,
// and adds or overrides concepts, cell by cell. File names never matter: tables are told apart by
// their headers. Files come as bytes, so that whoever reads them can fingerprint them.
//
// Thread-safety: immutable; share one by all threads, each with its own PageWords.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/matcher.h"
#include "dictionaries/table_readers.h"
#include "pipeline/model/result.h"
#include "text/image_file.h"

namespace medloom::dictionaries {

struct InputFile {
  std::string bytes;
  std::string path;  // what messages show: a person can open it
  std::string name;  // what provenance shows, the same on every machine: "terms/en-links.tsv"
};
using Layer = std::vector<InputFile>;

// "NAME.cases.tsv" is no dictionary; layers leave it out.
bool is_cases_file(std::string_view path);

// What the tables of all layers hold, before anything is built of it.
struct Entries {
  std::vector<TermRow> rows;          // in the order of layers, files, lines
  std::vector<Concept> concept_rows;  // the same
  std::vector<PlainWord> words;
};

// Reads every table of every layer; all that is wrong goes to `problems`.
Entries read_entries(std::vector<Layer> layers, Problems& problems);

class Library {
 public:
  // Rows whose concept does not exist, or that cannot act at all, are left inactive; lint tells.
  explicit Library(Entries entries);
  // A matcher over an image that the library keeps open (compiled_library.h); no entries.
  Library(std::shared_ptr<const text::ImageFile> image, Matcher matcher);

  const Matcher& matcher() const { return matcher_; }
  const Entries& entries() const { return *entries_; }
  // By id: the concept as its layers together make it. Null when there is none.
  const Concept* concept_by_id(std::string_view id) const;
  const std::map<std::string, Concept, std::less<>>& concepts() const { return *concepts_; }

 private:
  // On the heap, because the matcher points into them and a library may be moved.
  std::unique_ptr<const Entries> entries_;
  std::unique_ptr<std::map<std::string, Concept, std::less<>>> concepts_;
  std::shared_ptr<const text::ImageFile> image_;
  Matcher matcher_;
};

// Reads, lints and builds. A dictionary with errors gives all of them at once and no library;
// warnings are not told here.
tl::expected<Library, Problems> load(std::vector<Layer> layers);

}  // namespace medloom::dictionaries
