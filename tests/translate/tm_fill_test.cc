// `medloom tm fill` as a program, killed and started again, and runs over what it filled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include <nlohmann/json.hpp>

#include "io/memory/translation_memory.h"
#include "tests/apps/program.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using memory::TranslationMemory;
using test::TempFolder;
using testing::HasSubstr;

// A child that answers each line, and writes a byte to the file LOG for each answer given.
constexpr const char* kChild = R"py(
import json, os, re, sys, time
count = 0
for line in sys.stdin:
    q = json.loads(line)
    count += 1
    if os.environ.get("DIE_AT") == str(count): sys.exit(3)
    time.sleep(float(os.environ.get("SLOW", "0")))
    print(json.dumps({"id": q["id"], "text": "Esto dice la frase, y algo para quien la lee: " + " ".join(re.findall("ZQ[0-9]+Z", q["text"])) + "."}), flush=True)
    if "LOG" in os.environ: open(os.environ["LOG"], "a").write("x")
)py";

struct Pages {
  TempFolder folder;
  std::string records;
  std::string child;
  std::string memory;

  Pages() {
    std::string page = "<html><body><article><h1>On sleep and rest</h1>";
    for (int i = 0; i < 40; ++i) {
      page += "<p>Paragraph " + std::to_string(i) + " tells people to sleep " +
              std::to_string(i % 9 + 3) + " hours and to drink enough water every day.</p>";
    }
    const std::string input = folder.write("page.html", page + "</article></body></html>");
    records = folder.path("records.jsonl");
    const test::Finished run = test::medloom({"run", input, "-o", records, "-q"});
    EXPECT_EQ(run.code, 0) << run.err;
    child = folder.write("child.py", kChild);
    memory = folder.path("a.tm");
  }

  std::vector<std::string> fill(const std::string& before = {}) const {
    return {"tm",
            "fill",
            records,
            "--memory",
            memory,
            "--to",
            "es",
            "--engine",
            "command",
            "--command",
            before + "exec python3 " + child,
            "--jobs",
            "1"};
  }

  std::uint64_t stored() const {
    auto open = TranslationMemory::open(memory, TranslationMemory::Mode::read);
    if (!open) return 0;
    std::uint64_t count = 0;
    const auto counts = open->counts();
    for (const auto& entry : *counts) count += entry.reason.empty() ? entry.segments : 0;
    return count;
  }
};

TEST(TmFill, AKilledEngineLosesNothingThatWasAnswered) {
  const Pages pages;
  const test::Finished died = test::medloom(pages.fill("DIE_AT=11 "));
  EXPECT_EQ(died.code, 3) << died.err;
  EXPECT_THAT(died.err, HasSubstr("the engine has ended"));
  EXPECT_THAT(died.err, HasSubstr("the next fill goes on from there"));
  EXPECT_EQ(pages.stored(), 10U);
  const test::Finished rest = test::medloom(pages.fill());
  EXPECT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, HasSubstr("10 in the memory"));
  EXPECT_GE(pages.stored(), 40U);
}

TEST(TmFill, KillingMedloomLosesNothingThatWasAnswered) {
  const Pages pages;
  {
    test::Program program(pages.fill("SLOW=0.05 "));
    for (int i = 0; i < 400 && pages.stored() < 5; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    program.signal(SIGKILL);
    program.wait();
  }
  const std::uint64_t before = pages.stored();
  EXPECT_GE(before, 5U);
  EXPECT_LT(before, 40U);
  const test::Finished rest = test::medloom(pages.fill());
  EXPECT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, HasSubstr(std::to_string(before) + " in the memory"));
}

// At every point: an engine that dies at its fourth question each time, and medloom killed behind
// each few answers. Each fill goes on from the last, and asks for nothing that was answered.
TEST(TmFill, EnginesThatDieAgainAndAgainGiveTheWholeInTheEnd) {
  const Pages pages;
  const std::string log = pages.folder.path("answers");
  std::uint64_t before = 0;
  int fills = 0;
  for (int code = 3; code == 3 && fills < 40; ++fills) {
    const test::Finished fill = test::medloom(pages.fill("DIE_AT=4 LOG=" + log + " "));
    code = fill.code;
    const std::uint64_t now = pages.stored();
    EXPECT_TRUE(code == 0 ? now - before < 4 : now - before == 3) << before << " " << now;
    before = now;
  }
  EXPECT_GE(fills, 13);
  EXPECT_GE(before, 40U);
  EXPECT_EQ(std::filesystem::file_size(log), before) << "nothing is asked for twice";
}

// The engine is slow enough for medloom to keep up: a batch is in the pipe at once, and what an
// engine has answered ahead of a reader that gets no time is lost with the pipe.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr const char* kSlowly = "SLOW=0.2 ";
#else
constexpr const char* kSlowly = "SLOW=0.05 ";
#endif

