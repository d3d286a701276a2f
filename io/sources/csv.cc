// Tables (RFC 4180): one record one page, the columns named by the first line. A comma, a tab or a
// semicolon separates, whichever the first line has most of.
//
// Cells in quotes may hold separators, doubled quotes and line breaks. A quote that is never closed
// would take the rest of the file for one cell: it is given up at the size of a page, its line is
// reported, and the lines behind it are read as records again, each within its line. Bytes are
// taken as they are: what charset a cell has is found out by the stages.
//
// Tested by tests/io/rows_test.cc.
#include <algorithm>
#include <deque>
#include <utility>

#include "io/bytes/line_reader.h"
#include "io/paths.h"
#include "io/sources/numbered.h"
#include "io/sources/row_fields.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ",\t;";

// The cells of one record, line after line.
class CellReader {
 public:
  explicit CellReader(char separator) : separator_(separator) {}

  // Adds a line. True when the record ends with it, false when a cell goes on behind it.
  bool add(std::string_view line) {
    std::size_t at = 0;
    if (open_) {
      cell_ += '\n';
      at = read_quoted(line, 0);
      if (open_) return false;
      at = read_plain(line, at);
    } else {
      cells_.clear();
    }
    while (at <= line.size()) {
      if (at < line.size() && line[at] == '"') {
        open_ = true;
        at = read_quoted(line, at + 1);
        if (open_) return false;
      }
      at = read_plain(line, at);
    }
    return true;
  }

  void give_up() {
    open_ = false;
    cell_.clear();
  }

  std::vector<std::string>& cells() { return cells_; }

 private:
  // Up to the closing quote; what it encloses goes to the cell.
  std::size_t read_quoted(std::string_view line, std::size_t at) {
    while (true) {
      const std::size_t quote = line.find('"', at);
      cell_ += line.substr(at, quote - at);
      if (quote == std::string_view::npos) return line.size();
      at = quote + 1;
      if (at == line.size() || line[at] != '"') break;
      cell_ += '"';
      ++at;
    }
    open_ = false;
    return at;
  }

  // Up to the separator, behind it; the cell is done.
  std::size_t read_plain(std::string_view line, std::size_t at) {
    const std::size_t end = std::min(line.find(separator_, at), line.size());
    cell_ += line.substr(at, end - at);
    cells_.push_back(std::exchange(cell_, {}));
    return end + 1;
  }

  char separator_;
  bool open_ = false;
  std::string cell_;
  std::vector<std::string> cells_;
};

char separator_of(std::string_view first_line) {
  return *std::max_element(kSeparators.begin(), kSeparators.end(), [&](char a, char b) {
    return std::count(first_line.begin(), first_line.end(), a) <
           std::count(first_line.begin(), first_line.end(), b);
  });
}

class CsvSource final : public NumberedSource {
 public:
  CsvSource(const Input& input, const Settings& settings, const SourceContext& context)
      : NumberedSource(input, context),
        names_("csv", settings),
        limit_(context.page_bytes * 2 + (1 << 20)),
        lines_(*input_.bytes, limit_) {}

  std::optional<SourceItem> next() override {
    while (!done_) {
      auto record = read_record();
      if (!record) return done_ ? end(record.error().message) : bad(record.error().message);
      if (!*record) return end({});
      std::vector<std::string>& cells = cells_->cells();
      if (columns_.empty()) {
        if (auto problem = read_header(cells); !problem.empty()) return end(std::move(problem));
        continue;
      }
      if (cells.size() == 1 && cells[0].empty()) continue;
      auto page = page_of(cells);
      if (!page) return bad(page.error().message);
      page->place = place();
      return std::move(*page);
    }
    return std::nullopt;
  }

 private:
  struct OwnLine {
    std::uint64_t number = 0;
    std::string text = {};
  };

