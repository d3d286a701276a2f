// Loading, processing and failing through the public library alone.
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "pipeline/engine/pipeline.h"
#include "tests/library/pages.h"
#include "tests/support/temp_folder.h"

namespace medloom::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::vector<std::string>& sample_paths() {
  static const std::vector<std::string> kPaths = {
      "doctorqna-html/input.html", "article-translated/input.txt", "doctorqna-plain/input.txt"};
  return kPaths;
}

TEST(Library, GivesTheBytesOfTheInnerPipeline) {
  for (const std::string& path : sample_paths()) {
    const api::Page page = sample_page(path);
    Trace trace;
    auto same = *page_named(page.name, page.bytes);
    same.content_type = path.ends_with(".html") ? "text/html" : "text/plain";  // as sources say
    const auto shared = std::make_shared<const Page>(std::move(same));
    const Outcome inner = default_pipeline().process(shared, trace);
    ASSERT_NE(inner.record(), nullptr) << path;
    const api::Outcome outcome = loaded_pipeline().process(page);
    ASSERT_NE(outcome.record(), nullptr) << path << ": " << outcome.reject()->reason;
    EXPECT_EQ(outcome.record()->json, to_json(*inner.record())) << path;
    EXPECT_EQ(outcome.reject(), nullptr);
  }
}

