// What a corpus says often and good text does not: candidates for rows, for a person to judge.
//
// English: sequences of two to four words that stand on several pages, and, where a reference is
// given, single words that it never has. What counts against a
// sequence is good English: the labels of the concepts, what rows write, and a reference of the
// user's (pages of good medical English), where it stands as often. What counts for it are words
// that slips are made of and good terms are not (palace, tire, moss): that is learnt from the rows.
//
// Chinese: sequences of two to six Han characters that no row and no label knows, that hold
// together (their characters meet more often than by chance, with various neighbours), and that
// share a character at their end with a known term or stand beside one.
//
// Cost: one pass over the corpus; at most `kMaxSequences` sequences are counted, the rarest are
// given up when there are more. Thread-safety: none; a miner belongs to one thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dictionaries/library.h"
#include "dictionaries/tools/corpus.h"

namespace medloom::dictionaries {

struct MiningOptions {
  std::uint64_t least = 3;  // times a sequence has to stand
  std::size_t most = 50;    // candidates given
};

struct Suspect {
  std::string surface;
  std::string language;  // "en" or "zh"
  std::uint64_t count = 0;
  std::uint64_t pages = 0;
  std::uint64_t in_reference = 0;
  double score = 0;
  std::vector<std::string> contexts;  // a few lines in which it stands
};

class Miner {
 public:
  static constexpr std::size_t kMaxSequences = 4'000'000;
  static constexpr std::size_t kContexts = 3;

  // `library` outlives it.
  Miner(const Library& library, MiningOptions options);

  void add(const CorpusPage& page);
  // A page of good text, which speaks against what it says.
  void add_reference(const CorpusPage& page);
  // The most suspicious first.
  std::vector<Suspect> suspects() const;

 private:
  struct Count {
    std::uint32_t count = 0;
    std::uint32_t pages = 0;
    std::uint32_t last_page = 0;
    std::uint32_t reference = 0;
    std::vector<std::string> contexts;
    std::unordered_set<char32_t> left, right;  // of Han sequences, up to a few
  };
  using Counts = std::unordered_map<std::string, Count>;

  void learn();
  void count_words(const CorpusText& text, bool reference);
  void count_han(const CorpusText& text, const PageWords& words, bool reference);
  Count* counted(Counts& counts, std::string key, bool reference);
  void prune(Counts& counts);
  double score_of_words(const std::string& surface, const Count& count) const;
  double score_of_han(const std::string& surface, const Count& count) const;
  void collect_words(std::vector<Suspect>& out) const;
  void collect_han(std::vector<Suspect>& out) const;

  const Library& library_;
  MiningOptions options_;
  std::unordered_map<std::string, double> slip_words_;  // how much a word speaks for a slip
  std::unordered_set<std::string> common_words_;
  std::unordered_set<std::string> known_;                  // sequences of good English that we know
  std::unordered_map<char32_t, std::uint32_t> term_ends_;  // last characters of known Han terms
  std::unordered_map<char32_t, std::uint64_t> characters_;
  std::uint64_t han_total_ = 0;
  std::uint64_t words_ = 0;
  std::uint64_t reference_words_ = 0;
  Counts english_;
  Counts han_;
  std::uint32_t page_ = 0;
};

// Rows of mode `flag`, ready to be pasted into a table: what may have been meant stays open.
std::string as_rows(const std::vector<Suspect>& suspects);

}  // namespace medloom::dictionaries
