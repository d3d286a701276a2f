// Any bytes as a terms table, then a scan with whatever could be read of it: no crash, the result
// is UTF-8, and what was repaired stays repaired.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dictionaries/cases.h"
#include "dictionaries/library.h"
#include "dictionaries/lint.h"
#include "text/utf8.h"

namespace {

using namespace medloom;
using namespace medloom::dictionaries;

// Words that a fuzzer will put in a row soon enough, in the scripts and joiners that matter.
constexpr std::string_view kText =
    "A waist pain in the B超 or MS. The Waist-Pain, an old  waist; don’t ache!\n"
    "腰腿痛，心衰。中心衰竭？ａｂｃ match replace a a a b b x";

void scan(const Library& library, std::string_view text, std::string_view lang) {
  const PageWords page(text);
  ScanNotes notes;
  const Reading first = library.matcher().read(text, lang, page, {.prefer = true}, &notes);
  const std::string once = repaired(text, first.repairs.hits);
  if (!text::is_valid_utf8(once)) std::abort();
  const Reading second = library.matcher().read(once, lang, page, {.prefer = true});
  if (repaired(once, second.repairs.hits) != once) std::abort();
  for (const Loser& loser : notes) loser.why();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  Problems problems;
  read_cases(bytes, "fuzz.cases.tsv", problems);
  Library library(read_entries({{{bytes, "fuzz.tsv", "fuzz.tsv"}}}, problems));
  for (Finding& finding : lint(library, nullptr)) to_string(finding);
  scan(library, kText, "en");
  scan(library, kText, "zh-Hant-TW");
  if (text::is_valid_utf8(bytes)) scan(library, bytes, "en");
  return 0;
}
