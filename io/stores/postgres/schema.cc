// The record stands in `pages` as it was loaded (json keeps its bytes); questions and answers are
// views over it. `passages` is what a search reads.
//
// Tested by tests/io/postgres_store_test.cc.
#include "io/stores/postgres/schema.h"

namespace medloom::stores {
namespace {

constexpr char kTables[] = R"sql(
CREATE SCHEMA medloom;
CREATE TABLE medloom.base(format int NOT NULL);
CREATE TABLE medloom.pages(
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid uuid NOT NULL UNIQUE,       -- of @id
  content_hash text,
  removed date,                    -- of a tombstone; all else is null then
  url text, name text, language text, kind text, department text, published text, modified text,
  questions int, answers int,
  record json);
CREATE TABLE medloom.mentions(
  page bigint NOT NULL REFERENCES medloom.pages(id),
  concept text NOT NULL);
CREATE INDEX ON medloom.mentions(page);
CREATE INDEX ON medloom.mentions(concept);
CREATE TABLE medloom.passages(
  page bigint NOT NULL REFERENCES medloom.pages(id),
  words tsvector NOT NULL);
CREATE INDEX ON medloom.passages(page);
CREATE INDEX ON medloom.passages USING gin(words);
CREATE VIEW medloom.questions AS
  SELECT p.id AS page, q.n - 1 AS n, q.item->>'@id' AS urn, q.item->>'name' AS name,
         q.item->>'text' AS text, q.item->>'dateCreated' AS asked, q.item
  FROM medloom.pages p,
       json_array_elements(p.record->'mainEntity') WITH ORDINALITY AS q(item, n);
CREATE VIEW medloom.answers AS
  SELECT q.page, q.n AS question, a.item->>'@id' AS urn, a.item->>'text' AS text,
         a.item->'author'->>'name' AS answer_by,
         a.item->'author'->'medloom'->'department'->>'name' AS department,
         a.item->>'dateCreated' AS answered, a.item->'medloom'->>'basis' AS basis, a.accepted
  FROM medloom.questions q,
       LATERAL (SELECT json_array_elements(q.item->'acceptedAnswer'), true
                UNION ALL
                SELECT json_array_elements(q.item->'suggestedAnswer'), false) AS a(item, accepted);
)sql";

}  // namespace

Result<void> check_schema(Connection& connection) {
  const Result<Rows> there = connection.query("SELECT to_regclass('medloom.base')");
  if (!there) return tl::unexpected(there.error());
  if (there->is_null(0, 0)) {
    return fail(ErrorCode::usage, "this database holds no knowledge base of medloom", "PostgreSQL");
  }
  const Result<Rows> format = connection.query("SELECT format FROM medloom.base");
  if (!format) return tl::unexpected(format.error());
  const std::int64_t number = format->size() == 1 ? format->integer(0, 0) : 0;
  if (number == kPostgresFormat) return {};
  return fail(ErrorCode::configuration,
              "the base is of format " + std::to_string(number) +
                  ", and this medloom knows format " + std::to_string(kPostgresFormat) +
                  "; bases are not migrated: load the records into a new one",
              "PostgreSQL");
}

Result<void> make_schema(Connection& connection) {
  const Result<Rows> encoding = connection.query("SHOW server_encoding");
  if (!encoding) return tl::unexpected(encoding.error());
  if (encoding->text(0, 0) != "UTF8") {
    return fail(ErrorCode::configuration, "the database is not encoded in UTF8", "PostgreSQL");
  }
  // One maker at a time; the lock goes with the transaction.
  return connection.run("BEGIN; SELECT pg_advisory_xact_lock(7236849721)").and_then([&] {
    const Result<Rows> there = connection.query("SELECT to_regclass('medloom.base')");
    if (!there) return Result<void>(tl::unexpected(there.error()));
    Result<void> made;
    if (there->is_null(0, 0)) {
      made = connection.run(std::string(kTables) + "INSERT INTO medloom.base VALUES(" +
                            std::to_string(kPostgresFormat) + ")");
    }
    const Result<void> ended = connection.run(made ? "COMMIT" : "ROLLBACK");
    return made ? ended : made;
  });
}

}  // namespace medloom::stores
