// What the whole pipeline keeps on any page: samples, random text, markup and bytes.
#include <filesystem>
#include <map>

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "io/builtin.h"
#include "pipeline/engine/runner.h"
#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"
#include "tests/support/random.h"
#include "text/utf8.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

using test::Alphabet;
using test::Random;

using Pages = std::vector<std::shared_ptr<const Page>>;

void add_samples(Pages& pages) {
  for (const auto& folder : fs::directory_iterator(fs::path(MEDLOOM_SOURCE_DIR) / "samples")) {
    if (!folder.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().stem() != "input") continue;
      pages.push_back(test::page_named(
          folder.path().filename().string() + "/" + file.path().filename().string(),
          read_file(file.path()).value_or("")));
    }
  }
}

// Lines that structure knows, between lines that it does not.
std::string random_question_and_answer(Random& random, Alphabet alphabet) {
  std::string text = test::random_text(random, alphabet, 20) + "\n";
  const std::vector<std::string> lines = {"Miss Yang, 30~39 year old female. Ask Date: 2020/04/23",
                                          "Dr. Li Wen reply Orthopedics",
                                          "Reply Date: 2020/04/23",
                                          "More Info",
                                          "Similar Q&A",
                                          "Related FAQ",
                                          "Back(Orthopedics)",
                                          "(Orthopedics)",
                                          "1.",
                                          "- ",
                                          "Hello Dr.",
                                          "病情分析：",
                                          "医生回答",
                                          "Q：",
                                          "A：",
                                          "",
                                          "x...[Read More] Title"};
  for (std::uint32_t i = random.below(20); i > 0; --i) {
    text += random.one_in(2) ? random.pick(lines) : test::random_text(random, alphabet, 40);
    text += '\n';
  }
  return text;
}

Pages any_pages() {
  Pages pages;
  add_samples(pages);
  Random random(4711);
  for (const Alphabet alphabet : {Alphabet::latin, Alphabet::han, Alphabet::mixed, Alphabet::odd}) {
    for (int round = 0; round < 40; ++round) {
      const std::string name = std::to_string(pages.size());
      pages.push_back(
          test::page_named(name + ".txt", random_question_and_answer(random, alphabet)));
      pages.push_back(test::page_named(
          name + ".html", "<h1>" + test::random_text(random, alphabet, 9) + "</h1><p>" +
                              random_question_and_answer(random, alphabet) + "<ol start=3><li>" +
                              test::random_text(random, alphabet, 90)));
      pages.push_back(
          test::page_named(name + ".bin", test::random_bytes(random, random.below(300))));
    }
  }
  return pages;
}

const Pages& all_pages() {
  static const Pages kPages = any_pages();
  return kPages;
}

TEST(PipelineContract, EveryPageIsARecordThatKeepsItsPromisesOrARejectWithAReason) {
  std::size_t records = 0;
  std::map<std::string, int> reasons;
  for (const auto& page : all_pages()) {
    SCOPED_TRACE(page->name);
    const test::Processed processed(test::default_pipeline(), page);
    if (const Reject* reject = processed.outcome.reject()) {
      EXPECT_FALSE(reject->stage.empty() || reject->reason.empty());
      EXPECT_FALSE(reject->reason.starts_with("internal"))
          << reject->stage << ": " << reject->reason << "\nhelp: a promise is broken; process page "
          << page->name << ":\n"
          << page->bytes.substr(0, 2000);
      ++reasons[reject->stage + ": " + reject->reason];
      continue;
    }
    ++records;
    const Record& record = *processed.outcome.record();
    EXPECT_TRUE(test::check_promises(processed.document, record)) << page->bytes.substr(0, 2000);
    EXPECT_TRUE(text::is_valid_utf8(to_json(record)));
  }
  EXPECT_GT(records, all_pages().size() / 2) << ::testing::PrintToString(reasons);
}

class PageList : public Source {
 public:
  std::optional<SourceItem> next() override {
    if (at_ == all_pages().size()) return std::nullopt;
    return *all_pages()[at_++];
  }

 private:
  std::size_t at_ = 0;
};

std::string all_bytes(unsigned threads, bool trace) {
  PageList source;
  Problems problems;
  const RendererSpec& spec = builtin_renderers().front();
  const auto renderer = spec.create(read_settings(spec.fields, nullptr, spec.name, {}, problems));
  const std::atomic<bool> stop = false;
  std::string bytes;
  const auto done = run_pages(
      source, test::default_pipeline(), *renderer, {threads, trace}, stop,
      [&](RunItem&& item) -> Result<void> {
        bytes += item.reject ? item.reject->stage + item.reject->reason + "\n" : item.rendered;
        return {};
      });
  EXPECT_TRUE(done);
  return bytes;
}

TEST(PipelineContract, AnyNumberOfThreadsAndTracingGiveTheSameBytes) {
  const std::string one = all_bytes(1, false);
  EXPECT_GT(one.size(), 100000U);
  EXPECT_TRUE(one == all_bytes(8, false)) << "eight threads differ from one";
  EXPECT_TRUE(one == all_bytes(1, true)) << "tracing changed a byte";
  EXPECT_TRUE(one == all_bytes(8, true));
}

TEST(PipelineContract, ProvenanceIsAViewThatChangesNoContent) {
  for (const std::string level : {"summary", "none"}) {
    const std::string toml =
        read_file(test::source_data().path("profiles/pipelines/default.toml")).value_or("");
    Problems problems;
    Profile profile = read_profile(toml, "default.toml", builtin_stages(), {}, problems);
    profile.provenance = level;
    const auto pipeline = Pipeline::build(std::move(profile), test::source_data(), {}, problems);
    ASSERT_NE(pipeline, nullptr);
    Pages samples;
    add_samples(samples);
    for (const auto& page : samples) {
      SCOPED_TRACE(page->name + ", provenance " + level);
      const test::Processed full(test::default_pipeline(), page);
      const test::Processed less(*pipeline, page);
      ASSERT_EQ(full.outcome.record() == nullptr, less.outcome.record() == nullptr);
      if (full.outcome.record() == nullptr) continue;
      EXPECT_EQ(less.outcome.record()->content_hash, full.outcome.record()->content_hash);
      if (level == "none") {
        EXPECT_TRUE(less.outcome.record()->changes.empty());
        EXPECT_TRUE(less.outcome.record()->dropped.empty());
      }
    }
  }
}

// Every profile that ships can be built, and reads the samples without breaking a promise.
TEST(PipelineContract, EveryShippedProfileWorks) {
  Pages samples;
  add_samples(samples);
  const auto files = test::source_data().list("profiles/pipelines", ".toml");
  EXPECT_FALSE(files.empty());
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const auto pipeline = test::built_pipeline(fs::path(file).stem().string());
    ASSERT_NE(pipeline, nullptr);
    for (const StageUse& use : pipeline->profile().stages) {
      EXPECT_FALSE(use.why.empty())
          << "stage " << use.spec->name << "\nhelp: say why it stands where it stands, in " << file;
    }
    for (const auto& page : samples) {
      const test::Processed processed(*pipeline, page);
      if (const Record* record = processed.outcome.record()) {
        EXPECT_TRUE(test::check_promises(processed.document, *record)) << page->name;
      } else {
        EXPECT_FALSE(processed.outcome.reject()->reason.starts_with("internal"))
            << page->name << ": " << processed.outcome.reject()->reason;
      }
    }
  }
}

}  // namespace
}  // namespace medloom
