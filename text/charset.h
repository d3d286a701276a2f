// From the bytes of a page to text: which character set they are in, decided by the bytes.
//
// What servers and pages declare is a hypothesis: most Chinese pages in crawls that say gb2312 are
// UTF-8. The decision, its reason and all damage are reported. Pure and thread-safe; linear; tables
// and a character model are built at the first input that is not UTF-8 (some 8 ms).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/result.h"

namespace medloom::text {

struct CharsetHints {
  std::string http;  // the value of the Content-Type field, or a bare label; may be empty
};

struct Decoded {
  std::string text;  // valid UTF-8; no byte order mark at the start, no NUL; line ends as they were
  std::string declared;  // the first label given, HTTP before markup; lower case, empty if none
  std::string used;      // "UTF-8", "UTF-16LE", "GB18030", "Big5-HKSCS", "windows-1252", ...

  // Why: "bom", "utf-16 pattern", "ascii", "utf-8", "nearly utf-8", "mixed", "http", "markup" or
  // "statistics".
  std::string reason;

  std::uint32_t replaced_bytes = 0;  // bytes that became U+FFFD
  std::uint32_t torn_bytes = 0;      // left out: the input ends inside their character
  std::uint32_t dropped_nuls = 0;    // left out
  bool contradicted = false;  // a known label, of HTTP or markup, names another set than `used`
  bool doubtful = false;      // mixed, much damage, or a choice that was close
};

// Rejects what is not text ("empty input", "not text: a PNG image") and text in sets that are not
// read here (Cyrillic and others). UTF-7 is not decoded: it is ASCII.
Result<Decoded> decode(std::string_view bytes, const CharsetHints& hints);

}  // namespace medloom::text
