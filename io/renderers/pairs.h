// The pairs of question and answer that a record holds: what every form of rows is made of.
//
// What belongs to a pair is told by JSON Pointers: a concept or a flag is the pair's when it stands
// in the question itself, in this answer, or in a part that the answer is made of.
// Thread-safety: pure functions; a pair points into its record, which outlives it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/json_writer.h"
#include "pipeline/model/record.h"

namespace medloom::renderers {

struct QaPair {
  const Record* record;
  const Question* question;
  const Answer* answer;
  std::string text;  // of the answer; for an answer by the page as a whole the texts of its parts
  std::vector<const About*> concepts;
  std::vector<const FlagEntry*> flags;
};

// In the order of the page, accepted answers before suggested ones. A question without an answer
// gives none.
std::vector<QaPair> pairs_of(const Record& record);

// The label of the department that the answer comes from, else as the page prints it, or empty.
std::string_view department_of(const Answer& answer);

// `"id": …, "page_id": …, "question": …`: what a reader of the pair sees, into an open object.
void write_content(JsonWriter& out, const QaPair& pair);

// SHA-256 of exactly that, so that a new neighbour or a new flag changes no hash.
std::string content_hash(const QaPair& pair);

}  // namespace medloom::renderers
