// medloom bulk-template: the index that `run --as bulk` writes documents for.
//
// Tested by tests/apps/dedup_test.cc.
#include "io/renderers/bulk_template.h"

#include "apps/medloom/commands.h"

namespace medloom {
namespace {

struct NoArguments {};

Result<int> print_template(const NoArguments&, Console& console) {
  if (auto written = console.out.write(bulk_index_template()); !written) {
    return tl::unexpected(written.error());
  }
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec bulk_template_command() {
  const auto arguments = std::make_shared<NoArguments>();
  CommandSpec spec{
      "bulk-template", "print the Elasticsearch or OpenSearch index that --as bulk fits", {}};
  spec.examples = {"medloom bulk-template > index.json"};
  spec.call = calling(arguments, print_template);
  return spec;
}

}  // namespace medloom
