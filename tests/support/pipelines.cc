// Problems of the tree's own profiles fail whatever test needs them.
#include "tests/support/pipelines.h"

#include <gtest/gtest.h>
#include <medloom_source_dir.h>

namespace medloom::test {

const DataFiles& source_data() {
  static const DataFiles kData{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  return kData;
}

std::unique_ptr<Pipeline> built_pipeline(const std::string& name,
                                         const std::vector<std::string>& overrides) {
  const std::string file = "profiles/pipelines/" + name + ".toml";
  const Result<std::string> toml = read_file(source_data().path(file));
  if (!toml) {
    ADD_FAILURE() << to_string(toml.error());
    return nullptr;
  }
  Problems problems;
  Profile profile = read_profile(*toml, file, builtin_stages(), overrides, problems);
  std::unique_ptr<Pipeline> pipeline;
  if (problems.empty()) {
    pipeline = Pipeline::build(std::move(profile), source_data(), {}, problems);
  }
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  return pipeline;
}

const Pipeline& default_pipeline() {
  static const std::unique_ptr<Pipeline> kPipeline = built_pipeline("default");
  if (kPipeline == nullptr) std::abort();  // said above
  return *kPipeline;
}

std::shared_ptr<const Page> page_named(std::string name, std::string bytes) {
  auto page = std::make_shared<Page>();
  page->bytes = std::move(bytes);
  page->place = "samples/" + name;
  page->name = std::move(name);
  return page;
}

Processed::Processed(const Pipeline& pipeline, std::shared_ptr<const Page> page)
    : document(std::move(page)), outcome{Reject{}} {
  Trace trace;
  outcome = pipeline.process(document, trace, nullptr);
}

}  // namespace medloom::test
