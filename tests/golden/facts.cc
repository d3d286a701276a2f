// The record is read as JSON, as a user of it would; evidence is compared with the decoded page.
#include "tests/golden/facts.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"

namespace medloom::test {
namespace {

using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

std::string text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : "(null)";
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// A processed page, and questions that any record can be asked.
class Reading {
 public:
  explicit Reading(std::shared_ptr<const Page> page)
      : processed_(default_pipeline(), std::move(page)) {
    if (const Reject* reject = processed_.outcome.reject()) {
      ADD_FAILURE() << "rejected by " << reject->stage << ": " << reject->reason;
      return;
    }
    const Record& record = *processed_.outcome.record();
    json_ = Json::parse(to_json(record));
    for (const PlacedText& placed : texts_of(record)) texts_.push_back(placed.text->str());
    EXPECT_TRUE(check_promises(processed_.document, record));
  }

  bool ok() const { return !json_.is_null(); }
  const Json& json() const { return json_; }
  const Json& at(const std::string& pointer) const {
    static const Json kNothing;
    const Json::json_pointer place(pointer);
    if (json_.contains(place)) return json_.at(place);
    ADD_FAILURE() << "the record has no " << pointer;
    return kNothing;
  }
  const std::string& page() const { return processed_.document.text(); }
  const std::vector<std::string>& texts() const { return texts_; }

  // How often a phrase stands in the outermost texts: fields, not the blocks that repeat them.
  bool says(const std::string& phrase) const {
    return std::any_of(texts_.begin(), texts_.end(), [&](const std::string& text) {
      return text.find(phrase) != std::string::npos;
    });
  }

  std::string page_bytes(const Json& entry) const {
    const std::size_t from = entry["page"][0];
    const std::size_t to = entry["page"][1];
    return page().substr(from, to - from);
  }

