// The reader walks the bytes once, line by line, and remembers cells as spans of the file's own
// bytes, so half a million rows cost no half a million strings. Problems are collected and the walk
// goes on: a line that is not UTF-8, or that has a tab too many, is told and left out, and the next
// one is read. A file with a wrong header still has its rows checked against what the header says.
//
// More than kMaxProblems of one file help nobody; the rest is counted.

#include "dictionaries/tsv.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "dictionaries/names.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kMaxProblems = 1000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Line {
  std::string_view text;  // without its line end
  std::uint32_t start;
  std::uint32_t number;
};

// Calls `each(Line)` for every line; stops when it returns false.
template <class Each>
void each_line(std::string_view bytes, Each&& each) {
  std::size_t from = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  for (std::uint32_t number = 1; from < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
    std::string_view text = bytes.substr(from, end - from);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (!each(Line{text, static_cast<std::uint32_t>(from), number})) return;
    from = end + 1;
  }
}

bool holds_a_row(std::string_view line) {
  return !line.starts_with('#') && line.find_first_not_of(" \t\r") != std::string_view::npos;
}

std::vector<std::string_view> split_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t from = 0;;) {
    const std::size_t tab = line.find('\t', from);
    if (tab == std::string_view::npos) {
      cells.push_back(line.substr(from));
      return cells;
    }
    cells.push_back(line.substr(from, tab - from));
    from = tab + 1;
  }
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string join(const std::vector<std::string_view>& names) {
  std::string out;
  for (std::string_view name : names) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

}  // namespace

class TsvReader {
 public:
  TsvReader(std::string bytes, std::string name, const TsvColumns& columns, Problems& problems)
      : columns_(columns), problems_(problems) {
    table_.bytes_ = std::move(bytes);
    table_.name_ = std::move(name);
  }

  TsvTable read() {
    if (const auto reason = not_a_table(table_.bytes_)) {
      problem(1, 1, *reason);
      return std::move(table_);
    }
    each_line(table_.bytes_, [this](const Line& line) { return take(line); });
    if (!has_header_)
      problem(1, 1, "no header row; the first line names the columns: " + join(columns_.must));
    if (unlisted_ > 0) {
      problems_.push_back({ErrorCode::configuration,
                           std::to_string(unlisted_) + " further problems are not listed",
                           table_.name_});
    }
    return std::move(table_);
  }

 private:
  bool take(const Line& line) {
    const std::size_t valid = text::valid_utf8_prefix(line.text);
    if (valid < line.text.size()) {
      problem(line.number, text::count_code_points(line.text.substr(0, valid)) + 1,
              "not UTF-8; save the file as UTF-8");
      return true;
    }
    if (!holds_a_row(line.text)) return true;
    if (has_header_) {
      take_row(line);
    } else {
      take_header(line);
    }
    return true;
  }

  void take_header(const Line& line) {
    has_header_ = true;
    for (std::string_view cell : split_cells(line.text)) {
      const std::string_view header = text::trim_ascii(cell);
      check_header(header, line, column_of(line, cell));
      table_.headers_.emplace_back(header);
    }
    for (std::string_view must : columns_.must) {
      if (!table_.column(must)) {
        problem(line.number, 1,
                "column '" + std::string(must) + "' is missing; name it in the header row");
      }
    }
  }

  void check_header(std::string_view header, const Line& line, std::size_t column) {
    const bool known =
        contains(columns_.known, header) || (columns_.others && columns_.others(header));
    if (!known) {
      problem(line.number, column,
              "unknown column '" + std::string(header) + "'" + suggestion(header, columns_.known) +
                  "; columns are " + join(columns_.known));
    } else if (table_.column(header)) {
      problem(line.number, column,
              "column '" + std::string(header) + "' stands here twice; keep one");
    }
  }

  void take_row(const Line& line) {
    const auto cells = split_cells(line.text);
    if (cells.size() > table_.headers_.size()) {
      problem(line.number, column_of(line, cells[table_.headers_.size()]),
              "stray tab: " + std::to_string(cells.size()) + " cells under " +
                  std::to_string(table_.headers_.size()) + " columns; take the tab out");
      return;
    }
    table_.lines_.push_back(line.number);
    table_.starts_.push_back(line.start);
    for (std::size_t i = 0; i < table_.headers_.size(); ++i) {
      table_.cells_.push_back(i < cells.size() ? span_of(text::trim_ascii(cells[i])) : Span{});
    }
    check_musts(line, table_.lines_.size() - 1);
  }

