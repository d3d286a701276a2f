// A built pipeline: Page in, record or reason out. Pure: same page, same configuration, same bytes.
//
// Nothing here talks to the world. Thread-safety: immutable after `build`; share one by all
// threads.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/engine/profile.h"
#include "pipeline/engine/stored_translations.h"
#include "pipeline/engine/trace.h"
#include "pipeline/model/document.h"
#include "pipeline/model/record.h"

namespace medloom {

// A page set aside: which stage could not go on, and why, without text of the page.
struct Reject {
  std::string stage;
  std::string reason;
};

struct Outcome {
  std::variant<Record, Reject> value;

  const Record* record() const { return std::get_if<Record>(&value); }
  const Reject* reject() const { return std::get_if<Reject>(&value); }
};

class Pipeline {
 public:
  // Creates every stage of the profile. Null, with everything that is wrong in `problems`, when one
  // could not be created.
  static std::unique_ptr<Pipeline> build(Profile profile, const DataFiles& data,
                                         std::vector<std::string> extra_dictionaries,
                                         Problems& problems, TranslationsReader translations = {});

  Outcome process(std::shared_ptr<const Page> page, Trace& trace) const;

  // The same, leaving the document for whoever explains or tests: one step per call of `observe`
  // (stage, document), after that stage.
  struct Observer {
    virtual ~Observer() = default;
    virtual void after_stage(const StageSpec& stage, const Document& document) = 0;
  };
  Outcome process(Document& document, Trace& trace, Observer* observer) const;

  const Profile& profile() const { return profile_; }
  const PipelineInfo& info() const { return info_; }
  // A built READ or EDIT stage of the profile, or null.
  const Stage* stage(std::string_view name) const;

 private:
  Pipeline() = default;

  Profile profile_;
  PipelineInfo info_;
  std::vector<std::unique_ptr<Stage>> stages_;      // parallel to the first uses of the profile
  std::vector<std::unique_ptr<RecordStep>> steps_;  // parallel to its last ones
  std::size_t last_writer_ = 0;  // the step behind which the content hash is taken
};

// The version of medloom that writes records.
std::string_view medloom_version();

}  // namespace medloom
