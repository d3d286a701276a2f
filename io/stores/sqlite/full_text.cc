// The tokenizer is text/search_tokens.h. Behind the texts of a column stand the concepts that they
// mention, one token a mention, after a character that Unicode promises no text will ever have: so
// a record that says 下背痛 and one that says "low back pain" hold the same token, in the column
// where they say it, and weigh the same.
//
// Ranking is BM25 (k1 = 1.2, b = 0.75) over columns that count differently. A unit of a query may
// be met by its words or by its concept; a text that shows both says it once, so the larger of the
// two counts. Weights of units come from outside, because FTS5's own bm25() would read the whole
// list of every phrase to count it, however few records are ranked.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/full_text.h"

#include <sqlite3.h>

#include <algorithm>

#include "text/search_tokens.h"

namespace medloom::stores {
namespace {

constexpr std::string_view kTopicMark = "\xEF\xB7\x90";  // U+FDD0, a noncharacter

// How much a hit in a column counts.
constexpr std::array<double, kColumns> kColumnWeights = {6, 4, 1.5, 1, 1};
constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
// How much a concept counts that a record names in other words than the query.
constexpr double kOtherWords = 0.8;
// Of a phrase in one record; more change nothing in its rank.
constexpr int kMaxOccurrences = 64;

using TokenFound = int (*)(void*, int, const char*, int, int, int);

int create_tokenizer(void* /*context*/, const char** /*words*/, int /*count*/,
                     Fts5Tokenizer** out) {
  static char nothing = 0;  // there is no state, but null would be no tokenizer
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer* /*tokenizer*/) {}

// The tokens of concepts, from the first mark on.
int tokenize_topics(std::string_view text, std::size_t at, void* context, TokenFound found) {
  int result = SQLITE_OK;
  while (at < text.size() && result == SQLITE_OK) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      result = found(context, 0, text.data() + at, static_cast<int>(end - at), static_cast<int>(at),
                     static_cast<int>(end));
    }
    at = end + 1;
  }
  return result;
}

int tokenize(Fts5Tokenizer* /*tokenizer*/, void* context, int /*flags*/, const char* bytes,
             int size, TokenFound found) {
  const std::string_view text(bytes, static_cast<std::size_t>(size));
  const std::size_t mark = std::min(text.find(kTopicMark), text.size());
  int result = SQLITE_OK;
  text::SearchTokenizer::instance().each(
      text.substr(0, mark), [&](std::string_view token, std::uint32_t from, std::uint32_t to) {
        result = found(context, 0, token.data(), static_cast<int>(token.size()),
                       static_cast<int>(from), static_cast<int>(to));
        return result == SQLITE_OK;
      });
  return result == SQLITE_OK ? tokenize_topics(text, mark, context, found) : result;
}

// What one place counts in each column of the record at hand.
using PlaceWeights = std::array<double, kColumns>;

// What a phrase counts in the record at hand.
double frequency(const Fts5ExtensionApi* api, Fts5Context* fts, int phrase,
                 const PlaceWeights& weights) {
  Fts5PhraseIter place;
  int column = -1;
  int offset = 0;
  double sum = 0;
  if (api->xPhraseFirst(fts, phrase, &place, &column, &offset) != SQLITE_OK) return 0;
  for (int i = 0; column >= 0 && i < kMaxOccurrences; ++i) {
    sum += weights[static_cast<std::size_t>(column) % kColumns];
    api->xPhraseNext(fts, &place, &column, &offset);
  }
  return sum;
}

void read_average_lengths(const Fts5ExtensionApi* api, Fts5Context* fts, RankPlan& plan) {
  sqlite3_int64 rows = 0;
  api->xRowCount(fts, &rows);
  for (std::size_t column = 0; column < kColumns; ++column) {
    sqlite3_int64 tokens = 0;
    api->xColumnTotalSize(fts, static_cast<int>(column), &tokens);
    const double average =
        static_cast<double>(tokens) / static_cast<double>(std::max<sqlite3_int64>(rows, 1));
    plan.average_lengths[column] = std::max(1.0, average);
  }
}

