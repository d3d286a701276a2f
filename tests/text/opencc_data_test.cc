#include "text/opencc_data.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom::text {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A folder of its own for one test, and MEDLOOM_OPENCC_DIR put back at the end.
class OpenccData : public ::testing::Test {
 protected:
  OpenccData()
      : folder_(fs::temp_directory_path() / ("opencc_data_test_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~OpenccData() override {
    ::unsetenv("MEDLOOM_OPENCC_DIR");
    fs::current_path(fs::temp_directory_path());
    fs::remove_all(folder_);
  }

  void use(const std::string& folder) { ::setenv("MEDLOOM_OPENCC_DIR", folder.c_str(), 1); }
  void write(const char* name, std::string_view text) { std::ofstream(folder_ / name) << text; }

  fs::path folder_;
};

TEST_F(OpenccData, ReadsADictionary) {
  const Result<Lexicon> lexicon = read_opencc_lexicon("STCharacters");
  ASSERT_TRUE(lexicon.has_value()) << to_string(lexicon.error());
  EXPECT_GT(lexicon->size(), 3000u);
  const auto hair =
      std::find_if(lexicon->begin(), lexicon->end(), [](const auto& e) { return e.key == "发"; });
  ASSERT_NE(hair, lexicon->end());
  EXPECT_THAT(hair->values, ElementsAre("發", "髮"));
}

TEST_F(OpenccData, ReadsAConversionWithEachDictionaryOnce) {
  const Result<ConversionPlan> plan = read_conversion_plan("s2twp");
  ASSERT_TRUE(plan.has_value()) << to_string(plan.error());
  EXPECT_EQ(plan->lexicons.size(), 4u);
  EXPECT_THAT(plan->segmentation, ElementsAre(0));
  EXPECT_THAT(plan->chain, ElementsAre(ElementsAre(0, 1), ElementsAre(2), ElementsAre(3)));
}

TEST_F(OpenccData, MissingAndBrokenDataAreErrorsThatNameTheFile) {
  EXPECT_THAT(to_string(read_opencc_lexicon("NoSuch").error()), HasSubstr("NoSuch.ocd2"));
  EXPECT_THAT(to_string(read_conversion_plan("x2y").error()), HasSubstr("x2y.json"));

  use(folder_);
  write("TSCharacters.ocd2", "this is no dictionary");
  EXPECT_THAT(to_string(read_opencc_lexicon("TSCharacters").error()),
              HasSubstr("TSCharacters.ocd2"));
  write("TSCharacters.ocd2", "OPENCC_MARISA_0.2.5torn");
  EXPECT_FALSE(read_opencc_lexicon("TSCharacters").has_value());
  write("TSCharacters.ocd2", "");
  EXPECT_FALSE(read_opencc_lexicon("TSCharacters").has_value());

  for (const char* json :
       {"", "{", "[]", "{\"name\": 1}", "\"file\"", "{\"file\"", "{\"file\":",
        R"({"segmentation": {"type": "mmseg", "dict": {"type": "ocd2", "file": "None.ocd2"}}})",
        R"({"segmentation": {"type": "other"}, "conversion_chain": []})"}) {
    write("s2t.json", json);
    const Result<ConversionPlan> plan = read_conversion_plan("s2t");
    ASSERT_FALSE(plan.has_value()) << json;
    EXPECT_THAT(plan.error().where, HasSubstr("s2t.json"));
  }
}

TEST_F(OpenccData, AFolderThatIsSetMustExistAndBeAbsolute) {
  use("relative/folder");
  EXPECT_THAT(to_string(opencc_data_directory().error()), HasSubstr("absolute"));
  use("/no/such/folder");
  EXPECT_FALSE(read_conversion_plan("s2t").has_value());
  EXPECT_THAT(to_string(read_opencc_lexicon("STCharacters").error()), HasSubstr("/no/such/folder"));
  use("");
  EXPECT_TRUE(opencc_data_directory().has_value());
}

TEST_F(OpenccData, FilesInTheWorkingDirectoryAreNotLookedAt) {
  for (const char* name : {"s2t.json", "STPhrases.ocd2", "STCharacters.ocd2"})
    write(name, "a trap");
  fs::current_path(folder_);
  const Result<ConversionPlan> plan = read_conversion_plan("s2t");
  ASSERT_TRUE(plan.has_value()) << to_string(plan.error());
  EXPECT_GT(plan->lexicons.at(0).size(), 40000u);
}

}  // namespace
}  // namespace medloom::text
