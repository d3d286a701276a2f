// Each reader looks the columns up once and then asks the table for cells. A cell whose value is
// none of the known names (a mode, a language, an inflection) is a problem with a suggestion; the
// row is left out, the next one is read.

#include "dictionaries/table_readers.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>

#include "dictionaries/names.h"
#include "dictionaries/tsv.h"

namespace medloom::dictionaries {
namespace {

using Column = std::optional<std::size_t>;

constexpr std::array<std::string_view, kTermColumns> kTermHeaders = {
    "match", "replace", "mode", "lang", "inflect", "concept",
    "when",  "unless",  "zh",   "note", "source"};
constexpr std::array<Mode, 5> kModes = {Mode::fix, Mode::prefer, Mode::link, Mode::flag,
                                        Mode::keep};

const std::vector<std::string_view>& languages() {
  static const std::vector<std::string_view> kLanguages = {
      "en", "zh", "zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "*"};
  return kLanguages;
}

// One language subtag after another: "en", "zh-Hans", "zh-Hant-TW", "yue".
bool is_language_tag(std::string_view tag) {
  static const std::vector<std::string_view> kThreeLetters = {"yue", "wuu", "nan",
                                                              "hak", "cmn", "fil"};
  const std::string_view primary = tag.substr(0, tag.find('-'));
  const bool lower =
      std::all_of(primary.begin(), primary.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool known_length =
      primary.size() == 2 ||
      std::find(kThreeLetters.begin(), kThreeLetters.end(), primary) != kThreeLetters.end();
  if (!lower || !known_length) return false;
  for (std::size_t from = primary.size(); from < tag.size();) {
    const std::size_t end = std::min(tag.find('-', from + 1), tag.size());
    const std::string_view part = tag.substr(from + 1, end - from - 1);
    const bool alnum =
        std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
    if (part.size() < 2 || part.size() > 8 || !alnum) return false;
    from = end;
  }
  return true;
}

// Reads the cells of one terms table.
class TermReader {
 public:
  TermReader(const TsvTable& table, const File& file, Problems& problems)
      : table_(table), file_(file), problems_(problems) {
    for (std::size_t i = 0; i < kTermColumns; ++i) columns_[i] = table.column(kTermHeaders[i]);
  }

  std::vector<TermRow> read() {
    std::vector<TermRow> rows;
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      TermRow row = take_texts();
      if (row.match.empty()) continue;  // told by the table reader
      const bool sound = take_mode(row) & take_lang(row) & take_inflect(row);
      if (sound) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  std::string text(TermColumn column) const { return std::string(table_.cell(row_, at(column))); }
  Column at(TermColumn column) const { return columns_[static_cast<std::size_t>(column)]; }

  TermRow take_texts() const {
    TermRow row;
    row.match = text(TermColumn::match);
    row.replace = text(TermColumn::replace);
    row.concept_id = text(TermColumn::concept_id);
    row.when = text(TermColumn::when);
    row.unless = text(TermColumn::unless);
    row.zh = text(TermColumn::zh);
    row.note = text(TermColumn::note);
    row.source = text(TermColumn::source);
    row.from = {file_, table_.line(row_)};
    for (std::size_t i = 0; i < kTermColumns; ++i) {
      row.columns[i] = table_.column_of(row_, columns_[i]);
    }
    return row;
  }

  bool take_mode(TermRow& row) {
    const std::string mode = text(TermColumn::mode);
    if (mode.empty()) return true;
    std::vector<std::string_view> names;
    for (Mode candidate : kModes) {
      names.push_back(name_of(candidate));
      if (mode == names.back()) {
        row.mode = candidate;
        return true;
      }
    }
    problem(TermColumn::mode, "unknown mode '" + mode + "'" + suggestion(mode, names) +
                                  "; modes are fix, prefer, link, flag, keep");
    return false;
  }

  bool take_lang(TermRow& row) {
    const std::string lang = text(TermColumn::lang);
    if (lang.empty()) return true;
    row.lang = lang;
    const auto& known = languages();
    if (std::find(known.begin(), known.end(), lang) != known.end()) return true;
    problem(TermColumn::lang, "unknown lang '" + lang + "'" + suggestion(lang, known) +
                                  "; give en, zh, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK or *");
    return false;
  }

  bool take_inflect(TermRow& row) {
    const std::string inflect = text(TermColumn::inflect);
    if (inflect == "plural") row.inflect = Inflect::plural;
    if (inflect.empty() || inflect == "plural" || inflect == "no") return true;
    problem(TermColumn::inflect, "unknown inflect '" + inflect + "'" +
                                     suggestion(inflect, {"plural", "no"}) + "; give plural or no");
    return false;
  }

  void problem(TermColumn column, std::string message) {
    problems_.push_back(
        {ErrorCode::configuration, std::move(message), table_.where(row_, at(column))});
  }

  const TsvTable& table_;
  const File& file_;
  Problems& problems_;
  std::array<Column, kTermColumns> columns_;
  std::size_t row_ = 0;
};

std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> codes;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find(' ', from), text.size());
    if (end > from) codes.emplace_back(text.substr(from, end - from));
    from = end + 1;
  }
  return codes;
}

bool is_code(std::string_view code) {
  const std::size_t colon = code.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < code.size();
}

bool is_plain_concept_column(std::string_view header) {
  return header == "id" || header == "type" || header == "codes" || header == "note";
}

// The fixed columns of one row; labels are taken apart.
Concept plain_concept(const TsvTable& table, std::size_t row, const File& file) {
  Concept entry;
  entry.id = table.cell(row, table.column("id"));
  entry.type = table.cell(row, table.column("type"));
  entry.codes = split_codes(table.cell(row, table.column("codes")));
  entry.note = table.cell(row, table.column("note"));
  entry.from = {file, table.line(row)};
  return entry;
}

}  // namespace

TableKind table_kind(std::string_view bytes) {
  const std::vector<std::string> headers = tsv_headers(bytes);
  const auto has = [&headers](std::string_view header) {
    return std::find(headers.begin(), headers.end(), header) != headers.end();
  };
  const auto is = [&has](std::initializer_list<std::string_view> columns) {
    return std::all_of(columns.begin(), columns.end(), has);
  };
  if (has("match")) return TableKind::terms;
  if (is({"from", "to", "targets"}) || is({"hans", "tw", "hk"}) ||
      is({"sign", "says"}) ||                                                      // Han script
      is({"phrase", "use"}) ||                                                     // wording
      is({"class", "words"}) || is({"kind", "rule"}) || is({"preset", "kind"}) ||  // privacy, guard
      is({"kind", "lang", "text"}) || is({"unit", "kind"}) || is({"lang", "iso3"}) ||
      is({"kind", "id"})) {  // translation
    return TableKind::other;
  }
  if (has("id")) return TableKind::concepts;
  if (has("word")) return TableKind::words;
  return TableKind::unknown;
}

std::vector<TermRow> read_terms(std::string bytes, const File& file, Problems& problems) {
  static const TsvColumns kColumns = {
      {kTermHeaders.begin(), kTermHeaders.end()}, {"match"}, nullptr};
  const TsvTable table = parse_tsv(std::move(bytes), file->path, kColumns, problems);
  return TermReader(table, file, problems).read();
}

std::vector<Concept> read_concepts(std::string bytes, const File& file, Problems& problems) {
  static const TsvColumns kColumns = {
      {"id", "type", "en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "codes", "note"},
      {"id"},
      is_language_tag};
  const TsvTable table = parse_tsv(std::move(bytes), file->path, kColumns, problems);
  std::vector<Concept> concepts;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Concept entry = plain_concept(table, row, file);
    if (entry.id.empty()) continue;  // told by the table reader
    for (const std::string& code : entry.codes) {
      if (is_code(code)) continue;
      problems.push_back({ErrorCode::configuration,
                          "'" + code + "' is no code; write system:code, as in mesh:D017116",
                          table.where(row, table.column("codes"))});
    }
    for (std::size_t i = 0; i < table.headers().size(); ++i) {
      const std::string& header = table.headers()[i];
      if (is_plain_concept_column(header) || table.cell(row, i).empty()) continue;
      entry.labels.emplace(header, table.cell(row, i));
      entry.label_columns.emplace(header, table.column_of(row, i));
    }
    concepts.push_back(std::move(entry));
  }
  return concepts;
}

std::vector<PlainWord> read_words(std::string bytes, const File& file, Problems& problems) {
  static const TsvColumns kColumns = {{"word", "lang", "note"}, {"word", "lang"}, nullptr};
  const TsvTable table = parse_tsv(std::move(bytes), file->path, kColumns, problems);
  std::vector<PlainWord> words;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    words.push_back({std::string(table.cell(row, table.column("word"))),
                     std::string(table.cell(row, table.column("lang")))});
  }
  return words;
}

}  // namespace medloom::dictionaries