PlaceWeights place_weights(const Fts5ExtensionApi* api, Fts5Context* fts, const RankPlan& plan) {
  PlaceWeights weights = kColumnWeights;
  for (std::size_t column = 0; column < kColumns; ++column) {
    int length = 0;
    api->xColumnSize(fts, static_cast<int>(column), &length);
    weights[column] /= 1 - kB + kB * length / plan.average_lengths[column];
  }
  return weights;
}

void rank(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* result, int count,
          sqlite3_value** values) {
  auto* plan =
      count == 1 ? static_cast<RankPlan*>(sqlite3_value_pointer(values[0], kRankPlan)) : nullptr;
  if (plan == nullptr) return sqlite3_result_error(result, "medloom_rank needs a plan", -1);
  if (plan->average_lengths[0] <= 0) read_average_lengths(api, fts, *plan);
  const PlaceWeights weights = place_weights(api, fts, *plan);
  std::array<double, kMaxQueryUnits> best = {};
  for (std::size_t i = 0; i < plan->phrases.size(); ++i) {
    const RankPlan::Phrase& phrase = plan->phrases[i];
    const double found = frequency(api, fts, static_cast<int>(i), weights);
    const double score = found / (found + kK1) * (phrase.own_words ? 1 : kOtherWords);
    best[phrase.unit] = std::max(best[phrase.unit], score);
  }
  double score = 0;
  for (std::size_t unit = 0; unit < plan->weights.size(); ++unit) {
    score += plan->weights[unit] * best[unit];
  }
  sqlite3_result_double(result, score);
}

fts5_api* full_text_api(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

// Where a mention counts whose place is no text that is searched, a signature for example.
Column column_of(std::string_view pointer) {
  const auto has = [&](std::string_view part) { return pointer.find(part) != std::string::npos; };
  if (has("/author/") || pointer == "/specialty") return Column::people;
  if (has("Answer/")) return Column::answer;
  if (pointer.starts_with("/mainEntity/")) return Column::question;
  return pointer.starts_with("/hasPart/") ? Column::part : Column::people;
}

Column column_of(const PageRecord& record, std::string_view pointer) {
  const auto text =
      std::find_if(record.texts.begin(), record.texts.end(),
                   [&](const RecordText& candidate) { return candidate.pointer == pointer; });
  return text == record.texts.end() ? column_of(pointer) : text->column;
}

// A page could hold the mark all the same; its text must not become a concept.
void append_text(std::string& column, std::string_view text) {
  if (!column.empty()) column += '\n';
  for (std::size_t mark = text.find(kTopicMark); mark != std::string_view::npos;
       mark = text.find(kTopicMark)) {
    column += text.substr(0, mark);
    column += ' ';
    text.remove_prefix(mark + kTopicMark.size());
  }
  column += text;
}

}  // namespace

Result<void> add_full_text(Database& database) {
  fts5_api* api = full_text_api(database.handle());
  fts5_tokenizer tokenizer = {create_tokenizer, delete_tokenizer, tokenize};
  if (api == nullptr ||
      api->xCreateTokenizer(api, "medloom", nullptr, &tokenizer, nullptr) != SQLITE_OK ||
      api->xCreateFunction(api, "medloom_rank", nullptr, rank, nullptr) != SQLITE_OK) {
    return fail(ErrorCode::internal, "this SQLite was built without FTS5");
  }
  return {};
}

std::string topic_token(std::string_view id) {
  std::string token(kTopicMark);
  for (const char c : id) token += c == ' ' ? '-' : c;
  return token;
}

std::array<std::string, kColumns> index_columns(const PageRecord& record) {
  std::array<std::string, kColumns> columns;
  for (const RecordText& text : record.texts) {
    append_text(columns[static_cast<std::size_t>(text.column)], text.text);
  }
  for (const RecordMention& mention : record.mentions) {
    std::string& column = columns[static_cast<std::size_t>(column_of(record, mention.pointer))];
    column += ' ';
    column += topic_token(record.topics[mention.topic].id);
  }
  return columns;
}

}  // namespace medloom::stores
