// While records are loaded, the file keeps a write-ahead log beside it: a program that is killed
// leaves whole batches, and others may search meanwhile. When the loading is finished the log is
// folded in, and the base is one file again that can be read from anywhere.
//
// Tested by tests/io/sqlite_store_test.cc.
#include "io/stores/sqlite/sqlite_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>

#include "io/paths.h"
#include "io/stores/sqlite/page_writer.h"
#include "io/stores/sqlite/schema.h"
#include "io/stores/sqlite/sqlite_search.h"

namespace medloom::stores {
namespace {

// After more than a fifth of the base is new, the index is worth writing anew as one piece.
constexpr std::uint64_t kWorthOptimizing = 5;

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  char day[16];
  return {day, std::strftime(day, sizeof day, "%Y-%m-%d", &parts)};
}

std::string_view text_of(const Uuid& id) { return {id.data(), id.size()}; }

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string path, std::unique_ptr<Database> database,
              std::unique_ptr<PageWriter> writer)
      : path_(std::move(path)), database_(std::move(database)), writer_(std::move(writer)) {}

  Result<LoadCounts> load(std::span<const PageRecord> batch) override {
    LoadCounts counts;
    const Result<void> done = in_transaction([&]() -> Result<void> {
      for (const PageRecord& record : batch) {
        const Result<PageWriter::Outcome> outcome = writer_->put(record);
        if (!outcome) return tl::unexpected(outcome.error());
        switch (*outcome) {
          case PageWriter::Outcome::added:
            ++counts.added;
            break;
          case PageWriter::Outcome::updated:
            ++counts.updated;
            break;
          case PageWriter::Outcome::unchanged:
            ++counts.unchanged;
            break;
        }
      }
      return {};
    });
    if (!done) return tl::unexpected(done.error());
    changed_ += counts.added + counts.updated;
    return counts;
  }

  Result<std::uint64_t> prune(std::span<const Uuid> keep, std::uint64_t at_most) override {
    std::vector<std::int64_t> gone;
    const Result<void> done = in_transaction([&] {
      return list_gone(keep, gone).and_then([&]() -> Result<void> {
        if (gone.size() > at_most) return too_many(gone.size());
        const std::string day = today();
        for (const std::int64_t page : gone) {
          if (auto buried = writer_->bury(page, day); !buried) return buried;
        }
        return {};
      });
    });
    if (!done) return tl::unexpected(done.error());
    changed_ += gone.size();
    return gone.size();
  }

  Result<void> finish() override {
    if (changed_ > 0) {
      const Result<std::int64_t> records = database_->integer("SELECT count(*) FROM records");
      if (!records) return tl::unexpected(records.error());
      const bool much = changed_ * kWorthOptimizing > static_cast<std::uint64_t>(*records);
      Result<void> merged =
          database_->execute(much ? "INSERT INTO search(search) VALUES('optimize')"
                                  : "INSERT INTO search(search, rank) VALUES('merge', 1000)");
      if (!merged) return merged;
      changed_ = 0;
    }
    // Fails while another program reads the base: then the log stays, which does no harm.
    static_cast<void>(database_->execute("PRAGMA journal_mode=DELETE"));
    return {};
  }

  Result<std::optional<StoredPage>> get(std::string_view id) override {
    Result<Statement> page = database_->prepare(
        "SELECT r.json, p.removed FROM pages p LEFT JOIN records r ON r.page = p.id "
        "WHERE p.uuid=?1");
    if (!page) return tl::unexpected(page.error());
    const Result<bool> found = page->first(id);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return std::optional<StoredPage>();
    StoredPage stored{{}, std::string(page->text(1))};
    if (!stored.removed.empty()) return stored;
    Result<std::string> json = record_in(*page, 0, packer_);
    if (!json) return tl::unexpected(json.error());
    stored.json = std::move(*json);
    return stored;
  }

  Result<SearchResult> search(const SearchQuery& query, const SearchOptions& options) override {
    Result<RankedPages> ranked = search_pages(*database_, query, options.any);
    if (!ranked) return tl::unexpected(ranked.error());
    SearchResult result{{}, ranked->pages.size(), ranked->more};
    Result<Statement> page = database_->prepare(
        "SELECT p.uuid, r.json FROM pages p JOIN records r ON r.page = p.id WHERE p.id=?1");
    if (!page) return tl::unexpected(page.error());
    const std::size_t count = std::min(options.limit, ranked->pages.size());
    for (std::size_t i = 0; i < count; ++i) {
      const Result<bool> found = page->first(ranked->pages[i].page);
      if (!found) return tl::unexpected(found.error());
      if (!*found) continue;
      Result<std::string> json = record_in(*page, 1, packer_);
      if (!json) return tl::unexpected(json.error());
      result.hits.push_back({std::string(page->text(0)), ranked->pages[i].score, std::move(*json)});
    }
    return result;
  }

  Result<StoreInfo> info() override {
    StoreInfo info;
    info.kind = "SQLite";
    info.format = static_cast<std::uint32_t>(kSqliteFormat);
    struct Count {
      std::uint64_t* to;
      std::string_view sql;
    };
    const Count counts[] = {
        {&info.records, "SELECT count(*) FROM pages WHERE removed IS NULL"},
        {&info.tombstones, "SELECT count(*) FROM pages WHERE removed IS NOT NULL"},
        {&info.questions, "SELECT count(*) FROM questions"},
        {&info.answers, "SELECT count(*) FROM answers"},
        {&info.topics, "SELECT count(DISTINCT topic) FROM mentions"},
    };
    for (const Count& count : counts) {
      const Result<std::int64_t> number = database_->integer(count.sql);
      if (!number) return tl::unexpected(number.error());
      *count.to = static_cast<std::uint64_t>(*number);
    }
    for (const auto& [column, to] :
         {std::pair{"language", &info.languages}, std::pair{"kind", &info.kinds}}) {
      if (auto grouped = count_by(column, *to); !grouped) return tl::unexpected(grouped.error());
    }
    struct stat status = {};
    if (::stat(path_.c_str(), &status) == 0)
      info.bytes = static_cast<std::uint64_t>(status.st_size);
    return info;
  }

  Result<void> export_records(
      const std::function<Result<void>(std::string_view json)>& to) override {
    Result<Statement> rows = database_->prepare(
        "SELECT r.json FROM pages p JOIN records r ON r.page = p.id ORDER BY p.uuid");
    if (!rows) return tl::unexpected(rows.error());
    Result<bool> row = rows->first();
    for (; row && *row; row = rows->next()) {
      const Result<std::string> json = record_in(*rows, 0, packer_);
      if (!json) return tl::unexpected(json.error());
      if (auto written = to(*json); !written) return written;
    }
    if (!row) return tl::unexpected(row.error());
    return {};
  }

 private:
  template <class Work>
  Result<void> in_transaction(Work work) {
    Result<void> done = database_->execute("BEGIN IMMEDIATE").and_then(work).and_then([&] {
      return database_->execute("COMMIT");
    });
    if (!done) {
      static_cast<void>(database_->execute("ROLLBACK"));  // there may be none any more
      writer_->forget();
    }
    return done;
  }

  // Both lists are in order of ids.
  Result<void> list_gone(std::span<const Uuid> keep, std::vector<std::int64_t>& gone) {
    Result<Statement> pages =
        database_->prepare("SELECT id, uuid FROM pages WHERE removed IS NULL ORDER BY uuid");
    if (!pages) return tl::unexpected(pages.error());
    auto kept = keep.begin();
    Result<bool> row = pages->first();
    for (; row && *row; row = pages->next()) {
      const std::string_view uuid = pages->text(1);
      while (kept != keep.end() && text_of(*kept) < uuid) ++kept;
      if (kept == keep.end() || text_of(*kept) != uuid) gone.push_back(pages->integer(0));
    }
    if (!row) return tl::unexpected(row.error());
    return {};
  }

  static Result<void> too_many(std::size_t count) {
    return fail(ErrorCode::usage, "prune would remove " + std::to_string(count) + " pages");
  }

  Result<void> count_by(const std::string& column, StoreInfo::Counts& to) {
    Result<Statement> rows = database_->prepare("SELECT coalesce(" + column +
                                                ", ''), count(*) FROM pages WHERE removed IS NULL "
                                                "GROUP BY 1 ORDER BY 2 DESC, 1");
    if (!rows) return tl::unexpected(rows.error());
    Result<bool> row = rows->first();
    for (; row && *row; row = rows->next()) {
      to.emplace_back(rows->text(0), static_cast<std::uint64_t>(rows->integer(1)));
    }
    if (!row) return tl::unexpected(row.error());
    return {};
  }

  std::string path_;
  std::unique_ptr<Database> database_;  // on the heap: the writer points to it
  std::unique_ptr<PageWriter> writer_;  // null to read
  RecordPacker packer_;
  std::uint64_t changed_ = 0;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path, Access access) {
  const bool write = access == Access::load;
  Result<Database> opened = open_base(path, write ? Database::Mode::write : Database::Mode::read);
  if (!opened) return tl::unexpected(opened.error());
  auto database = std::make_unique<Database>(std::move(*opened));
  std::unique_ptr<PageWriter> writer;
  if (write) {
    // A lost log loses the last batches, never the base: they are loaded again.
    const Result<void> ready = database->execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-131072;"
        "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=8000");
    if (!ready) return tl::unexpected(ready.error());
    Result<PageWriter> made = PageWriter::create(*database);
    if (!made) return tl::unexpected(made.error());
    writer = std::make_unique<PageWriter>(std::move(*made));
  } else if (auto ready =
                 database->execute("PRAGMA mmap_size=1073741824; PRAGMA cache_size=-65536");
             !ready) {
    return tl::unexpected(ready.error());
  }
  return std::make_unique<SqliteStore>(path, std::move(database), std::move(writer));
}

}  // namespace medloom::stores
