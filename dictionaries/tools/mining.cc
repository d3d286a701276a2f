// Words are counted as they stand between marks of punctuation: a sequence never crosses a comma.
// Sequences that begin or end with a function word are left to the longer or shorter ones that do
// not. Of two sequences where one holds the other and stands as often, the longer one is given.
//
// Tested by tests/dictionaries/tools/mining_test.cc.
#include "dictionaries/tools/mining.h"

#include <algorithm>
#include <cmath>

#include "dictionaries/characters.h"
#include "dictionaries/folded_text.h"
#include "dictionaries/tools/row_text.h"
#include "text/ascii.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kMostWords = 4;
constexpr std::size_t kMostHan = 6;
constexpr std::size_t kNeighbours = 4;  // various enough
constexpr std::size_t kContextBytes = 50;
constexpr double kMoreOften = 3;  // than in good text, or it is no suspect

// Words that may stand inside a term ("way of production"), but not at its ends.
const std::unordered_set<std::string>& inner_words() {
  static const std::unordered_set<std::string> kWords = {
      "the", "and", "or", "of", "in", "on", "at", "to", "for", "with", "from", "by", "as", "into"};
  return kWords;
}

// Words that stand in no term; a sequence ends before them.
const std::unordered_set<std::string>& outer_words() {
  static const std::unordered_set<std::string> kWords = {
      "a",    "an",   "but",  "is",    "are",   "was",   "were",  "be",    "been",   "it",   "its",
      "this", "that", "you",  "your",  "he",    "she",   "they",  "we",    "i",      "not",  "no",
      "if",   "when", "can",  "will",  "may",   "has",   "have",  "had",   "do",     "does", "so",
      "than", "then", "also", "their", "there", "these", "those", "which", "who",    "what", "how",
      "my",   "her",  "his",  "our",   "all",   "more",  "most",  "such",  "should", "must"};
  return kWords;
}

// A word or a stretch of Han of a text, in folded form.
struct Token {
  std::string word;
  std::size_t from, to;  // bytes
  bool breaks;           // punctuation stands before it
};

bool is_letter(char32_t c) { return is_word(c) && !(c >= '0' && c <= '9'); }

std::vector<Token> words_of(std::string_view text) {
  std::vector<Token> tokens;
  bool breaks = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    char32_t c = text::decode_at(text, at);
    if (!is_word(c)) {
      breaks = breaks || !(text::is_space(c) || is_hyphen(c));
      continue;
    }
    std::size_t to = at;
    bool letters = is_letter(c);
    while (at < text.size()) {
      c = text::decode_at(text, at);
      if (!is_word(c) && c != '\'' && c != 0x2019) break;
      letters = letters && (is_letter(c) || c == '\'' || c == 0x2019);
      to = at;
    }
    at = to;
    if (!letters) {
      breaks = true;  // a number is no part of a term
      continue;
    }
    tokens.push_back({text::ascii_lower(text.substr(from, to - from)), from, to, breaks});
    breaks = false;
  }
  return tokens;
}

std::string context(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t left = from > kContextBytes ? from - kContextBytes : 0;
  std::size_t right = std::min(text.size(), to + kContextBytes);
  while (!text::is_char_boundary(text, left)) ++left;
  while (!text::is_char_boundary(text, right)) --right;
  return cell_text(text.substr(left, right - left));
}

// Calls `each(surface, from token, to token)` for the sequences of these words.
template <class Each>
void each_sequence(const std::vector<Token>& tokens, Each&& each) {
  const auto& inner = inner_words();
  const auto& outer = outer_words();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (inner.contains(tokens[i].word) || outer.contains(tokens[i].word)) continue;
    std::string surface = tokens[i].word;
    each(surface, i, i);
    for (std::size_t j = i + 1; j < tokens.size() && j < i + kMostWords; ++j) {
      if (tokens[j].breaks || outer.contains(tokens[j].word)) break;
      surface += " " + tokens[j].word;
      if (!inner.contains(tokens[j].word)) each(surface, i, j);
    }
  }
}

void note_context(std::vector<std::string>& contexts, std::string_view text, std::size_t from,
                  std::size_t to) {
  if (contexts.size() < Miner::kContexts) contexts.push_back(context(text, from, to));
}

std::string to_key(std::u32string_view characters) { return text::to_utf8(characters); }

}  // namespace

Miner::Miner(const Library& library, MiningOptions options) : library_(library), options_(options) {
  learn();
}

