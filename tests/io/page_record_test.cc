#include "io/stores/page_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "tests/io/store_records.h"
#include "tests/support/temp_folder.h"

namespace medloom::stores {
namespace {

using testing::HasSubstr;

std::string error_of(std::string_view line) {
  RecordReader reader;
  const auto record = reader.read(line);
  return record ? "a record" : record.error().message;
}

TEST(PageRecord, OfWhatIsNoRecordItIsToldWhy) {
  const std::string id = R"("@id":"urn:uuid:62e46342-819b-8e37-8ec5-8a62855ebb8c")";
  const std::string hash(64, 'a');
  std::string whole = "{";
  whole += id;
  whole += R"(,"medloom":{"schema":"medloom-record/1","contentHash":")";
  whole += hash;
  whole += "\"}}";
  struct Case {
    std::string line;
    std::string message;
  };
  for (const auto& [line, message] : std::vector<Case>{
           {"", "is no JSON"},
           {"{", "is no JSON"},
           {"hello", "is no JSON"},
           {"{} {}", "is no JSON"},
           {"\xFF", "is no JSON"},
           {"{\"a\":\"\xC3\"}", "is no JSON"},
           {"[]", "no JSON object"},
           {"null", "no JSON object"},
           {"7", "no JSON object"},
           {"{}", "has no /medloom/schema"},
           {R"({"medloom":null})", "has no /medloom/schema"},
           {R"({"medloom":{"schema":7}})", "has no /medloom/schema"},
           {R"({"id":"urn:uuid:1","page_id":"urn:uuid:2"})", "flat form"},
           {R"({"medloom":{"schema":"medloom-record/2"}})", "another version: medloom-record/2"},
           {R"({"medloom":{"schema":"medloom-record/1"}})", "its @id"},
           {R"({"@id":"urn:uuid:1","medloom":{"schema":"medloom-record/1"}})", "its @id"},
           {R"({"@id":7,"medloom":{"schema":"medloom-record/1"}})", "its @id"},
           {"{" + id + R"(,"medloom":{"schema":"medloom-record/1"}})", "its contentHash"},
           {"{" + id + R"(,"medloom":{"schema":"medloom-record/1","contentHash":"abc"}})",
            "its contentHash"},
           {whole, "a record"},
       }) {
    EXPECT_THAT(error_of(line), HasSubstr(message)) << line;
  }
}

// Values of other types count as missing: nothing is read that is not there.
TEST(PageRecord, OddValuesAreNulls) {
  const std::string line = test::SmallRecord{"k", "Name", "Answer"}.line();
  const std::string ends[] = {
      R"(,"url":7,"about":[7,null,{"medloom":7},{"medloom":{"concept":"c","mentions":[7,{"at":[]}]}}])",
      R"(,"mainEntity":{"name":"no array"})",
      R"(,"hasPart":[null,[],{"text":{}},{"medloom":{"headingPath":[1,null]}}])",
      R"(,"author":"a string","contributor":[1,"x",{}],"specialty":{})",
  };
  RecordReader reader;
  for (const std::string& end : ends) {
    std::string odd = line;
    odd.insert(odd.size() - 1, end);
    const auto record = reader.read(odd);
    ASSERT_TRUE(record) << end;
    EXPECT_EQ(record->name, "Name");
    EXPECT_EQ(record->url, "");
    EXPECT_TRUE(record->mentions.empty());
    EXPECT_EQ(record->json, odd);
  }
}

TEST(PageRecord, TextsComeFromWhatThePageSays) {
  const std::string path = MEDLOOM_SOURCE_DIR "/tests/model/good_record.json";
  std::ifstream file(path);
  std::string line((std::istreambuf_iterator<char>(file)), {});
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  RecordReader reader;
  const auto record = reader.read(line);
  ASSERT_TRUE(record) << record.error().message;
  EXPECT_FALSE(record->texts.empty());
  for (const RecordText& text : record->texts) {
    EXPECT_FALSE(text.text.empty()) << text.pointer;
    EXPECT_THAT(text.pointer, testing::Not(HasSubstr("/related"))) << "a teaser is another page's";
  }
  for (const RecordMention& mention : record->mentions) {
    EXPECT_LT(mention.topic, record->topics.size());
  }
}

TEST(PageRecord, Uuids) {
  const std::string uuid = "62e46342-819b-8e37-8ec5-8a62855ebb8c";
  EXPECT_EQ(uuid_of(uuid), uuid);
  EXPECT_EQ(uuid_of("urn:uuid:" + uuid), uuid);
  EXPECT_EQ(uuid_of("urn:uuid:62E46342-819B-8E37-8EC5-8A62855EBB8C"), uuid);
  for (const char* bad :
       {"", "62e46342", "62e46342-819b-8e37-8ec5-8a62855ebb8",
        "62e46342-819b-8e37-8ec5-8a62855ebb8cc",
        "urn:uuid:", "62e46342x819b-8e37-8ec5-8a62855ebb8c", "g2e46342-819b-8e37-8ec5-8a62855ebb8c",
        "62e46342-819b-8e37-8ec5-8a62855ebb8'"}) {
    EXPECT_FALSE(uuid_of(bad)) << bad;
  }
}

}  // namespace
}  // namespace medloom::stores
