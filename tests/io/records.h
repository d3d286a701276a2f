// Small sound records as lines of JSON, for tests of what reads record files.
#pragma once

#include <string>
#include <vector>

#include "pipeline/engine/digest.h"
#include "pipeline/model/record.h"

namespace medloom::test {

inline std::string id_of(char kind, int number) {
  std::string digits = std::to_string(number);
  digits.insert(0, 11 - digits.size(), '0');
  return std::string("urn:uuid:00000000-0000-8000-8000-") + kind + digits;
}
inline std::string page_id(int number) { return id_of('0', number); }
inline std::string question_id(int number) { return id_of('a', number); }

inline Text text_of(std::string_view bytes) {
  Text text;
  if (!bytes.empty()) text.append_copied(bytes, 0);
  return text;
}

inline Question question(int number, std::string_view asked, std::string_view answered) {
  Question question;
  question.id = question_id(number);
  question.text = text_of(asked);
  if (!answered.empty()) {
    Answer answer;
    answer.id = id_of('b', number);
    answer.text = text_of(answered);
    answer.position = 1;
    answer.basis = "single-professional";
    question.accepted.push_back(answer);
  }
  return question;
}

inline Part part(int number, std::string_view text) {
  Part part;
  part.id = id_of('c', number);
  part.role = "section";
  part.text = text_of(text);
  return part;
}

// A record that passes every check.
inline Record sound_record(int number, std::vector<Question> questions,
                           std::vector<Part> parts = {}) {
  Record record;
  record.id = page_id(number);
  record.types = {"MedicalWebPage", "QAPage"};
  record.url = "https://health.example.org/q/" + std::to_string(number);
  record.name = text_of("A page");
  record.language = "en";
  record.based_on.sha256 = record.based_on.decoded_sha256 = std::string(64, 'a');
  record.based_on.decoded_bytes = 1000;
  record.questions = std::move(questions);
  record.parts = std::move(parts);
  record.kind.name = "doctor-qa";
  for (const std::string& pointer : nulls_of(record)) {
    record.missing.emplace_back(pointer, "the page does not say");
  }
  record.content_hash = sha256_hex(to_content_json(record));
  return record;
}

inline std::string record_line(int number, std::vector<Question> questions,
                               std::vector<Part> parts = {}) {
  return to_json(sound_record(number, std::move(questions), std::move(parts)));
}

}  // namespace medloom::test
