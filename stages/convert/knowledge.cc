// Tested by tests/stages/convert_test.cc.
#include "stages/convert/knowledge.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

namespace medloom::stages {
namespace {

using dictionaries::HanPhrase;

std::shared_ptr<const dictionaries::SourceFile> source_file(const std::string& path,
                                                            const StageContext& context) {
  return std::make_shared<const dictionaries::SourceFile>(
      dictionaries::SourceFile{context.data().path(path).string(), path, 0});
}

std::vector<dictionaries::HanRow> read_rows(StageContext& context) {
  std::vector<dictionaries::HanRow> rows;
  for (const std::string& path : context.data().list("dictionaries/han", ".tsv")) {
    std::vector<dictionaries::HanRow> more = dictionaries::read_han_rows(
        context.read_data(path), source_file(path, context), context.problems());
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  dictionaries::check_han_rows(rows, context.problems());
  return rows;
}

// `normalize` reads the same file; what is wrong with it is told once.
std::vector<dictionaries::Concept> read_concepts(StageContext& context) {
  const std::string path = "dictionaries/concepts.tsv";
  Problems found;
  std::vector<dictionaries::Concept> concepts =
      dictionaries::read_concepts(context.read_data(path), source_file(path, context), found);
  Problems& problems = context.problems();
  for (Error& problem : found) {
    const bool told = std::any_of(problems.begin(), problems.end(), [&](const Error& known) {
      return known.where == problem.where && known.message == problem.message;
    });
    if (!told) problems.push_back(std::move(problem));
  }
  return concepts;
}

// Words that tell where words end: common ones, and the names of all concepts.
std::vector<std::string> read_cutting_words(StageContext& context,
                                            const std::vector<dictionaries::Concept>& concepts) {
  std::vector<std::string> words;
  for (const std::string& path : context.data().list("dictionaries/words", ".tsv")) {
    if (path.find("/zh-") == path.npos) continue;
    Problems told_by_others;
    for (dictionaries::PlainWord& word : dictionaries::read_words(
             context.read_data(path), source_file(path, context), told_by_others)) {
      if (word.lang.starts_with("zh")) words.push_back(std::move(word.word));
    }
  }
  for (const dictionaries::Concept& entry : concepts) {
    const auto label = entry.labels.find("zh-Hans");
    if (label != entry.labels.end() && !label->second.empty()) words.push_back(label->second);
  }
  return words;
}

std::vector<dictionaries::RegionalWord> read_regional(StageContext& context) {
  const std::vector<std::string> paths = context.data().list("dictionaries/regions", "words.tsv");
  if (paths.empty()) return {};
  return dictionaries::read_regional_words(context.read_data(paths.front()),
                                           source_file(paths.front(), context), context.problems());
}

// `extract` reads the same file; what is wrong with it is told once.
dictionaries::HanSigns read_signs(StageContext& context) {
  const std::vector<std::string> paths = context.data().list("dictionaries/regions", "signs.tsv");
  if (paths.empty()) return {};
  Problems told_by_others;
  return {context.read_data(paths.front()), source_file(paths.front(), context), told_by_others};
}

}  // namespace

HanKnowledge read_knowledge(StageContext& context, bool regional_words) {
  HanKnowledge known;
  known.rows = read_rows(context);
  known.concepts = read_concepts(context);
  known.words = read_cutting_words(context, known.concepts);
  known.regional = read_regional(context);
  known.signs = read_signs(context);
  if (!regional_words) {
    known.concepts.clear();
    known.regional.clear();
  }
  return known;
}

std::vector<HanPhrase> phrases_for(const HanWay& way, const HanKnowledge& known) {
  std::vector<HanPhrase> phrases;
  if (way.takes_rows) phrases = dictionaries::han_phrases(known.rows, way.target);
  std::set<std::string> taken;
  for (const HanPhrase& phrase : phrases) {
    if (phrase.use == dictionaries::HanUse::always) taken.insert(phrase.from);
  }
  for (HanPhrase& label :
       dictionaries::regional_phrases(known.concepts, way.label_from, way.label_to)) {
    if (taken.insert(label.from).second) phrases.push_back(std::move(label));
  }
  for (HanPhrase& word :
       dictionaries::regional_phrases(known.regional, way.label_from, way.label_to)) {
    if (taken.insert(word.from).second) phrases.push_back(std::move(word));
  }
  return phrases;
}

}  // namespace medloom::stages
