// Tested by tests/dictionaries/tools/table_insert_test.cc.
#include "dictionaries/tools/table_insert.h"

#include <algorithm>
#include <vector>

#include "text/ascii.h"

namespace medloom::dictionaries {
namespace {

std::vector<std::string_view> lines_of(std::string_view table) {
  std::vector<std::string_view> lines;
  while (!table.empty()) {
    const std::size_t end = std::min(table.find('\n'), table.size());
    lines.push_back(table.substr(0, end));
    table.remove_prefix(std::min(end + 1, table.size()));
  }
  return lines;
}

bool is_row(std::string_view line) {
  return !line.starts_with('#') && !text::trim_ascii(line).empty();
}

std::string key_of(std::string_view line) {
  return text::ascii_lower(text::trim_ascii(line.substr(0, line.find('\t'))));
}

bool has_cell(std::string_view line, std::string_view cell) {
  while (true) {
    const std::size_t tab = line.find('\t');
    if (text::trim_ascii(line.substr(0, tab)) == cell) return true;
    if (tab == std::string_view::npos) return false;
    line.remove_prefix(tab + 1);
  }
}

// Rows [from, to) of the lines.
struct Section {
  std::size_t from, to;
};

std::vector<Section> sections_of(const std::vector<std::string_view>& lines, std::size_t first) {
  std::vector<Section> sections;
  for (std::size_t i = first; i < lines.size();) {
    if (!is_row(lines[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < lines.size() && is_row(lines[end])) ++end;
    sections.push_back({i, end});
    i = end;
  }
  return sections;
}

std::size_t place_in(const std::vector<std::string_view>& lines, Section section,
                     const std::string& key) {
  const auto before = [](std::string_view a, std::string_view b) { return key_of(a) < key_of(b); };
  const auto from = lines.begin() + static_cast<std::ptrdiff_t>(section.from);
  const auto to = lines.begin() + static_cast<std::ptrdiff_t>(section.to);
  if (!std::is_sorted(from, to, before)) return section.to;
  const auto at = std::upper_bound(
      from, to, key, [](const std::string& k, std::string_view line) { return k < key_of(line); });
  return static_cast<std::size_t>(at - lines.begin());
}

Inserted with_line(const std::vector<std::string_view>& lines, std::size_t at,
                   std::string_view line) {
  const bool carriage = !lines.empty() && lines.front().ends_with('\r');
  Inserted out;
  out.line = static_cast<std::uint32_t>(at + 1);
  const auto put = [&out](std::string_view text) { out.bytes.append(text).append("\n"); };
  for (std::size_t i = 0; i <= lines.size(); ++i) {
    if (i == at) put(std::string(line) + (carriage ? "\r" : ""));
    if (i < lines.size()) put(lines[i]);
  }
  return out;
}

}  // namespace

Inserted insert_line(std::string_view table, std::string_view line, std::string_view sibling) {
  const std::vector<std::string_view> lines = lines_of(table);
  const auto header = std::find_if(lines.begin(), lines.end(), is_row);
  const auto first = std::min(static_cast<std::size_t>(header - lines.begin()) + 1, lines.size());
  const std::vector<Section> sections = sections_of(lines, first);
  if (sections.empty()) return with_line(lines, lines.size(), line);
  Section chosen = sections.back();
  for (const Section& section : sections) {
    const auto holds = [&](std::size_t i) {
      return !sibling.empty() && has_cell(lines[i], sibling);
    };
    bool found = false;
    for (std::size_t i = section.from; i < section.to && !found; ++i) found = holds(i);
    if (!found) continue;
    chosen = section;
    break;
  }
  return with_line(lines, place_in(lines, chosen, key_of(line)), line);
}

Inserted append_line(std::string_view table, std::string_view line) {
  const std::vector<std::string_view> lines = lines_of(table);
  return with_line(lines, lines.size(), line);
}

}  // namespace medloom::dictionaries