// Words of slips against words of good terms, each with one added so that nothing is certain.
void Miner::learn() {
  std::unordered_map<std::string, double> in_slips;
  std::unordered_map<std::string, double> in_terms;
  const auto learn_good = [&](std::string_view phrase) {
    const std::vector<Token> tokens = words_of(phrase);
    for (const Token& token : tokens) ++in_terms[token.word];
    each_sequence(tokens, [&](const std::string& surface, std::size_t, std::size_t) {
      known_.insert(surface);
    });
  };
  for (const TermRow& row : library_.entries().rows) {
    if (row.lang != "en") continue;
    const bool slip = row.mode == Mode::fix || row.mode == Mode::flag;
    if (slip) {
      for (const Token& token : words_of(row.match)) ++in_slips[token.word];
      for (const Token& token : words_of(row.replace)) ++in_terms[token.word];
    } else {
      learn_good(row.match);
    }
  }
  for (const auto& [id, entry] : library_.concepts()) {
    for (const auto& [tag, label] : entry.labels) {
      if (tag == "en") learn_good(label);
      if (!tag.starts_with("zh") || label.empty()) continue;
      const std::u32string key = fold_key(label);
      if (!key.empty() && text::is_han(key.back())) ++term_ends_[key.back()];
    }
  }
  for (const PlainWord& word : library_.entries().words) {
    if (word.lang == "en") common_words_.insert(text::ascii_lower(word.word));
  }
  for (const auto& [word, count] : in_slips) {
    const double good = in_terms.contains(word) ? in_terms.at(word) : 0;
    slip_words_[word] = std::log((count + 1) / (good + 1));
  }
}

void Miner::add(const CorpusPage& page) {
  ++page_;
  const PageWords words(page.main_text);
  for (const CorpusText& text : page.texts) {
    if (text.language.starts_with("zh")) {
      count_han(text, words, false);
    } else {
      count_words(text, false);
    }
  }
}

void Miner::add_reference(const CorpusPage& page) {
  const PageWords words(page.main_text);
  for (const CorpusText& text : page.texts) {
    if (text.language.starts_with("zh")) {
      count_han(text, words, true);
    } else {
      count_words(text, true);
    }
  }
}

Miner::Count* Miner::counted(Counts& counts, std::string key, bool reference) {
  Count& count = counts[std::move(key)];
  if (reference) {
    ++count.reference;
    return nullptr;
  }
  ++count.count;
  if (count.last_page != page_) ++count.pages;
  count.last_page = page_;
  return &count;
}

void Miner::count_words(const CorpusText& text, bool reference) {
  const std::vector<Token> tokens = words_of(text.text);
  (reference ? reference_words_ : words_) += tokens.size();
  each_sequence(tokens, [&](const std::string& surface, std::size_t i, std::size_t j) {
    if (known_.contains(surface)) return;
    Count* count = counted(english_, surface, reference);
    if (count != nullptr) note_context(count->contexts, text.text, tokens[i].from, tokens[j].to);
  });
  prune(english_);
}

void Miner::count_han(const CorpusText& text, const PageWords& words, bool reference) {
  const Reading reading = library_.matcher().read(text.text, text.language, words);
  if (!reading.repairs.hits.empty()) return;  // places would be those of another text
  const FoldedText folded(text.text);
  std::vector<bool> known(folded.size() + 1, false);
  for (const LinkHit& link : reading.links) {
    const std::size_t to = folded.character_at(link.at.to);
    for (std::size_t i = folded.character_at(link.at.from); i < to; ++i) known[i] = true;
  }
  const auto open = [&](std::size_t i) {
    return i < folded.size() && text::is_han(folded[i]) && !known[i];
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (!open(i)) continue;
    ++characters_[folded[i]];
    ++han_total_;
    for (std::size_t n = 2; n <= kMostHan && open(i + n - 1); ++n) {
      Count* count = counted(han_, to_key(folded.characters().substr(i, n)), reference);
      if (count == nullptr) continue;
      if (count->left.size() < kNeighbours) count->left.insert(i > 0 ? folded[i - 1] : U' ');
      if (count->right.size() < kNeighbours)
        count->right.insert(i + n < folded.size() ? folded[i + n] : U' ');
      note_context(count->contexts, text.text, folded.byte(i), folded.byte(i + n));
    }
  }
  prune(han_);
}

