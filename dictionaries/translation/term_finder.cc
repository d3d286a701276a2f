// Links count in the text as the dictionaries repair it. Where they would repair the segment it has
// no terms: its places would not be those of the segment.
//
// Tested by tests/dictionaries/translation/term_finder_test.cc.
#include "dictionaries/translation/term_finder.h"

namespace medloom::translation {
namespace {

// The tag that labels are looked up by: scripts without a region are read as one that has labels.
std::string_view scan_language(std::string_view language) {
  if (language == "zh-Hans") return "zh-Hans-CN";
  if (language == "zh-Hant") return "zh-Hant-TW";
  return language;
}

}  // namespace

std::vector<ForcedTerm> TermFinder::terms(std::string_view segment, std::string_view from,
                                          std::string_view to) const {
  const dictionaries::PageWords page(segment);
  const dictionaries::Reading reading = library_.matcher().read(segment, scan_language(from), page);
  if (!reading.repairs.hits.empty()) return {};
  std::vector<ForcedTerm> found;
  for (const dictionaries::LinkHit& link : reading.links) {
    const std::string* label = link.target->label(to);
    if (label == nullptr || (!found.empty() && link.at.from < found.back().at.to)) continue;
    found.push_back({link.at, link.target->id, *label});
  }
  return found;
}

std::string signature_of(const std::vector<ForcedTerm>& terms) {
  std::string signature;
  for (const ForcedTerm& term : terms) {
    signature += std::to_string(term.at.from) + "-" + std::to_string(term.at.to) + "=" +
                 term.concept_id + "=" + term.target + "\n";
  }
  return signature;
}

std::string terms_digest(const std::string& signature, std::string (*digest)(std::string_view)) {
  return signature.empty() ? std::string() : digest(signature).substr(0, 16);
}

std::string TermFinder::signature(std::string_view segment, std::string_view from,
                                  std::string_view to) const {
  return signature_of(terms(segment, from, to));
}

TermFinder::Repaired TermFinder::repaired(std::string_view translation,
                                          std::string_view language) const {
  const dictionaries::PageWords page(translation);
  const dictionaries::Reading reading = library_.matcher().read(translation, language, page);
  Repaired result{dictionaries::repaired(translation, reading.repairs.hits), {}};
  for (const dictionaries::FlagHit& flag : reading.repairs.flags) {
    result.flags.push_back("term: " + flag.row->note);
  }
  return result;
}

}  // namespace medloom::translation
