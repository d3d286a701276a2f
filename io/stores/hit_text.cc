// A text is better the more units of the query it shows; of equals an answer goes before a part,
// and that before a question. The piece to show begins a little before the place where most units
// stand together.
//
// Tested by tests/io/hit_text_test.cc.
#include "io/stores/hit_text.h"

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "text/ascii.h"
#include "text/search_tokens.h"
#include "text/utf8.h"

namespace medloom::stores {
namespace {

struct Mark {
  Span at;
  std::size_t unit;
};

bool matches(const std::vector<text::SearchToken>& tokens, std::size_t at,
             const std::vector<text::SearchToken>& phrase, bool prefix) {
  if (at + phrase.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    const bool last = i + 1 == phrase.size();
    const std::string& token = tokens[at + i].text;
    if (last && prefix ? !token.starts_with(phrase[i].text) : token != phrase[i].text) return false;
  }
  return true;
}

class Marker {
 public:
  Marker(const PageRecord& record, const SearchQuery& query) : record_(record), query_(query) {
    for (const QueryUnit& unit : query.units) phrases_.push_back(text::search_tokens(unit.text));
  }

  std::vector<Mark> marks_in(const RecordText& text) const {
    std::vector<Mark> marks;
    const std::vector<text::SearchToken> tokens = text::search_tokens(text.text);
    for (std::size_t unit = 0; unit < phrases_.size(); ++unit) {
      const auto& phrase = phrases_[unit];
      for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (!matches(tokens, at, phrase, query_.units[unit].prefix)) continue;
        marks.push_back({hull(tokens[at].at, tokens[at + phrase.size() - 1].at), unit});
      }
    }
    for (const RecordMention& mention : record_.mentions) {
      if (mention.pointer != text.pointer || !lies_in(mention.at, text.text)) continue;
      for (std::size_t unit = 0; unit < query_.units.size(); ++unit) {
        const std::string& topic = query_.units[unit].topic;
        if (!topic.empty() && topic == record_.topics[mention.topic].id) {
          marks.push_back({mention.at, unit});
        }
      }
    }
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    return marks;
  }

 private:
  // A record from elsewhere may say anything.
  static bool lies_in(Span at, std::string_view text) {
    return at.to <= text.size() && !at.empty() && text::is_char_boundary(text, at.from) &&
           text::is_char_boundary(text, at.to);
  }

  const PageRecord& record_;
  const SearchQuery& query_;
  std::vector<std::vector<text::SearchToken>> phrases_;
};

std::size_t units_in(const std::vector<Mark>& marks, std::size_t from, std::size_t to) {
  std::uint64_t seen = 0;
  static_assert(kMaxQueryUnits <= 64);
  for (const Mark& mark : marks) {
    if (mark.at.from >= from && mark.at.to <= to) seen |= std::uint64_t{1} << mark.unit;
  }
  std::size_t count = 0;
  for (; seen != 0; seen &= seen - 1) ++count;
  return count;
}

std::size_t forward(std::string_view text, std::size_t pos, std::size_t characters) {
  for (; characters > 0 && pos < text.size(); --characters) text::decode_at(text, pos);
  return std::min(pos, text.size());
}

std::size_t back(std::string_view text, std::size_t pos, std::size_t characters) {
  for (; characters > 0 && pos > 0; --characters) {
    do --pos;
    while (!text::is_char_boundary(text, pos));
  }
  return pos;
}

bool is_latin_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// No Latin word is cut at `pos`; at most `most` bytes further on.
std::size_t behind_word(std::string_view text, std::size_t pos, std::size_t most) {
  std::size_t to = pos;
  while (to > 0 && to < text.size() && to - pos < most && is_latin_letter(text[to - 1]) &&
         is_latin_letter(text[to])) {
    ++to;
  }
  return to - pos < most ? to : pos;
}

std::vector<Span> merged(const std::vector<Mark>& marks, std::size_t from, std::size_t to) {
  std::vector<Span> spans;
  for (const Mark& mark : marks) {
    if (mark.at.from < from || mark.at.to > to) continue;
    const Span at{static_cast<std::uint32_t>(mark.at.from - from),
                  static_cast<std::uint32_t>(mark.at.to - from)};
    if (!spans.empty() && at.from <= spans.back().to) {
      spans.back().to = std::max(spans.back().to, at.to);
    } else {
      spans.push_back(at);
    }
  }
  return spans;
}

MarkedText cut(const RecordText& text, const std::vector<Mark>& marks, std::size_t characters) {
  std::size_t from = 0;
  std::size_t to = forward(text.text, 0, characters);
  std::size_t most = units_in(marks, from, to);
  for (const Mark& mark : marks) {
    const std::size_t begin = back(text.text, mark.at.from, characters / 4);
    const std::size_t end = forward(text.text, begin, characters);
    const std::size_t units = units_in(marks, begin, end);
    if (units <= most) continue;
    most = units;
    from = begin;
    to = end;
  }
  if (from > 0) {
    from = behind_word(text.text, from, 20);
    while (from < to && (text::is_ascii_space(text.text[from]) || text.text[from] == ',' ||
                         text.text[from] == '.')) {
      ++from;
    }
  }
  to = behind_word(text.text, to, 20);
  return {text.pointer, text.text.substr(from, to - from), merged(marks, from, to), from > 0,
          to < text.text.size()};
}

}  // namespace

HitText hit_text(const PageRecord& record, const SearchQuery& query, std::size_t characters) {
  const Marker marker(record, query);
  HitText hit;
  const RecordText* best = nullptr;
  std::vector<Mark> best_marks;
  using Goodness = std::tuple<std::size_t, int>;
  Goodness most;
  for (const RecordText& text : record.texts) {
    std::vector<Mark> marks = marker.marks_in(text);
    if (text.pointer == "/name") {
      hit.title = {text.pointer, text.text, merged(marks, 0, text.text.size()), false, false};
      continue;
    }
    if (text.text == record.name) continue;  // a question that is the page's title
    const int rank = text.column == Column::answer     ? 3
                     : text.column == Column::part     ? 2
                     : text.column == Column::question ? 1
                                                       : 0;
    const Goodness goodness = {units_in(marks, 0, text.text.size()), rank};
    if (best != nullptr && goodness <= most) continue;
    best = &text;
    most = goodness;
    best_marks = std::move(marks);
  }
  if (best != nullptr) hit.body = cut(*best, best_marks, characters);
  return hit;
}

}  // namespace medloom::stores
