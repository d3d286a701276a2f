// A tsvector keeps at most 256 places of a word and no place behind 16383, and drops the others
// silently. So a long record is several passages, short enough that only a text which repeats one
// character a hundred times in a row could lose a place.
//
// Tested by tests/io/postgres_store_test.cc.
#include "io/stores/postgres/search_words.h"

#include <algorithm>

#include "text/search_tokens.h"

namespace medloom::stores {
namespace {

constexpr int kPassage = 600;  // tokens
constexpr int kShared = 40;    // of them with the next one; longer phrases are not whole at a cut
constexpr int kGap = 8;        // places between texts, so that no phrase reaches over

char weight_of(Column column) {
  switch (column) {
    case Column::title:
      return 'A';
    case Column::question:
      return 'B';
    case Column::answer:
      return 'C';
    default:
      return 'D';
  }
}

std::string quoted(std::string_view word) {
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out + '\'';
}

// No text has such a token: tokens of texts are letters, digits and single characters.
std::string topic_word(std::string_view id) { return "topic:" + std::string(id); }

struct Place {
  std::string word;
  char weight;
  bool first;  // of its text
};

std::vector<Place> places_of(const PageRecord& record) {
  std::vector<Place> places;
  for (const RecordText& text : record.texts) {
    bool first = true;
    for (text::SearchToken& token : text::search_tokens(text.text)) {
      places.push_back({std::move(token.text), weight_of(text.column), first});
      first = false;
    }
    for (const RecordMention& mention : record.mentions) {
      if (mention.pointer != text.pointer) continue;
      places.push_back({topic_word(record.topics[mention.topic].id), weight_of(text.column), true});
    }
  }
  for (const RecordMention& mention : record.mentions) {
    const bool known =
        std::any_of(record.texts.begin(), record.texts.end(),
                    [&](const RecordText& text) { return text.pointer == mention.pointer; });
    if (!known) places.push_back({topic_word(record.topics[mention.topic].id), 'D', true});
  }
  return places;
}

}  // namespace

std::vector<std::string> passages_of(const PageRecord& record) {
  const std::vector<Place> places = places_of(record);
  std::vector<std::string> passages;
  for (std::size_t from = 0; from < places.size();) {
    const std::size_t to = std::min(places.size(), from + kPassage);
    std::string vector;
    int position = 0;
    for (std::size_t i = from; i < to; ++i) {
      position += places[i].first ? kGap : 1;
      vector += quoted(places[i].word) + ':' + std::to_string(position) + places[i].weight + ' ';
    }
    passages.push_back(std::move(vector));
    if (to == places.size()) break;
    from = to - kShared;
  }
  return passages;
}

std::string tsquery_of(const QueryUnit& unit) {
  std::string query;
  const std::vector<text::SearchToken> tokens = text::search_tokens(unit.text);
  for (const text::SearchToken& token : tokens) {
    if (!query.empty()) query += " <-> ";
    query += quoted(token.text);
  }
  if (unit.prefix) query += ":*";
  if (unit.topic.empty()) return query;
  return "(" + query + ") | " + quoted(topic_word(unit.topic));
}

}  // namespace medloom::stores
