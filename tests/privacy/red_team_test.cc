// Pages of red_team.txt through the whole default pipeline: each ends as its lines say, and what
// must not be in the record is not in any part of its JSON.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"
#include "text/utf8.h"

namespace medloom {
namespace {

struct Trick {
  std::string name;
  std::vector<std::string> absent;
  std::vector<std::string> present;
  std::vector<std::string> flags;
  bool rejected = false;
  std::string page;
};

// {U+200B} as that character.
std::string unescaped(std::string_view line) {
  std::string out;
  while (true) {
    const std::size_t open = line.find("{U+");
    out += line.substr(0, open);
    if (open == std::string_view::npos) return out;
    const std::size_t close = line.find('}', open);
    const std::string hex(line.substr(open + 3, close - open - 3));
    text::append_utf8(out, static_cast<char32_t>(std::strtoul(hex.c_str(), nullptr, 16)));
    line.remove_prefix(close + 1);
  }
}

std::string words_of(const std::string& line) {
  const std::size_t open = line.find('"');
  return unescaped(std::string_view(line).substr(open + 1, line.rfind('"') - open - 1));
}

std::vector<Trick> tricks() {
  std::vector<Trick> all;
  std::ifstream file(MEDLOOM_SOURCE_DIR "/tests/privacy/red_team.txt");
  bool in_page = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("== ")) {
      all.emplace_back().name = line.substr(3);
      in_page = false;
    } else if (all.empty()) {
      continue;
    } else if (in_page) {
      all.back().page += unescaped(line) + "\n";
    } else if (line == "---") {
      in_page = true;
    } else if (line.starts_with("expect no \"")) {
      all.back().absent.push_back(words_of(line));
    } else if (line.starts_with("expect \"")) {
      all.back().present.push_back(words_of(line));
    } else if (line.starts_with("expect flag ")) {
      all.back().flags.push_back(line.substr(12));
    } else if (line == "expect rejected") {
      all.back().rejected = true;
    } else {
      ADD_FAILURE() << "red_team.txt: not understood: " << line;
    }
  }
  return all;
}

bool has_flag(const Record& record, const std::string& kind) {
  for (const FlagEntry& flag : record.flags) {
    if (flag.kind == kind) return true;
  }
  return false;
}

// Without the digests and names of data files, in which any digits may stand.
std::string json_of(Record record) {
  record.pipeline = {};
  record.based_on.sha256.clear();
  record.based_on.decoded_sha256.clear();
  record.content_hash.clear();
  return to_json(record);
}

void expect_end(const Trick& trick) {
  const bool html = trick.page.starts_with("<html>");
  const test::Processed done(test::default_pipeline(),
                             test::page_named(html ? "page.html" : "page.txt", trick.page));
  const Record* const record = done.outcome.record();
  if (trick.rejected) {
    EXPECT_EQ(record, nullptr);
    return;
  }
  ASSERT_NE(record, nullptr) << done.outcome.reject()->reason;
  const std::string json = json_of(*record);
  for (const std::string& words : trick.absent) {
    EXPECT_EQ(json.find(words), std::string::npos) << words << " is in " << json;
  }
  for (const std::string& words : trick.present) {
    EXPECT_NE(json.find(words), std::string::npos) << words << " is not in " << json;
  }
  for (const std::string& kind : trick.flags) EXPECT_TRUE(has_flag(*record, kind)) << kind;
  EXPECT_TRUE(test::check_promises(done.document, *record));
}

TEST(RedTeam, HasSixtyPages) { EXPECT_GE(tricks().size(), 60U); }

TEST(RedTeam, EachTrickEndsAsItShould) {
  for (const Trick& trick : tricks()) {
    SCOPED_TRACE(trick.name);
    ASSERT_FALSE(trick.page.empty());
    expect_end(trick);
  }
}

// Redacting what was redacted changes nothing.
TEST(RedTeam, TwiceIsOnce) {
  const Stage* const redact = test::default_pipeline().stage("redact");
  ASSERT_NE(redact, nullptr);
  for (const Trick& trick : tricks()) {
    SCOPED_TRACE(trick.name);
    Document document(test::page_named("page.txt", trick.page));
    Trace trace;
    for (const char* name : {"decode", "extract", "repair", "structure", "redact"}) {
      ASSERT_TRUE(test::default_pipeline().stage(name)->run(document, trace));
    }
    const std::size_t operations = document.log().operations().size();
    ASSERT_TRUE(redact->run(document, trace));
    EXPECT_EQ(document.log().operations().size(), operations);
  }
}

}  // namespace
}  // namespace medloom
