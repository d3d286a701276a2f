// The dictionaries and rules of the tree, for tests of translations, with Spanish labels for some
// concepts.
#pragma once

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "dictionaries/translation/examination.h"
#include "dictionaries/translation/term_finder.h"
#include "pipeline/engine/data_files.h"

namespace medloom::test {

// Spanish for concepts of ours: a dictionary as a user would write it.
inline constexpr const char* kSpanishConcepts =
    "id\tes\n"
    "low-back-pain\tlumbalgia\n"
    "fever\tfiebre\n"
    "cough\ttos\n"
    "headache\tcefalea\n";

inline std::string data_file(const std::string& path) {
  const auto bytes = read_file(std::string(MEDLOOM_SOURCE_DIR) + "/" + path);
  EXPECT_TRUE(bytes) << path;
  return bytes ? *bytes : std::string();
}

inline const translation::CheckRules& check_rules() {
  static const translation::CheckRules kRules = [] {
    Problems problems;
    auto rules =
        translation::CheckRules::read({data_file("dictionaries/translation/units.tsv"),
                                       data_file("dictionaries/translation/wording.tsv"),
                                       data_file("dictionaries/translation/languages.tsv")},
                                      problems);
    for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
    return rules;
  }();
  return kRules;
}

inline const translation::TermFinder& term_finder() {
  static const translation::TermFinder kTerms = [] {
    std::vector<dictionaries::Layer> layers;
    layers.push_back(
        {{data_file("dictionaries/concepts.tsv"), "concepts.tsv", "concepts.tsv"},
         {data_file("dictionaries/terms/en-links.tsv"), "en-links.tsv", "en-links.tsv"}});
    layers.push_back({{kSpanishConcepts, "es.tsv", "es.tsv"}});
    Problems problems;
    return translation::TermFinder(
        dictionaries::Library(dictionaries::read_entries(std::move(layers), problems)));
  }();
  return kTerms;
}

inline translation::Knowledge knowledge() { return {term_finder(), check_rules()}; }

}  // namespace medloom::test