TEST(Library, OnePipelineServesManyThreads) {
  std::vector<std::string> alone;
  for (const std::string& path : sample_paths()) {
    alone.push_back(loaded_pipeline().process(sample_page(path)).record()->json);
  }
  constexpr std::size_t kThreads = 8;
  std::vector<std::vector<std::string>> together(kThreads);
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (std::vector<std::string>& records : together) {
    threads.emplace_back([&records, copy = loaded_pipeline()] {
      for (const std::string& path : sample_paths()) {
        records.push_back(copy.process(sample_page(path)).record()->json);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& records : together) EXPECT_EQ(records, alone);
}

TEST(Library, APageThatGivesNoRecordIsAReject) {
  const struct {
    std::string bytes;
    std::string reason;
  } cases[] = {
      {"", "empty input"},
      {"   \n\n\t", "no content"},
      {"\x89PNG\r\n\x1a\n", "PNG"},
      {std::string(16 * 1024 * 1024 + 1, 'a'), "larger than"},
  };
  for (const auto& bad : cases) {
    const api::Outcome outcome = loaded_pipeline().process({bad.bytes, "a.html"});
    ASSERT_NE(outcome.reject(), nullptr) << bad.reason;
    EXPECT_EQ(outcome.record(), nullptr);
    EXPECT_FALSE(outcome.reject()->stage.empty());
    EXPECT_THAT(outcome.reject()->reason, HasSubstr(bad.reason));
  }
}

constexpr char kPage[] = "What helps against a cough?\n\nDrink warm tea and rest for some days.\n";

TEST(Library, AnAddressGoesBeforeAName) {
  const auto id = [](const api::Page& page) {
    return loaded_pipeline().process(page).record()->id;
  };
  const std::string address = "https://qa.example.org/1";
  EXPECT_EQ(id({kPage, "a.txt", address}), id({kPage, "b.txt", address}));
  EXPECT_NE(id({kPage, "a.txt"}), id({kPage, "b.txt"}));
}

TEST(Library, PagesWithoutNameOrAddressHaveIdsOfTheirOwn) {
  const std::string other = std::string(kPage) + "\nAsk a doctor if it lasts three weeks.\n";
  const api::Outcome first = loaded_pipeline().process({kPage});
  const api::Outcome second = loaded_pipeline().process({other});
  const api::Outcome again = loaded_pipeline().process({kPage});
  EXPECT_NE(first.record()->id, second.record()->id);
  EXPECT_EQ(first.record()->json, again.record()->json);
  EXPECT_THAT(first.record()->json, HasSubstr("\"source\":\"sha256-"));
}

TEST(Library, NamesThatAreNoUtf8GiveARecordThatIs) {
  const std::string odd = "a\xff\xc3(.txt";
  for (const api::Page& page :
       {api::Page{kPage, odd}, api::Page{kPage, "a.txt", "https://qa.example.org/\xff"},
        api::Page{kPage, "a.txt", "", "text/plain; \xfe"},
        api::Page{kPage, "a.txt", "", "", odd}}) {
    const api::Outcome outcome = loaded_pipeline().process(page);
    ASSERT_NE(outcome.record(), nullptr) << outcome.reject()->reason;
    EXPECT_TRUE(nlohmann::json::accept(outcome.record()->json)) << outcome.record()->json;
  }
}

TEST(Library, DecodesAsPlacesCount) {
  EXPECT_EQ(loaded_pipeline().decode({"\xef\xbb\xbf"
                                      "caf\xc3\xa9",
                                      "a.txt"}),
            "caf\xc3\xa9");
  EXPECT_EQ(loaded_pipeline().decode({"\x89PNG\r\n\x1a\n", "a.png"}), std::nullopt);
}

TEST(Library, ACopyOutlivesItsOriginal) {
  std::optional<api::Pipeline> original = loaded_pipeline();
  const api::Pipeline copy = *original;
  original.reset();
  EXPECT_NE(copy.process({kPage, "a.txt"}).record(), nullptr);
}

TEST(Library, SettingsAndDictionariesAreUsed) {
  const TempFolder folder;
  const std::string own = folder.path("own.tsv");
  std::ofstream(own)
      << "match\treplace\tmode\tlang\tinflect\tconcept\twhen\tunless\tzh\tnote\tsource\n"
         "warm tea\thot broth\tfix\ten\t\t\t\t\t\ta test\tthis test\n";
  api::Configuration configuration = source_configuration();
  configuration.dictionaries = {own};
  configuration.settings = {"convert.to=zh-Hant-TW"};
  std::vector<api::Problem> problems;
  const auto pipeline = api::Pipeline::load(configuration, problems);
  ASSERT_TRUE(pipeline) << (problems.empty() ? "" : problems[0].message);
  EXPECT_THAT(pipeline->process({kPage, "a.txt"}).record()->json, HasSubstr("hot broth"));
  const api::Page chinese = {"咳嗽怎么办？\n\n请多喝水，必要时去看医生。\n", "b.txt"};
  EXPECT_THAT(pipeline->process(chinese).record()->json, HasSubstr("醫"));
}

TEST(Library, EverythingThatIsWrongIsToldAtOnce) {
  const struct {
    std::string what;
    api::Configuration configuration;
    std::vector<std::string> told;  // a piece of each problem
  } cases[] = {
      {"profile", {"defalt"}, {"profile: there is no profile 'defalt', did you mean 'default'?"}},
      {"file", {"./none.toml"}, {"none.toml: "}},
      {"settings",
       {"default", {"convert.too=zh", "guard", "normalise.prefer=1"}},
       {"convert.too", "guard", "normalise"}},
      {"dictionaries", {"default", {}, {"none-a.tsv", "none-b.tsv"}}, {"none-a.tsv", "none-b.tsv"}},
      {"data", {"default", {}, {}, "/proc/none"}, {"/proc/none: holds no dictionaries/"}},
  };
  for (const auto& bad : cases) {
    api::Configuration configuration = bad.configuration;
    if (configuration.data.empty()) configuration.data = source_configuration().data;
    std::vector<api::Problem> problems = {{"earlier", "stays"}};
    EXPECT_EQ(api::Pipeline::load(configuration, problems), std::nullopt) << bad.what;
    std::string all;
    for (const api::Problem& problem : problems)
      all += problem.where + ": " + problem.message + "\n";
    EXPECT_THAT(all, StartsWith("earlier: stays\n"));
    for (const std::string& piece : bad.told) EXPECT_THAT(all, HasSubstr(piece)) << bad.what;
    EXPECT_EQ(problems.size(), bad.told.size() + 1) << all;
  }
}

TEST(Library, KnowsItsVersion) { EXPECT_EQ(api::version(), medloom_version()); }

}  // namespace
}  // namespace medloom::test
