// Dictionaries for tests, written inline: cells are separated by `|` so that they can be read.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/compiled_library.h"
#include "dictionaries/library.h"
#include "tests/support/temp_folder.h"

namespace medloom::test {

inline std::string tsv(std::string_view table) {
  std::string out(table);
  std::replace(out.begin(), out.end(), '|', '\t');
  return out;
}

inline dictionaries::InputFile file(std::string name, std::string_view table) {
  return {tsv(table), "dictionaries/" + name, std::move(name)};
}

// One layer with one table of terms under the columns that most tests need.
inline constexpr std::string_view kColumns =
    "match|replace|mode|lang|inflect|concept|when|unless\n";

inline dictionaries::InputFile terms(std::string_view rows, std::string name = "terms.tsv") {
  return file(std::move(name), std::string(kColumns).append(rows));
}

// A library without lint, so that a test can have rows that lint would refuse.
inline dictionaries::Library library_of(std::vector<dictionaries::Layer> layers) {
  Problems problems;
  return dictionaries::Library(dictionaries::read_entries(std::move(layers), problems));
}

inline dictionaries::Library library_of(std::string_view rows) {
  return library_of({{terms(rows)}});
}

// The same library compiled into an image and opened from it.
inline Result<dictionaries::Library> through_image(const dictionaries::Library& library) {
  const TempFolder folder;
  const dictionaries::CompiledLibrary compiled(library);
  const std::string path = folder.path("library.img");
  if (auto written = compiled.image("key").write(path); !written) {
    return tl::unexpected(written.error());
  }
  auto image = text::ImageFile::open(path, dictionaries::kLibraryImage, "key");
  if (!image) return tl::unexpected(image.error());
  return dictionaries::open_library(std::move(*image));
}

// What a scan makes of a text that is block and page at once.
inline std::string repair(const dictionaries::Library& library, std::string_view text,
                          std::string_view lang = "en", dictionaries::ScanOptions options = {}) {
  const dictionaries::PageWords page(text);
  return dictionaries::repaired(text,
                                library.matcher().read(text, lang, page, options).repairs.hits);
}

// "low back pain>low-back-pain, …"
inline std::string links(const dictionaries::Library& library, std::string_view text,
                         std::string_view lang = "en") {
  std::string out;
  const auto reading = library.matcher().read(text, lang, dictionaries::PageWords(text));
  const std::string result = dictionaries::repaired(text, reading.repairs.hits);
  for (const dictionaries::LinkHit& link : reading.links) {
    out.append(out.empty() ? "" : ", ").append(result.substr(link.at.from, link.at.size()));
    out.append(">").append(link.target->id);
  }
  return out;
}

}  // namespace medloom::test
