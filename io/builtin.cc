// Three tables: what is not here does not exist. Sources and writers are asked in this order, so
// whoever accepts everything of a kind stands last.
#include "io/builtin.h"

#include "io/renderers/renderers.h"
#include "io/sources/sources.h"
#include "io/writers/writers.h"

namespace medloom {

const std::vector<SourceSpec>& builtin_sources() {
  static const std::vector<SourceSpec> kSources = {
      sources::stdin_source(), sources::folder_source(), sources::file_source(),
      sources::warc_source(),  sources::jsonl_source(),  sources::csv_source(),
      sources::page_source(),
  };
  return kSources;
}

const std::vector<RendererSpec>& builtin_renderers() {
  static const std::vector<RendererSpec> kRenderers = {
      renderers::record_renderer(), renderers::qa_renderer(),   renderers::jsonld_renderer(),
      renderers::csv_renderer(),    renderers::bulk_renderer(),
  };
  return kRenderers;
}

const std::vector<WriterSpec>& builtin_writers() {
  static const std::vector<WriterSpec> kWriters = {
      writers::stdout_writer(),
      writers::file_writer(),
  };
  return kWriters;
}

}  // namespace medloom
