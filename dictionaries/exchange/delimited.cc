// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/delimited.h"

#include <algorithm>

#include "dictionaries/tools/row_text.h"

namespace medloom::dictionaries {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

// Walks quoted text once.
class CsvReader {
 public:
  CsvReader(std::string_view bytes, const std::string& name, Problems& problems)
      : bytes_(without_mark(bytes)), name_(name), problems_(problems) {}

  std::vector<DelimitedRecord> read() {
    while (at_ < bytes_.size()) read_record();
    return std::move(records_);
  }

 private:
  void read_record() {
    DelimitedRecord record{line_, {}};
    bool more = true;
    while (more) {
      std::string cell;
      if (at_ < bytes_.size() && bytes_[at_] == '"') {
        if (!read_quoted(cell)) return;
      }
      more = read_plain(cell);
      record.cells.push_back(std::move(cell));
    }
    if (record.cells.size() > 1 || !record.cells.front().empty()) {
      records_.push_back(std::move(record));
    }
  }

  bool read_quoted(std::string& cell) {
    const std::size_t opened = line_;
    for (++at_; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (c == '"') {
        if (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] != '"') {
          ++at_;
          return true;
        }
        ++at_;
      }
      if (c == '\n') ++line_;
      cell += c;
    }
    problems_.push_back({ErrorCode::configuration, "a quote is opened and never closed",
                         name_ + ":" + std::to_string(opened)});
    return false;
  }

  // Up to the next separator; false when the record ends there.
  bool read_plain(std::string& cell) {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_++];
      if (c == ',') return true;
      if (c == '\n') {
        ++line_;
        return false;
      }
      if (c != '\r') cell += c;
    }
    return false;
  }

  std::string_view bytes_;
  const std::string& name_;
  Problems& problems_;
  std::vector<DelimitedRecord> records_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<DelimitedRecord> read_csv(std::string_view bytes, const std::string& name,
                                      Problems& problems) {
  return CsvReader(bytes, name, problems).read();
}

std::vector<DelimitedRecord> read_tabs(std::string_view bytes) {
  bytes = without_mark(bytes);
  std::vector<DelimitedRecord> records;
  for (std::size_t line = 1; !bytes.empty(); ++line) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    DelimitedRecord record{line, {}};
    while (true) {
      const std::size_t tab = text.find('\t');
      record.cells.emplace_back(text.substr(0, tab));
      if (tab == std::string_view::npos) break;
      text.remove_prefix(tab + 1);
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"\n\r") == std::string::npos) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) line.append(c == '"' ? "\"\"" : std::string(1, c));
    line += '"';
  }
  return line + "\r\n";
}

std::string tab_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line.append(i > 0 ? "\t" : "").append(cell_text(cells[i]));
  }
  return line + "\n";
}

}  // namespace medloom::dictionaries
