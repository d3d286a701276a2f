// Pages that are rows: the lines of a JSONL crawl, the records of a table. Which of their fields
// are the page is the same for both.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/ends.h"

namespace medloom {

enum class RowField : std::uint8_t { url, html, text, content_type, fetched, id };
inline constexpr std::size_t kRowFields = 6;

// The settings that name the fields, each a list of names: what a source over rows offers.
std::vector<FieldSpec> row_field_specs();

// Which name stands for which field. Immutable.
class RowNames {
 public:
  // `source`: the component whose settings these are, "jsonl".
  RowNames(std::string source, const Settings& settings);

  std::optional<RowField> field_of(std::string_view name) const;
  // As a message shows it: 'html'.
  std::string shown(RowField field) const;
  // What to do about a row without a page: " (--set jsonl.text=NAME names another field)".
  std::string hint() const;

 private:
  std::string source_;
  std::array<std::vector<std::string>, kRowFields> names_;
};

// What one row says; absent where it says nothing.
using RowValues = std::array<std::optional<std::string>, kRowFields>;

// The page of a row. Its name is its id, or where it has none the input's name and the row's
// number. Fails with code `input` where there is neither HTML nor text, or more than `limit` bytes
// of it.
Result<Page> page_of_row(RowValues values, const RowNames& names, const Input& input,
                         std::uint64_t number, std::uint64_t limit);

}  // namespace medloom
