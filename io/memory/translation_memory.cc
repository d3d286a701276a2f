// One table. Empty cells are '' and not NULL, because NULLs differ from one another in a key. Flags
// are one cell, a line each: they are shown, never searched for.
//
// Tested by tests/io/translation_memory_test.cc.
#include "io/memory/translation_memory.h"

#include "io/paths.h"

namespace medloom::memory {
namespace {

using stores::Database;
using stores::Statement;

constexpr std::int64_t kApplicationId = 0x6d6c746d;  // "mltm"
constexpr std::int64_t kFormat = 1;

constexpr std::string_view kColumns =
    "from_lang, to_lang, segment, engine, model, protection, terms, text, reason, flags";

std::string joined(const std::vector<std::string>& flags) {
  std::string cell;
  for (const std::string& flag : flags) cell += (cell.empty() ? "" : "\n") + flag;
  return cell;
}

std::vector<std::string> lines_of(std::string_view cell) {
  std::vector<std::string> lines;
  while (!cell.empty()) {
    const std::size_t end = cell.find('\n');
    lines.emplace_back(cell.substr(0, end));
    cell = end == std::string_view::npos ? std::string_view() : cell.substr(end + 1);
  }
  return lines;
}

MemoryEntry entry_of(const Statement& row) {
  const auto text = [&row](int column) { return std::string(row.text(column)); };
  return {{text(0), text(1), text(2), text(3), text(4), static_cast<std::uint32_t>(row.integer(5)),
           text(6)},
          text(7),
          text(8),
          lines_of(row.text(9))};
}

Result<void> create_table(Database& database) {
  return database.execute(
      "BEGIN IMMEDIATE;"
      "CREATE TABLE segments(id INTEGER PRIMARY KEY, from_lang TEXT NOT NULL, to_lang TEXT NOT "
      "NULL,"
      " segment TEXT NOT NULL, engine TEXT NOT NULL, model TEXT NOT NULL,"
      " protection INTEGER NOT NULL, terms TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL,"
      " flags TEXT NOT NULL,"
      " UNIQUE(from_lang, to_lang, segment, engine, model, protection, terms));"
      "PRAGMA application_id=" +
      std::to_string(kApplicationId) + ";PRAGMA user_version=" + std::to_string(kFormat) +
      ";COMMIT");
}

Result<void> check_format(Database& database, const std::string& path, Database::Mode mode) {
  const Result<std::int64_t> tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) {
    if (tables.error().code != ErrorCode::usage) return tl::unexpected(tables.error());
    return fail(ErrorCode::usage, "is no translation memory of medloom", path_as_utf8(path));
  }
  const Result<std::int64_t> application = database.integer("PRAGMA application_id");
  const Result<std::int64_t> format = database.integer("PRAGMA user_version");
  if (!application) return tl::unexpected(application.error());
  if (!format) return tl::unexpected(format.error());
  if (*tables == 0 && *application == 0 && mode == Database::Mode::write) {
    return create_table(database);
  }
  if (*application != kApplicationId) {
    return fail(ErrorCode::usage, "is no translation memory of medloom", path_as_utf8(path));
  }
  if (*format == kFormat) return {};
  return fail(ErrorCode::configuration,
              "is of format " + std::to_string(*format) + ", and this medloom knows format " +
                  std::to_string(kFormat) + "; take its translations along with tm export",
              path_as_utf8(path));
}

}  // namespace

Result<TranslationMemory> TranslationMemory::open(const std::string& path, Mode mode) {
  if (mode == Mode::write) {
    if (auto created = Database::create_file(path); !created) {
      return tl::unexpected(created.error());
    }
  }
  if (!file_id(path)) {
    return fail(ErrorCode::usage, "there is no such memory; medloom tm fill makes one",
                path_as_utf8(path));
  }
  Result<Database> database = Database::open(path, mode);
  if (!database) return tl::unexpected(database.error());
  if (auto right = check_format(*database, path, mode); !right) {
    return tl::unexpected(right.error());
  }
  return TranslationMemory(std::move(*database));
}

// With a write-ahead log a commit is one write; without it, two synchronisations. When all is done
// the log goes, so that a memory is one file that may be read anywhere.
Result<void> TranslationMemory::begin_fill() {
  return database_.execute("PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL");
}

Result<void> TranslationMemory::make_durable() {
  return database_.execute("PRAGMA wal_checkpoint(FULL)");
}

Result<void> TranslationMemory::end_fill() {
  return database_.execute("PRAGMA journal_mode=DELETE");
}

