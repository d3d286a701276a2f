// Tested by tests/io/dedup_test.cc.
#include "io/dedup/marks.h"

#include <algorithm>

#include "pipeline/model/json_writer.h"

namespace medloom::dedup {
namespace {

struct Patch {
  LineSpan at;
  std::string text;
};

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::first:
      return "first";
    case Basis::exact:
      return "exact";
    case Basis::copy:
      return "copy";
    case Basis::near:
      return "near";
  }
  return {};
}

std::string duplicate_of(const std::optional<PageMark>& page) {
  if (!page || page->basis == Basis::first) return "null";
  std::string json;
  append_json_string(json, page->cluster);
  return json;
}

std::string cluster_key(const PageMark& page) {
  JsonWriter out;
  out.begin_object();
  out.key("id").value(page.cluster);
  out.key("size").value(static_cast<std::int64_t>(page.size));
  out.key("basis").value(name_of(page.basis));
  out.key("similarity").value(page.similarity);
  out.end_object();
  return ",\"cluster\":" + out.take();
}

std::string same_question_key(const QuestionMark& question) {
  JsonWriter out;
  out.begin_object();
  out.key("cluster").value(question.cluster);
  out.key("size").value(static_cast<std::int64_t>(question.size));
  out.key("basis").value(name_of(question.basis));
  out.key("answers").value(question.answers_differ ? "differ" : "same");
  out.end_object();
  return ",\"sameQuestion\":" + out.take();
}

std::string patched(std::string_view line, std::vector<Patch> patches) {
  // What is put in at a place comes before what is taken away from there.
  std::stable_sort(patches.begin(), patches.end(),
                   [](const Patch& a, const Patch& b) { return a.at.from < b.at.from; });
  std::string out;
  std::size_t at = 0;
  for (const Patch& patch : patches) {
    out += line.substr(at, patch.at.from - at);
    out += patch.text;
    at = patch.at.to;
  }
  out += line.substr(at);
  return out;
}

}  // namespace

std::string marked(std::string_view line, const RecordTexts& record,
                   const std::optional<PageMark>& page,
                   const std::vector<std::optional<QuestionMark>>& questions) {
  std::vector<Patch> patches = {{record.duplicate_of, duplicate_of(page)}};
  const auto insert = [&patches](std::size_t at, std::string text) {
    patches.push_back({{at, at}, std::move(text)});
  };
  const auto remove = [&patches](const LineSpan& old) {
    if (old.to > 0) patches.push_back({old, ""});
  };
  if (page) insert(record.duplicate_of.to, cluster_key(*page));
  remove(record.old_cluster);
  for (std::size_t i = 0; i < record.questions.size(); ++i) {
    if (questions[i]) insert(record.questions[i].marks_at, same_question_key(*questions[i]));
    remove(record.questions[i].old_mark);
  }
  return patched(line, std::move(patches));
}

}  // namespace medloom::dedup
