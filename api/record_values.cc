// Copies what the public values hold out of the record. Tested by tests/library, where the values
// are compared with the JSON that they come with.
#include <nlohmann/json.hpp>

#include "api/record_values.h"

namespace medloom::api {
namespace {

Span span_of(medloom::Span span) { return {span.from, span.to}; }

std::vector<std::string> strings_of(const std::vector<Text>& texts) {
  std::vector<std::string> strings;
  strings.reserve(texts.size());
  for (const Text& text : texts) strings.push_back(text.str());
  return strings;
}

Person person_of(const Responder& person) {
  return {person.name.str(), person.job_title.str(), person.affiliation.str(), person.role,
          person.department ? person.department->original.str() : std::string()};
}

Answer answer_of(const medloom::Answer& answer, bool accepted) {
  Answer values;
  values.id = answer.id;
  if (answer.text) values.text = answer.text->str();
  if (answer.author) values.author = person_of(*answer.author);
  values.date_created = answer.date_created;
  values.position = answer.position;
  values.accepted = accepted;
  values.basis = answer.basis;
  values.parts = answer.parts;
  return values;
}

Question question_of(const medloom::Question& question) {
  Question values;
  values.id = question.id;
  values.name = question.name.str();
  values.text = question.text.str();
  values.date_created = question.date_created;
  for (const auto& answer : question.accepted) values.answers.push_back(answer_of(answer, true));
  for (const auto& answer : question.suggested) values.answers.push_back(answer_of(answer, false));
  return values;
}

Part part_of(const medloom::Part& part) {
  return {part.id, part.role, part.text.str(), strings_of(part.heading_path)};
}

Concept concept_of(const About& about) {
  return {about.concept_ref.id, about.concept_ref.type, about.name, about.concept_ref.codes};
}

Change change_of(const ChangeEntry& change) {
  return {change.at,     change.stage, change.rule.name,     change.rule.dictionary,
          change.before, change.after, span_of(change.page), span_of(change.out),
          change.count};
}

Flag flag_of(const FlagEntry& flag) {
  return {flag.at,   flag.kind,   flag.rule.name,  flag.rule.dictionary, flag.text,
          flag.note, flag.action, flag.candidates, span_of(flag.page)};
}

Drop drop_of(const DropEntry& drop) {
  return {drop.role, drop.rule, span_of(drop.page), drop.chars};
}

}  // namespace

Record record_values(const medloom::Record& record) {
  Record values;
  values.id = record.id;
  values.url = record.url;
  values.name = record.name.str();
  values.kind = record.kind.name;
  values.language = record.language;
  values.content_hash = record.content_hash;
  for (const auto& question : record.questions) values.questions.push_back(question_of(question));
  for (const auto& part : record.parts) values.parts.push_back(part_of(part));
  for (const auto& about : record.about) values.concepts.push_back(concept_of(about));
  for (const auto& change : record.changes) values.changes.push_back(change_of(change));
  for (const auto& flag : record.flags) values.flags.push_back(flag_of(flag));
  for (const auto& drop : record.dropped) values.dropped.push_back(drop_of(drop));
  for (const auto& [at, reason] : record.missing)
    values.missing.push_back({std::string(at), std::string(reason)});
  values.json = to_json(record);
  return values;
}

std::optional<std::string> text_at(const Record& record, std::string_view pointer) {
  using nlohmann::json;
  try {
    const json all = json::parse(record.json);
    const json::json_pointer place{std::string(pointer)};
    if (!all.contains(place) || !all.at(place).is_string()) return std::nullopt;
    return all.at(place).get<std::string>();
  } catch (const std::exception&) {  // no JSON, no pointer, or no memory
    return std::nullopt;
  }
}

}  // namespace medloom::api
