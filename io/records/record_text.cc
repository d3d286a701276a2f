// simdjson reads on demand: keys that are not asked for are passed over, which are most of a record
// with full provenance. Places are told by the address of what was read.
//
// Tested by tests/io/records_test.cc.
#include "io/records/record_text.h"

#include <simdjson.h>

#include "io/bytes/line_reader.h"

namespace medloom {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

constexpr std::string_view kSchema = "medloom-record/";
static_assert(LineReader::kPadding >= simdjson::SIMDJSON_PADDING);

}  // namespace

struct RecordTextReader::Parser {
  ondemand::parser parser;
};

class RecordTextReader::Walk {
 public:
  explicit Walk(std::string_view line) : line_(line) {}

  error_code run(ondemand::parser& parser) {
    ondemand::document document;
    if (const auto error =
            parser.iterate(line_.data(), line_.size(), line_.size() + LineReader::kPadding)
                .get(document)) {
      return error;
    }
    ondemand::object page;
    if (const auto error = document.get_object().get(page)) return error;
    const auto error = fields(page, [this](std::string_view key, ondemand::value found) {
      if (key == "@id") return text(found, record_.id);
      if (key == "name") return text(found, record_.title);
      if (key == "mainEntity") return each(found, [this](auto item) { return question(item); });
      if (key == "hasPart") return each(found, [this](auto item) { return part(item); });
      if (key == "medloom") return extras(found);
      return simdjson::SUCCESS;
    });
    if (error) return error;
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS
               ? simdjson::SUCCESS
               : simdjson::TRAILING_CONTENT;
  }

  bool is_record() const {
    return sound_ && schema_.starts_with(kSchema) && !record_.id.empty() &&
           record_.duplicate_of.to > 0;
  }
  RecordTexts take() { return std::move(record_); }

 private:
  template <class F>
  static error_code fields(ondemand::object object, F read) {
    for (auto field : object) {
      std::string_view key;
      ondemand::value value;
      if (const auto error = field.unescaped_key().get(key)) return error;
      if (const auto error = field.value().get(value)) return error;
      if (const auto error = read(key, value)) return error;
    }
    return simdjson::SUCCESS;
  }

  template <class F>
  static error_code fields(ondemand::value value, F read) {
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    return fields(object, read);
  }

  template <class F>
  static error_code each(ondemand::value value, F read) {
    ondemand::array array;
    if (const auto error = value.get_array().get(array)) return error;
    for (auto item : array) {
      ondemand::value element;
      if (const auto error = item.get(element)) return error;
      if (const auto error = read(element)) return error;
    }
    return simdjson::SUCCESS;
  }

  // A string, or null, which leaves `to` as it is.
  static error_code text(ondemand::value value, std::string& to) {
    bool null = false;
    if (value.is_null().get(null) == simdjson::SUCCESS && null) return simdjson::SUCCESS;
    std::string_view text;
    if (const auto error = value.get_string().get(text)) return error;
    to = text;
    return simdjson::SUCCESS;
  }

  LineSpan span_of(std::string_view raw) const {
    const auto from = static_cast<std::size_t>(raw.data() - line_.data());
    return {from, from + raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1).size()};
  }

  // Of an object behind a key, from the comma before the key on.
  error_code old_mark(ondemand::value value, LineSpan& to) const {
    ondemand::object object;
    if (const auto error = value.get_object().get(object)) return error;
    std::string_view raw;
    if (const auto error = object.raw_json().get(raw)) return error;
    to = span_of(raw);
    to.from = line_.rfind(',', to.from);
    return to.from == std::string_view::npos ? simdjson::TAPE_ERROR : simdjson::SUCCESS;
  }

  error_code extras(ondemand::value value) {
    return fields(value, [this](std::string_view key, ondemand::value found) {
      if (key == "schema") return text(found, schema_);
      if (key == "cluster") return old_mark(found, record_.old_cluster);
      if (key != "duplicateOf") return simdjson::SUCCESS;
      record_.duplicate_of = span_of(found.raw_json_token());
      return simdjson::SUCCESS;
    });
  }

  error_code question(ondemand::value value) {
    QuestionTexts question;
    const auto error = fields(value, [&](std::string_view key, ondemand::value found) {
      if (key == "@id") return text(found, question.id);
      if (key == "name") return text(found, question.name);
      if (key == "text") return text(found, question.text);
      if (key == "medloom") return extras_of(found, question);
      if (key != "acceptedAnswer" && key != "suggestedAnswer") return simdjson::SUCCESS;
      return each(found, [&](auto item) { return answer(item, question); });
    });
    if (question.id.empty() || question.marks_at == 0) sound_ = false;
    record_.questions.push_back(std::move(question));
    return error;
  }

  error_code extras_of(ondemand::value value, QuestionTexts& question) const {
    return fields(value, [&](std::string_view key, ondemand::value found) {
      if (key == "sameQuestion") return old_mark(found, question.old_mark);
      if (key != "turns") return simdjson::SUCCESS;
      ondemand::array turns;
      if (const auto error = found.get_array().get(turns)) return error;
      std::string_view raw;
      if (const auto error = turns.raw_json().get(raw)) return error;
      question.marks_at = span_of(raw).to;
      return simdjson::SUCCESS;
    });
  }

  static error_code answer(ondemand::value value, QuestionTexts& question) {
    std::string answer;
    const auto error = fields(value, [&](std::string_view key, ondemand::value found) {
      return key == "text" ? text(found, answer) : simdjson::SUCCESS;
    });
    if (!answer.empty()) question.answers.push_back(std::move(answer));
    return error;
  }

  error_code part(ondemand::value value) {
    std::string part;
    const auto error = fields(value, [&](std::string_view key, ondemand::value found) {
      return key == "text" ? text(found, part) : simdjson::SUCCESS;
    });
    if (!part.empty()) record_.parts.push_back(std::move(part));
    return error;
  }

  std::string_view line_;
  std::string schema_;
  bool sound_ = true;  // every question has an id and a place for marks
  RecordTexts record_;
};

RecordTextReader::RecordTextReader() : parser_(std::make_unique<Parser>()) {}
RecordTextReader::RecordTextReader(RecordTextReader&&) noexcept = default;
RecordTextReader::~RecordTextReader() = default;

Result<RecordTexts> RecordTextReader::read(std::string_view json) {
  Walk walk(json);
  if (walk.run(parser_->parser) || !walk.is_record()) {
    return fail(ErrorCode::input, "is no record; medloom check says what is wrong with it");
  }
  return walk.take();
}

}  // namespace medloom
