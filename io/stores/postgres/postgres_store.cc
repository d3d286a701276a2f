// Search is PostgreSQL's own over our tokens: each unit of the query is asked by itself, because
// the words of a long record may stand in several passages, and the pages that all (or any) of them
// name are put together. Its ts_rank counts how often and in which column words stand; unlike BM25
// it does not know how rare they are.
//
// Tested by tests/io/postgres_store_test.cc.
#include "io/stores/postgres/postgres_store.h"

#include <unordered_set>

#include "io/stores/postgres/connection.h"
#include "io/stores/postgres/page_batch.h"
#include "io/stores/postgres/schema.h"
#include "io/stores/postgres/search_words.h"

namespace medloom::stores {
namespace {

class PostgresStore final : public Store {
 public:
  explicit PostgresStore(Connection connection) : connection_(std::move(connection)) {}

  Result<LoadCounts> load(std::span<const PageRecord> batch) override {
    LoadCounts counts;
    const Result<void> done = in_transaction([&]() -> Result<void> {
      for (std::size_t from = 0; from < batch.size();) {
        const std::size_t size = without_repeats(batch.subspan(from));
        const Result<LoadCounts> some = load_records(connection_, batch.subspan(from, size));
        if (!some) return tl::unexpected(some.error());
        counts += *some;
        from += size;
      }
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    return counts;
  }

  Result<std::uint64_t> prune(std::span<const Uuid> keep, std::uint64_t at_most) override {
    std::uint64_t gone = 0;
    const Result<void> done = in_transaction([&] { return bury_others(keep, at_most, gone); });
    if (!done) return tl::unexpected(done.error());
    return gone;
  }

  Result<void> finish() override {
    return connection_.run("ANALYZE medloom.pages; ANALYZE medloom.passages");
  }

  Result<std::optional<StoredPage>> get(std::string_view id) override {
    const Result<Rows> rows = connection_.query(
        "SELECT record, removed FROM medloom.pages WHERE uuid = $1::uuid", {std::string(id)});
    if (!rows) return tl::unexpected(rows.error());
    if (rows->size() == 0) return std::optional<StoredPage>();
    return StoredPage{std::string(rows->text(0, 0)), std::string(rows->text(0, 1))};
  }

  Result<SearchResult> search(const SearchQuery& query, const SearchOptions& options) override {
    std::string units;
    std::vector<std::string> parameters;
    for (const QueryUnit& unit : query.units) {
      parameters.push_back(tsquery_of(unit));
      const std::string asked = "$" + std::to_string(parameters.size()) + "::tsquery";
      if (!units.empty()) units += " UNION ALL ";
      units += "SELECT page, max(ts_rank('{0.1, 0.3, 0.6, 1}', words, ";
      units += asked;
      units += ", 1)) AS rank FROM medloom.passages WHERE words @@ ";
      units += asked;
      units += " GROUP BY page";
    }
    const std::string at_least = options.any ? "1" : std::to_string(query.units.size());
    const Result<Rows> rows = connection_.query(
        "WITH hits AS (SELECT page, sum(rank) AS score FROM (" + units +
            ") unit GROUP BY page HAVING count(*) >= " + at_least +
            "), best AS (SELECT *, count(*) OVER () AS matches FROM hits "
            "ORDER BY score DESC, page LIMIT " +
            std::to_string(options.limit) +
            ") SELECT p.uuid, b.score, p.record, b.matches FROM best b JOIN medloom.pages p "
            "ON p.id = b.page ORDER BY b.score DESC, b.page",
        parameters);
    if (!rows) return tl::unexpected(rows.error());
    SearchResult result;
    for (int i = 0; i < rows->size(); ++i) {
      result.hits.push_back({std::string(rows->text(i, 0)),
                             std::strtod(std::string(rows->text(i, 1)).c_str(), nullptr),
                             std::string(rows->text(i, 2))});
      result.matches = static_cast<std::uint64_t>(rows->integer(i, 3));
    }
    return result;
  }

  Result<StoreInfo> info() override {
    const Result<Rows> counts = connection_.query(
        "SELECT count(*) FILTER (WHERE removed IS NULL), count(removed), coalesce(sum(questions), "
        "0), coalesce(sum(answers), 0), (SELECT count(DISTINCT concept) FROM medloom.mentions), "
        "pg_total_relation_size('medloom.pages') + pg_total_relation_size('medloom.passages') + "
        "pg_total_relation_size('medloom.mentions') FROM medloom.pages");
    if (!counts) return tl::unexpected(counts.error());
    const auto number = [&](int column) {
      return static_cast<std::uint64_t>(counts->integer(0, column));
    };
    StoreInfo info{"PostgreSQL", kPostgresFormat, number(0), number(1), number(2),
                   number(3),    number(4),       number(5), {},        {}};
    for (const auto& [column, to] :
         {std::pair{"language", &info.languages}, std::pair{"kind", &info.kinds}}) {
      const Result<Rows> rows = connection_.query(
          std::string("SELECT coalesce(") + column +
          ", ''), count(*) FROM medloom.pages WHERE removed IS NULL GROUP BY 1 ORDER BY 2 DESC, 1");
      if (!rows) return tl::unexpected(rows.error());
      for (int i = 0; i < rows->size(); ++i) {
        to->emplace_back(rows->text(i, 0), static_cast<std::uint64_t>(rows->integer(i, 1)));
      }
    }
    return info;
  }

  Result<void> export_records(
      const std::function<Result<void>(std::string_view json)>& to) override {
    return in_transaction([&]() -> Result<void> {
      Result<void> begun = connection_.run(
          "DECLARE every CURSOR FOR SELECT record FROM medloom.pages WHERE removed IS NULL "
          "ORDER BY uuid::text COLLATE \"C\"");
      if (!begun) return begun;
      while (true) {
        const Result<Rows> rows = connection_.query("FETCH 500 FROM every");
        if (!rows) return tl::unexpected(rows.error());
        if (rows->size() == 0) return {};
        for (int i = 0; i < rows->size(); ++i) {
          if (auto written = to(rows->text(i, 0)); !written) return written;
        }
      }
    });
  }

 private:
  template <class Work>
  Result<void> in_transaction(Work work) {
    Result<void> done =
        connection_.run("BEGIN").and_then(work).and_then([&] { return connection_.run("COMMIT"); });
    if (!done) static_cast<void>(connection_.run("ROLLBACK"));
    return done;
  }

  // How many records from the first on have ids of their own.
  static std::size_t without_repeats(std::span<const PageRecord> records) {
    std::unordered_set<std::string_view> ids;
    for (const PageRecord& record : records) {
      if (!ids.insert(record.id).second) break;
    }
    return ids.size();
  }

  Result<void> bury_others(std::span<const Uuid> keep, std::uint64_t at_most, std::uint64_t& gone) {
    CopyRows ids;
    for (const Uuid& id : keep) {
      ids.add({id.data(), id.size()});
      ids.end_row();
    }
    const Result<Rows> found =
        connection_.run("CREATE TEMP TABLE kept(uuid uuid) ON COMMIT DROP")
            .and_then([&] { return connection_.copy("COPY kept FROM STDIN", ids); })
            .and_then([&] {
              return connection_.run(
                  "CREATE TEMP TABLE gone ON COMMIT DROP AS SELECT p.id FROM medloom.pages p "
                  "WHERE p.removed IS NULL AND NOT EXISTS "
                  "(SELECT 1 FROM kept k WHERE k.uuid = p.uuid)");
            })
            .and_then([&] { return connection_.query("SELECT count(*) FROM gone"); });
    if (!found) return tl::unexpected(found.error());
    gone = static_cast<std::uint64_t>(found->integer(0, 0));
    if (gone > at_most) {
      return fail(ErrorCode::usage, "prune would remove " + std::to_string(gone) + " pages");
    }
    return connection_.run(
        "DELETE FROM medloom.passages p USING gone g WHERE p.page = g.id;"
        "DELETE FROM medloom.mentions m USING gone g WHERE m.page = g.id;"
        "UPDATE medloom.pages p SET removed = (now() AT TIME ZONE 'UTC')::date, "
        "content_hash = NULL, url = NULL, name = NULL, language = NULL, kind = NULL, "
        "department = NULL, published = NULL, modified = NULL, questions = NULL, answers = NULL, "
        "record = NULL FROM gone g WHERE p.id = g.id");
  }

  Connection connection_;
};

}  // namespace

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& words, Access access) {
  Result<Connection> connection = Connection::open(words);
  if (!connection) return tl::unexpected(connection.error());
  Result<void> ready;
  if (access == Access::load) ready = make_schema(*connection);
  if (ready) ready = check_schema(*connection);
  if (ready && access == Access::load) ready = make_staging(*connection);
  if (!ready) {
    Error error = ready.error();
    if (error.where == "PostgreSQL") error.where = shown_connection(words);
    return tl::unexpected(error);
  }
  return std::make_unique<PostgresStore>(std::move(*connection));
}

}  // namespace medloom::stores