 private:
  Processed processed_;
  Json json_;
  std::vector<std::string> texts_;
};

// The lists of a node's blocks.
std::vector<Json> lists_of(const Json& node) {
  std::vector<Json> lists;
  for (const Json& block : node["medloom"]["blocks"]) {
    if (block["kind"] == "list") lists.push_back(block);
  }
  return lists;
}

void expect_numbered(const Json& list, std::size_t items) {
  ASSERT_THAT(list["items"], SizeIs(items));
  for (std::size_t i = 0; i < items; ++i) {
    EXPECT_EQ(list["items"][i]["mark"], std::to_string(i + 1) + ".");
    EXPECT_FALSE(text(list["items"][i]["text"]).empty());
  }
}

const Json* part_of_role(const Json& record, const std::string& role) {
  for (const Json& part : record["hasPart"]) {
    if (part["medloom"]["role"] == role) return &part;
  }
  return nullptr;
}

void expect_department(const Json& person, const std::string& name) {
  const Json& department = person["medloom"]["department"];
  ASSERT_TRUE(department.is_object()) << "no department for " << name;
  EXPECT_EQ(department["original"], name);
}

void expect_question(const Reading& reading, const DoctorQaFacts& facts) {
  const Json& question = reading.at("/mainEntity/0");
  const std::string words = text(question["text"]);
  EXPECT_THAT(words, StartsWith(facts.question_begins));
  EXPECT_THAT(words, EndsWith(facts.question_ends));
  EXPECT_EQ(code_points(words), facts.question_chars);
  EXPECT_EQ(words.find('\n'), std::string::npos) << "lines are joined by a space";
  EXPECT_EQ(question["dateCreated"], facts.asked);

  const Json& asker = question["author"];
  ASSERT_TRUE(asker.is_object());
  EXPECT_EQ(asker["alternateName"], facts.asker);
  EXPECT_EQ(asker["gender"], "Female");
  EXPECT_EQ(asker["medloom"]["genderReliable"], false) << "the site prints it for everybody";
  EXPECT_EQ(asker["medloom"]["anonymous"], false);
  ASSERT_TRUE(asker["medloom"]["ageRange"].is_object());
  EXPECT_EQ(asker["medloom"]["ageRange"]["low"], facts.age_low);
  EXPECT_EQ(asker["medloom"]["ageRange"]["high"], facts.age_high);
}

void expect_answer(const Reading& reading, const DoctorQaFacts& facts) {
  const Json& question = reading.at("/mainEntity/0");
  EXPECT_EQ(question["answerCount"], 1);
  EXPECT_THAT(question["suggestedAnswer"], IsEmpty());
  ASSERT_THAT(question["acceptedAnswer"], SizeIs(1));
  const Json& answer = question["acceptedAnswer"][0];
  EXPECT_EQ(answer["medloom"]["basis"], "single-professional");
  EXPECT_THAT(text(answer["text"]), StartsWith(facts.answer_begins));
  EXPECT_THAT(text(answer["text"]), EndsWith(facts.answer_ends));
  EXPECT_EQ(code_points(text(answer["text"])), facts.answer_chars);
  EXPECT_EQ(answer["dateCreated"], facts.answered);
  ASSERT_TRUE(answer["author"].is_object());
  EXPECT_EQ(answer["author"]["name"], facts.responder);
  expect_department(answer["author"], facts.department);
  const Json& department = answer["author"]["medloom"]["department"];
  EXPECT_TRUE(department["concept"].is_string()) << "the department is linked";
  EXPECT_FALSE(department["labels"].empty());
}

void expect_supplement(const Reading& reading, const DoctorQaFacts& facts) {
  ASSERT_THAT(reading.json()["hasPart"], SizeIs(1));
  const Json& part = reading.at("/hasPart/0");
  EXPECT_EQ(part["medloom"]["role"], "supplement");
  EXPECT_EQ(part["medloom"]["attribution"], "none");
  EXPECT_THAT(text(part["text"]), StartsWith(facts.supplement_begins));
  EXPECT_THAT(text(part["text"]), EndsWith(facts.supplement_ends));
  // Paragraphs and items are joined by line breaks here, of one or two characters.
  std::string joined = text(part["text"]);
  for (auto at = joined.find("\n\n"); at != std::string::npos; at = joined.find("\n\n")) {
    joined.erase(at, 1);
  }
  EXPECT_EQ(code_points(joined), facts.supplement_chars);
  const std::vector<Json> lists = lists_of(part);
  ASSERT_THAT(lists, SizeIs(1)) << "one list";
  expect_numbered(lists[0], facts.list_items);
  for (std::size_t i = 1; i <= facts.list_items; ++i) {
    EXPECT_THAT(text(part["text"]), HasSubstr("\n" + std::to_string(i) + ". "))
        << "numbers are kept";
  }
}

void expect_teasers(const Reading& reading, const DoctorQaFacts& facts) {
  const Json& related = reading.at("/medloom/related");
  ASSERT_THAT(related, SizeIs(facts.teasers.size()));
  for (std::size_t i = 0; i < facts.teasers.size(); ++i) {
    const TeaserFact& fact = facts.teasers[i];
    const Json& teaser = related[i];
    SCOPED_TRACE(fact.name);
    EXPECT_EQ(teaser["name"], fact.name);
    EXPECT_EQ(teaser["truncated"], true);
    EXPECT_EQ(teaser["author"]["name"], fact.responder);
    expect_department(teaser["author"], fact.department);
    EXPECT_FALSE(text(teaser["question"]).empty());
    const std::string answer = text(teaser["answer"]);
    EXPECT_FALSE(answer.empty());
    EXPECT_EQ(answer.ends_with(".") && !answer.ends_with("..."), fact.ends_in_full_stop) << answer;
    for (const char* field : {"question", "answer"}) {
      const std::string words = text(teaser[field]).substr(0, 40);
      EXPECT_EQ(text(reading.at("/mainEntity/0/text")).find(words), std::string::npos);
      EXPECT_EQ(text(reading.at("/hasPart/0/text")).find(words), std::string::npos);
    }
  }
}

void expect_topics(const Reading& reading, const DoctorQaFacts& facts) {
  const Json& topics = reading.at("/medloom/topics");
  ASSERT_THAT(topics, SizeIs(facts.topics.size()));
  for (std::size_t i = 0; i < facts.topics.size(); ++i) {
    const TopicFact& fact = facts.topics[i];
    SCOPED_TRACE("topic " + std::to_string(i));
    EXPECT_EQ(topics[i]["name"], fact.name ? Json(*fact.name) : Json());
    ASSERT_TRUE(topics[i]["department"].is_object());
    EXPECT_EQ(topics[i]["department"]["original"], fact.department);
  }
}

void expect_no_markers(const Reading& reading) {
  for (const std::string marker : {"Ask Date:", "Reply Date:", "More Info", "[Read More]",
                                   "Similar Q&A", "Related FAQ", " reply "}) {
    EXPECT_FALSE(reading.says(marker)) << marker << " is the site's wording, not content";
    EXPECT_NE(reading.page().find(marker), std::string::npos) << "the page should have it";
  }
}

// Changes whose page span touches an occurrence of `phrase` in the page.
std::vector<Json> changes_at(const Reading& reading, const std::string& phrase, std::size_t from) {
  std::vector<Json> found;
  for (const Json& change : reading.at("/medloom/changes")) {
    const std::size_t change_from = change["page"][0];
    const std::size_t change_to = change["page"][1];
    if (change_from < from + phrase.size() && from < change_to) found.push_back(change);
  }
  return found;
}

void expect_term(const Reading& reading, const RepairFact& fact) {
  SCOPED_TRACE(fact.phrase + " → " + fact.result);
  EXPECT_EQ(count(reading.page(), fact.phrase), fact.times) << "of the page";
  EXPECT_FALSE(reading.says(fact.phrase)) << "the slip is still in the record";
  EXPECT_TRUE(reading.says(fact.result)) << "the repair is not in the record";
  for (auto at = reading.page().find(fact.phrase); at != std::string::npos;
       at = reading.page().find(fact.phrase, at + 1)) {
    const std::vector<Json> changes = changes_at(reading, fact.phrase, at);
    ASSERT_THAT(changes, SizeIs(1)) << "one change at byte " << at;
    EXPECT_EQ(changes[0]["stage"], "normalize");
    EXPECT_EQ(changes[0]["rule"], "fix");
    EXPECT_THAT(text(changes[0]["dictionary"]), HasSubstr(".tsv:")) << "the row that did it";
    EXPECT_EQ(reading.page_bytes(changes[0]), text(changes[0]["before"]));
    EXPECT_FALSE(changes[0]["at"].empty()) << "where it stands in the record";
  }
}

// A change of `repair` that only puts a space in.
bool adds_a_space(const Json& change) {
  std::string after = text(change["after"]);
  const auto space = after.find(' ');
  if (change["stage"] != "repair" || space == std::string::npos) return false;
  return after.erase(space, 1) == text(change["before"]);
}

void expect_spaces(const Reading& reading, const ArticleFacts& facts) {
  for (const std::string& glued : facts.glued) {
    SCOPED_TRACE(glued);
    EXPECT_EQ(count(reading.page(), glued), 1U);
    EXPECT_FALSE(reading.says(glued));
    std::string mended = glued;
    mended.insert(mended.find('.') + 1, " ");
    EXPECT_TRUE(reading.says(mended)) << mended;
  }
  EXPECT_EQ(count(reading.page(), facts.percent.phrase), 1U);
  EXPECT_FALSE(reading.says(facts.percent.phrase));
  EXPECT_TRUE(reading.says(facts.percent.result));
  const Json& changes = reading.at("/medloom/changes");
  EXPECT_EQ(static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), adds_a_space)),
            facts.glued.size() + 1)
      << "a space behind each full stop, and one behind the percent sign";
}

