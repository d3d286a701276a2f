// The little English that a replacement needs: plurals, a or an, and the case of what it replaces.
//
// Simple rules with their exceptions listed; they serve phrases of health pages, not English at
// large. Everything here works on bytes: only ASCII letters change case. Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>

namespace medloom::dictionaries {

// The plural of a phrase: that of its last word ("discectomy" → "discectomies", "diagnosis" →
// "diagnoses", "CT image" → "CT images"). A phrase that ends in no letter comes back unchanged.
std::string plural(std::string_view phrase);

// Whether "an" goes before the phrase: "airway", "hour", "MRI", "8-week scan"; not "uterus", "UTI".
bool wants_an(std::string_view phrase);

// `replacement` in the case of `replaced`, which is a surface of `key`: LOTIUM → LOW, Lotium → Low,
// Waist and Leg Pain → Low Back and Leg Pain. Capitals that the replacement has of its own stay;
// where `replaced` is written exactly as the key, the replacement is taken as it is written, its
// first letter raised when the key begins with a capital and stands first in its sentence.
std::string carry_case(std::string_view replaced, std::string_view key,
                       std::string_view replacement, bool opens_sentence);

}  // namespace medloom::dictionaries
