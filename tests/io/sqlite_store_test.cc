#include "io/stores/sqlite/sqlite_store.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/stores/sqlite/full_text.h"
#include "io/stores/sqlite/schema.h"
#include "io/stores/sqlite/sqlite_search.h"
#include "tests/io/store_contract.h"
#include "tests/io/store_records.h"
#include "tests/support/temp_folder.h"

namespace medloom::stores {
namespace {

using test::SmallRecord;
using test::TempFolder;
using testing::HasSubstr;

class SqliteStoreTest : public testing::Test {
 protected:
  test::OpenStore open() const {
    return [path = path()](Access access) { return open_store(path, access); };
  }
  std::string path() const { return folder_.path("base.kb"); }

  TempFolder folder_;
};

TEST_F(SqliteStoreTest, LoadsOnceAndOnlyWhatChanged) {
  test::loads_once_and_only_what_changed(open());
}
TEST_F(SqliteStoreTest, PrunesWithTombstones) { test::prunes_with_tombstones(open()); }
TEST_F(SqliteStoreTest, KeepsRecordsByteForByte) { test::keeps_records_byte_for_byte(open()); }
TEST_F(SqliteStoreTest, FindsWordsOfBothScripts) { test::finds_words_of_both_scripts(open()); }
TEST_F(SqliteStoreTest, TakesAnyQuery) { test::takes_any_query(open()); }

std::vector<PageRecord> numbered(int from, int to, const std::string& answer = "Rest and water.") {
  std::vector<PageRecord> records;
  for (int i = from; i < to; ++i) {
    records.push_back(SmallRecord{std::to_string(i), "头痛 " + std::to_string(i), answer}.record());
  }
  return records;
}

void check_index(const std::string& path) {
  auto database = open_base(path, Database::Mode::write);
  ASSERT_TRUE(database);
  EXPECT_TRUE(database->execute("INSERT INTO search(search) VALUES('integrity-check')"));
  EXPECT_EQ(database
                ->integer("SELECT count(*) FROM pragma_integrity_check WHERE "
                          "integrity_check <> 'ok'")
                .value_or(-1),
            0);
  // A page that left the index wrongly would leave its words there.
  EXPECT_EQ(database->integer("SELECT count(*) FROM search WHERE search MATCH '头'").value_or(-1),
            database->integer("SELECT count(*) FROM records").value_or(-2));
}

TEST_F(SqliteStoreTest, TheFileIsForItsOwnerAndOnePiece) {
  {
    auto store = open_store(path(), Access::load);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->load(numbered(0, 10)));
    ASSERT_TRUE((*store)->finish());
  }
  struct stat status = {};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_FALSE(folder_.has("base.kb-wal"));
  EXPECT_FALSE(folder_.has("base.kb-journal"));
}

TEST_F(SqliteStoreTest, UpdatesAndTombstonesLeaveTheIndexWhole) {
  {
    auto store = open_store(path(), Access::load);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->load(numbered(0, 200)));
    ASSERT_TRUE((*store)->load(numbered(50, 150, "Another answer " + std::string(3000, 'z'))));
    std::vector<Uuid> keep;
    for (const PageRecord& record : numbered(0, 120)) {
      std::copy_n(record.id.begin(), 36, keep.emplace_back().begin());
    }
    std::sort(keep.begin(), keep.end());
    EXPECT_EQ((*store)->prune(keep, 1000).value_or(0), 80U);
    ASSERT_TRUE((*store)->finish());
  }
  check_index(path());
}

// Whatever moment the program is killed at, whole batches are there and a second load adds the
// rest.
TEST_F(SqliteStoreTest, AKilledLoadIsCompletedByTheNext) {
  const std::vector<PageRecord> records = numbered(0, 600);
  const std::span<const PageRecord> all = records;
  int killed = 0;
  for (int delay = 0; delay < 12; ++delay) {
    TempFolder folder;
    const std::string base = folder.path("base.kb");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto store = open_store(base, Access::load);
      for (std::size_t at = 0; store && at < all.size(); at += 50) {
        if (!(*store)->load(all.subspan(at, 50))) ::_exit(2);
      }
      if (!store || !(*store)->finish()) ::_exit(3);
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(1000 + delay * 6000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status) ? 1 : 0;
    auto store = open_store(base, Access::load);
    ASSERT_TRUE(store) << to_string(store.error());
    EXPECT_EQ((*store)->info()->records % 50, 0U) << "half a batch";
    const Result<LoadCounts> counts = (*store)->load(all);
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->added + counts->unchanged, 600U);
    EXPECT_EQ((*store)->info()->records, 600U);
    ASSERT_TRUE((*store)->finish());
    store->reset();
    check_index(base);
  }
  EXPECT_GT(killed, 0) << "nothing was interrupted";
}