void expect_doubled_word(const Reading& reading, const RepairFact& fact) {
  EXPECT_EQ(count(reading.page(), fact.phrase), 1U);
  EXPECT_FALSE(reading.says(fact.phrase));
  EXPECT_TRUE(reading.says(fact.result)) << "the first of the two is kept";
  const std::size_t at = reading.page().find(fact.phrase);
  const std::vector<Json> changes = changes_at(reading, fact.phrase, at);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0]["stage"], "repair");
  EXPECT_EQ(reading.page_bytes(changes[0]), text(changes[0]["before"]));
}

void expect_flag(const Reading& reading, const FlagFact& fact) {
  SCOPED_TRACE(fact.phrase);
  EXPECT_TRUE(reading.says(fact.phrase)) << "what is flagged is not changed";
  std::vector<Json> found;
  for (const Json& flag : reading.at("/medloom/flags")) {
    if (reading.page_bytes(flag).find(fact.phrase) != std::string::npos ||
        fact.phrase.find(text(flag["text"])) != std::string::npos) {
      found.push_back(flag);
    }
  }
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0]["kind"], "term");
  EXPECT_EQ(found[0]["action"], "unchanged");
  EXPECT_EQ(reading.page_bytes(found[0]), text(found[0]["text"]));
  EXPECT_FALSE(found[0]["at"].empty());
  std::string said = text(found[0]["note"]);
  for (const Json& candidate : found[0]["candidates"]) said += " " + text(candidate);
  EXPECT_THAT(said, HasSubstr(fact.suggestion));
}

void expect_linked(const Reading& reading, const std::string& phrase) {
  SCOPED_TRACE(phrase);
  EXPECT_TRUE(reading.says(phrase)) << "it is left alone";
  std::set<std::string> mentioned;
  for (const Json& about : reading.at("/about")) {
    for (const Json& mention : about["medloom"]["mentions"]) {
      const std::string words = text(reading.at(mention["at"][0]));
      const std::size_t from = mention["out"][0];
      const std::size_t to = mention["out"][1];
      mentioned.insert(lower(words.substr(from, to - from)));
    }
  }
  EXPECT_THAT(mentioned, Contains(phrase));
}

