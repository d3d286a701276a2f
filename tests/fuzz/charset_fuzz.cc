// Any bytes as a page in some character set: the text is valid UTF-8 without NUL or byte order
// mark, what is UTF-8 stays as it is, and the same bytes give the same text. The first byte chooses
// what the server claims.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/charset.h"
#include "text/utf8.h"

namespace {

void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace medloom::text;
  static constexpr std::array<const char*, 8> kClaims = {
      "", "utf-8", "text/html; charset=gb2312", "big5", "gb18030", "windows-1252", "utf-16", "x-?"};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const CharsetHints hints{kClaims[data[0] % kClaims.size()]};
  const auto decoded = decode(bytes, hints);
  if (!decoded) {
    require(!decoded.error().message.empty(), "a reject has a reason");
    return 0;
  }
  require(is_valid_utf8(decoded->text), "valid UTF-8");
  require(decoded->text.find('\0') == std::string::npos, "no NUL");
  require(!decoded->text.starts_with("\uFEFF"), "no byte order mark");
  require(decoded->replaced_bytes + decoded->torn_bytes <= bytes.size(),
          "no more bytes replaced or torn than there are");
  require(!decoded->used.empty() && !decoded->reason.empty(), "a decision and its reason");
  const bool is_plain_utf8 = is_valid_utf8(bytes) && bytes.find('\0') == std::string_view::npos &&
                             !bytes.starts_with("\uFEFF");
  if (is_plain_utf8 && decoded->used == "UTF-8") require(decoded->text == bytes, "UTF-8 stays");
  require(decode(bytes, hints)->text == decoded->text, "the same bytes give the same text");
  return 0;
}