TEST_F(SqliteStoreTest, ABatchThatFailsLeavesNothing) {
  auto store = open_store(path(), Access::load);
  ASSERT_TRUE(store);
  ASSERT_TRUE((*store)->load(numbered(0, 5)));
  // The record that the base holds for one of the next batch is damaged.
  {
    auto database = open_base(path(), Database::Mode::write);
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->execute("UPDATE records SET json='{}' WHERE page=3"));
  }
  const auto failed = (*store)->load(numbered(0, 8, "changed"));
  ASSERT_FALSE(failed);
  EXPECT_EQ((*store)->info()->records, 5U);
  EXPECT_TRUE((*store)->load(numbered(5, 8))) << "and the store goes on";
}

TEST_F(SqliteStoreTest, WhatIsNoBaseIsRefused) {
  const auto error_of = [](const std::string& path, Access access) {
    const auto store = open_store(path, access);
    return store ? std::string("opened") : to_string(store.error());
  };
  EXPECT_THAT(error_of(folder_.path("none.kb"), Access::read), HasSubstr("there is no such base"));
  EXPECT_FALSE(folder_.has("none.kb"));
  EXPECT_THAT(error_of(folder_.path("no/folder.kb"), Access::load), HasSubstr("No such file"));
  EXPECT_THAT(error_of(folder_.path().string(), Access::load), HasSubstr("is no regular file"));
  const std::string text = folder_.write("records.jsonl", "{\"a\": 1}\n" + std::string(2000, ' '));
  for (const Access access : {Access::read, Access::load}) {
    EXPECT_THAT(error_of(text, access), HasSubstr("is no knowledge base"));
  }
  EXPECT_EQ(folder_.read("records.jsonl").size(), 2009U) << "and is left as it was";
  const std::string empty = folder_.write("empty.kb", "");
  EXPECT_THAT(error_of(empty, Access::read), HasSubstr("is no knowledge base"));
  EXPECT_EQ(error_of(empty, Access::load), "opened");

  const std::string other = folder_.path("other.db");
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(other.c_str(), &database), SQLITE_OK);
  sqlite3_exec(database, "CREATE TABLE t(x)", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  for (const Access access : {Access::read, Access::load}) {
    EXPECT_THAT(error_of(other, access), HasSubstr("is no knowledge base"));
  }
  ASSERT_EQ(error_of(path(), Access::load), "opened");
  ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
  sqlite3_exec(database, "PRAGMA user_version=99", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  EXPECT_THAT(error_of(path(), Access::load), HasSubstr("is of format 99"));
}

TEST_F(SqliteStoreTest, BeyondTheRankedOnesTitlesGoFirst) {
  auto store = open_store(path(), Access::load);
  ASSERT_TRUE(store);
  std::vector<PageRecord> records;
  for (int i = 0; i < 300; ++i) {
    const bool named = i == 250;
    records.push_back(SmallRecord{std::to_string(i), named ? "痛" : "x", "这里也痛。"}.record());
  }
  ASSERT_TRUE((*store)->load(records));
  auto database = open_base(path(), Database::Mode::read);
  ASSERT_TRUE(database);
  const auto query = parse_query("痛", {});
  const auto ranked = search_pages(*database, *query, false, 100);
  ASSERT_TRUE(ranked);
  EXPECT_TRUE(ranked->more);
  EXPECT_EQ(ranked->pages.front().page, 251);
  const auto all = search_pages(*database, *query, false, 300);
  ASSERT_TRUE(all);
  EXPECT_FALSE(all->more);
  EXPECT_EQ(all->pages.size(), 300U);
  EXPECT_EQ(all->pages.front().page, 251);
}

// Without a rank of our own, words of one unit would count twice where both ways to meet it stand.
TEST_F(SqliteStoreTest, RareWordsWeighMoreWhereAnyWordWillDo) {
  auto store = open_store(path(), Access::load);
  ASSERT_TRUE(store);
  std::vector<PageRecord> records = numbered(0, 100, "Common words here.");
  records.push_back(SmallRecord{"r", "x", "A rareword stands here."}.record());
  ASSERT_TRUE((*store)->load(records));
  const auto result = (*store)->search(*parse_query("common rareword", {}), {1, true});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->hits.size(), 1U);
  EXPECT_EQ(result->hits[0].id, records.back().id);
  EXPECT_EQ(result->matches, 101U);
}

}  // namespace
}  // namespace medloom::stores
