// Whole inputs to UTF-8, with an account of the damage. Pure; thread-safe; linear.
#pragma once

#include <string_view>

#include "text/charset_label.h"
#include "text/transcript.h"

namespace medloom::text {

// Reads `bytes` as `charset`, which may be any. Where a byte was lost or added in a run of two-byte
// characters, the run is realigned so that the damage stays where it happened.
Transcript transcode(Charset charset, std::string_view bytes);

}  // namespace medloom::text
