// What forms of pairs have in common: a dictionary as pairs of texts, and pairs as a dictionary.
//
// Pure; linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/exchange/glossary.h"

namespace medloom::dictionaries {

struct Pair {
  std::string source;
  std::string target;
  std::string comment;
  std::string id;  // of the concept, where the form can say it
};

// Labels of concepts, or rows that write something; what is no pair is counted in `out`.
std::vector<Pair> pairs_of(const Glossary& glossary, const ExchangeOptions& options, Exported& out);

// The way back. A concept gets the id of its pair, or one made of its English label.
class PairCollector {
 public:
  explicit PairCollector(const ExchangeOptions& options) : options_(options) {}

  // `where` is "file:line". Pairs with an empty side are problems.
  void add(Pair pair, const std::string& where, Problems& problems);
  Glossary take() { return std::move(glossary_); }

 private:
  std::string id_for(const Pair& pair);

  ExchangeOptions options_;
  Glossary glossary_;
  std::map<std::string, std::size_t> ids_;  // how often an id was given
};

// "low-back-pain"; empty when there is no Latin letter in it.
std::string slug(std::string_view text);

}  // namespace medloom::dictionaries
