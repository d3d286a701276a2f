// Tested by tests/apps/dict_test.cc.
#include "apps/medloom/dict/check.h"

#include "apps/medloom/terminal.h"

namespace medloom {

Result<int> check_dictionaries(const DictCheckArguments& arguments, Console& console,
                               std::string_view verb, DictCheck check) {
  Problems problems;
  const Result<DictPlan> plan = plan_dictionaries(arguments.paths, arguments.data, problems);
  if (!plan) return tl::unexpected(plan.error());
  if (!problems.empty()) return report(console.err, problems);
  const dictionaries::CheckReport result = check(*plan, arguments.strict);
  std::size_t shown = 0;
  std::size_t errors = 0;
  for (const dictionaries::Finding& finding : result.findings) {
    if (!concerns(*plan, finding.where)) continue;
    ++shown;
    if (finding.severity == dictionaries::Severity::error) ++errors;
    auto written = console.out.write(printable(dictionaries::to_string(finding)) + "\n");
    if (!written) return tl::unexpected(written.error());
  }
  console.err << verb << ": " << counted(errors, "error") << ", "
              << counted(shown - errors, "warning") << '\n';
  return static_cast<int>(errors > 0 ? kFindings : kDone);
}

}  // namespace medloom
