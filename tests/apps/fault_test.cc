// Every call that changes a file, one after the other: the program is killed in front of it, or the
// disk is full at it. Whatever that leaves, the same command then gives the bytes of a run that
// nothing disturbed, and no failure is silent.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <ostream>

#include "tests/apps/program.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::Finished;
using test::TempFolder;

// Without dictionaries, so that a hundred runs take seconds.
constexpr char kProfile[] =
    "summary = \"only what the run needs\"\n"
    "[[stage]]\nuse = \"decode\"\nwhy = \"text\"\n"
    "[[stage]]\nuse = \"extract\"\nwhy = \"blocks\"\n"
    "[[stage]]\nuse = \"assemble\"\nwhy = \"record\"\n"
    "[[stage]]\nuse = \"check\"\nwhy = \"promises\"\n";

// Under a sanitizer a start takes ten times as long, and what is looked for there is memory, not
// which call failed: every third call.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kEvery = 3;
#else
constexpr int kEvery = 1;
#endif

struct Shape {
  const char* name;
  const char* output;
  std::vector<std::string> more;
  std::vector<std::string> files;  // what a user gets
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

class Fault : public ::testing::TestWithParam<Shape> {
 public:
  Fault() {
    std::string lines;
    for (int i = 0; i < 40; ++i) {
      const std::string id = std::to_string(i);
      const std::string text = i == 7 ? " " : "Rest helps, patient " + id + ".";
      lines.append("{\"id\": \"")
          .append(id)
          .append("\", \"text\": \"")
          .append(text)
          .append("\"}\n");
    }
    folder.write("crawl.jsonl", lines);
    folder.write("quick.toml", kProfile);
  }

  Finished run(const std::string& fault = "", const std::string& report = "") const {
    fs::create_directories(folder.path("out"));
    std::vector<std::string> words = {"run",       folder.path("crawl.jsonl"),
                                      "--profile", folder.path("quick.toml"),
                                      "-o",        folder.path("out/") + GetParam().output,
                                      "--rejects", folder.path("out/rejects"),
                                      "-j",        "1",
                                      "--quiet"};
    words.insert(words.end(), GetParam().more.begin(), GetParam().more.end());
    test::ProgramOptions options;
    if (!fault.empty() || !report.empty()) {
      options.environment = {"LD_PRELOAD=" MEDLOOM_FAULT_LIBRARY,
                             "ASAN_OPTIONS=verify_asan_link_order=0",
                             "MEDLOOM_FAULT_BELOW=" + folder.path("out"), "MEDLOOM_FAULT=" + fault};
      if (!report.empty()) options.environment.push_back("MEDLOOM_FAULT_REPORT=" + report);
    }
    return test::medloom(words, options);
  }

  std::string files() const {
    std::string all;
    for (const std::string& file : GetParam().files) {
      all += file + ":\n" + (folder.has("out/" + file) ? folder.read("out/" + file) : "none");
    }
    return all;
  }

  // How many calls a run makes that can fail.
  int calls() const {
    const std::string report = folder.path("report");
    EXPECT_EQ(run("", report).code, 1);
    return std::atoi(folder.read("report").c_str());
  }

  void reset() const { fs::remove_all(folder.path("out")); }

  TempFolder folder;
};

TEST_P(Fault, AKillAtEveryCall) {
  EXPECT_EQ(run().code, 1);
  const std::string want = files();
  EXPECT_EQ(want.find(":\nnone"), std::string::npos);
  reset();
  const int count = calls();
  ASSERT_GT(count, 10);
  for (int call = 1; call <= count; call += kEvery) {
    reset();
    EXPECT_EQ(run(std::to_string(call) + ":kill").code, 128 + SIGKILL) << call;
    const Finished again = run();
    EXPECT_EQ(again.code, 1) << call << again.err;
    ASSERT_TRUE(files() == want) << "after a kill at call " << call;
  }
}

TEST_P(Fault, AFullDiskAtEveryCall) {
  EXPECT_EQ(run().code, 1);
  const std::string want = files();
  reset();
  const int count = calls();
  for (int call = 1; call <= count; call += kEvery) {
    reset();
    const Finished failed = run(std::to_string(call) + ":28");
    if (failed.code <= 1) {
      EXPECT_TRUE(files() == want) << "silently wrong: call " << call;
    } else {
      EXPECT_EQ(failed.code, 3) << call;
      EXPECT_FALSE(failed.err.empty()) << call;
    }
    const Finished again = run();
    EXPECT_EQ(again.code, 1) << call << again.err;
    ASSERT_TRUE(files() == want) << "after a failure at call " << call;
  }
}

// The second run has an output and a journal in its way.
TEST_P(Fault, AKillAtEveryCallOfAnIncrementalRun) {
  const std::string before = folder.read("crawl.jsonl");
  const std::string after = before + "{\"id\": \"new\", \"text\": \"Water helps.\"}\n";
  folder.write("crawl.jsonl", after);
  EXPECT_EQ(run().code, 1);
  const std::string want = files();
  reset();
  folder.write("crawl.jsonl", before);
  run();
  folder.write("crawl.jsonl", after);
  const int count = calls();
  for (int call = 1; call <= count; call += kEvery) {
    reset();
    folder.write("crawl.jsonl", before);
    ASSERT_EQ(run().code, 1);
    folder.write("crawl.jsonl", after);
    EXPECT_EQ(run(std::to_string(call) + ":kill").code, 128 + SIGKILL) << call;
    const Finished again = run();
    EXPECT_EQ(again.code, 1) << call << again.err;
    ASSERT_TRUE(files() == want) << "after a kill at call " << call;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Fault,
    ::testing::Values(Shape{"Plain", "records.jsonl", {}, {"records.jsonl", "rejects"}},
                      Shape{"PackedAndSplit",
                            "records.jsonl.gz",
                            {"--split", "1kB"},
                            {"records-00001.jsonl.gz", "rejects"}}),
    [](const auto& shape) { return shape.param.name; });

}  // namespace
}  // namespace medloom
