// The table of limits in SECURITY.md: its numbers are those of the code, and each is crossed here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

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

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

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
      {"bytes of an attribute", html.max_attribute_bytes},
      {"ratio of packing, beyond 1 MiB", test::default_pipeline().profile().limits.page_ratio},
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
std::string problem_of(const std::string& name, const std::string& bytes,
                       std::uint64_t ratio = Limits{}.page_ratio) {
  const test::TempFolder folder;
  folder.write(name, bytes);
  Problems problems;
  SourceOptions options;
  options.page_bytes = test::default_pipeline().profile().limits.page_bytes;
  options.page_ratio = ratio;
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
    EXPECT_THAT(problem_of("a.html.gz", packed, 0), HasSubstr("page larger than"));
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

// The page is read, the beginning of the value is kept, and a person is told.
TEST(Limits, OfBytesOfAnAttribute) {
  const std::size_t most = text::HtmlLimits{}.max_attribute_bytes;
  const auto json_of = [](std::size_t bytes) {
    const std::string page = std::string(kHead) + "<p data-x=\"" + std::string(bytes, 'q') +
                             "\">可以先看骨科，不一定需要照X光，多休息。</p>";
    const test::Processed done(test::default_pipeline(), test::page_named("a.html", page));
    return done.outcome.record() == nullptr ? "" : to_json(*done.outcome.record());
  };
  EXPECT_THAT(json_of(most), Not(HasSubstr("max_attribute_bytes")));
  const std::string json = json_of(most + 1);
  EXPECT_THAT(json, HasSubstr("不一定需要照X光"));
  EXPECT_THAT(json, HasSubstr("1 attribute of the page is longer than 1048576 bytes"));
  EXPECT_LT(json.size(), 64U << 10);
}

TEST(Limits, OfBytesOfAnAttributeKeepWholeCharacters) {
  const text::HtmlLimits limits{.max_attribute_bytes = 4};
  const std::string page = "<p title='腰痛'>x<p title='a&amp;b'>y<p title=abcd>z";
  const auto tree = text::read_html(page, limits);
  ASSERT_TRUE(tree);
  std::vector<std::string> values;
  for (const text::HtmlNode& node : tree->nodes()) {
    if (node.kind == text::HtmlNodeKind::text) continue;
    if (const auto title = tree->attribute(node, "title")) values.emplace_back(title->value);
  }
  EXPECT_THAT(values, ElementsAre("腰", "a&am", "abcd"));
  EXPECT_EQ(tree->counts().cut_attributes, 2U);
}

std::string sentences(std::size_t bytes) {
  std::string all = kHead;
  for (std::size_t i = 0; all.size() < bytes; ++i) {
    all += "<p>走路 " + std::to_string(i * i * 7919) + " 步以後腰還是痛。</p>";
  }
  return all;
}

// Small pages may be packed as well as they can be, and ordinary ones are.
TEST(Limits, OfTheRatioOfPacking) {
  for (const auto pack : {test::gzip, test::zstd}) {
    const std::string packed = pack(std::string(kHead) + std::string(2 << 20, ' '));
    EXPECT_EQ(problem_of("a.html.gz", packed),
              "page unpacks to more than 100 times its size (limits.page_ratio)");
    EXPECT_EQ(problem_of("a.html.gz", packed, 0), "");
    EXPECT_EQ(problem_of("a.html.gz", packed, 1'000'000), "");
    EXPECT_EQ(problem_of("a.html.gz", pack(kHead + std::string(1 << 19, ' '))), "");
    EXPECT_EQ(problem_of("a.html.gz", pack(sentences(2 << 20))), "");
    // A crawl is no page: its lines are bounded by their bytes.
    std::string lines;
    while (lines.size() < (3U << 20)) lines += "{\"html\":\"<p>腰痛怎麼辦？\"}\n";
    EXPECT_EQ(problem_of("a.jsonl.gz", pack(lines)), "");
  }
}

std::string warc_record(const std::string& body, const std::string& fields = "") {
  const std::string http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + std::to_string(http.size()) +
         "\r\n\r\n" + http + "\r\n\r\n";
}

// What a source says of a crawl, record by record; "" for a page.
std::vector<std::string> told_of(const std::string& name, const std::string& bytes) {
  const test::TempFolder folder;
  folder.write(name, bytes);
  Problems problems;
  const auto source = open_source({folder.path(name)}, {}, problems);
  std::vector<std::string> told;
  while (auto item = source->next()) {
    const auto* bad = std::get_if<BadInput>(&*item);
    told.push_back(bad == nullptr ? "" : bad->reason);
  }
  return told;
}

TEST(Limits, OfTheRatioOfPackingOfOneRecord) {
  const std::string small = std::string(kHead) + "x";
  const std::string bomb = kHead + std::string(2 << 20, ' ');
  const std::string honest = sentences(2 << 20);
  const std::string reason = "page unpacks to more than 100 times its size (limits.page_ratio)";
  for (const auto pack : {test::gzip, test::zstd}) {
    EXPECT_THAT(told_of("a.warc.gz", pack(warc_record(small)) + pack(warc_record(bomb)) +
                                         pack(warc_record(honest)) + pack(warc_record(small)) +
                                         pack(warc_record(bomb))),
                ElementsAre("", reason, "", "", reason));
    EXPECT_THAT(told_of("a.warc.gz", pack(warc_record(small) + warc_record(bomb) +
                                          warc_record(honest) + warc_record(small))),
                ElementsAre("", "", "", ""))
        << "a crawl packed as one says nothing of a record";
  }
  const std::string packed = test::gzip(bomb);
  const std::string gzip = "Content-Encoding: gzip\r\n";
  const std::string chunked = gzip + "Transfer-Encoding: chunked\r\n";
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", packed.size());
  EXPECT_THAT(told_of("a.warc", warc_record(packed, gzip) + warc_record(small) +
                                    warc_record(size + packed + "\r\n0\r\n\r\n", chunked) +
                                    warc_record(test::gzip(honest), gzip)),
              ElementsAre(reason, "", reason, ""));
}

// The clock is the test's own: a second passes each time it is asked.
TEST(Limits, OfSeconds) {
  const auto limited = test::built_pipeline("default", {"limits.page_seconds=10"});
  const auto free = test::built_pipeline("default", {"limits.page_seconds=0"});
  ASSERT_NE(limited, nullptr);
  ASSERT_NE(free, nullptr);
  EXPECT_NE(limited->info().configuration, free->info().configuration)
      << "what was too long for one of them is not for the other";
  EXPECT_EQ(free->info().configuration, test::default_pipeline().info().configuration);
  std::size_t asked = 0;
  const auto reject_after = [&](const Pipeline& pipeline, std::chrono::seconds each) {
    asked = 0;
    Trace trace(false, [&asked, each] { return each * static_cast<std::int64_t>(asked++); });
    const Outcome outcome = pipeline.process(test::page_named("a.html", sentences(1 << 18)), trace);
    const Reject* reject = outcome.reject();
    return reject == nullptr ? std::string() : reject->stage + ": " + reject->reason;
  };
  const std::string reason = ": takes more than 10 s of processor time (limits.page_seconds)";
  EXPECT_EQ(reject_after(*limited, std::chrono::seconds(11)), "decode" + reason);
  EXPECT_EQ(asked, 2U);
  EXPECT_EQ(reject_after(*limited, std::chrono::seconds(4)), "repair" + reason);
  EXPECT_EQ(reject_after(*limited, std::chrono::seconds(0)), "");
  EXPECT_GT(asked, 16U) << "within stages too";
  EXPECT_EQ(reject_after(*free, std::chrono::seconds(100)), "");
  EXPECT_EQ(asked, 0U) << "without a limit nothing depends on a clock";
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
