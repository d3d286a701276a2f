// The terms of a segment that have an approved word in the target language.
//
// A term is a concept's label or a link row of the dictionaries, found as `normalize` finds them;
// the approved word is the concept's label in the target language. The signature names all terms of
// a segment with their words: a memory keeps its digest, so a dictionary change is noticed in the
// segments that it touches and in no others.
//
// Guards look at the segment alone, since memories know no pages. Thread-safety: const methods may
// run concurrently.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/library.h"
#include "dictionaries/translation/pieces.h"

namespace medloom::translation {

// The layers below a user's own dictionaries, in the data folder. One list, because whoever fills a
// memory and whoever reads it must find the same terms.
inline constexpr std::array<const char*, 3> kTermLayers = {
    "dictionaries/words", "dictionaries/concepts.tsv", "dictionaries/terms"};

class TermFinder {
 public:
  explicit TermFinder(dictionaries::Library library) : library_(std::move(library)) {}

  // In order, not overlapping.
  std::vector<ForcedTerm> terms(std::string_view segment, std::string_view from,
                                std::string_view to) const;
  // The segment's terms as one text, empty without any.
  std::string signature(std::string_view segment, std::string_view from, std::string_view to) const;

  // What the dictionaries make of a translation: their repairs made, and the notes of their flags.
  struct Repaired {
    std::string text;
    std::vector<std::string> flags;
  };
  Repaired repaired(std::string_view translation, std::string_view language) const;

 private:
  dictionaries::Library library_;
};

std::string signature_of(const std::vector<ForcedTerm>& terms);

// What memories keep of a signature: the beginning of its digest, or nothing for no terms. `digest`
// is a cryptographic one, in hexadecimal digits.
std::string terms_digest(const std::string& signature, std::string (*digest)(std::string_view));

}  // namespace medloom::translation
