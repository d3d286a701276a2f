// The edit log of one page as lines for a terminal: what each stage and rule did.
//
// Used as the observer of a pipeline; after each stage it writes what the stage added to the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "apps/medloom/terminal.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {

class ExplainLog final : public Pipeline::Observer {
 public:
  // Writes to `out`; `trace` is the one that the pipeline fills. Both outlive this.
  ExplainLog(const Palette& palette, const Trace& trace, std::string& out)
      : palette_(palette), trace_(trace), out_(out) {}

  void after_stage(const StageSpec& stage, const Document& document) override;

 private:
  struct Lines;

  void decoding(const Document& document);
  void facts(const Document& document);
  void kind(const Document& document);
  void blocks(const Document& document);
  void operations(const Document& document);
  void notes(std::string_view stage);

  const Palette& palette_;
  const Trace& trace_;
  std::string& out_;
  bool decoding_shown_ = false;
  std::size_t operations_seen_ = 0;
  std::size_t notes_seen_ = 0;
};

}  // namespace medloom
