// Which Chinese a block is, and which way it goes to the target.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stages/convert/conversion.h"

namespace medloom::stages {

enum class HanForm : std::uint8_t { none, unknown, simplified, traditional, taiwan, hong_kong };

// Of a language tag: "zh" is unknown, "zh-Hant" is traditional of an unknown region.
HanForm han_form(std::string_view language);
inline bool is_traditional(HanForm form) { return form >= HanForm::traditional; }

// The ways to a target ("zh-Hant-TW"; none for "keep"). `between_regions` adds those from the other
// Traditional region.
std::vector<const HanWay*> ways_to(std::string_view target, bool between_regions);

// The one of `ways` for a text of this form, or none when it needs no conversion. Where the script
// is not known, it is taken for the other one.
const HanWay* way_for(const std::vector<const HanWay*>& ways, HanForm form);

}  // namespace medloom::stages