  void check_musts(const Line& line, std::size_t row) {
    for (std::string_view must : columns_.must) {
      const auto column = table_.column(must);
      if (column && table_.cell(row, column).empty()) {
        problem(line.number, 1, "empty '" + std::string(must) + "'; fill it in or delete the line");
      }
    }
  }

  Span span_of(std::string_view cell) const {
    const auto from = static_cast<std::uint32_t>(cell.data() - table_.bytes_.data());
    return {from, from + static_cast<std::uint32_t>(cell.size())};
  }

  static std::size_t column_of(const Line& line, std::string_view cell) {
    const auto before =
        line.text.substr(0, static_cast<std::size_t>(cell.data() - line.text.data()));
    return text::count_code_points(before) + 1;
  }

  void problem(std::uint32_t line, std::size_t column, std::string message) {
    if (listed_ == kMaxProblems) {
      ++unlisted_;
      return;
    }
    ++listed_;
    problems_.push_back({ErrorCode::configuration, std::move(message),
                         table_.name_ + ":" + std::to_string(line) + ":" + std::to_string(column)});
  }

  const TsvColumns& columns_;
  Problems& problems_;
  TsvTable table_;
  bool has_header_ = false;
  std::size_t listed_ = 0;
  std::size_t unlisted_ = 0;
};

std::optional<std::size_t> TsvTable::column(std::string_view header) const {
  const auto at = std::find(headers_.begin(), headers_.end(), header);
  if (at == headers_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - headers_.begin());
}

std::string_view TsvTable::cell(std::size_t row, std::optional<std::size_t> column) const {
  if (!column) return {};
  const Span at = cells_[row * headers_.size() + *column];
  return std::string_view(bytes_).substr(at.from, at.size());
}

std::uint32_t TsvTable::column_of(std::size_t row, std::optional<std::size_t> column) const {
  if (cell(row, column).empty()) return 1;
  const Span at = cells_[row * headers_.size() + *column];
  const auto before = std::string_view(bytes_).substr(starts_[row], at.from - starts_[row]);
  return static_cast<std::uint32_t>(text::count_code_points(before)) + 1;
}

std::string TsvTable::where(std::size_t row, std::optional<std::size_t> column) const {
  return name_ + ":" + std::to_string(lines_[row]) + ":" + std::to_string(column_of(row, column));
}

std::optional<std::string> not_a_table(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return "UTF-16 text; save the file as UTF-8";
  }
  if (bytes.find('\0') != std::string_view::npos) {
    return "a binary file, no table; give a tab-separated text file";
  }
  if (bytes.size() > TsvTable::kMaxBytes) return "larger than 256 MiB; split the table";
  return std::nullopt;
}

std::vector<std::string> tsv_headers(std::string_view bytes) {
  std::vector<std::string> headers;
  each_line(bytes, [&](const Line& line) {
    if (!holds_a_row(line.text)) return true;
    for (std::string_view cell : split_cells(line.text))
      headers.emplace_back(text::trim_ascii(cell));
    return false;
  });
  return headers;
}

std::optional<Error> refused_unread(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size <= TsvTable::kMaxBytes) return std::nullopt;
  return Error{ErrorCode::configuration, "larger than 256 MiB; split the table", path.string()};
}

Result<std::string> read_table_file(const std::filesystem::path& path) {
  if (auto refused = refused_unread(path)) return tl::unexpected(std::move(*refused));
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return fail(ErrorCode::input, "cannot be read: " + error.message(), path.string());
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in && !bytes.empty()) return fail(ErrorCode::input, "cannot be read", path.string());
  return bytes;
}

TsvTable parse_tsv(std::string bytes, std::string name, const TsvColumns& columns,
                   Problems& problems) {
  return TsvReader(std::move(bytes), std::move(name), columns, problems).read();
}

}  // namespace medloom::dictionaries
