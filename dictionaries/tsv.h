// Our tables: UTF-8, tab-separated, a header row, lines that begin with `#` are comments.
//
// There is no quoting and no escape: a cell is what stands between two tabs, without the white
// space at its ends. A byte order mark and CRLF line ends are tolerated, blank lines are skipped,
// cells missing at the end of a line are empty. All the problems of a file are found in one
// reading, each with file:line:column, the column counted in characters from 1.
//
// Cost: one pass; a table keeps its bytes and two words per cell. Thread-safety: const methods may
// run concurrently.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"
#include "pipeline/model/span.h"

namespace medloom::dictionaries {

// Which headers a table may carry. `others`, where set, accepts further ones (a BCP 47 label).
struct TsvColumns {
  std::vector<std::string_view> known;
  std::vector<std::string_view> must;
  bool (*others)(std::string_view header) = nullptr;
};

class TsvTable {
 public:
  // Larger files are refused unread: no dictionary is that large, and a mistyped path may be.
  static constexpr std::uintmax_t kMaxBytes = std::uintmax_t{256} << 20;

  const std::string& name() const { return name_; }
  const std::vector<std::string>& headers() const { return headers_; }
  std::optional<std::size_t> column(std::string_view header) const;
  std::size_t rows() const { return lines_.size(); }

  // The text of a cell; empty where the line or the table has no such cell.
  std::string_view cell(std::size_t row, std::optional<std::size_t> column) const;
  std::uint32_t line(std::size_t row) const { return lines_[row]; }

  // Where a cell begins in its line, in characters from 1; 1 for a cell that is empty.
  std::uint32_t column_of(std::size_t row, std::optional<std::size_t> column) const;
  // "file:line:column" of a cell.
  std::string where(std::size_t row, std::optional<std::size_t> column) const;

 private:
  friend class TsvReader;

  std::string name_;
  std::string bytes_;
  std::vector<std::string> headers_;
  std::vector<std::uint32_t> lines_;   // line number of each row
  std::vector<std::uint32_t> starts_;  // byte where each row's line begins
  std::vector<Span> cells_;            // headers_.size() per row
};

// Why a file is not even read: it is too large to be a table. Nothing is said of one that is
// missing.
std::optional<Error> refused_unread(const std::filesystem::path& path);

// The bytes of a table file; too large, unreadable and binary files are refused with the reason.
Result<std::string> read_table_file(const std::filesystem::path& path);

// Why these bytes cannot be a table at all (binary, UTF-16), or nothing.
std::optional<std::string> not_a_table(std::string_view bytes);

// The headers of a table without reading the rest; empty when there is none.
std::vector<std::string> tsv_headers(std::string_view bytes);

// Reads a whole table. What is wrong is appended to `problems` under `name`; the rows that could
// be read are in the table all the same, so that their own problems can be told as well.
TsvTable parse_tsv(std::string bytes, std::string name, const TsvColumns& columns,
                   Problems& problems);

}  // namespace medloom::dictionaries
