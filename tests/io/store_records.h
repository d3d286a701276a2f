// Small records for tests of stores.
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "io/stores/page_record.h"
#include "pipeline/engine/digest.h"
#include "pipeline/model/json_writer.h"

namespace medloom::test {

struct SmallRecord {
  std::string key;  // its id is made of it
  std::string name = "A page";
  std::string answer = "An answer.";
  std::string concept_id = {};  // mentioned in the name
  std::string language = "en";

  std::string id() const { return uuid_urn(key).substr(9); }

  std::string line() const {
    JsonWriter json;
    json.begin_object();
    json.key("@context").value("https://schema.org");
    json.key("@id").value("urn:uuid:" + id());
    json.key("name").value(name);
    json.key("inLanguage").value(language);
    json.key("about").begin_array();
    if (!concept_id.empty()) write_concept(json);
    json.end_array();
    json.key("mainEntity").begin_array();
    json.begin_object();
    json.key("name").value(name);
    json.key("acceptedAnswer").begin_array();
    json.begin_object();
    json.key("text").value(answer);
    json.end_object();
    json.end_array();
    json.end_object();
    json.end_array();
    json.key("medloom").begin_object();
    json.key("schema").value("medloom-record/1");
    json.key("contentHash").value(sha256_hex(name + "\n" + answer + "\n" + concept_id));
    json.key("kind").begin_object();
    json.key("name").value("doctor-qa");
    json.end_object();
    json.end_object();
    json.end_object();
    return json.take();
  }

  stores::PageRecord record() const {
    stores::RecordReader reader;
    auto read = reader.read(line());
    EXPECT_TRUE(read) << (read ? "" : read.error().message);
    return read ? *read : stores::PageRecord();
  }

 private:
  void write_concept(JsonWriter& json) const {
    json.begin_object();
    json.key("@type").value("MedicalCondition");
    json.key("medloom").begin_object();
    json.key("concept").value(concept_id);
    json.key("mentions").begin_array();
    json.begin_object();
    json.key("at").begin_array();
    json.value("/name");
    json.end_array();
    json.key("out").begin_array();
    json.value(0);
    json.value(static_cast<std::uint32_t>(name.size()));
    json.end_array();
    json.end_object();
    json.end_array();
    json.end_object();
    json.end_object();
  }
};

}  // namespace medloom::test
