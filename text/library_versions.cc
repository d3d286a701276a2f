// ICU tells its own version and that of the Unicode standard it knows.
#include "text/library_versions.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <array>

namespace medloom::text {
namespace {

std::string shown(const UVersionInfo version) {
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

}  // namespace

std::vector<std::pair<std::string, std::string>> library_versions() {
  UVersionInfo icu{};
  u_getVersion(icu);
  UVersionInfo unicode{};
  u_getUnicodeVersion(unicode);
  return {{"ICU", shown(icu)}, {"Unicode", shown(unicode)}};
}

}  // namespace medloom::text