void expect_title_answered_by_page(const Reading& reading) {
  const Json& title = reading.at("/mainEntity/0");
  EXPECT_THAT(title["acceptedAnswer"], IsEmpty());
  ASSERT_THAT(title["suggestedAnswer"], SizeIs(1));
  const Json& answer = title["suggestedAnswer"][0];
  EXPECT_TRUE(answer["text"].is_null());
  EXPECT_EQ(answer["medloom"]["basis"], "page");
  std::set<std::string> ids;
  for (const char* list : {"mainEntity", "hasPart"}) {
    for (const Json& node : reading.json()[list]) ids.insert(text(node["@id"]));
  }
  EXPECT_FALSE(answer["medloom"]["parts"].empty());
  for (const Json& id : answer["medloom"]["parts"]) EXPECT_THAT(ids, Contains(text(id)));
}

void expect_outline(const Reading& reading, const ArticleFacts& facts) {
  const Json& questions = reading.at("/mainEntity");
  ASSERT_THAT(questions, SizeIs(facts.questions.size()));
  for (std::size_t i = 0; i < questions.size(); ++i) {
    EXPECT_EQ(questions[i]["name"], facts.questions[i]);
    EXPECT_TRUE(questions[i]["author"].is_null()) << "nobody asked it";
  }
  expect_title_answered_by_page(reading);
  for (std::size_t i = 1; i < questions.size(); ++i) {
    SCOPED_TRACE(facts.questions[i]);
    EXPECT_THAT(questions[i]["suggestedAnswer"], IsEmpty());
    ASSERT_THAT(questions[i]["acceptedAnswer"], SizeIs(1));
    const Json& answer = questions[i]["acceptedAnswer"][0];
    EXPECT_EQ(answer["medloom"]["basis"], "section");
    EXPECT_FALSE(text(answer["text"]).empty());
    const std::vector<Json> lists = lists_of(answer);
    ASSERT_THAT(lists, SizeIs(1));
    expect_numbered(lists[0], facts.answer_items[i - 1]);
  }
}

void expect_lead(const Reading& reading, const ArticleFacts& facts) {
  const Json* lead = part_of_role(reading.json(), "lead");
  ASSERT_NE(lead, nullptr) << "the text before the first heading is the lead";
  const std::vector<Json> lists = lists_of(*lead);
  ASSERT_THAT(lists, SizeIs(1)) << "what patients ask stays in the lead, as a list";
  expect_numbered(lists[0], facts.lead_items);
  EXPECT_THAT(text((*lead)["text"]), HasSubstr(facts.expert)) << "his sentence stays in the lead";

  const Json& people = reading.at("/contributor");
  ASSERT_THAT(people, SizeIs(1));
  EXPECT_EQ(people[0]["name"], facts.expert);
  EXPECT_EQ(people[0]["jobTitle"], facts.job_title);
  EXPECT_EQ(people[0]["affiliation"], facts.affiliation);
  expect_department(people[0], facts.expert_department);
}

}  // namespace

void expect_doctor_qa(std::shared_ptr<const Page> page, const DoctorQaFacts& facts) {
  ASSERT_NE(page, nullptr);
  const Reading reading(std::move(page));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading.at("/medloom/kind/name"), "doctor-qa");
  EXPECT_EQ(reading.at("/inLanguage"), "en");
  EXPECT_EQ(reading.at("/name"), facts.name);
  ASSERT_THAT(reading.at("/mainEntity"), SizeIs(1));
  expect_question(reading, facts);
  expect_answer(reading, facts);
  expect_supplement(reading, facts);
  expect_teasers(reading, facts);
  expect_topics(reading, facts);
  expect_no_markers(reading);
  EXPECT_THAT(reading.at("/medloom/changes"), IsEmpty()) << "its English is good";
}

void expect_article(std::shared_ptr<const Page> page, const ArticleFacts& facts) {
  ASSERT_NE(page, nullptr);
  const Reading reading(std::move(page));
  ASSERT_TRUE(reading.ok());
  EXPECT_EQ(reading.at("/medloom/kind/name"), "qa-article");
  EXPECT_EQ(reading.at("/inLanguage"), "en");
  EXPECT_EQ(reading.at("/name"), facts.questions[0]);
  expect_outline(reading, facts);
  expect_lead(reading, facts);
  for (const RepairFact& fact : facts.terms) expect_term(reading, fact);
  expect_spaces(reading, facts);
  expect_doubled_word(reading, facts.doubled);
  for (const FlagFact& fact : facts.flags) expect_flag(reading, fact);
  for (const std::string& phrase : facts.linked) expect_linked(reading, phrase);
  std::size_t changes = facts.glued.size() + 2;
  for (const RepairFact& fact : facts.terms) changes += fact.times;
  EXPECT_THAT(reading.at("/medloom/changes"), SizeIs(changes)) << "and nothing else is changed";
  EXPECT_THAT(reading.at("/medloom/flags"), SizeIs(facts.flags.size()));
  EXPECT_THAT(reading.at("/medloom/dropped"), IsEmpty());
}

}  // namespace medloom::test
