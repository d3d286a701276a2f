// Any bytes through the whole default pipeline: a record that keeps every promise, or a reject with
// a reason, and the same a second time. The first byte chooses what the page is called.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"

namespace {

void require(bool promise, const std::string& what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace medloom;
  static constexpr std::array<const char*, 4> kNames = {"a.html", "a.txt", "a.md", "a"};
  if (size == 0) return 0;
  const auto page =
      test::page_named(kNames[data[0] % kNames.size()],
                       std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const test::Processed first(test::default_pipeline(), page);
  if (const Reject* reject = first.outcome.reject()) {
    require(!reject->stage.empty() && !reject->reason.empty(), "a reject has stage and reason");
    require(!reject->reason.starts_with("internal"), reject->stage + ": " + reject->reason);
    return 0;
  }
  const Record& record = *first.outcome.record();
  const auto kept = test::check_promises(first.document, record);
  require(static_cast<bool>(kept), kept.message());
  const test::Processed second(test::default_pipeline(), page);
  require(
      second.outcome.record() != nullptr && to_json(*second.outcome.record()) == to_json(record),
      "the same bytes give the same record");
  return 0;
}
