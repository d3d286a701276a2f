// Records for measurements of stores: made up, the same on every machine, with the words of our own
// dictionaries as often as words come in a language (Zipf), in both scripts and in English.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::bench {

struct NamedConcept {
  std::string id;
  std::string en, hans, hant;
};

class GeneratedRecords {
 public:
  // Reads concepts and common words of the dictionaries below `data`.
  static Result<GeneratedRecords> create(const std::string& data);

  // Record number `n` as a line of JSON whose texts have about `text_bytes`. The same n, the same
  // line; `edition` changes its text and its hash.
  std::string line(std::uint64_t n, std::size_t text_bytes, int edition = 0) const;

  // Queries as users type them: words of one to four characters, phrases, English, concepts,
  // several words, beginnings of words; some are in no record.
  std::vector<std::string> queries(std::size_t count) const;

  const std::vector<NamedConcept>& concepts() const { return concepts_; }

 private:
  enum class Language : std::uint8_t { en, hans, hant };

  const NamedConcept& concept_of(std::mt19937_64& random) const;
  std::string sentence(std::mt19937_64& random, Language language, const NamedConcept& topic,
                       std::size_t bytes) const;

  std::vector<NamedConcept> concepts_;
  std::vector<std::string> english_;
  std::vector<std::string> hans_;
  std::vector<std::string> hant_;
};

}  // namespace medloom::bench
