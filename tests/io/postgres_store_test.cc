#include "io/stores/postgres/postgres_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/stores/postgres/connection.h"
#include "io/stores/postgres/search_words.h"
#include "tests/io/store_contract.h"
#include "tests/io/store_records.h"
#include "tests/support/postgres_server.h"

namespace medloom::stores {
namespace {

using test::PostgresServer;
using test::SmallRecord;
using testing::HasSubstr;
using testing::Not;

// One server for all of it, because starting one takes seconds.
TEST(PostgresStore, KeepsTheContract) {
  if (!PostgresServer::installed()) GTEST_SKIP() << "PostgreSQL is not installed";
  PostgresServer server;
  ASSERT_EQ(server.error(), "");
  using Contract = void (*)(const test::OpenStore&);
  for (const auto& [name, contract] : std::vector<std::pair<const char*, Contract>>{
           {"loads once", test::loads_once_and_only_what_changed},
           {"prunes", test::prunes_with_tombstones},
           {"keeps bytes", test::keeps_records_byte_for_byte},
           {"finds", test::finds_words_of_both_scripts},
           {"takes any query", test::takes_any_query},
       }) {
    SCOPED_TRACE(name);
    const std::string base = server.new_database();
    ASSERT_EQ(server.error(), "");
    contract([&](Access access) { return open_store(base, access); });
  }
}

std::string error_of(const std::string& base, Access access = Access::read) {
  const auto store = open_store(base, access);
  return store ? "opened" : to_string(store.error());
}

TEST(PostgresStore, WhatIsNoBaseIsRefusedAndPasswordsAreNotShown) {
  if (!PostgresServer::installed()) GTEST_SKIP() << "PostgreSQL is not installed";
  PostgresServer server;
  ASSERT_EQ(server.error(), "");
  const std::string base = server.new_database();
  EXPECT_THAT(error_of(base), HasSubstr("holds no knowledge base"));
  EXPECT_EQ(error_of(base, Access::load), "opened");
  EXPECT_EQ(error_of(base), "opened");
  const std::string folder = server.socket_folder();
  EXPECT_THAT(error_of("host=" + folder + " user=tester password=s3cret dbname=none"),
              testing::AllOf(HasSubstr("does not exist"), Not(HasSubstr("s3cret"))));
  EXPECT_THAT(error_of("postgresql://tester:s3cret@/kb9?host=" + folder),
              testing::AllOf(HasSubstr("kb9"), Not(HasSubstr("s3cret"))));

  auto connection = Connection::open(base);
  ASSERT_TRUE(connection);
  ASSERT_TRUE(connection->run("UPDATE medloom.base SET format = 99"));
  EXPECT_THAT(error_of(base), HasSubstr("is of format 99"));

  // A transaction that the server ends leaves nothing of its batch.
  const std::string other = server.new_database();
  auto store = open_store(other, Access::load);
  ASSERT_TRUE(store);
  auto admin = Connection::open(other);
  ASSERT_TRUE(admin);
  ASSERT_TRUE(admin->run("ALTER TABLE medloom.mentions ADD CHECK (concept <> 'bad')"));
  const std::vector<PageRecord> batch = {SmallRecord{"a"}.record(),
                                         SmallRecord{"b", "x", "y", "bad"}.record()};
  EXPECT_FALSE((*store)->load(batch));
  EXPECT_EQ((*store)->info()->records, 0U);
  EXPECT_EQ((*store)->load({batch.data(), 1})->added, 1U) << "and the store goes on";
}

// No server is asked: nothing listens there.
TEST(PostgresStore, MalformedAndUnreachableConnections) {
  for (const char* base :
       {"postgresql://u:s3cret@h:port/db", "postgresql://u:s3cret%zz@h/db",
        "host=/nonexistent password='s3cret", "host=/nonexistent s3cret",
        "postgresql://u:s3cret@%2Fnonexistent/db", "host=/nonexistent password=s3cret dbname=kb"}) {
    const std::string error = error_of(base);
    EXPECT_NE(error, "opened") << base;
    EXPECT_THAT(error, Not(HasSubstr("s3cret"))) << base;
    EXPECT_THAT(shown_base(base), Not(HasSubstr("s3cret"))) << base;
  }
}

TEST(PostgresStore, ToldFromPaths) {
  for (const char* base :
       {"postgresql://h/db", "postgres://", "service=kb", "host=/run dbname=kb", " dbname = kb"}) {
    EXPECT_TRUE(is_connection(base)) << base;
  }
  for (const char* path :
       {"base.kb", "./service=kb", "a=b", "postgresql", "/tmp/host=x", "", "hostess=1"}) {
    EXPECT_FALSE(is_connection(path)) << path;
  }
}

TEST(PostgresWords, QueriesAreLiterals) {
  EXPECT_EQ(tsquery_of({"腰痛"}), "'腰' <-> '痛'");
  EXPECT_EQ(tsquery_of({"hyper*", "", true}), "'hyper':*");
  EXPECT_EQ(tsquery_of({"腰痛", "low-back-pain"}), "('腰' <-> '痛') | 'topic:low-back-pain'");
  EXPECT_EQ(tsquery_of({"it's \\ a"}), "'it' <-> 's' <-> 'a'");
  EXPECT_EQ(tsquery_of({"x", "it's\\"}), "('x') | 'topic:it''s\\\\'");
}

TEST(PostgresWords, LongRecordsAreSeveralPassages) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "字" + std::to_string(i) + " ";
  const auto passages = passages_of(SmallRecord{"k", "t", text}.record());
  EXPECT_GT(passages.size(), 5U);
  for (const std::string& passage : passages) EXPECT_LT(passage.size(), 20'000U);
  // Every word but the last few has its right neighbour in some passage.
  for (int i = 0; i + 1 < 3000; ++i) {
    const std::string word = "'" + std::to_string(i) + "':";
    const std::string next = "'" + std::to_string(i + 1) + "':";
    EXPECT_TRUE(std::any_of(passages.begin(), passages.end(), [&](const std::string& passage) {
      return passage.find(word) != std::string::npos && passage.find(next) != std::string::npos;
    })) << i;
  }
}

}  // namespace
}  // namespace medloom::stores
