// What lint says, and the list that collects it in the order of files and lines.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "dictionaries/entry.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

enum class Severity : std::uint8_t { error, warning };

struct Finding {
  Severity severity = Severity::error;
  std::string where;  // "path:line:column"
  std::string what;
  std::string todo;
};

// "path:line:column: error: WHAT; REMEDY", without "; REMEDY" where nothing is to do.
std::string to_string(const Finding& finding);
Error to_error(const Finding& finding);
Finding to_finding(const Error& error);  // what stands behind its first "; " is what to do

class FindingList {
 public:
  void error(const SourceLine& line, std::uint32_t column, std::string what, std::string todo) {
    add(Severity::error, line, column, std::move(what), std::move(todo));
  }
  void error(const TermRow& row, TermColumn column, std::string what, std::string todo) {
    error(row.from, row.columns[static_cast<std::size_t>(column)], std::move(what),
          std::move(todo));
  }
  void warning(const SourceLine& line, std::uint32_t column, std::string what, std::string todo) {
    add(Severity::warning, line, column, std::move(what), std::move(todo));
  }
  void warning(const TermRow& row, TermColumn column, std::string what, std::string todo) {
    warning(row.from, row.columns[static_cast<std::size_t>(column)], std::move(what),
            std::move(todo));
  }

  // Each finding once, by layer, file, line and column.
  std::vector<Finding> sorted() &&;

 private:
  using Key = std::tuple<std::uint32_t, std::string, std::uint32_t, std::uint32_t>;

  void add(Severity severity, const SourceLine& line, std::uint32_t column, std::string what,
           std::string todo);

  std::vector<std::pair<Key, Finding>> findings_;
};

}  // namespace medloom::dictionaries
