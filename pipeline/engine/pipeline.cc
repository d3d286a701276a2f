// Around each stage the engine takes the time and counts the operations; a stage that fails ends
// the page with the stage's name. Exceptions do not cross stages: the one guard here turns what a
// library or an exhausted memory throws into a reject, so that one page never ends a run.
//
// Tested by tests/engine/pipeline_test.cc and, over everything, tests/contract.
#include "pipeline/engine/pipeline.h"

#include <chrono>
#include <exception>
#include <new>
#include <set>

#include "pipeline/engine/content_hash.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/only_reads.h"

#ifndef MEDLOOM_VERSION
#define MEDLOOM_VERSION "0"
#endif

namespace medloom {
namespace {

std::string reason_of(const Error& error) {
  return error.code == ErrorCode::rejected ? error.message : "internal: " + to_string(error);
}

// Two stages that read one file tell the same of it: once is enough.
void drop_repeated(Problems& problems) {
  Problems kept;
  std::set<std::string> seen;
  for (Error& problem : problems) {
    if (seen.insert(to_string(problem)).second) kept.push_back(std::move(problem));
  }
  problems = std::move(kept);
}

// Runs one step under the clock; a Reject when it failed.
template <class Step>
std::optional<Reject> timed(const std::string& stage, const Document& document, Trace& trace,
                            Step step) {
  const auto start = std::chrono::steady_clock::now();
  const std::size_t operations = document.log().operations().size();
  Result<void> done;
  try {
    done = step();
  } catch (const std::bad_alloc&) {
    done = fail(ErrorCode::rejected, "out of memory");
  } catch (const std::exception& error) {
    done = fail(ErrorCode::internal, error.what());
  } catch (...) {
    done = fail(ErrorCode::internal, "an exception that is no std::exception");
  }
  const auto spent = std::chrono::steady_clock::now() - start;
  trace.step({stage, std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count(),
              document.log().operations().size() - operations});
  if (!done) return Reject{stage, reason_of(done.error())};
  if (trace.is_out_of_time()) return Reject{stage, trace.out_of_time()};
  return std::nullopt;
}

}  // namespace

std::string_view medloom_version() { return MEDLOOM_VERSION; }

std::unique_ptr<Pipeline> Pipeline::build(Profile profile, const DataFiles& data,
                                          std::vector<std::string> extra_dictionaries,
                                          Problems& problems, TranslationsReader translations) {
  const std::size_t problems_before = problems.size();
  StageContext context(data, std::move(extra_dictionaries), problems);
  context.set_translations_reader(std::move(translations));
  std::unique_ptr<Pipeline> pipeline(new Pipeline);
  for (const StageUse& use : profile.stages) {
    const std::size_t problems_of_others = problems.size();
    bool made = false;
    if (use.spec->phase == Phase::write) {
      pipeline->steps_.push_back(use.spec->create_step(use.settings, context));
      made = pipeline->steps_.back() != nullptr;
      if (made && dynamic_cast<const OnlyReads*>(pipeline->steps_.back().get()) == nullptr) {
        pipeline->last_writer_ = pipeline->steps_.size() - 1;
      }
    } else {
      pipeline->stages_.push_back(use.spec->create(use.settings, context));
      made = pipeline->stages_.back() != nullptr;
    }
    if (!made && problems.size() == problems_of_others) {
      problems.push_back({ErrorCode::internal, "could not be created, and does not say why",
                          "stage " + use.spec->name});
    }
  }
  drop_repeated(problems);
  if (problems.size() > problems_before) return nullptr;

  std::string data_files;
  for (const DictionaryRef& file : context.files_read()) {
    data_files += file.file + " " + file.sha256 + "\n";
  }
  std::string configuration = profile.canonical();
  if (context.uses_pseudonym_key()) {
    configuration += "key " + hmac_sha256_hex(data.pseudonym_key(), "medloom configuration") + "\n";
  }
  pipeline->info_ = {profile.name, std::string(medloom_version()), sha256_hex(configuration),
                     sha256_hex(data_files), context.files_read()};
  pipeline->profile_ = std::move(profile);
  return pipeline;
}

Outcome Pipeline::process(std::shared_ptr<const Page> page, Trace& trace) const {
  Document document(std::move(page));
  return process(document, trace, nullptr);
}

Outcome Pipeline::process(Document& document, Trace& trace, Observer* observer) const {
  if (document.page().bytes.size() > profile_.limits.page_bytes) {
    return {Reject{"read", "page larger than " + std::to_string(profile_.limits.page_bytes) +
                               " bytes (limits.page_bytes)"}};
  }
  trace.limit_time(std::chrono::seconds(profile_.limits.page_seconds));
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    const StageSpec& spec = *profile_.stages[i].spec;
    auto failed =
        timed(spec.name, document, trace, [&] { return stages_[i]->run(document, trace); });
    if (observer != nullptr) observer->after_stage(spec, document);
    if (failed) return {std::move(*failed)};
  }
  Record record;
  record.provenance = profile_.provenance;
  record.pipeline = info_;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const StageSpec& spec = *profile_.stages[stages_.size() + i].spec;
    auto failed = timed(spec.name, document, trace, [&] {
      Result<void> done = steps_[i]->run(document, record, trace);
      if (done && i == last_writer_) record.content_hash = content_hash(record);
      return done;
    });
    if (failed) return {std::move(*failed)};
  }
  return {std::move(record)};
}

const Stage* Pipeline::stage(std::string_view name) const {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    if (profile_.stages[i].spec->name == name) return stages_[i].get();
  }
  return nullptr;
}

}  // namespace medloom
