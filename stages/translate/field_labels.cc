// Names are compared folded, whole: "Chief physician" is a rank, "the chief physician's" is not.
// Ages and dates are filled into the phrases of the table, so no word stands in the code.
//
// Tested by tests/stages/field_labels_test.cc.
#include "stages/translate/field_labels.h"

#include <algorithm>
#include <array>
#include <limits>

#include "dictionaries/tsv.h"
#include "text/fold.h"

namespace medloom::stages {
namespace {

using dictionaries::TsvTable;

constexpr std::array<const char*, 4> kTags = {"en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"};
constexpr const char* kFields = "dictionaries/translation/fields.tsv";

constexpr std::uint32_t kNoMore = std::numeric_limits<std::uint32_t>::max();

using Values = std::vector<std::pair<std::string_view, std::string>>;  // "{low}" and what it is

Labels filled(const Labels& phrases, const Values& values) {
  Labels labels = phrases;
  for (auto& [tag, phrase] : labels) {
    for (const auto& [name, value] : values) {
      const std::size_t at = phrase.find(name);
      if (at != std::string::npos) phrase.replace(at, name.size(), value);
    }
  }
  return labels;
}

// "07" as "7".
std::string plain_number(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return std::string(digits);
}

const std::string& label_in(const Labels& labels, std::string_view tag) {
  static const std::string kNone;
  const auto found = std::find_if(labels.begin(), labels.end(),
                                  [tag](const auto& label) { return label.first == tag; });
  return found == labels.end() ? kNone : found->second;
}

}  // namespace

// Adds the labels of one record, in the order of its JSON.
class FieldReader {
 public:
  FieldReader(const FieldTable& table, Record& record) : table_(table), record_(record) {}

  void read() {
    record_.fields.clear();
    date("/datePublished", record_.date_published);
    date("/dateModified", record_.date_modified);
    for (std::size_t i = 0; i < record_.contributors.size(); ++i) {
      const Contributor& person = record_.contributors[i];
      name("rank", at("/contributor/", i) + "/jobTitle", person.job_title.view());
    }
    name("department", "/specialty", record_.specialty);
    for (std::size_t i = 0; i < record_.questions.size(); ++i) {
      question(record_.questions[i], at("/mainEntity/", i));
    }
    for (std::size_t i = 0; i < record_.parts.size(); ++i) {
      headings(record_.parts[i].heading_path, at("/hasPart/", i));
    }
    for (std::size_t i = 0; i < record_.topics.size(); ++i) {
      name("topic", at("/medloom/topics/", i) + "/name", record_.topics[i].name.view());
    }
  }

 private:
  static std::string at(const std::string& list, std::size_t i) { return list + std::to_string(i); }

  void add(std::string pointer, std::string kind, Labels labels) {
    if (!labels.empty()) {
      record_.fields.push_back({std::move(pointer), std::move(kind), std::move(labels)});
    }
  }

  void name(const std::string& kind, std::string pointer, std::string_view text) {
    if (text.empty()) return;
    if (const Labels* labels = table_.named(kind, text)) add(std::move(pointer), kind, *labels);
  }

  void headings(const std::vector<Text>& path, const std::string& pointer) {
    for (std::size_t i = 0; i < path.size(); ++i) {
      name("section", at(pointer + "/medloom/headingPath/", i), path[i].view());
    }
  }

  void question(const Question& question, const std::string& pointer) {
    if (question.author) asker(*question.author, pointer + "/author");
    date(pointer + "/dateCreated", question.date_created);
    headings(question.heading_path, pointer);
    for (const auto& [key, answers] : {std::pair{"/acceptedAnswer/", &question.accepted},
                                       std::pair{"/suggestedAnswer/", &question.suggested}}) {
      for (std::size_t i = 0; i < answers->size(); ++i) {
        const Answer& answer = (*answers)[i];
        const std::string place = at(pointer + key, i);
        if (answer.author) {
          name("rank", place + "/author/jobTitle", answer.author->job_title.view());
        }
        date(place + "/dateCreated", answer.date_created);
      }
    }
  }

  void asker(const Asker& asker, const std::string& pointer) {
    if (!asker.gender.empty()) add(pointer + "/gender", "sex", table_.row("sex", asker.gender));
    if (!asker.age || !asker.age->low) return;
    const int low = *asker.age->low;
    const std::optional<int> high = asker.age->high;
    const char* form = !high ? "from" : *high == 0 ? "infant" : *high == low ? "one" : "range";
    const Values values = {{"{low}", std::to_string(low)},
                           {"{high}", std::to_string(high.value_or(0))}};
    add(pointer + "/medloom/ageRange", "age", filled(table_.row("age", form), values));
  }

