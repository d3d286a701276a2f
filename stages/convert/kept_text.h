// Text that conversion leaves as it is: addresses, and surnames that both scripts write alike.
#pragma once

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/model/document.h"

namespace medloom::stages {

// The pieces of a text that are web addresses, in order. Han inside one belongs to it where the
// address visibly goes on behind it; at its end Han is the text around it.
std::vector<Span> addresses(std::string_view text);

// Where a field says that the name of a person begins, and its first character is a surname that
// the other script writes alike, although OpenCC would change it: 范, 余, 于.
using SurnamePlaces = std::set<std::pair<BlockId, std::uint32_t>>;
SurnamePlaces surname_places(const Document& document);

}  // namespace medloom::stages
