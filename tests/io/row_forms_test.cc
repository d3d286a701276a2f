// The forms of results that are made for other programs: CSV, JSON-LD, the bulk interface.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/open.h"
#include "io/renderers/bulk_template.h"
#include "io/renderers/instant.h"
#include "tests/io/records.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::part;
using test::question;
using test::sound_record;
using test::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::string rendered(const std::string& form, const Record& record) {
  return (*create_renderer(form))->render(record);
}

std::vector<json> json_lines(const std::string& bytes) {
  std::vector<json> lines;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t end = bytes.find('\n', from);
    lines.push_back(json::parse(bytes.substr(from, end - from)));
    from = end + 1;
  }
  return lines;
}

// ---- JSON-LD

json without_ours(json value) {
  if (value.is_object()) value.erase("medloom");
  if (!value.is_structured()) return value;
  for (auto& item : value) item = without_ours(item);
  return value;
}

TEST(JsonLd, IsTheRecordWithoutOurKeys) {
  Record record = sound_record(1, {question(1, "Why \"medloom\":{}?", "{\"medloom\":{\"a\":1}}")},
                               {part(1, "medloom"), part(2, "\\\"medloom\":{")});
  record.contributors.emplace_back();
  record.about.emplace_back();
  record.about[0].schema_type = "medloom";
  const std::string line = rendered("jsonld", record);
  EXPECT_EQ(line.back(), '\n');
  const json plain = json::parse(line);
  EXPECT_EQ(plain, without_ours(json::parse(to_json(record))));
  EXPECT_EQ(plain["@context"], "https://schema.org");
  EXPECT_EQ(plain["about"][0]["@type"], "medloom") << "a value of that name stays";
  EXPECT_EQ(plain["hasPart"][0]["text"], "medloom");
}

// ---- CSV

// RFC 4180: rows of cells.
std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  bool quoted = false;
  bool new_row = true;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    if (new_row) rows.emplace_back(1);
    new_row = false;
    std::string& cell = rows.back().back();
    if (csv[i] == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
      cell += csv[++i];
    } else if (csv[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && csv[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && csv.substr(i, 2) == "\r\n") {
      ++i;
      new_row = true;
    } else {
      cell += csv[i];
    }
  }
  EXPECT_FALSE(quoted);
  return rows;
}

TEST(Csv, TheColumnsStandOnceAboveTheRows) {
  const auto renderer = *create_renderer("csv");
  const auto header = cells_of(renderer->header());
  ASSERT_EQ(header.size(), 1U);
  const json qa = json_lines(rendered("qa", sound_record(1, {question(1, "Why?", "So.")})))[0];
  EXPECT_EQ(header[0].size(), qa.size());
  for (const std::string& column : header[0]) EXPECT_TRUE(qa.contains(column)) << column;
  EXPECT_TRUE((*create_renderer("qa"))->header().empty());
}

TEST(Csv, ARowForEachPair) {
  Record record = sound_record(1, {question(1, "Why, \"exactly\"?", "So.\n\n- rest,\n- walk")});
  record.about.emplace_back();
  record.about[0].concept_ref.id = "rest";
  record.about[0].mentions.push_back({{"/mainEntity/0/text"}, {}});
  record.about.push_back(record.about[0]);
  record.about[1].concept_ref.id = "walk";
  FlagEntry flag;
  flag.at = {"/mainEntity/0/text"};
  flag.kind = "term";
  flag.text = "exactly";
  flag.note = "perhaps not";
  record.flags = {flag};
  const auto rows = cells_of(rendered("csv", record));
  ASSERT_EQ(rows.size(), 1U);
  const json qa = json_lines(rendered("qa", record))[0];
  EXPECT_THAT(rows[0], ElementsAre(qa["id"], qa["page_id"], "", "Why, \"exactly\"?",
                                   "So.\n\n- rest,\n- walk", "", "", "", "", "en", "rest; walk",
                                   "https://health.example.org/q/1", "single-professional",
                                   "term: exactly (perhaps not)", qa["content_hash"]));
  EXPECT_EQ(rendered("csv", sound_record(1, {})), "");
}

