// What a signal does to a run: pages that have begun are finished, lines are whole.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "io/file_handle.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using test::Finished;
using test::Program;
using test::TempFolder;
using testing::HasSubstr;

// A run over two good pages and a pipe that stays silent, as it waits for the pipe.
class WaitingRun {
 public:
  explicit WaitingRun(std::vector<std::string> more) {
    const std::string text = "<title>Rest</title><h1>Rest</h1><p>Rest helps.</p>";
    const std::string pipe = folder.path("pipe.txt");
    EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    std::vector<std::string> words = {"run", folder.write("a.html", text),
                                      folder.write("b.html", text), pipe};
    words.insert(words.end(), more.begin(), more.end());
    program.emplace(words);
    // Opens when the run has come to the pipe.
    silent = FileHandle(::open(pipe.c_str(), O_WRONLY));
  }

  TempFolder folder;
  FileHandle silent;
  std::optional<Program> program;
};

std::size_t whole_json_lines(const std::string& text) {
  std::istringstream in(text);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line); ++number) {
    EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  }
  EXPECT_TRUE(text.empty() || text.back() == '\n');
  return number;
}

TEST(Signals, FinishWhatHasBegunAndLeaveWholeLines) {
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
    const TempFolder folder;
    WaitingRun run({"-o", folder.path("out.jsonl"), "--rejects", folder.path("rejects.jsonl")});
    run.program->signal(signal);
    const Finished done = run.program->wait();
    EXPECT_EQ(done.code, 128 + signal) << done.err;
    EXPECT_FALSE(folder.has("out.jsonl")) << "a name is a complete file";
    EXPECT_EQ(whole_json_lines(folder.read("out.jsonl.medloom/run-000001/part-00001")), 2U);
    EXPECT_THAT(done.err, HasSubstr("stopped by signal"));
    EXPECT_THAT(done.err, HasSubstr("the same command goes on from there"));
  }
}

TEST(Signals, StandardOutputHoldsWholeLinesToo) {
  WaitingRun run({});
  run.program->signal(SIGTERM);
  const Finished done = run.program->wait();
  EXPECT_EQ(done.code, 128 + SIGTERM);
  EXPECT_EQ(whole_json_lines(done.out), 2U);
}

TEST(Signals, KillLeavesNothingUnderTheName) {
  const TempFolder folder;
  WaitingRun run({"-o", folder.path("out.jsonl")});
  run.program->signal(SIGKILL);
  EXPECT_EQ(run.program->wait().code, 128 + SIGKILL);
  EXPECT_FALSE(folder.has("out.jsonl"));
  const Finished again =
      test::medloom({"run", run.folder.path("a.html"), "-o", folder.path("out.jsonl")});
  EXPECT_EQ(again.code, 0) << "what a killed run left is in nobody's way: " << again.err;
  EXPECT_TRUE(folder.has("out.jsonl"));
}

}  // namespace
}  // namespace medloom
