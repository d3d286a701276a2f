// The table of limits in SECURITY.md: its numbers are those of the code, and each is crossed here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>

#include <medloom_source_dir.h>

#include "io/open.h"
#include "pipeline/engine/profile.h"
#include "pipeline/model/strict_json.h"
#include "stages/repair/findings.h"
#include "tests/io/packed.h"
#include "tests/stages/one_block.h"
#include "tests/stages/stage_fixture.h"
#include "tests/support/pipelines.h"
#include "tests/support/temp_folder.h"
#include "text/html_reader.h"

namespace medloom {
namespace {

using ::testing::HasSubstr;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

constexpr char kHead[] =
    "<html><body><h1>腰痛兩週怎麼辦</h1><p>腰痛已經兩週，走路時比較痛，想請問該看哪一科？</p>";

// By the first cell of a row: "| depth of a page's tree | 512 | … |" → 512.
std::map<std::string, std::uint64_t> documented() {
  std::map<std::string, std::uint64_t> limits;
  std::ifstream file(MEDLOOM_SOURCE_DIR "/SECURITY.md");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| ")) continue;
    const std::size_t second = line.find(" | ");
    if (second == std::string::npos) continue;
    std::uint64_t number = 0;
    bool any = false;
    for (const char c : line.substr(second + 3, line.find(" | ", second + 3) - second - 3)) {
      if (c == '(') break;
      if (c < '0' || c > '9') continue;
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
      any = true;
    }
    if (any) limits[line.substr(2, second - 2)] = number;
  }
  return limits;
}

TEST(Limits, AreThoseThatSecurityMdNames) {
  const text::HtmlLimits html;
  const std::map<std::string, std::uint64_t> limits = {
      {"bytes of a page, unpacked", test::default_pipeline().profile().limits.page_bytes},
      {"elements and texts of a page's tree", html.max_nodes},
      {"depth of a page's tree", html.max_depth},
      {"attributes of an element", html.max_attributes},
      {"depth of JSON that is read", kMaxJsonDepth},
      {"notices of one kind in a paragraph", stages::repair::Findings::kMostNotices},
  };
  const auto told = documented();
  for (const auto& [name, value] : limits) {
    const auto found = told.find(name);
    ASSERT_NE(found, told.end()) << "SECURITY.md has no limit '" << name << "'";
    EXPECT_EQ(found->second, value) << name;
  }
}

std::string reject_of(const std::string& name, std::string bytes) {
  const test::Processed done(test::default_pipeline(), test::page_named(name, std::move(bytes)));
  return done.outcome.reject() == nullptr ? "" : done.outcome.reject()->reason;
}

// What the source says of a file.
std::string problem_of(const std::string& name, const std::string& bytes) {
  const test::TempFolder folder;
  folder.write(name, bytes);
  Problems problems;
  SourceOptions options;
  options.page_bytes = test::default_pipeline().profile().limits.page_bytes;
  const auto source = open_source({folder.path(name)}, options, problems);
  if (source == nullptr) return "not opened";
  while (auto item = source->next()) {
    if (const auto* bad = std::get_if<BadInput>(&*item)) return bad->reason;
  }
  return "";
}

TEST(Limits, OfBytes) {
  const std::uint64_t most = test::default_pipeline().profile().limits.page_bytes;
  EXPECT_EQ(problem_of("a.txt", std::string(most, 'x')), "");
  EXPECT_THAT(problem_of("a.txt", std::string(most + 1, 'x')), HasSubstr("page larger than"));
}

// A thousandth of the page's size on disk.
TEST(Limits, OfBytesUnpacked) {
  const std::uint64_t most = test::default_pipeline().profile().limits.page_bytes;
  for (const auto pack : {test::gzip, test::zstd}) {
    const std::string packed = pack(std::string(most + 1, '\0'));
    EXPECT_LT(packed.size(), most / 500);
    EXPECT_THAT(problem_of("a.html.gz", packed), HasSubstr("page larger than"));
    const std::string line = "{\"html\":\"" + std::string(most * 2, 'x') + "\"}\n";
    EXPECT_NE(problem_of("a.jsonl.gz", pack(line)), "");
  }
}

TEST(Limits, OfNodes) {
  const text::HtmlLimits limits;
  EXPECT_NE(reject_of("a.html", repeated("<p>x", limits.max_nodes / 2 + 1)), "");
}

TEST(Limits, OfDepth) {
  const text::HtmlLimits limits;
  const std::string page = kHead + repeated("<div>", limits.max_depth + 100) +
                           "<p>可以先看骨科，不一定需要照X光，多休息。</p>";
  const test::Processed done(test::default_pipeline(), test::page_named("a.html", page));
  ASSERT_NE(done.outcome.record(), nullptr);
  EXPECT_THAT(to_json(*done.outcome.record()), HasSubstr("不一定需要照X光"));
}

TEST(Limits, OfAttributes) {
  const text::HtmlLimits limits;
  std::string page = std::string(kHead) + "<p ";
  for (std::uint32_t i = 0; i <= limits.max_attributes; ++i) page += "a" + std::to_string(i) + " ";
  page += "style=\"display:none\">可以先看骨科，不一定需要照X光，多休息。</p>";
  const test::Processed done(test::default_pipeline(), test::page_named("a.html", page));
  ASSERT_NE(done.outcome.record(), nullptr);
  EXPECT_THAT(to_json(*done.outcome.record()), HasSubstr("不一定需要照X光"))
      << "an attribute behind the limit hid the text";
}

// It has no limit of its own: it is read past like any text, and in no record.
TEST(Limits, OfBytesOfAnAttribute) {
  const std::string page = std::string(kHead) + "<p data-x=\"" + std::string(2 << 20, 'q') +
                           "\">可以先看骨科，不一定需要照X光，多休息。</p>";
  const test::Processed done(test::default_pipeline(), test::page_named("a.html", page));
  ASSERT_NE(done.outcome.record(), nullptr);
  const std::string json = to_json(*done.outcome.record());
  EXPECT_THAT(json, HasSubstr("不一定需要照X光"));
  EXPECT_LT(json.size(), 64U << 10);
}

TEST(Limits, OfDepthOfJson) {
  EXPECT_NE(problem_of("a.jsonl", "{\"html\":" + repeated("[", kMaxJsonDepth + 1) +
                                      repeated("]", kMaxJsonDepth + 1) + "}\n"),
            "");
}

TEST(Limits, OfNotices) {
  const std::size_t most = stages::repair::Findings::kMostNotices;
  test::OneBlock block(repeated("\uE123 好 ", most + 10), "zh-Hant");
  block.run(*test::StageMaker().stage("repair"));
  EXPECT_EQ(block.flags().size(), most);
}

}  // namespace
}  // namespace medloom
