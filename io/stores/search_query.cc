// One pass cuts the typed text into quoted and free pieces, and free pieces around concepts. What a
// concept leaves of a run of Han (腰痛的治疗) loses the particles that only joined the two.
//
// Tested by tests/io/search_query_test.cc.
#include "io/stores/search_query.h"

#include <algorithm>
#include <array>

#include "text/quotation.h"
#include "text/script.h"
#include "text/search_tokens.h"
#include "text/utf8.h"

namespace medloom::stores {
namespace {

// Quotes as people type them, one key for both ends among them.
constexpr char32_t closing_typed(char32_t open) {
  const bool same_key = open == U'"' || open == U'＂' || open == U'”';
  return same_key ? open : open == U'‘' ? 0 : text::closing_quote(open);
}

// Between a concept and what is said of it.
constexpr std::array<std::string_view, 12> kParticles = {"的", "之", "得", "了", "和", "与",
                                                         "與", "及", "吗", "嗎", "呢", "嘅"};

std::string_view without_particles(std::string_view piece, bool at_front, bool at_end) {
  for (const std::string_view particle : kParticles) {
    if (at_front && piece.starts_with(particle)) {
      piece.remove_prefix(particle.size());
      at_front = false;
    }
    if (at_end && piece.ends_with(particle)) {
      piece.remove_suffix(particle.size());
      at_end = false;
    }
  }
  return piece;
}

class Parsing {
 public:
  Parsing(std::string_view typed, const std::vector<QueryConcept>& concepts)
      : typed_(typed), concepts_(concepts) {}

  SearchQuery take() {
    for (std::size_t pos = 0; pos < typed_.size();) {
      std::size_t next = pos;
      const char32_t close = closing_typed(text::decode_at(typed_, next));
      const std::size_t end = close == 0 ? std::string_view::npos : find(close, next);
      if (end == std::string_view::npos) {  // a quote that is never closed is a mark like others
        pos = next;
        continue;
      }
      read_free(free_from_, pos);
      add(typed_.substr(next, end - next), {}, false);
      pos = end;
      text::decode_at(typed_, pos);
      free_from_ = pos;
    }
    read_free(free_from_, typed_.size());
    return std::move(query_);
  }

 private:
  std::size_t find(char32_t wanted, std::size_t pos) const {
    while (pos < typed_.size()) {
      const std::size_t at = pos;
      if (text::decode_at(typed_, pos) == wanted) return at;
    }
    return std::string_view::npos;
  }

  // Text outside of quotes.
  void read_free(std::size_t from, std::size_t to) {
    bool after_concept = false;
    for (const QueryConcept& topic : concepts_) {
      if (topic.at.from < from || topic.at.to > to) continue;
      read_words(typed_.substr(from, topic.at.from - from), after_concept, true);
      add(typed_.substr(topic.at.from, topic.at.size()), topic.id, false);
      from = topic.at.to;
      after_concept = true;
    }
    read_words(typed_.substr(from, to - from), after_concept, false);
  }

  void read_words(std::string_view piece, bool after_concept, bool before_concept) {
    piece = without_particles(piece, after_concept, before_concept);
    std::size_t from = 0;
    for (std::size_t pos = 0; pos < piece.size();) {
      const std::size_t at = pos;
      const char32_t c = text::decode_at(piece, pos);
      if (!text::is_space(c) && c >= ' ') continue;
      read_word(piece.substr(from, at - from));
      from = pos;
    }
    read_word(piece.substr(from));
  }

  void read_word(std::string_view word) {
    const bool starred = word.ends_with('*');
    add(word, {}, starred);
  }

  // A phrase may end in a prefix only where a word can go on: a Han character is whole.
  void add(std::string_view words, std::string topic, bool prefix) {
    const std::vector<text::SearchToken> tokens = text::search_tokens(words);
    if (tokens.empty()) return;
    std::size_t at = 0;
    const bool han = text::is_han(text::decode_at(tokens.back().text, at));
    QueryUnit unit{std::string(words), std::move(topic), prefix && !han};
    const bool known =
        std::any_of(query_.units.begin(), query_.units.end(), [&](const QueryUnit& other) {
          return other.text == unit.text && other.topic == unit.topic &&
                 other.prefix == unit.prefix;
        });
    if (!known) query_.units.push_back(std::move(unit));
  }

  std::string_view typed_;
  const std::vector<QueryConcept>& concepts_;
  std::size_t free_from_ = 0;
  SearchQuery query_;
};

}  // namespace

Result<SearchQuery> parse_query(std::string_view typed, const std::vector<QueryConcept>& concepts) {
  if (typed.size() > kMaxQueryBytes) {
    return fail(ErrorCode::usage,
                "the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  SearchQuery query = Parsing(typed, concepts).take();
  if (query.units.empty()) return fail(ErrorCode::usage, "the query has no words to look for");
  if (query.units.size() > kMaxQueryUnits) {
    return fail(ErrorCode::usage,
                "the query has more than " + std::to_string(kMaxQueryUnits) + " words");
  }
  return query;
}

}  // namespace medloom::stores
