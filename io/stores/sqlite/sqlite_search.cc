// Finding is cheap next to ranking: FTS5 gives matches in the order of pages, and ranking one reads
// its length and places. So at most `most_ranked` matches are ranked, whatever the words. Where
// there are more, two searches share the work: one for matches in titles and questions, which rank
// first anyway, and one for matches anywhere; only among texts that merely mention very common
// words is the choice then that of loading order. Fewer matches than that (nearly every query of
// more than one character) are all ranked.
//
// A unit of a query is weighed by how rare it is (BM25's idf). How many records hold it is
// estimated from where its first matches lie.
//
// Tested by tests/io/sqlite_store_test.cc and tests/apps/kb_samples_test.cc.
#include "io/stores/sqlite/sqlite_search.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

#include "io/stores/sqlite/full_text.h"

namespace medloom::stores {
namespace {

constexpr std::int64_t kEnoughToEstimate = 500;

// A string of FTS5: nothing in it is syntax.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c == '\0' ? ' ' : c;
  }
  return out + '"';
}

std::string expression_of(const QueryUnit& unit) {
  std::string out = quoted(unit.text) + (unit.prefix ? " *" : "");
  if (unit.topic.empty()) return out;
  return "(" + out + " OR " + quoted(topic_token(unit.topic)) + ")";
}

std::string joined(const SearchQuery& query, std::string_view how) {
  std::string out;
  for (const QueryUnit& unit : query.units) {
    if (!out.empty()) out += how;
    out += expression_of(unit);
  }
  return out;
}

std::string in_titles(const std::string& expression) {
  return "{title question} : (" + expression + ")";
}

class PageSearch {
 public:
  PageSearch(Database& database, const SearchQuery& query, std::size_t most_ranked)
      : database_(database), query_(query), most_ranked_(static_cast<std::int64_t>(most_ranked)) {}

  Result<RankedPages> run(bool any) {
    if (auto planned = make_plan(); !planned) return tl::unexpected(planned.error());
    const std::string all = joined(query_, " AND ");
    const std::string some = joined(query_, " OR ");
    Result<bool> more = rank(any ? some : all);
    if (more && *more) {
      std::vector<std::string> better = {in_titles(any ? some : all)};
      if (any && query_.units.size() > 1) {
        better.push_back(all);
        better.push_back(in_titles(all));
        better.push_back(expression_of(query_.units[rarest()]));
      }
      for (const std::string& expression : better) {
        const Result<bool> ranked = rank(expression);
        if (!ranked) return tl::unexpected(ranked.error());
      }
    }
    if (!more) return tl::unexpected(more.error());
    return sorted(*more);
  }

 private:
  Result<void> make_plan() {
    for (std::size_t unit = 0; unit < query_.units.size(); ++unit) {
      plan_.phrases.push_back({unit, true});
      if (!query_.units[unit].topic.empty()) plan_.phrases.push_back({unit, false});
    }
    plan_.weights.assign(query_.units.size(), 1);
    return query_.units.size() > 1 ? weigh_units() : Result<void>();
  }

  Result<void> weigh_units() {
    const Result<std::int64_t> pages = database_.integer("SELECT max(id) FROM pages");
    if (!pages) return tl::unexpected(pages.error());
    Result<Statement> matches =
        database_.prepare("SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2");
    if (!matches) return tl::unexpected(matches.error());
    const auto total = static_cast<double>(std::max<std::int64_t>(*pages, 1));
    for (std::size_t unit = 0; unit < query_.units.size(); ++unit) {
      const std::string expression = expression_of(query_.units[unit]);
      std::int64_t count = 0;
      std::int64_t last = 0;
      Result<bool> row = matches->first(expression, kEnoughToEstimate);
      for (; row && *row; row = matches->next()) {
        ++count;
        last = matches->integer(0);
      }
      if (!row) return tl::unexpected(row.error());
      double holders = static_cast<double>(count);
      if (count == kEnoughToEstimate) holders *= total / static_cast<double>(last);
      plan_.weights[unit] =
          std::max(0.01, std::log((total - holders + 0.5) / (holders + 0.5) + 1.0));
    }
    matches->reset();
    return {};
  }

  std::size_t rarest() const {
    const auto most = std::max_element(plan_.weights.begin(), plan_.weights.end());
    return static_cast<std::size_t>(most - plan_.weights.begin());
  }

  // Whether there were more matches than may be ranked.
  Result<bool> rank(const std::string& expression) {
    RankPlan plan = plan_of(expression);
    Result<Statement> matches = database_.prepare(
        "SELECT rowid, medloom_rank(search, ?2) FROM search WHERE search MATCH ?1 LIMIT ?3");
    if (!matches) return tl::unexpected(matches.error());
    std::int64_t count = 0;
    Result<bool> row = matches->first(expression, Pointer{&plan, kRankPlan}, most_ranked_ + 1);
    for (; row && *row; row = matches->next()) {
      if (++count > most_ranked_) return true;
      double& score = scores_[matches->integer(0)];
      score = std::max(score, matches->real(1));
    }
    if (!row) return tl::unexpected(row.error());
    return false;
  }

  // The expression of the rarest unit alone has its phrases alone.
  RankPlan plan_of(const std::string& expression) const {
    const std::size_t unit = rarest();
    if (query_.units.size() == 1 || expression != expression_of(query_.units[unit])) return plan_;
    RankPlan plan;
    plan.phrases = {{0, true}};
    if (!query_.units[unit].topic.empty()) plan.phrases.push_back({0, false});
    plan.weights = {plan_.weights[unit]};
    return plan;
  }

  RankedPages sorted(bool more) const {
    RankedPages result{{}, more};
    result.pages.reserve(scores_.size());
    for (const auto& [page, score] : scores_) result.pages.push_back({score, page});
    std::sort(result.pages.begin(), result.pages.end(),
              [](const RankedPage& a, const RankedPage& b) {
                return a.score != b.score ? a.score > b.score : a.page < b.page;
              });
    return result;
  }

  Database& database_;
  const SearchQuery& query_;
  const std::int64_t most_ranked_;
  RankPlan plan_;
  std::unordered_map<std::int64_t, double> scores_;  // the best that a page got
};

}  // namespace

Result<RankedPages> search_pages(Database& database, const SearchQuery& query, bool any,
                                 std::size_t most_ranked) {
  return PageSearch(database, query, most_ranked).run(any);
}

}  // namespace medloom::stores