void Miner::prune(Counts& counts) {
  for (std::uint32_t rare = 1; counts.size() > kMaxSequences; ++rare) {
    std::erase_if(counts, [rare](const auto& entry) {
      return entry.second.count + entry.second.reference <= rare;
    });
  }
}

double Miner::score_of_words(const std::string& surface, const Count& count) const {
  double slip = 0;
  bool rare_word = false;
  for (const Token& token : words_of(surface)) {
    const auto at = slip_words_.find(token.word);
    if (at != slip_words_.end()) slip += std::max(0.0, at->second);
    rare_word = rare_word || !common_words_.contains(token.word);
  }
  // How much more often than in good text; without a reference the frequency alone speaks.
  const double here = (count.count + 0.5) / (static_cast<double>(words_) + 1);
  const double there = (count.reference + 0.5) / (static_cast<double>(reference_words_) + 1);
  if (reference_words_ > 0 && here < kMoreOften * there) return 0;
  const double odds = reference_words_ == 0 ? std::log(1.0 + count.count) : std::log(here / there);
  return odds + 2 * slip + 0.5 * std::log(1.0 + count.pages) - (rare_word ? 0 : 0.5);
}

double Miner::score_of_han(const std::string& surface, const Count& count) const {
  const std::u32string characters = text::to_utf32(surface);
  double chance = 0;
  for (const char32_t c : characters) {
    chance += std::log(static_cast<double>(characters_.at(c)) / static_cast<double>(han_total_));
  }
  const double cohesion =
      std::log(static_cast<double>(count.count) / static_cast<double>(han_total_)) - chance;
  const auto end = term_ends_.find(characters.back());
  const double term = end == term_ends_.end() ? 0 : std::log(1.0 + end->second);
  return cohesion / static_cast<double>(characters.size()) + term +
         0.5 * std::log(1.0 + count.count);
}

void Miner::collect_words(std::vector<Suspect>& out) const {
  for (const auto& [surface, count] : english_) {
    if (count.count < options_.least) continue;
    // One word alone is a suspect only where good text is known, and never has it.
    const bool alone = surface.find(' ') == std::string::npos;
    if (alone && (reference_words_ == 0 || count.reference > 0)) continue;
    const double score = score_of_words(surface, count);
    if (score <= 0) continue;
    out.push_back(
        {surface, "en", count.count, count.pages, count.reference, score, count.contexts});
  }
}

void Miner::collect_han(std::vector<Suspect>& out) const {
  for (const auto& [surface, count] : han_) {
    if (count.count < options_.least || count.reference > 0) continue;
    if (count.left.size() < 2 || count.right.size() < 2) continue;
    const std::u32string characters = text::to_utf32(surface);
    if (!term_ends_.contains(characters.back())) continue;
    out.push_back(
        {surface, "zh", count.count, count.pages, 0, score_of_han(surface, count), count.contexts});
  }
}

std::vector<Suspect> Miner::suspects() const {
  std::vector<Suspect> all;
  collect_words(all);
  collect_han(all);
  // Of those alike, one word alone comes behind the sequences that hold it.
  std::sort(all.begin(), all.end(), [](const Suspect& a, const Suspect& b) {
    const auto alone = [](const Suspect& s) { return s.surface.find(' ') == std::string::npos; };
    if (a.score != b.score) return a.score > b.score;
    return alone(a) != alone(b) ? alone(b) : a.surface < b.surface;
  });
  std::vector<Suspect> out;
  for (Suspect& suspect : all) {
    if (out.size() == options_.most) break;
    // Part of one that is given, or around it: one of them is enough.
    const bool told = std::any_of(out.begin(), out.end(), [&](const Suspect& other) {
      return other.surface.find(suspect.surface) != std::string::npos ||
             suspect.surface.find(other.surface) != std::string::npos;
    });
    if (!told) out.push_back(std::move(suspect));
  }
  return out;
}

std::string as_rows(const std::vector<Suspect>& suspects) {
  std::vector<TermRow> rows;
  for (const Suspect& suspect : suspects) {
    TermRow row;
    row.match = suspect.surface;
    row.mode = Mode::flag;
    row.lang = suspect.language;
    row.note = "seen " + std::to_string(suspect.count) + " times on " +
               std::to_string(suspect.pages) + " pages; what is meant?";
    if (!suspect.contexts.empty()) row.source = suspect.contexts.front();
    rows.push_back(std::move(row));
  }
  return table_of(rows);
}

}  // namespace medloom::dictionaries
