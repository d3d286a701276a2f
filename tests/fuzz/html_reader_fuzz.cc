// The HTML reader on arbitrary bytes: no crash, and every promise of html_tree_checks.h. Bytes that
// are no UTF-8 are skipped, as the reader is only ever given decoded text.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/text/html_tree_checks.h"
#include "text/html_reader.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace medloom::text;
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(page)) return 0;
  for (const HtmlLimits& limits : {HtmlLimits{}, HtmlLimits{200, 8, 3}}) {
    const auto tree = read_html(page, limits);
    if (!tree) continue;
    std::string flaw = flaws_of(*tree);
    if (depth_of(*tree) > limits.max_depth + 2) flaw = "a node is too deep";
    if (!flaw.empty()) {
      std::fprintf(stderr, "%s\n", flaw.c_str());
      std::abort();
    }
  }
  return 0;
}
