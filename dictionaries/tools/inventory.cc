// Tested by tests/dictionaries/tools/inventory_test.cc, which also compares the tables with those
// in dictionaries/README.md.
#include "dictionaries/tools/inventory.h"

#include <array>
#include <string_view>
#include <vector>

namespace medloom::dictionaries {
namespace {

constexpr std::array<std::string_view, 5> kModes = {"fix", "prefer", "link", "flag", "keep"};
constexpr std::array<std::string_view, 4> kLabels = {"en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"};

using Counts = std::map<std::string, std::size_t>;

std::size_t count_of(const Counts& counts, std::string_view key) {
  const auto at = counts.find(std::string(key));
  return at == counts.end() ? 0 : at->second;
}

std::size_t sum_of(const Counts& counts) {
  std::size_t sum = 0;
  for (const auto& [key, count] : counts) sum += count;
  return sum;
}

std::string line(std::string_view head, const std::vector<std::size_t>& counts) {
  std::string out = "| " + std::string(head) + " |";
  for (const std::size_t count : counts) out += " " + std::to_string(count) + " |";
  return out + "\n";
}

std::string headed(std::string_view first, const std::vector<std::string>& heads) {
  std::string out = "| " + std::string(first) + " |";
  std::string rule = "|---|";
  for (const std::string& head : heads) {
    out += " " + head + " |";
    rule += "--:|";
  }
  return out + "\n" + rule + "\n";
}

void add_to(std::vector<std::size_t>& sums, const std::vector<std::size_t>& counts) {
  sums.resize(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) sums[i] += counts[i];
}

std::string rows_table(const Inventory& inventory) {
  Counts langs;
  for (const auto& [mode, counts] : inventory.rows) {
    for (const auto& [lang, count] : counts) langs[lang] += count;
  }
  std::vector<std::string> heads;
  for (const auto& [lang, count] : langs) heads.push_back(lang);
  heads.insert(heads.end(), {"all", "of these guarded"});
  std::string out = headed("rows", heads);
  std::vector<std::size_t> sums;
  for (const std::string_view mode : kModes) {
    const auto at = inventory.rows.find(std::string(mode));
    if (at == inventory.rows.end()) continue;
    std::vector<std::size_t> counts;
    for (const auto& [lang, ignored] : langs) counts.push_back(count_of(at->second, lang));
    counts.insert(counts.end(), {sum_of(at->second), count_of(inventory.guarded, mode)});
    add_to(sums, counts);
    out += line("`" + std::string(mode) + "`", counts);
  }
  return sums.empty() ? out : out + line("all", sums);
}

std::string concepts_table(const Inventory& inventory) {
  std::string out = headed("concepts", {"all", "en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"});
  std::vector<std::size_t> sums;
  for (const auto& [type, labels] : inventory.concepts) {
    std::vector<std::size_t> counts = {count_of(labels, "")};
    for (const std::string_view tag : kLabels) counts.push_back(count_of(labels, tag));
    add_to(sums, counts);
    out += line(type.empty() ? "without a type" : type, counts);
  }
  return sums.empty() ? out : out + line("all", sums);
}

}  // namespace

Inventory count_entries(const Library& library) {
  Inventory inventory;
  for (const TermRow& row : library.entries().rows) {
    const std::string mode(name_of(row.mode));
    ++inventory.rows[mode][row.lang];
    if (row.guarded()) ++inventory.guarded[mode];
    if (row.from.file) ++inventory.files[row.from.file->name][mode];
  }
  for (const auto& [id, entry] : library.concepts()) {
    Counts& counts = inventory.concepts[entry.type];
    ++counts[""];
    for (const auto& [tag, label] : entry.labels) ++counts[tag];
  }
  return inventory;
}

std::string to_markdown(const Inventory& inventory) {
  return rows_table(inventory) + "\n" + concepts_table(inventory);
}

}  // namespace medloom::dictionaries