TEST(TmFill, KilledAgainAndAgainLosesAtMostWhatWasOnItsWay) {
  const Pages pages;
  const std::string log = pages.folder.path("answers");
  std::uint64_t answered = 0;
  const auto logged = [&] {
    return std::filesystem::exists(log) ? std::filesystem::file_size(log) : std::uintmax_t{0};
  };
  std::uint64_t kills = 0;
  for (const std::uint64_t more : {1, 2, 3, 5, 8}) {
    test::Program program(pages.fill(kSlowly + ("LOG=" + log + " ")));
    for (int i = 0; i < 2000 && logged() < answered + more; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    program.signal(SIGKILL);
    program.wait();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the child meets its end too
    answered = logged();
    // What stands in the pipe when medloom is killed was answered to nobody.
    EXPECT_GE(pages.stored() + 2 * ++kills, answered);
  }
  const std::uint64_t before = pages.stored();
  EXPECT_GE(before, 10U);
  const test::Finished rest = test::medloom(pages.fill());
  EXPECT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, HasSubstr(std::to_string(before) + " in the memory"));
}

TEST(TmFill, ARunOverAFilledMemoryIsTheSameEachTime) {
  const Pages pages;
  ASSERT_EQ(test::medloom(pages.fill()).code, 0);
  const auto run = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {
        "run",   pages.folder.path("page.html"),    "-q", "--set", "translate.to=es",
        "--set", "translate.memory=" + pages.memory};
    words.insert(words.end(), more.begin(), more.end());
    const test::Finished finished = test::medloom(words);
    EXPECT_EQ(finished.code, 0) << finished.err;
    return finished.out;
  };
  const std::string first = run({});
  EXPECT_EQ(first, run({"-j", "4"}));
  const auto record = nlohmann::json::parse(first);
  const auto& translation = record["workTranslation"][0];
  EXPECT_EQ(translation["inLanguage"], "es");
  bool some = false;
  for (const auto& text : translation["medloom"]["texts"]) {
    for (const auto& segment : text["segments"]) some = some || segment["status"] == "memory";
  }
  EXPECT_TRUE(some);
  const std::string checked = pages.folder.write("translated.jsonl", first);
  EXPECT_EQ(test::medloom({"check", checked}).code, 0) << test::medloom({"check", checked}).err;
  for (const char* form : {"record", "jsonld", "bulk"}) {
    EXPECT_THAT(run({"--render-language", "es", "--as", form}), HasSubstr("Esto dice")) << form;
  }
}

TEST(TmFill, SaysWhatIsWrongBeforeItSendsAnything) {
  const Pages pages;
  const auto fails = [&](std::vector<std::string> words, int code, const std::string& message) {
    const test::Finished finished = test::medloom(std::move(words));
    EXPECT_EQ(finished.code, code) << finished.err;
    EXPECT_THAT(finished.err, HasSubstr(message));
  };
  const std::vector<std::string> begin = {"tm", "fill", pages.records, "--memory", pages.memory};
  const auto with = [&](std::vector<std::string> more) {
    std::vector<std::string> words = begin;
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  fails(with({"--to", "es", "--engine", "command"}), 2, "needs the program to ask");
  fails(with({"--to", "es", "--engine", "openai", "--model", "m"}), 2, "needs an address");
  fails(with({"--to", "Spanish!", "--engine", "command", "--command", "cat"}), 2, "language tag");
  fails(with({"--to", "es", "--engine", "babel"}), 2, "--engine");
  fails(with({"--to", "es", "--engine", "openai", "--url", "http://127.0.0.1:1/v1"}), 2, "--model");
  fails(with({"--to", "es", "--engine", "libretranslate", "--url", "ftp://127.0.0.1/"}), 2, "http");
  fails(with({"--to", "es", "--engine", "libretranslate", "--url", "http://me:pw@127.0.0.1/"}), 2,
        "no password");
  fails(with({"--to", "es", "--engine", "libretranslate", "--url", "http://192.0.2.1:5000"}), 2,
        "--allow-network");
  fails(with({"--to", "es", "--engine", "libretranslate", "--url", "http://127.0.0.1:1"}), 3, "");
  fails(with({"--to", "es", "--engine", "command", "--command", "echo nonsense"}), 3,
        "a line that is no answer");
  const test::Finished dry = test::medloom(with(
      {"--to", "es", "--engine", "libretranslate", "--url", "http://127.0.0.1:1", "--dry-run"}));
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_THAT(dry.err,
              HasSubstr("nothing was sent; they would go to http://127.0.0.1:1/translate"));
}

}  // namespace
}  // namespace medloom
