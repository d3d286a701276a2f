// The public pipeline: settings in, the inner pipeline behind, and no exception beyond this file.
//
// Tested by tests/library.
#include <exception>
#include <utility>

#include <medloom/pipeline.h>

#include "api/build_pipeline.h"
#include "api/record_values.h"
#include "io/content_type.h"
#include "io/paths.h"
#include "pipeline/engine/digest.h"
#include "stages/builtin.h"

namespace medloom::api {
namespace {

// Records are UTF-8, whatever the caller's names are.
std::shared_ptr<const medloom::Page> inner_page(Page&& page) {
  auto inner = std::make_shared<medloom::Page>();
  inner->bytes = std::move(page.bytes);
  inner->name = path_as_utf8(page.name);
  inner->url = path_as_utf8(page.url);
  inner->content_type =
      page.content_type.empty() ? content_type_of(page.name) : path_as_utf8(page.content_type);
  inner->fetched = path_as_utf8(page.fetched);
  // Pages without any name would all have one id, and a store would keep the last of them.
  if (inner->name.empty() && inner->url.empty()) inner->name = "sha256-" + sha256_hex(inner->bytes);
  inner->place = inner->name.empty() ? inner->url : inner->name;
  return inner;
}

// What a library throws, an exhausted memory mostly, as a sentence.
template <class Work, class Failed>
auto guarded(Work work, Failed failed) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception& error) {
    return failed(error.what());
  } catch (...) {
    return failed("an exception that is no std::exception");
  }
}

}  // namespace

class Pipeline::Loaded {
 public:
  std::unique_ptr<medloom::Pipeline> pipeline;
};

Pipeline::Pipeline(std::shared_ptr<const Loaded> loaded) : loaded_(std::move(loaded)) {}

std::optional<Pipeline> Pipeline::load(const Configuration& configuration,
                                       std::vector<Problem>& problems) {
  const auto load = [&]() -> std::optional<Pipeline> {
    medloom::Problems found;
    auto loaded = std::make_shared<Loaded>();
    if (Result<DataFiles> data = DataFiles::find(configuration.data)) {
      data->set_cache_dir(configuration.cache);
      data->set_pseudonym_key(configuration.pseudonym_key);
      loaded->pipeline = build_pipeline(
          {configuration.profile, configuration.settings, configuration.dictionaries}, *data,
          found);
    } else {
      found.push_back(data.error());
    }
    for (Error& problem : found) {
      problems.push_back({std::move(problem.where), std::move(problem.message)});
    }
    if (loaded->pipeline == nullptr) return std::nullopt;
    return Pipeline(std::move(loaded));
  };
  return guarded(load, [&](const char* what) -> std::optional<Pipeline> {
    problems.push_back({"", std::string("internal: ") + what});
    return std::nullopt;
  });
}

Outcome Pipeline::process(Page page) const {
  const auto process = [&]() -> Outcome {
    Trace trace;
    const medloom::Outcome outcome = loaded_->pipeline->process(inner_page(std::move(page)), trace);
    if (const medloom::Reject* reject = outcome.reject()) {
      return {Reject{reject->stage, reject->reason}};
    }
    return {record_values(*outcome.record())};
  };
  return guarded(process, [](const char* what) {
    return Outcome{Reject{"record", std::string("internal: ") + what}};
  });
}

std::optional<std::string> Pipeline::decode(Page page) const {
  const auto decode = [&]() -> std::optional<std::string> {
    const Stage* const stage = loaded_->pipeline->stage("decode");
    if (stage == nullptr) return std::nullopt;
    Document document(inner_page(std::move(page)));
    Trace trace;
    if (!stage->run(document, trace)) return std::nullopt;
    return document.text();
  };
  return guarded(decode, [](const char*) -> std::optional<std::string> { return std::nullopt; });
}

std::string_view version() { return medloom_version(); }

}  // namespace medloom::api