TEST(Csv, NoCellIsAFormula) {
  struct Case {
    const char* text;
    const char* cell;
  };
  const Case cases[] = {
      {"=1+1", "'=1+1"},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"- a list\n- of two", "'- a list\n- of two"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\tx", "'\tx"},
      {"\rx", "'\rx"},
      {"＝1", "'＝1"},
      {"＋1", "'＋1"},
      {"－1", "'－1"},
      {"＠x", "'＠x"},
      {"'=1", "''=1"},
      {"''+", "'''+"},
      {"=HYPERLINK(\"x\",\"y\")", "'=HYPERLINK(\"x\",\"y\")"},
      {"'tis", "'tis"},
      {"'", "'"},
      {"1-1", "1-1"},
      {"a=b", "a=b"},
      {" =1", " =1"},
      {"負 -1", "負 -1"},
  };
  for (const Case& c : cases) {
    const auto rows = cells_of(rendered("csv", sound_record(1, {question(1, "Why?", c.text)})));
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][4], c.cell);
  }
}

// ---- the bulk interface

TEST(Bulk, ADocumentForEachPairAndOneForAPageWithout) {
  Record record = sound_record(1, {question(1, "Why?", "So."), question(2, "Nobody?", "")});
  record.based_on.fetched = "2021-06-17T08:30:00Z";
  record.about.emplace_back();
  record.about[0].concept_ref = {"back-pain",
                                 "condition",
                                 {{"en", "back pain"}, {"zh-Hans", "背痛"}, {"zh-Hant-TW", "背痛"}},
                                 {}};
  record.about[0].mentions.push_back({{"/mainEntity/0/text"}, {}});
  const auto lines = json_lines(rendered("bulk", record));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], json::parse(R"({"index": {"_id": ")" + record.questions[0].accepted[0].id +
                                  R"(", "version": 1623918600000,
                                       "version_type": "external_gte"}})"));
  EXPECT_EQ(lines[1]["form"], "pair");
  EXPECT_EQ(lines[1]["question_text"], "Why?");
  EXPECT_EQ(lines[1]["answer"], "So.");
  EXPECT_EQ(lines[1]["concept_names"], json::parse(R"(["back pain", "背痛"])"));
  EXPECT_EQ(lines[1]["fetched"], "2021-06-17T08:30:00Z");

  Record article = sound_record(2, {}, {part(1, "Rest."), part(2, "Walk.")});
  article.date_published = "2020-04";
  const auto page = json_lines(rendered("bulk", article));
  ASSERT_EQ(page.size(), 2U);
  EXPECT_EQ(page[0]["index"]["_id"], article.id);
  EXPECT_EQ(page[0]["index"]["version"], 1585699200000);
  EXPECT_EQ(page[1]["form"], "page");
  EXPECT_EQ(page[1]["text"], "Rest.\n\nWalk.");
  EXPECT_EQ(page[1]["content_hash"], article.content_hash);
}

TEST(Bulk, TheVersionComesFromTheRecord) {
  const auto version = [](const Record& record) {
    return json_lines(rendered("bulk", record))[0]["index"]["version"].get<std::int64_t>();
  };
  Record record = sound_record(1, {question(1, "Why?", "So.")});
  EXPECT_EQ(version(record), 1) << "nothing is known";
  record.questions[0].date_created = "2020";
  EXPECT_EQ(version(record), 1577836800000);
  record.questions[0].accepted[0].date_created = "2020-01-03";
  EXPECT_EQ(version(record), 1578009600000);
  record.date_modified = "2019-05-01";
  EXPECT_EQ(version(record), 1578009600000) << "the latest";
  record.based_on.fetched = "yesterday";
  EXPECT_EQ(version(record), 1578009600000) << "not a moment";
  EXPECT_EQ(json_lines(rendered("bulk", record))[1]["fetched"], nullptr);
  record.based_on.fetched = "2019-01-01";
  EXPECT_EQ(version(record), 1546300800000) << "when it was fetched comes first";
  record.based_on.fetched = "1960-01-01";
  EXPECT_EQ(version(record), 1) << "never below";
}

