// Pages put together from parts in UTF-8 and parts in a legacy character set, and UTF-8 pages with
// damage here and there.
//
// Each stretch of foreign bytes is read by itself, in whichever of the two character sets gives the
// likelier text; on a page that is mostly UTF-8 only what is certainly legacy text is read so, and
// other damage is marked. Pure; thread-safe; linear.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/charset_label.h"
#include "text/legacy_decoder.h"

namespace medloom::text {

// True if parts of `bytes` are UTF-8 beyond chance: several whole stretches of CJK characters.
// Bytes of legacy character sets do not look like that.
bool has_utf8_parts(std::string_view bytes);

struct MixedTranscript {
  Transcript transcript;
  std::size_t utf8_bytes = 0;    // foreign bytes read as UTF-8, damaged ones included
  std::size_t legacy_bytes = 0;  // foreign bytes read as `legacy`
};
MixedTranscript transcode_mixed(Charset legacy, std::string_view bytes);

}  // namespace medloom::text