Result<std::optional<MemoryEntry>> TranslationMemory::find(const MemoryKey& key) {
  Result<Statement> rows = database_.prepare(
      "SELECT " + std::string(kColumns) +
      " FROM segments WHERE from_lang=?1 AND to_lang=?2 AND segment=?3 AND engine=?4 AND"
      " model=coalesce(?5,'') AND protection=?6 AND terms=coalesce(?7,'')");
  if (!rows) return tl::unexpected(rows.error());
  const Result<bool> found = rows->first(key.from, key.to, key.segment, key.engine, key.model,
                                         static_cast<std::int64_t>(key.protection), key.terms);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::optional<MemoryEntry>();
  return entry_of(*rows);
}

Result<void> TranslationMemory::store(const std::vector<MemoryEntry>& entries) {
  Result<void> done = database_.execute("BEGIN IMMEDIATE").and_then([&]() -> Result<void> {
    Result<Statement> insert =
        database_.prepare("INSERT OR REPLACE INTO segments(" + std::string(kColumns) +
                          ") VALUES(?1,?2,?3,?4,coalesce(?5,''),?6,coalesce(?7,''),coalesce(?8,''),"
                          "coalesce(?9,''),coalesce(?10,''))");
    if (!insert) return tl::unexpected(insert.error());
    for (const MemoryEntry& entry : entries) {
      const MemoryKey& key = entry.key;
      const Result<void> stored = insert->run(key.from, key.to, key.segment, key.engine, key.model,
                                              static_cast<std::int64_t>(key.protection), key.terms,
                                              entry.text, entry.reason, joined(entry.flags));
      if (!stored) return stored;
    }
    return database_.execute("COMMIT");
  });
  if (!done) static_cast<void>(database_.execute("ROLLBACK"));
  return done;
}

Result<void> TranslationMemory::each(const MemoryFilter& filter,
                                     const std::function<Result<void>(const MemoryEntry&)>& visit) {
  Result<Statement> rows = database_.prepare(
      "SELECT " + std::string(kColumns) +
      " FROM segments WHERE (?1 IS NULL OR from_lang=?1) AND (?2 IS NULL OR to_lang=?2) AND"
      " (?3 IS NULL OR engine=?3) AND (?4 OR text<>'')"
      " ORDER BY from_lang, to_lang, segment, engine, model, protection, terms");
  if (!rows) return tl::unexpected(rows.error());
  Result<bool> row = rows->first(filter.from, filter.to, filter.engine, filter.rejected ? 1 : 0);
  for (; row && *row; row = rows->next()) {
    if (auto visited = visit(entry_of(*rows)); !visited) return visited;
  }
  if (!row) return tl::unexpected(row.error());
  return {};
}

Result<std::vector<MemoryCount>> TranslationMemory::counts() {
  Result<Statement> rows = database_.prepare(
      "SELECT from_lang, to_lang, engine, model, reason, protection, count(*),"
      " sum(length(CAST(segment AS BLOB))) FROM segments"
      " GROUP BY from_lang, to_lang, engine, model, protection, reason ORDER BY 1,2,3,4,6,5");
  if (!rows) return tl::unexpected(rows.error());
  std::vector<MemoryCount> counts;
  Result<bool> row = rows->first();
  for (; row && *row; row = rows->next()) {
    const auto text = [&rows](int column) { return std::string(rows->text(column)); };
    counts.push_back({text(0), text(1), text(2), text(3), text(4),
                      static_cast<std::uint32_t>(rows->integer(5)),
                      static_cast<std::uint64_t>(rows->integer(6)),
                      static_cast<std::uint64_t>(rows->integer(7))});
  }
  if (!row) return tl::unexpected(row.error());
  return counts;
}

Result<std::uint64_t> TranslationMemory::prune(
    const std::function<bool(const MemoryEntry&)>& unwanted) {
  std::vector<std::int64_t> gone;
  Result<Statement> rows =
      database_.prepare("SELECT " + std::string(kColumns) + ", id FROM segments ORDER BY id");
  if (!rows) return tl::unexpected(rows.error());
  Result<bool> row = rows->first();
  for (; row && *row; row = rows->next()) {
    if (unwanted(entry_of(*rows))) gone.push_back(rows->integer(10));
  }
  if (!row) return tl::unexpected(row.error());
  rows->reset();
  Result<void> done = database_.execute("BEGIN IMMEDIATE").and_then([&]() -> Result<void> {
    Result<Statement> remove = database_.prepare("DELETE FROM segments WHERE id=?1");
    if (!remove) return tl::unexpected(remove.error());
    for (const std::int64_t id : gone) {
      if (auto removed = remove->run(id); !removed) return removed;
    }
    return database_.execute("COMMIT");
  });
  if (!done) {
    static_cast<void>(database_.execute("ROLLBACK"));
    return tl::unexpected(done.error());
  }
  if (!gone.empty()) done = database_.execute("VACUUM");
  if (!done) return tl::unexpected(done.error());
  return gone.size();
}

}  // namespace medloom::memory
