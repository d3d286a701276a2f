// Dictionaries of any size and prose about their terms, for the benchmark of the matcher: made up
// of random syllables and characters, the same on every machine.
//
// What matters is alike real ones: Han terms of 2 to 8 characters, English ones of one to four
// words, which share their beginnings and their ends; half a million terms are some ten thousand
// with qualifiers before and behind. The prose names a term every 30 bytes (Chinese) or 60 bytes
// (English), as health pages do; frequent characters, words and terms stand in it more often.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace medloom::bench {

struct TermSet {
  std::vector<std::string> terms;       // distinct
  std::vector<std::string> paragraphs;  // of some 400 bytes
};

TermSet chinese_terms(std::size_t terms, std::size_t bytes_of_prose);
TermSet english_terms(std::size_t terms, std::size_t bytes_of_prose);

}  // namespace medloom::bench
