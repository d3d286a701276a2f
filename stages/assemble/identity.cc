// Tested by tests/stages/assemble_test.cc.
#include "stages/assemble/identity.h"

#include "pipeline/engine/digest.h"
#include "text/fold.h"

namespace medloom::stages {
namespace {

std::string_view origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  return url.substr(0, url.find_first_of("/?#", scheme + 3));
}

}  // namespace

std::string page_key(const Document& document) {
  const std::string& fetched = document.page().url;
  if (const Fact* canonical = document.fact("canonical"); canonical != nullptr) {
    const std::string_view url = canonical->value();
    const std::string_view origin = origin_of(url);
    const bool root = url.size() <= origin.size() + 1;
    // Without a fetch URL nothing proves that the page may speak for that address.
    if (!origin.empty() && !root && origin_of(fetched) == origin) return std::string(url);
  }
  return fetched.empty() ? document.page().name : fetched;
}

std::string source_of(const Text& text, std::string_view page, const WithheldPlaces& withheld) {
  std::string source;
  std::uint32_t at = 0;
  Span last;
  for (const Run& run : text.runs()) {
    if (run.kind == RunKind::edited && !withheld.touch(run.page)) {
      // A change that was cut in two gives its source once.
      if (run.page != last || run.offset == 0)
        source += page.substr(run.page.from, run.page.size());
      last = run.page;
    } else {
      source += text.view().substr(at, run.length);
    }
    at += run.length;
  }
  return source;
}

IdMaker::IdMaker(const std::string& page_key) : page_(uuid_urn("medloom page\n" + page_key)) {}

std::string IdMaker::make(std::string_view kind, const std::string& owner,
                          std::string_view source) {
  std::string key = "medloom " + std::string(kind) + "\n" + owner + "\n" + text::fold(source);
  const int ordinal = seen_[key]++;
  return uuid_urn(key + "\n" + std::to_string(ordinal));
}

}  // namespace medloom::stages
