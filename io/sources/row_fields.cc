// Tested by tests/io/rows_test.cc.
#include "io/sources/row_fields.h"

#include <algorithm>
#include <utility>

#include "io/bytes/content.h"

namespace medloom {
namespace {

struct FieldName {
  RowField field;
  const char* setting;
  const char* names;
  const char* description;
};
constexpr std::array<FieldName, kRowFields> kFields = {{
    {RowField::url, "url", "url", "Names of the field with the address the page came from."},
    {RowField::html, "html", "html", "Names of the field with the page as HTML."},
    {RowField::text, "text", "text", "Names of the field with the page as text; HTML wins."},
    {RowField::content_type, "content_type", "content_type",
     "Names of the field with the content type; without one, HTML or text as the field says."},
    {RowField::fetched, "fetched_at", "fetched_at", "Names of the field that says when."},
    {RowField::id, "id", "id", "Names of the field that identifies a page without an address."},
}};

constexpr std::size_t index_of(RowField field) { return static_cast<std::size_t>(field); }

}  // namespace

std::vector<FieldSpec> row_field_specs() {
  std::vector<FieldSpec> specs;
  for (const FieldName& field : kFields) {
    specs.push_back({field.setting, FieldType::text_list, field.names, field.description});
  }
  return specs;
}

RowNames::RowNames(std::string source, const Settings& settings) : source_(std::move(source)) {
  for (const FieldName& field : kFields) {
    names_[index_of(field.field)] = settings.list(field.setting);
  }
}

std::optional<RowField> RowNames::field_of(std::string_view name) const {
  for (std::size_t i = 0; i < kRowFields; ++i) {
    if (std::find(names_[i].begin(), names_[i].end(), name) != names_[i].end()) {
      return static_cast<RowField>(i);
    }
  }
  return std::nullopt;
}

std::string RowNames::shown(RowField field) const {
  const auto& names = names_[index_of(field)];
  return "'" + (names.empty() ? std::string(kFields[index_of(field)].setting) : names.front()) +
         "'";
}

std::string RowNames::hint() const {
  return " (--set " + source_ + ".text=NAME names another field)";
}

Result<Page> page_of_row(RowValues values, const RowNames& names, const Input& input,
                         std::uint64_t number, std::uint64_t limit) {
  const auto take = [&values](RowField field) {
    return std::move(values[index_of(field)]).value_or(std::string());
  };
  const bool html = !values[index_of(RowField::html)].value_or("").empty();
  if (!html && values[index_of(RowField::text)].value_or("").empty()) {
    return fail(ErrorCode::input, "has neither " + names.shown(RowField::html) + " nor " +
                                      names.shown(RowField::text) + names.hint());
  }
  Page page;
  page.bytes = take(html ? RowField::html : RowField::text);
  if (page.bytes.size() > limit) {
    return fail(ErrorCode::input, page_too_large(limit));
  }
  page.name = take(RowField::id);
  if (page.name.empty()) page.name = input.name + ":" + std::to_string(number);
  page.url = take(RowField::url);
  page.fetched = take(RowField::fetched);
  page.content_type = take(RowField::content_type);
  if (page.content_type.empty()) page.content_type = html ? "text/html" : "text/plain";
  return page;
}

}  // namespace medloom
