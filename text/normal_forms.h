// Normal form C, as a list of edits rather than a new string, so that a caller can log each one.
//
// NFC only: the compatibility forms (NFKC) change medical text ("10⁹/L" to "109/L", "½" to "1⁄2")
// and are therefore not offered. A run of more than 30 combining marks (the limit of Unicode's
// stream-safe text) is no word of any language: it counts as normal and is left alone, which keeps
// the cost linear on hostile pages. Damaged UTF-8 is left alone too. Text of 2 GiB and more is
// taken as normal. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::text {

struct Replacement {
  Span at;  // bytes of the text that was looked at
  std::string after;

  friend bool operator==(const Replacement&, const Replacement&) = default;
};

// What has to be replaced to make `text` NFC: in order, apart from each other, on character
// boundaries, none without effect.
std::vector<Replacement> nfc_edits(std::string_view text);

std::string to_nfc(std::string_view text);

// True exactly when nfc_edits finds nothing.
bool is_nfc(std::string_view text);

// `text` with `edits` made; they must be in order and inside the text.
std::string apply_edits(std::string_view text, const std::vector<Replacement>& edits);

}  // namespace medloom::text
