// Web archives as crawlers write them, and as they should not be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/collect.h"
#include "tests/io/packed.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::collect;
using test::deflated;
using test::gzip;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHtml[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n\r\n";

struct RecordParts {
  std::string block = std::string(kHtml) + "<p>page";
  std::string type = "response";
  std::string length = {};  // right if empty
  std::string version = "WARC/1.0";
};

std::string warc(const RecordParts& parts = {}) {
  const std::string length =
      parts.length.empty() ? std::to_string(parts.block.size()) : parts.length;
  return parts.version + "\r\nWARC-Type: " + parts.type +
         "\r\nWARC-Target-URI: <https://example.org/a>\r\nWARC-Date: 2021-02-03T04:05:06Z\r\n"
         "Content-Type: application/http;msgtype=response\r\nContent-Length: " +
         length + "\r\n\r\n" + parts.block + "\r\n\r\n";
}

// Items of an archive; the file is shown as "w".
std::vector<std::string> archive(const std::string& bytes, const std::string& name = "a.warc") {
  const TempFolder folder;
  const std::string path = folder.write(name, bytes);
  std::vector<std::string> lines = collect({path});
  for (std::string& line : lines) {
    for (auto at = line.find(path); at != std::string::npos; at = line.find(path)) {
      line.replace(at, path.size(), "w");
    }
  }
  return lines;
}

std::vector<std::string> response(const std::string& message) {
  return archive(warc({.block = message}));
}

TEST(Warc, AResponseIsAPage) {
  const TempFolder folder;
  const std::string path =
      folder.write("a.warc", warc({.block = "x", .type = "warcinfo"}) + warc());
  Problems problems;
  const auto source = open_source({path}, {}, problems);
  EXPECT_EQ(std::get<SkippedInput>(*source->next()).reason, "record of type warcinfo");
  const auto item = source->next();
  const Page& page = std::get<Page>(*item);
  EXPECT_EQ(page.bytes, "<p>page");
  EXPECT_EQ(page.url, "https://example.org/a");
  EXPECT_EQ(page.fetched, "2021-02-03T04:05:06Z");
  EXPECT_EQ(page.content_type, "text/html; charset=gbk");
  EXPECT_EQ(page.place, path + ":2");
  EXPECT_FALSE(source->next());
}

TEST(Warc, IsReadPackedByTheRecordOrAsAWhole) {
  const std::vector<std::string> two = {"w:1=<p>page", "w:2=<p>page"};
  EXPECT_EQ(archive(warc() + warc()), two);
  EXPECT_EQ(archive(gzip(warc() + warc())), two);
  EXPECT_EQ(archive(gzip(warc()) + gzip(warc())), two);
  EXPECT_THAT(archive(gzip(warc()) + gzip(warc()).substr(0, 60)),
              ElementsAre("w:1=<p>page", HasSubstr("! w:2: "), "! w: gzip data are cut off"));
}

TEST(Warc, VersionsLineEndsAndFoldedFieldsAreNoMatter) {
  std::string unix_lines = warc();
  std::erase(unix_lines, '\r');
  std::string right = unix_lines;  // its content is shorter by three bytes now
  right.replace(right.find("Content-Length: 6"), 18, "Content-Length: 62");
  std::string folded = warc();
  folded.replace(folded.find("WARC-Date: "), 11, "WARC-Date:\r\n  ");
  EXPECT_THAT(archive(warc({.version = "WARC/0.18"}) + warc({.version = "warc/9.9"}) + folded),
              ElementsAre("w:1=<p>page", "w:2=<p>page", "w:3=<p>page"));
}

TEST(Warc, WhatIsNoPageIsSkippedByItsReason) {
  EXPECT_THAT(archive(warc({.type = "request"}) + warc({.type = "revisit"}) +
                      warc({.block = "text", .type = "conversion"}) +
                      warc({.block = "HTTP/1.1 404\r\n\r\n"}) +
                      warc({.block = "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"}) +
                      warc({.block = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"}) +
                      warc({.block = "example.org. 1 IN A 127.0.0.1"})),
              ElementsAre("- w:1: record of type request", "- w:2: record of type revisit",
                          HasSubstr("- w:3: content of type application/http"),
                          "- w:4: HTTP status 404", "- w:5: HTTP status 301",
                          "- w:6: content of type image/png", "- w:7: response that is no HTTP"));
}

TEST(Warc, ALengthThatIsWrongCostsOneRecord) {
  for (const char* length : {"99999", "20", "0", "-1", "1e3", "18446744073709551616", "x", " "}) {
    const auto items = archive(warc() + warc({.length = length}) + warc() + warc());
    ASSERT_GE(items.size(), 4U) << length;
    EXPECT_EQ(items[0], "w:1=<p>page") << length;
    EXPECT_THAT(items[1], HasSubstr("! w:2: ")) << length;
    EXPECT_THAT(items[items.size() - 2], HasSubstr("=<p>page")) << length;
    EXPECT_THAT(items.back(), HasSubstr("=<p>page")) << length;
  }
  std::string twice = warc();
  twice.insert(twice.find("Content-Length"), "Content-Length: 5\r\n");
  EXPECT_THAT(archive(twice + warc()),
              ElementsAre("! w:1: has no valid Content-Length", "w:2=<p>page"));
  std::string none = warc();
  none.replace(none.find("Content-Length"), 14, "Content-Lenght");
  EXPECT_THAT(archive(none + warc()),
              ElementsAre("! w:1: has no valid Content-Length", "w:2=<p>page"));
}

TEST(Warc, ReadingGoesOnBehindGarbage) {
  EXPECT_THAT(archive(warc() + "garbage\r\nmore\r\n" + warc()),
              ElementsAre("! w:1: its Content-Length is wrong", "w:2=<p>page"))
      << "garbage behind a record makes its length doubtful";
}

TEST(Warc, ChunksAreUndoneWhereTheyAreWhole) {
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: Chunked\r\n\r\n";
  EXPECT_THAT(response(head + "5;x=y\r\n<p>on\r\n3\r\ne b\r\n0\r\n\r\n"),
              ElementsAre("w:1=<p>one b"));
  for (const char* body : {"<p>plain", "ffffff\r\n<p>a\r\n", "5\r\n<p>on\r\n", "5\r\n<p>onX3\r\n",
                           "-5\r\n<p>on\r\n0\r\n", "FFFFFFFFFFFFFFFFFF\r\nx"}) {
    EXPECT_THAT(response(head + body), ElementsAre("w:1=" + std::string(body)));
  }
}

TEST(Warc, CodingsAreUndoneWhereTheBodyBeginsSo) {
  const auto coded = [](const std::string& coding, const std::string& body) {
    return response("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " + coding +
                    "\r\n\r\n" + body);
  };
  const std::string page = "<p>one, and one more, and one more";
  const std::vector<std::string> read = {"w:1=" + page};
  EXPECT_EQ(coded("gzip", gzip(page)), read);
  EXPECT_EQ(coded("deflate", deflated(page, test::kZlib)), read);
  EXPECT_EQ(coded("deflate", deflated(page, test::kDeflate)), read);
  EXPECT_EQ(coded("gzip", page), read);
  EXPECT_EQ(coded("identity", page), read);
  EXPECT_THAT(coded("br", page), ElementsAre("! w:1: content coding 'br' is not read"));
  EXPECT_THAT(coded("gzip", gzip(page).substr(0, 20)), ElementsAre("! w:1: gzip data are cut off"));
}

TEST(Warc, ABombIsLeftOut) {
  const auto items = response("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" +
                              gzip(std::string(32 << 20, ' ')));
  EXPECT_THAT(items, ElementsAre(HasSubstr("page larger than ")));
}

}  // namespace
}  // namespace medloom
