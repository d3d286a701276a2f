// Three kinds of text are clustered: pages, with what they ask and all the rest; questions; and
// what answers a question. A question is answered otherwise when its cluster's answers are not in
// one cluster of answers.
//
// Questions are numbered through all records, and an answer has the number of its question, so the
// streams of memberships run beside the lines in the second reading.
//
// Tested by tests/io/dedup_test.cc.
#include "io/dedup/dedup.h"

#include "io/dedup/bare_text.h"
#include "io/dedup/marks.h"
#include "io/dedup/text_clusters.h"
#include "io/dedup/text_store.h"
#include "io/records/record_files.h"
#include "io/records/record_text.h"

namespace medloom {
namespace {

using dedup::Basis;
using dedup::ClusterOptions;
using dedup::Membership;
using dedup::NumberColumn;
using dedup::PageMark;
using dedup::QuestionMark;
using dedup::TextClusters;

constexpr std::size_t kShares = 6;  // of the memory: sorts that hold something at one time

void add_field(std::string& text, std::string_view field) {
  if (field.empty()) return;
  if (!text.empty()) text += dedup::kFieldBreak;
  text += field;
}

std::string asked_in(const QuestionTexts& question) {
  std::string asked = question.name;
  if (question.text != question.name) add_field(asked, question.text);
  return asked;
}

std::string answers_of(const QuestionTexts& question) {
  std::string answers;
  for (const std::string& answer : question.answers) add_field(answers, answer);
  return answers;
}

// Memberships beside the numbers that they belong to.
class Memberships {
 public:
  explicit Memberships(TextClusters& clusters) : clusters_(clusters) {}

  // Of the text with this number; nothing when it was not clustered. Numbers must grow.
  Result<std::optional<Membership>> of(std::uint64_t number) {
    while (!ended_ && (!ahead_ || ahead_->text < number)) {
      auto next = clusters_.next();
      if (!next) return tl::unexpected(next.error());
      ahead_ = *next;
      ended_ = !ahead_;
    }
    if (ended_ || ahead_->text != number) return std::optional<Membership>();
    return ahead_;
  }

 private:
  TextClusters& clusters_;
  std::optional<Membership> ahead_;
  bool ended_ = false;
};

class SecondPass {
 public:
  static Result<SecondPass> create(const DedupOptions& options) {
    ClusterOptions cluster{
        options.folder, options.memory / kShares, {options.threshold, 1, options.wording}};
    auto pages = TextClusters::create(cluster);
    if (!pages) return tl::unexpected(pages.error());
    auto questions = TextClusters::create(cluster);
    if (!questions) return tl::unexpected(questions.error());
    cluster.rules.most_replaced = 0;  // one other word makes another answer
    auto answers = TextClusters::create(cluster);
    if (!answers) return tl::unexpected(answers.error());
    auto verdicts = TempFile::create(options.folder);
    if (!verdicts) return tl::unexpected(verdicts.error());
    return SecondPass(options, std::move(*pages), std::move(*questions), std::move(*answers),
                      NumberColumn(std::move(*verdicts)));
  }

  Result<void> read(const std::vector<std::string>& files,
                    const std::function<void(const Error&)>& bad_line) {
    RecordFiles lines(files);
    while (true) {
      auto line = lines.next();
      if (!line) return tl::unexpected(line.error());
      if (!*line) break;
      auto record = reader_.read((*line)->json);
      if (!record) {
        ++counts_.not_records;
        bad_line({record.error().code, record.error().message, (*line)->place});
        continue;
      }
      ++counts_.records;
      if (auto added = add((*line)->number, *record); !added) return added;
    }
    return pages_.finish().and_then([this] { return questions_.finish(); }).and_then([this] {
      return answers_.finish();
    });
  }

  // Whether the answers of each cluster of questions agree.
  Result<void> judge() {
    Memberships answers(answers_);
    while (true) {
      auto question = questions_.next();
      if (!question) return tl::unexpected(question.error());
      if (!*question) break;
      if ((*question)->size < 2) continue;
      if ((*question)->basis == Basis::first) ++counts_.same_questions;
      auto answer = answers.of((*question)->text);
      if (!answer) return tl::unexpected(answer.error());
      if (!*answer) continue;
      if (auto seen = see_answer((*question)->cluster, (*answer)->cluster); !seen) return seen;
    }
    return questions_.rewind();
  }

  Result<void> write(const std::vector<std::string>& files, Writer& out) {
    RecordFiles lines(files);
    Memberships pages(pages_);
    Memberships questions(questions_);
    std::uint64_t first_question = 0;
    std::uint64_t records = 0;
    while (true) {
      auto line = lines.next();
      if (!line) return tl::unexpected(line.error());
      if (!*line) break;
      auto record = reader_.read((*line)->json);
      Result<void> done;
      if (!record) {
        done = out.write(std::string((*line)->json) + "\n");
      } else {
        ++records;
        auto page = pages.of((*line)->number);
        if (!page) return tl::unexpected(page.error());
        done = write_record(**line, *record, *page, questions, first_question, out);
        first_question += record->questions.size();
      }
      if (!done) return done;
    }
    if (records == counts_.records && first_question == question_count_) return {};
    return fail(ErrorCode::input, "the records changed while they were read");
  }