  // "2021-06-17", "2021-06", "2021".
  void date(std::string pointer, const std::string& iso) {
    if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return;
    Values values = {{"{y}", iso.substr(0, 4)}};
    if (iso.size() == 4)
      return add(std::move(pointer), "date", filled(table_.row("date", "year"), values));
    const std::string month = plain_number(iso.substr(5, 2));
    values.emplace_back("{m}", month);
    if (iso.size() == 10) values.emplace_back("{d}", plain_number(iso.substr(8, 2)));
    Labels labels = filled(table_.row("date", iso.size() == 10 ? "day" : "month"), values);
    const Labels& months = table_.row("month", month);
    for (auto& [tag, phrase] : labels) {
      phrase = filled({{tag, phrase}}, {{"{month}", label_in(months, tag)}}).front().second;
    }
    add(std::move(pointer), "date", std::move(labels));
  }

  const FieldTable& table_;
  Record& record_;
};

FieldTable FieldTable::read(std::string fields, const std::vector<dictionaries::Concept>& concepts,
                            Problems& problems) {
  const TsvTable table = dictionaries::parse_tsv(
      std::move(fields), kFields,
      {{"kind", "id", "en", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "also"}, {"kind", "id"}},
      problems);
  FieldTable result;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string kind(table.cell(row, table.column("kind")));
    Labels labels;
    for (const char* tag : kTags) {
      const std::string_view label = table.cell(row, table.column(tag));
      if (!label.empty()) labels.emplace_back(tag, label);
    }
    result.rows_.emplace(kind + "/" + std::string(table.cell(row, table.column("id"))), labels);
    const std::vector<std::uint32_t> kinds = {result.kind_number(kind)};
    const auto number = static_cast<std::uint32_t>(result.labels_.size());
    for (const auto& [tag, label] : labels) result.add_names(kinds, label, number);
    std::string_view also = table.cell(row, table.column("also"));
    while (!also.empty()) {
      const std::size_t bar = also.find('|');
      result.add_names(kinds, also.substr(0, bar), number);
      also = bar == std::string_view::npos ? std::string_view() : also.substr(bar + 1);
    }
    result.labels_.push_back(std::move(labels));
  }
  const std::vector<std::uint32_t> of_concepts = {result.kind_number("topic"),
                                                  result.kind_number("section")};
  std::vector<std::uint32_t> of_departments = of_concepts;
  of_departments.push_back(result.kind_number("department"));
  result.labels_.reserve(result.labels_.size() + concepts.size());
  result.names_.reserve(result.names_.size() + kTags.size() * concepts.size());
  for (const dictionaries::Concept& entry : concepts) {
    Labels labels;
    for (const char* tag : kTags) {
      if (const std::string* label = entry.label(tag)) labels.emplace_back(tag, *label);
    }
    const auto& kinds = entry.type == "department" ? of_departments : of_concepts;
    const auto number = static_cast<std::uint32_t>(result.labels_.size());
    for (const auto& [tag, label] : labels) result.add_names(kinds, label, number);
    result.labels_.push_back(std::move(labels));
  }
  return result;
}

std::uint32_t FieldTable::kind_number(std::string_view kind) {
  const auto found = std::find(kinds_.begin(), kinds_.end(), kind);
  if (found == kinds_.end()) kinds_.emplace_back(kind);
  return static_cast<std::uint32_t>(std::find(kinds_.begin(), kinds_.end(), kind) - kinds_.begin());
}

// Of two that are called the same and are of one kind, the first is meant.
void FieldTable::add_names(const std::vector<std::uint32_t>& kinds, std::string_view name,
                           std::uint32_t labels) {
  if (name.empty()) return;
  const std::uint32_t first =
      names_.try_emplace(text::fold(name), static_cast<std::uint32_t>(named_.size())).first->second;
  for (const std::uint32_t kind : kinds) {
    const auto added = static_cast<std::uint32_t>(named_.size());
    std::uint32_t last = first;
    bool known = false;
    for (std::uint32_t at = first; at < added && !known; at = named_[at].next) {
      known = named_[at].kind == kind;
      last = at;
    }
    if (known) continue;
    named_.push_back({kind, labels, kNoMore});
    if (last != added) named_[last].next = added;
  }
}

const Labels& FieldTable::row(std::string_view kind, std::string_view id) const {
  static const Labels kNone;
  const auto found = rows_.find(std::string(kind) + "/" + std::string(id));
  return found == rows_.end() ? kNone : found->second;
}

const Labels* FieldTable::named(std::string_view kind, std::string_view text) const {
  const auto found = names_.find(text::fold(text));
  if (found == names_.end()) return nullptr;
  for (std::uint32_t at = found->second; at != kNoMore; at = named_[at].next) {
    if (kinds_[named_[at].kind] == kind) return &labels_[named_[at].labels];
  }
  return nullptr;
}

void FieldTable::add_labels(Record& record) const { FieldReader(*this, record).read(); }

}  // namespace medloom::stages