TEST(Bulk, TheTemplateHasTheFieldsOfTheDocuments) {
  const json index = json::parse(bulk_index_template());
  EXPECT_THAT(index["index_patterns"], ElementsAre("medloom*"));
  const json& fields = index["template"]["mappings"]["properties"];
  std::set<std::string> used;
  for (const Record& record :
       {sound_record(1, {question(1, "Why?", "So.")}), sound_record(2, {}, {part(1, "Rest.")})}) {
    const json document = json_lines(rendered("bulk", record))[1];
    for (const auto& [key, value] : document.items()) {
      EXPECT_TRUE(fields.contains(key)) << key;
      used.insert(key);
    }
  }
  EXPECT_EQ(used.size(), fields.size()) << "no field that no document has";
  for (const auto& [name, field] : fields.items()) {
    if (field["type"] != "text") continue;
    EXPECT_TRUE(index["template"]["settings"]["analysis"]["analyzer"].contains(field["analyzer"]));
    EXPECT_TRUE(
        index["template"]["settings"]["analysis"]["analyzer"].contains(field["search_analyzer"]));
  }
}

TEST(Bulk, TheTemplateWritesHanInOneScript) {
  const json index = json::parse(bulk_index_template());
  const json& rows =
      index["template"]["settings"]["analysis"]["char_filter"]["han_in_one_script"]["mappings"];
  EXPECT_GT(rows.size(), 3000U);
  std::set<std::string> all(rows.begin(), rows.end());
  for (const char* row : {"體=>体", "頭=>头", "腰=>腰", "痛=>痛"}) {
    EXPECT_EQ(all.contains(row),
              std::string_view(row).substr(0, 3) != std::string_view(row).substr(5, 3))
        << row;
  }
  std::set<std::string> written;
  for (const std::string& row : all) written.insert(row.substr(0, row.find("=>")));
  for (const std::string& row : all) {
    EXPECT_FALSE(written.contains(row.substr(row.find("=>") + 2))) << row << " is written on";
  }
}

TEST(Instant, ReadsIso8601) {
  struct Case {
    const char* text;
    std::optional<std::int64_t> instant;
  };
  const Case cases[] = {
      {"1970-01-01", 0},
      {"1970", 0},
      {"2021-06", 1622505600000},
      {"2021-06-17", 1623888000000},
      {"2021-06-17T08:30Z", 1623918600000},
      {"2021-06-17T08:30:05Z", 1623918605000},
      {"2021-06-17 08:30:05", 1623918605000},
      {"2021-06-17t08:30:05.25z", 1623918605250},
      {"2021-06-17T08:30:05.123456+08:00", 1623889805123},
      {"2021-06-17T08:30:05-0130", 1623924005000},
      {"2021-06-17T08:30:05+08", 1623889805000},
      {"2016-12-31T23:59:60Z", 1483228800000},
      {"1969-12-31", -86400000},
      {"2020-02-29", 1582934400000},
      {"", std::nullopt},
      {"2021-02-29", std::nullopt},
      {"2021-13", std::nullopt},
      {"2021-6-17", std::nullopt},
      {"21-06-17", std::nullopt},
      {"2021-06-17T", std::nullopt},
      {"2021-06-17T8:30", std::nullopt},
      {"2021-06-17T08", std::nullopt},
      {"2021-06-17T24:30", std::nullopt},
      {"2021-06-17T08:61", std::nullopt},
      {"2021-06-17T08:30:05.", std::nullopt},
      {"2021-06-17T08:30 CET", std::nullopt},
      {"2021-06-17T08:30+8", std::nullopt},
      {"2021-06-17 ", std::nullopt},
      {"2021T08:30", std::nullopt},
      {"1623918600", std::nullopt},
      {"yesterday", std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(renderers::instant_of(c.text), c.instant) << c.text;
}

}  // namespace
}  // namespace medloom