  // True when a record was read, false at the end of the table. An error of the stream ends it.
  Result<bool> read_record() {
    std::vector<OwnLine> held;  // the lines of the record, should its quote never close
    std::uint64_t size = 0;
    while (true) {
      const bool from_pending = !pending_.empty();
      OwnLine line;
      const Result<bool> any = next_line(line);
      if (!any) {
        done_ = true;
        return any;
      }
      if (!*any) return held.empty() ? any : unclosed(std::move(held));
      if (held.empty()) number_ = line.number;
      if (cells_ == nullptr) cells_ = std::make_unique<CellReader>(separator_of(line.text));
      if (cells_->add(line.text)) return true;
      size += line.text.size();
      held.push_back(std::move(line));
      if (from_pending || size > limit_) return unclosed(std::move(held));
    }
  }

  tl::unexpected<Error> unclosed(std::vector<OwnLine> held) {
    number_ = held.front().number;
    cells_->give_up();
    pending_.insert(pending_.begin(), std::make_move_iterator(held.begin() + 1),
                    std::make_move_iterator(held.end()));
    return fail(ErrorCode::input, "a quote is not closed");
  }

  // False at the end of the table.
  Result<bool> next_line(OwnLine& line) {
    if (!pending_.empty()) {
      line = std::move(pending_.front());
      pending_.pop_front();
      return true;
    }
    auto read = lines_.next();
    if (!read) return tl::unexpected(read.error());
    if (!*read) return false;
    std::string_view text = (*read)->text;
    if ((*read)->number == 1 && text.starts_with(kBom)) text.remove_prefix(kBom.size());
    // A line that is too long is empty here, and a record without cells: reported as such.
    line = {(*read)->number, std::string(text)};
    return true;
  }

  std::string read_header(const std::vector<std::string>& cells) {
    bool has_page = false;
    for (const std::string& cell : cells) {
      columns_.push_back(names_.field_of(cell));
      has_page = has_page || columns_.back() == RowField::html || columns_.back() == RowField::text;
    }
    if (has_page) return {};
    return "has neither a column " + names_.shown(RowField::html) + " nor " +
           names_.shown(RowField::text) + names_.hint();
  }

  Result<Page> page_of(std::vector<std::string>& cells) const {
    if (cells.size() != columns_.size()) {
      return fail(ErrorCode::input, "has " + std::to_string(cells.size()) + " cells, not " +
                                        std::to_string(columns_.size()));
    }
    RowValues values;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (columns_[i] && !cells[i].empty()) {
        values[static_cast<std::size_t>(*columns_[i])] = std::move(cells[i]);
      }
    }
    return page_of_row(std::move(values), names_, input_, number_, context_.page_bytes);
  }

  RowNames names_;
  std::uint64_t limit_;
  LineReader lines_;
  std::unique_ptr<CellReader> cells_;
  std::vector<std::optional<RowField>> columns_;
  std::deque<OwnLine> pending_;  // lines that a quote had taken, to be read again
};

// By its name, or because its first line names columns that only a table of pages has.
bool is_csv(const Input& input) {
  if (input.kind != Input::Kind::content) return false;
  std::string_view head = input.head;
  if (head.starts_with(kBom)) head.remove_prefix(kBom.size());
  if (head.starts_with('<')) return false;
  const std::string ending = ending_of(input.path);
  if (ending == ".csv" || ending == ".tsv") return true;
  std::string_view line = head.substr(0, head.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  CellReader header(separator_of(line));
  if (!header.add(line)) return false;
  const auto& cells = header.cells();
  const auto has = [&cells](const char* name) {
    return std::find(cells.begin(), cells.end(), name) != cells.end();
  };
  return has("url") && (has("html") || has("text"));
}

}  // namespace

SourceSpec csv_source() {
  return {"csv", "A page a record of a table with the columns url and html, or others.",
          row_field_specs(), is_csv,
          [](const Input& input, const Settings& settings,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<CsvSource>(input, settings, context);
          }};
}

}  // namespace medloom::sources
