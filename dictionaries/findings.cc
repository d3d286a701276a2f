// Findings sort by layer, file, line and column, so that a report reads like the files.
// Tested by tests/dictionaries/lint_test.cc.
#include "dictionaries/findings.h"

#include <algorithm>
#include <string_view>

namespace medloom::dictionaries {

namespace {

std::string message(const Finding& finding) {
  return finding.todo.empty() ? finding.what : finding.what + "; " + finding.todo;
}

}  // namespace

std::string to_string(const Finding& finding) {
  const std::string_view kind = finding.severity == Severity::error ? "error: " : "warning: ";
  return finding.where + ": " + std::string(kind) + message(finding);
}

Error to_error(const Finding& finding) {
  return {ErrorCode::configuration, message(finding), finding.where};
}

Finding to_finding(const Error& error) {
  const std::size_t split = error.message.find("; ");
  if (split == std::string::npos) return {Severity::error, error.where, error.message, {}};
  return {Severity::error, error.where, error.message.substr(0, split),
          error.message.substr(split + 2)};
}

void FindingList::add(Severity severity, const SourceLine& line, std::uint32_t column,
                      std::string what, std::string todo) {
  Key key{line.layer(), line.file ? line.file->path : std::string(), line.line, column};
  findings_.emplace_back(std::move(key),
                         Finding{severity, line.where(column), std::move(what), std::move(todo)});
}

std::vector<Finding> FindingList::sorted() && {
  std::stable_sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second.what) < std::tie(b.first, b.second.what);
  });
  std::vector<Finding> out;
  for (auto& [key, finding] : findings_) {
    const bool again =
        !out.empty() && out.back().where == finding.where && out.back().what == finding.what;
    if (!again) out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace medloom::dictionaries
