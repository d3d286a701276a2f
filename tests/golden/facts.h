// What a page says, counted by a person, and a record asked for every bit of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/page.h"

namespace medloom::test {

struct TeaserFact {
  std::string name;
  std::string responder;
  std::string department;
  bool ends_in_full_stop = false;
};

struct TopicFact {
  std::optional<std::string> name;
  std::string department;
};

struct DoctorQaFacts {
  std::string name;
  std::string question_begins, question_ends;
  std::size_t question_chars = 0;  // code points, lines joined by a space
  std::string asker;
  int age_low = 0, age_high = 0;
  std::string asked;
  std::string responder, department, answered;
  std::string answer_begins, answer_ends;
  std::size_t answer_chars = 0;
  std::string supplement_begins, supplement_ends;
  std::size_t supplement_chars = 0;
  std::size_t list_items = 0;
  std::vector<TeaserFact> teasers;
  std::vector<TopicFact> topics;
};

// A page of the doctor Q&A site in good English: nothing in it is repaired.
void expect_doctor_qa(std::shared_ptr<const Page> page, const DoctorQaFacts& facts);

struct RepairFact {
  std::string phrase;  // as the page has it
  std::string result;  // as the record has it
  std::size_t times = 1;
};

struct FlagFact {
  std::string phrase;      // flagged, and unchanged in the record
  std::string suggestion;  // in a candidate or the note; empty: none is asked for
};

struct ArticleFacts {
  std::vector<std::string> questions;  // the title first
  std::size_t lead_items = 0;
  std::vector<std::size_t> answer_items;  // of the list in each later question's answer
  std::string expert, job_title, affiliation, expert_department;
  std::vector<RepairFact> terms;
  std::vector<std::string> glued;  // "sleep.During": a space is put behind the full stop
  RepairFact percent;              // "45%to"
  RepairFact doubled;              // "About about"
  std::vector<FlagFact> flags;
  std::vector<std::string> linked;  // left alone, and linked to a concept
};

// A translated article whose title is a question.
void expect_article(std::shared_ptr<const Page> page, const ArticleFacts& facts);

}  // namespace medloom::test
