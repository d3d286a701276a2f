// Every sample gives exactly the record that lies beside it, and keeps every promise.
//
// Compared is the JSON without /medloom/pipeline, which changes with every version and dictionary,
// and without the row numbers of dictionaries ("terms/en.tsv:41"), which move when a row is added
// above. MEDLOOM_UPDATE_GOLDEN=1 writes expected.json instead; read what it changed.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/golden/json_diff.h"
#include "tests/golden/sample_pages.h"
#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Outcome& outcome) {
  if (const Reject* reject = outcome.reject()) {
    return {{"reject", {{"stage", reject->stage}, {"reason", reject->reason}}}};
  }
  Json json = Json::parse(to_json(*outcome.record()));
  json["medloom"].erase("pipeline");
  return json;
}

void leave_out_rows(Json& json) {
  if (json.is_object()) {
    const auto dictionary = json.find("dictionary");
    if (dictionary != json.end() && dictionary->is_string()) {
      const std::string row = dictionary->get<std::string>();
      *dictionary = row.substr(0, row.rfind(':'));
    }
  }
  for (auto& [key, value] : json.items()) {
    if (value.is_structured()) leave_out_rows(value);
  }
}

bool updates() {
  const char* variable = std::getenv("MEDLOOM_UPDATE_GOLDEN");
  return variable != nullptr && std::string_view(variable) == "1";
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, Sample) {
  const fs::path input = test::sample_input(GetParam());
  const auto page = test::page_of_file(input, GetParam() + "/" + input.filename().string());
  ASSERT_NE(page, nullptr);
  const test::Processed processed(test::default_pipeline(), page);
  Json actual = json_of(processed.outcome);
  leave_out_rows(actual);

  const fs::path file = input.parent_path() / "expected.json";
  if (updates()) {
    std::ofstream(file, std::ios::binary) << actual.dump(2) << "\n";
  } else {
    const auto stored = read_file(file);
    ASSERT_TRUE(stored) << to_string(stored.error())
                        << "\nhelp: MEDLOOM_UPDATE_GOLDEN=1 writes it; then read it";
    const Json expected = Json::parse(*stored, nullptr, false);
    ASSERT_FALSE(expected.is_discarded()) << file << " is no JSON";
    for (const std::string& difference : test::differences(expected, actual, 20)) {
      ADD_FAILURE() << "samples/" << GetParam() << "/expected.json" << difference;
    }
  }
  if (const Record* record = processed.outcome.record()) {
    EXPECT_TRUE(test::check_promises(processed.document, *record));
  }
  EXPECT_TRUE(fs::exists(input.parent_path() / "notes.md")) << "a sample says what it stands for";
}

INSTANTIATE_TEST_SUITE_P(Samples, Golden, ::testing::ValuesIn(test::sample_names()),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(GoldenSamples, AreThere) { EXPECT_GE(test::sample_names().size(), 12U); }

}  // namespace
}  // namespace medloom
