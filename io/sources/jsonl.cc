// JSON Lines: one object a line, one page an object. A line that is no such object costs that line
// and is named by its number.
//
// Told from a page by its first character, "{": no health page begins so, and one object of a JSON
// file that spans lines is refused as a whole rather than line by line.
//
// simdjson reads a line on demand: values that are not asked for are skipped, not checked. Numbers
// in an id are kept as written, as no float holds twenty digits. A field that stands twice is an
// error, because readers of JSON differ in which one wins. An escape of half a surrogate pair
// ("\ud800"), as crawlers write them by cutting text, is U+FFFD.
//
// Tested by tests/io/rows_test.cc.
#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "io/bytes/line_reader.h"
#include "io/paths.h"
#include "io/sources/numbered.h"
#include "io/sources/row_fields.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::string_view kBom = "\xEF\xBB\xBF";
static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Four hexadecimal digits behind "\u" at `at`, or -1.
int unit_at(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  for (const char c : json.substr(at + 2, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

// Escapes of surrogates without their other half become U+FFFD.
std::string without_lone_surrogates(std::string_view json) {
  std::string mended(json);
  for (std::size_t at = 0; at < mended.size(); ++at) {
    if (mended[at] != '\\') continue;
    const int unit = unit_at(mended, at);
    if (unit < 0xD800 || unit > 0xDFFF) {
      ++at;  // the character behind a backslash is no backslash of its own
      continue;
    }
    const int other = unit_at(mended, at + 6);
    if (unit < 0xDC00 && other >= 0xDC00 && other <= 0xDFFF) {
      at += 11;
    } else {
      mended.replace(at + 2, 4, "fffd");
      at += 5;
    }
  }
  return mended;
}

class JsonLine {
 public:
  explicit JsonLine(const RowNames& names) : names_(names) {}

  // `padded` bytes behind the line may be read.
  Result<RowValues> read(std::string_view line) {
    RowValues values;
    simdjson::error_code code = fields(line, values);
    if (code == simdjson::STRING_ERROR) {
      mended_ = without_lone_surrogates(line);
      const std::size_t size = mended_.size();
      mended_.resize(size + LineReader::kPadding);
      values = {};
      code = fields(std::string_view(mended_).substr(0, size), values);
    }
    std::string problem = std::exchange(problem_, {});
    if (problem.empty()) problem = explain(code);
    if (!problem.empty()) return fail(ErrorCode::input, std::move(problem));
    return values;
  }

 private:
  static std::string explain(simdjson::error_code code) {
    switch (code) {
      case simdjson::SUCCESS:
        return {};
      case simdjson::INCORRECT_TYPE:
        return "is no JSON object";
      case simdjson::UTF8_ERROR:
        return "is no JSON: not valid UTF-8";
      case simdjson::UNESCAPED_CHARS:
        return "is no JSON: a control character inside a string";
      case simdjson::UNCLOSED_STRING:
        return "is no JSON: a string is not closed";
      case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return "is no JSON: does not end where its object does";
      case simdjson::TRAILING_CONTENT:
        return "has more than one JSON value";
      default:
        return std::string("is no JSON: ") + simdjson::error_message(code);
    }
  }

  simdjson::error_code fields(std::string_view line, RowValues& values) {
    ondemand::document document;
    if (const auto error =
            parser_.iterate(line.data(), line.size(), line.size() + LineReader::kPadding)
                .get(document)) {
      return error;
    }
    ondemand::json_type type{};
    if (const auto error = document.type().get(type)) return error;
    if (type != ondemand::json_type::object) return simdjson::INCORRECT_TYPE;
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) return error;
    for (auto field : object) {
      if (const auto error = read_field(field, values)) return error;
    }
    const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return at_end ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
  }

  simdjson::error_code read_field(simdjson::simdjson_result<ondemand::field> field,
                                  RowValues& values) {
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return error;
    const std::optional<RowField> known = names_.field_of(key);
    if (!known) return simdjson::SUCCESS;
    const std::string name(key);
    ondemand::value value;
    if (const auto error = field.value().get(value)) return error;
    ondemand::json_type type{};
    if (const auto error = value.type().get(type)) {
      problem_ = "'" + name + "' is no JSON value";
      return error;
    }
    std::optional<std::string>& slot = values[static_cast<std::size_t>(*known)];
    if (slot) problem_ = "'" + name + "' stands twice";
    switch (type) {
      case ondemand::json_type::string: {
        std::string_view text;
        if (const auto error = value.get_string().get(text)) return error;
        slot.emplace(text);
        break;
      }
      case ondemand::json_type::number: {
        std::string_view token = value.raw_json_token();
        token = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
        if (*known != RowField::id) problem_ = "'" + name + "' is a number, not a string";
        slot.emplace(token);
        break;
      }
      case ondemand::json_type::null: {
        bool null = false;
        if (value.is_null().get(null) || !null) problem_ = "'" + name + "' is no JSON value";
        break;
      }
      default:
        problem_ = "'" + name + "' is not a string";
        break;
    }
    return problem_.empty() ? simdjson::SUCCESS : simdjson::INCORRECT_TYPE;
  }

  const RowNames& names_;
  ondemand::parser parser_;
  std::string mended_;
  std::string problem_;
};

class JsonLines final : public NumberedSource {
 public:
  JsonLines(const Input& input, const Settings& settings, const SourceContext& context)
      : NumberedSource(input, context),
        names_("jsonl", settings),
        lines_(*input_.bytes, context.page_bytes * 2 + (1 << 20)),
        json_(names_) {}

  std::optional<SourceItem> next() override {
    while (!done_) {
      auto read = lines_.next();
      if (!read) return end(read.error().message);
      if (!*read) return end({});
      const Line& line = **read;
      number_ = line.number;
      if (line.too_long) return bad("line is too long (limits.page_bytes)");
      std::string_view text = line.text;
      if (line.number == 1 && text.starts_with(kBom)) text.remove_prefix(kBom.size());
      if (is_blank(text)) continue;
      auto values = json_.read(text);
      if (!values && !named_so() && line.number == 1) {
        return end("is not JSON Lines, one object a line: line 1 " + values.error().message);
      }
      auto page = values.and_then([&](RowValues& row) {
        return page_of_row(std::move(row), names_, input_, number_, context_.page_bytes);
      });
      if (!page) return bad(page.error().message);
      page->place = place();
      return std::move(*page);
    }
    return std::nullopt;
  }

 private:
  bool named_so() const {
    const std::string ending = ending_of(input_.path);
    return ending == ".jsonl" || ending == ".ndjson";
  }

  RowNames names_;
  LineReader lines_;
  JsonLine json_;
};

bool is_json_lines(const Input& input) {
  if (input.kind != Input::Kind::content) return false;
  std::string_view head = input.head;
  if (head.starts_with(kBom)) head.remove_prefix(kBom.size());
  const auto first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] == '{') return true;
  const std::string ending = ending_of(input.path);
  const bool markup = first != std::string_view::npos && head[first] == '<';
  return !markup && (ending == ".jsonl" || ending == ".ndjson");
}

}  // namespace

SourceSpec jsonl_source() {
  return {"jsonl", "A page a line of JSON Lines: {\"url\": …, \"html\": …}.", row_field_specs(),
          is_json_lines,
          [](const Input& input, const Settings& settings,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<JsonLines>(input, settings, context);
          }};
}

}  // namespace medloom::sources
