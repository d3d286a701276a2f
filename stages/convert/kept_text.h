// Text that conversion leaves as it is: addresses, and characters of names.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dictionaries/han_overlay.h"
#include "pipeline/model/document.h"

namespace medloom::stages {

// The pieces of a text that are web addresses, in order. Han inside one belongs to it where the
// address visibly goes on behind it; at its end Han is the text around it.
std::vector<Span> addresses(std::string_view text);

// The same with the scheme before them, and with all that may belong to them behind: up to a space
// or the punctuation of Chinese text.
std::vector<Span> whole_addresses(std::string_view text);

// Where characters of names stand that people write alike in both scripts, although OpenCC or a row
// would change them: the surnames 范, 余, 于, and 松 in a given name. Rows say which they are
// (dictionaries/han/names.tsv), a field says where a name begins.
using NamePlaces = std::set<std::pair<BlockId, std::uint32_t>>;

class NameCharacters {
 public:
  NameCharacters() = default;
  explicit NameCharacters(const std::vector<dictionaries::HanPhrase>& rows);
  NamePlaces places(const Document& document) const;

 private:
  std::u32string surnames_;
  std::u32string given_;
};

}  // namespace medloom::stages
