// Text that conversion leaves as it is: addresses, and characters of names.
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

// Characters in the name of a person that both scripts write alike, although OpenCC or a row would
// change them: the surnames 范, 余, 于, and 松 in a given name. A field says where a name begins.
using NamePlaces = std::set<std::pair<BlockId, std::uint32_t>>;
NamePlaces name_places(const Document& document);

}  // namespace medloom::stages
