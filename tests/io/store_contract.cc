#include "tests/io/store_contract.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/store_records.h"

namespace medloom::test {
namespace {

using stores::Access;
using stores::LoadCounts;
using stores::PageRecord;
using stores::Store;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();

template <class T>
T must(Result<T> result) {
  EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
  return result ? std::move(*result) : T();
}

std::vector<PageRecord> records_of(const std::vector<SmallRecord>& small) {
  std::vector<PageRecord> records;
  records.reserve(small.size());
  for (const SmallRecord& record : small) records.push_back(record.record());
  return records;
}

// "added updated unchanged"
std::string loaded(Store& store, const std::vector<SmallRecord>& small) {
  const LoadCounts counts = must(store.load(records_of(small)));
  return std::to_string(counts.added) + " " + std::to_string(counts.updated) + " " +
         std::to_string(counts.unchanged);
}

std::vector<stores::Uuid> ids_of(const std::vector<SmallRecord>& small) {
  std::vector<stores::Uuid> ids;
  for (const SmallRecord& record : small) {
    const std::string id = record.id();
    std::copy_n(id.begin(), id.size(), ids.emplace_back().begin());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::string> found(Store& store, const std::string& typed,
                               const std::string& concept_id = {}, bool any = false) {
  std::vector<stores::QueryConcept> concepts;
  if (!concept_id.empty()) {
    concepts.push_back({{0, static_cast<std::uint32_t>(typed.size())}, concept_id});
  }
  const auto query = must(stores::parse_query(typed, concepts));
  std::vector<std::string> names;
  stores::RecordReader reader;
  for (const stores::SearchHit& hit : must(store.search(query, {100, any})).hits) {
    names.push_back(must(reader.read(hit.json)).name);
  }
  return names;
}

}  // namespace

void loads_once_and_only_what_changed(const OpenStore& open) {
  const SmallRecord a{"a", "Sore throat"};
  const SmallRecord b{"b", "Low back pain"};
  SmallRecord corrected = b;
  corrected.answer = "A corrected answer.";
  {
    const auto store = must(open(Access::load));
    ASSERT_NE(store, nullptr);
    EXPECT_EQ(loaded(*store, {a, b}), "2 0 0");
    EXPECT_EQ(loaded(*store, {a, b}), "0 0 2");
    EXPECT_EQ(loaded(*store, {a, corrected}), "0 1 1");
    EXPECT_EQ(loaded(*store, {}), "0 0 0");
    EXPECT_THAT(found(*store, "corrected"), ElementsAre("Low back pain"));
    EXPECT_EQ(loaded(*store, {{"c", "First"}, {"c", "Second"}}), "1 1 0") << "the last one counts";
    EXPECT_THAT(found(*store, "first"), ElementsAre());
    EXPECT_THAT(found(*store, "second"), ElementsAre("Second"));
    EXPECT_TRUE(store->finish());
  }
  const auto store = must(open(Access::read));
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(must(store->get(b.id()))->json, corrected.line());
  EXPECT_FALSE(must(store->get(SmallRecord{"none"}.id())));
  const auto info = must(store->info());
  EXPECT_EQ(info.records, 3U);
  EXPECT_EQ(info.questions, 3U);
  EXPECT_EQ(info.answers, 3U);
}

void prunes_with_tombstones(const OpenStore& open) {
  const SmallRecord a{"a", "Sore throat", "Rest.", "sore-throat"};
  const SmallRecord b{"b", "Low back pain", "Walk.", "low-back-pain"};
  const SmallRecord c{"c", "Cough", "Drink."};
  const auto store = must(open(Access::load));
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(loaded(*store, {a, b, c}), "3 0 0");
  EXPECT_FALSE(store->prune(ids_of({a}), 1)) << "two are too many";
  EXPECT_EQ(must(store->info()).records, 3U) << "and nothing was removed";
  EXPECT_EQ(must(store->prune(ids_of({a, c}), 1)), 1U);
  EXPECT_EQ(must(store->prune(ids_of({a, c}), 1)), 0U) << "a tombstone is not pruned again";
  EXPECT_EQ(must(store->info()).records, 2U);
  EXPECT_EQ(must(store->info()).tombstones, 1U);
  EXPECT_EQ(must(store->info()).topics, 1U);
  EXPECT_THAT(found(*store, "back"), ElementsAre());
  EXPECT_THAT(found(*store, "lumbago", "low-back-pain"), ElementsAre());
  const auto tomb = must(store->get(b.id()));
  ASSERT_TRUE(tomb);
  EXPECT_EQ(tomb->json, "");
  EXPECT_THAT(tomb->removed, testing::MatchesRegex("20..-..-.."));
  EXPECT_EQ(loaded(*store, {b}), "1 0 0") << "a page that came back is new";
  EXPECT_EQ(must(store->info()).tombstones, 0U);
  EXPECT_THAT(found(*store, "back"), ElementsAre("Low back pain"));
  EXPECT_EQ(must(store->prune({}, kAnyNumber)), 3U);
  EXPECT_EQ(must(store->info()).records, 0U);
}

void keeps_records_byte_for_byte(const OpenStore& open) {
  const std::vector<SmallRecord> small = {
      {"1", "tab\tand\nline", "back\\slash \\N \r"},
      {"2", "nul " + std::string(1, '\0') + " here", "quote \" ' ; DROP TABLE pages;--"},
      {"3", "很长" + std::string(5000, 'x'), "答"},
      {"4", "\xEF\xB7\x90low-back-pain", "a noncharacter"},
      {"5", "", ""},
      {"6", "𠮷 😀 é", "．"},
  };
  std::vector<std::string> lines;
  {
    const auto store = must(open(Access::load));
    ASSERT_NE(store, nullptr);
    EXPECT_EQ(loaded(*store, small), "6 0 0");
    EXPECT_TRUE(store->finish());
  }
  const auto store = must(open(Access::read));
  ASSERT_NE(store, nullptr);
  const auto take = [&](std::string_view json) {
    lines.emplace_back(json);
    return Result<void>();
  };
  EXPECT_TRUE(store->export_records(take));
  std::vector<PageRecord> expected = records_of(small);
  std::sort(expected.begin(), expected.end(),
            [](const PageRecord& a, const PageRecord& b) { return a.id < b.id; });
  ASSERT_EQ(lines.size(), expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i], expected[i].json);
    EXPECT_EQ(must(store->get(expected[i].id))->json, expected[i].json);
  }
  EXPECT_THAT(found(*store, "nothing", "low-back-pain"), ElementsAre())
      << "a text cannot pretend to name a concept";
  const auto full = [](std::string_view) { return Result<void>(fail(ErrorCode::output, "full")); };
  EXPECT_EQ(store->export_records(full).error().message, "full");
}

void finds_words_of_both_scripts(const OpenStore& open) {
  const auto store = must(open(Access::load));
  ASSERT_NE(store, nullptr);
  loaded(*store, {
                     {"1", "产后腰痛", "注意休息。", "low-back-pain", "zh-Hans-CN"},
                     {"2", "產後下背痛", "請多休息。", "low-back-pain", "zh-Hant-TW"},
                     {"3", "Low back pain", "Walk, and take ibuprofen 400mg.", "low-back-pain"},
                     {"4", "高血壓", "量血壓，頭，痛風要分開看。", "hypertension", "zh-Hant-TW"},
                     {"5", "Ménière's disease", "The ear; back and pain. Low salt."},
                 });
  using Names = std::vector<std::string>;
  const std::string pain[] = {"产后腰痛", "產後下背痛", "Low back pain"};
  struct Case {
    std::string typed;
    std::string concept_id;
    Names names;
  };
  for (const auto& [typed, concept_id, names] : std::vector<Case>{
           {"腰痛", "", {pain[0]}},
           {"腰痛", "low-back-pain", {pain[0], pain[1], pain[2]}},
           {"low back pain", "low-back-pain", {pain[0], pain[1], pain[2]}},
           {"low back pain", "", {pain[2], "Ménière's disease"}},
           {"\"low back pain\"", "", {pain[2]}},
           {"血压", "", {"高血壓"}},
           {"血壓", "", {"高血壓"}},
           {"产後", "", {pain[0], pain[1]}},
           {"痛", "", {pain[0], pain[1], "高血壓"}},
           {"頭痛", "", {}},
           {"痛风", "", {"高血壓"}},
           {"meniere", "", {"Ménière's disease"}},
           {"MENIE*", "", {"Ménière's disease"}},
           {"meni", "", {}},
           {"400 mg", "", {pain[2]}},
           {"ＩＢＵＰＲＯＦＥＮ", "", {pain[2]}},
           {"休息", "", {pain[0], pain[1]}},
           {"休息 腰痛", "", {pain[0]}},
           {"chemotherapy", "", {}},
           {"骨折", "", {}},
       }) {
    const Names got = found(*store, typed, concept_id);
    EXPECT_THAT(got, testing::UnorderedElementsAreArray(names)) << typed;
  }
  EXPECT_THAT(found(*store, "休息 血压", {}, true),
              UnorderedElementsAre(pain[0], pain[1], "高血壓"));
}

// Nothing that a user types is SQL, nor syntax of a full text search.
void takes_any_query(const OpenStore& open) {
  const auto store = must(open(Access::load));
  ASSERT_NE(store, nullptr);
  loaded(*store, {{"1", "it's a \"test\" of back\\slashes", "x"}});
  for (const char* typed : {"a' OR 1=1 --", "\"",
                            "\"\"\"a",      "a AND",
                            "OR b",         "NOT x",
                            "NEAR(a b, 2)", "name:a",
                            "{title} : a",  "^a",
                            "a + b",        "a*b*",
                            "* a",          "(a",
                            "a)",           "a:*",
                            "a & !b",       "a <-> b",
                            "\\",           "\\'a",
                            "'a'",          "x\\",
                            "$1",           "?1",
                            "%s%n",         "a;DROP TABLE pages",
                            "-a",           "a|b",
                            "\xFF a",       "a\tb\nc",
                            "“a",           "「a",
                            "\x01 a"}) {
    const auto query = stores::parse_query(typed, {});
    if (!query) {
      EXPECT_EQ(query.error().code, ErrorCode::usage) << typed;
      continue;
    }
    for (const bool any : {false, true}) {
      const auto result = store->search(*query, {10, any});
      EXPECT_TRUE(result) << typed << ": " << (result ? "" : to_string(result.error()));
    }
  }
  EXPECT_THAT(found(*store, "it's"), ElementsAre("it's a \"test\" of back\\slashes"));
  EXPECT_THAT(found(*store, "back\\slashes"), ElementsAre("it's a \"test\" of back\\slashes"));
  EXPECT_EQ(must(store->info()).records, 1U);
}

}  // namespace medloom::test
