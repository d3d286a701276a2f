// Any bytes through the stages that read a page and say what its parts are for (`decode` to
// `structure`): a document whose runs, log and places agree, or a reject with a reason. A stage
// that runs again on its own result proposes nothing.
//
// Without dictionaries, script conversion and the record it is many times as fast as page_fuzz.
// The bits of the first byte choose what the page is called and what the server claims.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "stages/stages.h"
#include "tests/support/invariants.h"

namespace {

using namespace medloom;

void require(bool promise, const std::string& what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what.c_str());
  std::abort();
}

struct NamedStage {
  std::string name;
  std::unique_ptr<Stage> stage;
};

const std::vector<NamedStage>& first_half() {
  static const std::vector<NamedStage> kStages = [] {
    static const DataFiles kData{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
    Problems problems;
    StageContext context(kData, {}, problems);
    std::vector<NamedStage> made;
    for (const StageSpec& spec : {stages::decode_stage(), stages::extract_stage(),
                                  stages::repair_stage(), stages::structure_stage()}) {
      const Settings settings = read_settings(spec.fields, {}, "fuzz", problems);
      made.push_back({spec.name, spec.create(settings, context)});
    }
    require(problems.empty(), "the stages of the tree have no problem");
    return made;
  }();
  return kStages;
}

std::shared_ptr<const Page> page_of(std::uint8_t choice, std::string bytes) {
  static constexpr std::array<const char*, 4> kNames = {"a.html", "a.txt", "a.md", "a"};
  static constexpr std::array<const char*, 4> kTypes = {"", "", "text/html; charset=gb2312",
                                                        "text/plain; charset=big5"};
  auto page = std::make_shared<Page>();
  page->bytes = std::move(bytes);
  page->name = kNames[choice & 3U];
  page->content_type = kTypes[choice >> 2U & 3U];
  page->place = page->name;
  return page;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Document document(page_of(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1}));
  Trace trace;
  for (const auto& [name, stage] : first_half()) {
    const Result<void> done = stage->run(document, trace);
    if (!done) {
      require(done.error().code == ErrorCode::rejected, name + " fails: " + done.error().message);
      require(!done.error().message.empty(), name + " rejects with a reason");
      return 0;
    }
    if (name == "decode") continue;
    const std::size_t operations = document.log().operations().size();
    require(stage->run(document, trace).has_value(), name + " runs again");
    require(document.log().operations().size() == operations, name + " proposes nothing again");
  }
  for (const auto& kept : {test::check_replay(document), test::check_places(document),
                           test::check_numbers(document)}) {
    require(static_cast<bool>(kept), kept.message());
  }
  return 0;
}