  const DedupCounts& counts() const { return counts_; }

 private:
  SecondPass(const DedupOptions& options, TextClusters pages, TextClusters questions,
             TextClusters answers, NumberColumn verdicts)
      : options_(options),
        pages_(std::move(pages)),
        questions_(std::move(questions)),
        answers_(std::move(answers)),
        verdicts_(std::move(verdicts)) {}

  Result<void> add(std::uint64_t number, const RecordTexts& record) {
    std::string asked;
    std::string rest;
    for (const QuestionTexts& question : record.questions) {
      const std::string own = asked_in(question);
      const std::string answers = answers_of(question);
      add_field(asked, own);
      add_field(rest, answers);
      const std::uint64_t question_number = question_count_++;
      if (auto added = questions_.add(question_number, question.id, own, ""); !added) return added;
      if (auto added = answers_.add(question_number, question.id, answers, ""); !added) {
        return added;
      }
    }
    if (record.questions.empty()) add_field(rest, record.title);
    for (const std::string& part : record.parts) add_field(rest, part);
    return pages_.add(number, record.id, asked, rest);
  }

  // Of a cluster of questions: 0, nothing seen; 1, answers differ; else the answers' cluster + 2.
  static constexpr std::uint64_t kDiffer = 1;

  Result<void> see_answer(std::uint64_t cluster, std::uint64_t answer) {
    auto verdict = verdicts_.get(cluster);
    if (!verdict) return tl::unexpected(verdict.error());
    if (*verdict == kDiffer || *verdict == answer + 2) return {};
    if (*verdict == 0) return verdicts_.set(cluster, answer + 2);
    ++counts_.conflicts;
    return verdicts_.set(cluster, kDiffer);
  }

  Result<void> write_record(const RecordLine& line, const RecordTexts& record,
                            const std::optional<Membership>& page, Memberships& questions,
                            std::uint64_t first_question, Writer& out) {
    std::vector<std::optional<QuestionMark>> marks;
    bool differ = false;
    for (std::size_t i = 0; i < record.questions.size(); ++i) {
      std::optional<QuestionMark>& mark = marks.emplace_back();
      if (auto found = find_mark(questions, first_question + i, mark); !found) return found;
      differ |= mark && mark->answers_differ;
    }
    std::optional<PageMark> page_mark;
    if (page && page->size > 1) {
      count(*page);
      // Equal texts answer alike, whatever others answer.
      const bool copy = page->basis == Basis::exact ||
                        (page->basis == Basis::copy && (page->similarity == 1000 || !differ));
      if (options_.drop && copy) {
        ++counts_.dropped;
        return {};
      }
      auto id = pages_.leader_id(page->cluster);
      if (!id) return tl::unexpected(id.error());
      page_mark = PageMark{std::move(*id), page->size, page->basis, page->similarity};
    }
    return out.write(dedup::marked(line.json, record, page_mark, marks) + "\n");
  }

  // Sets the mark of a question that stands elsewhere too.
  Result<void> find_mark(Memberships& questions, std::uint64_t number,
                         std::optional<QuestionMark>& mark) {
    auto question = questions.of(number);
    if (!question) return tl::unexpected(question.error());
    if (!*question || (*question)->size < 2) return {};
    auto id = questions_.leader_id((*question)->cluster);
    if (!id) return tl::unexpected(id.error());
    auto verdict = verdicts_.get((*question)->cluster);
    if (!verdict) return tl::unexpected(verdict.error());
    mark.emplace(
        QuestionMark{std::move(*id), (*question)->size, (*question)->basis, *verdict == kDiffer});
    return {};
  }

  void count(const Membership& page) {
    switch (page.basis) {
      case Basis::first:
        ++counts_.clusters;
        break;
      case Basis::exact:
        ++counts_.exact;
        break;
      case Basis::copy:
        ++counts_.copies;
        break;
      case Basis::near:
        ++counts_.near;
        break;
    }
  }

  DedupOptions options_;
  RecordTextReader reader_;
  TextClusters pages_;
  TextClusters questions_;
  TextClusters answers_;
  NumberColumn verdicts_;  // by the leader of questions
  std::uint64_t question_count_ = 0;
  DedupCounts counts_;
};

}  // namespace

Result<DedupCounts> dedup_records(const std::vector<std::string>& files,
                                  const DedupOptions& options, Writer& out,
                                  const std::function<void(const Error&)>& bad_line) {
  auto pass = SecondPass::create(options);
  if (!pass) return tl::unexpected(pass.error());
  return pass->read(files, bad_line)
      .and_then([&] { return pass->judge(); })
      .and_then([&] { return pass->write(files, out); })
      .map([&] { return pass->counts(); });
}

}  // namespace medloom
