// Tested by tests/io/sources_test.cc.
#include "io/content_type.h"

#include <array>

#include "io/paths.h"

namespace medloom {
namespace {

struct TypeOfEnding {
  std::string_view ending;
  std::string_view content_type;
};
constexpr std::array<TypeOfEnding, 6> kContentTypes = {{{".html", "text/html"},
                                                        {".htm", "text/html"},
                                                        {".xhtml", "application/xhtml+xml"},
                                                        {".txt", "text/plain"},
                                                        {".md", "text/markdown"},
                                                        {".markdown", "text/markdown"}}};

}  // namespace

std::string content_type_of(std::string_view path) {
  const std::string ending = ending_of(path);
  for (const TypeOfEnding& known : kContentTypes) {
    if (known.ending == ending) return std::string(known.content_type);
  }
  return {};
}

}  // namespace medloom
