// A run that was killed, stopped or repeated over changed inputs ends with the bytes of a run that
// nothing disturbed.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "io/bytes/pack.h"
#include "io/file_handle.h"
#include "io/journal/output_parts.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Finished;
using test::Program;
using test::TempFolder;
using testing::HasSubstr;
using testing::Not;

// Without dictionaries, so that a run begins at once.
constexpr char kProfile[] =
    "summary = \"only what the run needs\"\n"
    "[[stage]]\nuse = \"decode\"\nwhy = \"text\"\n"
    "[[stage]]\nuse = \"extract\"\nwhy = \"blocks\"\n"
    "[[stage]]\nuse = \"structure\"\nwhy = \"roles\"\n"
    "[[stage]]\nuse = \"assemble\"\nwhy = \"record\"\n"
    "[[stage]]\nuse = \"check\"\nwhy = \"promises\"\n";

std::string page_line(const std::string& id, const std::string& text) {
  return json({{"id", id},
               {"html", "<title>Rest " + id + "</title><h1>Rest " + id + "</h1><p>" + text +
                            "</p><p>Two cups of coffee after 6 pm do not help.</p>"}})
             .dump() +
         "\n";
}

// A crawl of numbered pages; every eleventh is empty, every thirteenth has the id of the first.
std::string crawl(int count, const std::string& text = "Sleep helps most people.") {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    if (i % 11 == 10) {
      lines += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \" \"}\n";
    } else {
      lines += page_line(i % 13 == 12 ? "0" : std::to_string(i), text);
    }
  }
  return lines;
}

class Resume : public ::testing::Test {
 public:
  Resume() { profile = folder.write("quick.toml", kProfile); }

  std::vector<std::string> words(const std::string& out,
                                 const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all = {
        "run",       folder.path("crawl.jsonl"),   "-o", folder.path(out), "--profile", profile,
        "--rejects", folder.path(out + ".rejects")};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Finished run(const std::string& out, const std::vector<std::string>& more = {}) const {
    return test::medloom(words(out, more));
  }

  // What a user gets: output, rejects, and the counts.
  std::string result(const std::string& out) const {
    std::string all = folder.read(out) + "\n---\n" + folder.read(out + ".rejects") + "\n---\n";
    const json manifest = json::parse(folder.read(out + ".medloom/manifest.json"), nullptr, false);
    for (const char* key : {"state", "inputs", "records", "rejects", "duplicates", "skipped",
                            "recordsByKind", "rejectsByReason"}) {
      all += manifest.value(key, json()).dump() + "\n";
    }
    return all;
  }

  // The same from scratch.
  std::string fresh(const std::vector<std::string>& more = {}) const {
    const std::string name = "fresh" + ending;
    for (const std::string& file : {name, name + ".rejects", name + ".medloom"}) {
      fs::remove_all(folder.path(file));
    }
    const Finished done = run(name, more);
    EXPECT_LE(done.code, 1) << done.err;
    return result(name);
  }

  TempFolder folder;
  std::string profile;
  std::string ending;
};

TEST_F(Resume, CountsOfTheManifestAddUp) {
  folder.write("crawl.jsonl", crawl(100));
  EXPECT_EQ(run("out", {"--only-language", "en"}).code, 1);
  const json manifest = json::parse(folder.read("out.medloom/manifest.json"));
  EXPECT_EQ(manifest["state"], "complete");
  EXPECT_EQ(manifest["inputs"], 100);
  EXPECT_EQ(manifest["inputs"].get<int>(),
            manifest["records"].get<int>() + manifest["rejects"].get<int>() +
                manifest["duplicates"].get<int>() + manifest["skipped"].get<int>());
  EXPECT_GT(manifest["rejects"], 0);
  EXPECT_GT(manifest["duplicates"], 0);
  for (const char* key : {"configuration", "data", "version"}) {
    EXPECT_FALSE(manifest["pipeline"][key].get<std::string>().empty());
  }
  int rejects = 0;
  for (const json& why : manifest["rejectsByReason"]) rejects += why["count"].get<int>();
  EXPECT_EQ(manifest["rejects"], rejects);
}

// Kills at random moments; MEDLOOM_KILLS says how many, for whoever has the time.
TEST_F(Resume, AfterAKillTheSameCommandGivesTheSameBytes) {
  const char* asked = std::getenv("MEDLOOM_KILLS");
  const int kills = asked == nullptr ? 12 : std::atoi(asked);
  std::mt19937 random(1);
  folder.write("crawl.jsonl", crawl(1500));
  int cut_short = 0;
  for (const std::string packed : {"", ".zst"}) {
    ending = packed;
    const std::string want = fresh();
    const auto begun = std::chrono::steady_clock::now();
    const std::string once = fresh();
    const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begun;
    ASSERT_TRUE(once == want);
    const std::string out = "out" + packed;
    for (int i = 0; i < kills / 2; ++i) {
      Program program(words(out, {"-j", std::to_string(i % 3 + 1)}));
      std::uniform_real_distribution<double> moment(0, whole.count() * 1.1);
      std::this_thread::sleep_for(std::chrono::duration<double>(moment(random)));
      program.signal(SIGKILL);
      cut_short += program.wait().code == 128 + SIGKILL ? 1 : 0;
      if (folder.has(out)) {
        EXPECT_TRUE(folder.read(out) == folder.read("fresh" + packed)) << "a name is a whole file";
      }
      if (i % 3 == 2) continue;  // several kills in a row
      EXPECT_EQ(run(out).code, 1);
      ASSERT_TRUE(result(out) == want) << "kill " << i;
      if (i % 2 == 0) continue;  // else from the beginning again
      for (const char* file : {"", ".rejects", ".medloom"}) fs::remove_all(folder.path(out + file));
    }
    EXPECT_EQ(run(out).code, 1);
    ASSERT_TRUE(result(out) == want);
  }
  EXPECT_GT(cut_short, 0) << "no kill came in time: the test proves nothing";
}

struct Change {
  const char* what;
  std::string crawl;
  std::vector<std::string> more;
  std::size_t reused_at_least;
};

TEST_F(Resume, OnlyWhatChangedIsProcessedAndTheBytesAreThoseOfAFreshRun) {
  const std::string base = crawl(200);
  const std::string with_new =
      page_line("new", "A new page.") + base + page_line("last", "Another.");
  std::string changed = base;
  changed.replace(changed.find("Sleep helps most"), 16, "Sleep helps some");
  const std::string without_first = base.substr(base.find('\n') + 1);
  std::istringstream in(base);
  std::string turned;
  for (std::string line; std::getline(in, line);) turned.insert(0, line.append("\n"));
  const std::vector<Change> changes = {
      {"nothing", base, {}, 200},
      {"new pages", with_new, {}, 200},
      {"a changed page", changed, {}, 199},
      {"the first page removed, whose id others had", without_first, {}, 180},
      {"all removed", "", {}, 0},
      {"back again", base, {}, 0},
      {"another order", turned, {}, 150},
      {"another setting", base, {"--set", "extract.links=true"}, 0},
      {"a filter", base, {"--only-kind", "faq"}, 0},
  };
  for (const std::string packed : {"", ".gz"}) {
    ending = packed;
    const std::string out = "out" + packed;
    folder.write("crawl.jsonl", base);
    ASSERT_EQ(run(out).code, 1);
    for (const Change& change : changes) {
      folder.write("crawl.jsonl", change.crawl);
      std::vector<std::string> more = change.more;
      if (more.size() > 1 && more[1].starts_with("extract.")) {
        // Any change of the profile will do.
        folder.write("quick.toml", std::string("provenance = \"none\"\n") + kProfile);
        more.clear();
      }
      const std::string stats = folder.path("stats.json");
      std::vector<std::string> with_stats = more;
      with_stats.insert(with_stats.end(), {"--stats", stats});
      const Finished done = run(out, with_stats);
      EXPECT_LE(done.code, 1) << change.what << done.err;
      EXPECT_TRUE(result(out) == fresh(more)) << change.what;
      const json counts = json::parse(folder.read("stats.json"));
      EXPECT_GE(counts["reused"], change.reused_at_least) << change.what;
      EXPECT_EQ(done.err.find("unchanged") != std::string::npos,
                std::string(change.what) == "nothing")
          << change.what;
      folder.write("quick.toml", kProfile);
    }
  }
}

TEST_F(Resume, AChangedDictionaryIsNoticed) {
  const std::string terms = folder.write("terms.tsv", "match\treplace\nfall asleep\tdrift off\n");
  folder.write("crawl.jsonl", page_line("1", "They fall asleep in less than 20 minutes."));
  const auto run = [&] {
    return test::medloom({"run", folder.path("crawl.jsonl"), "-o", folder.path("out"),
                          "--dictionary", terms, "--quiet"});
  };
  const Finished first = run();
  ASSERT_EQ(first.code, 0) << first.err;
  const std::string before = folder.read("out");
  folder.write("terms.tsv", "match\treplace\nfall asleep\tnod off\n");
  EXPECT_EQ(run().code, 0);
  EXPECT_NE(folder.read("out"), before);
  EXPECT_THAT(folder.read("out"), Not(HasSubstr("drift off")));
}

TEST_F(Resume, StoppedByASignalItGoesOn) {
  const std::string pipe = folder.path("pipe.jsonl");
  folder.write("crawl.jsonl", crawl(30));
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::vector<std::string> command = words("out");
  command.insert(command.begin() + 2, pipe);
  Program program(command);
  FileHandle silent;  // opens when the run has come so far
  for (int i = 0; i < 6000 && !silent; ++i) {
    silent = FileHandle(::open(pipe.c_str(), O_WRONLY | O_NONBLOCK));
    if (!silent) ::usleep(10'000);
  }
  ASSERT_TRUE(silent);
  program.signal(SIGTERM);
  const Finished done = program.wait();
  EXPECT_EQ(done.code, 128 + SIGTERM) << done.err;
  EXPECT_THAT(done.err, HasSubstr("the same command goes on"));
  EXPECT_FALSE(folder.has("out"));
  EXPECT_EQ(json::parse(folder.read("out.medloom/manifest.json"))["state"], "stopped");
  fs::remove(pipe);
  folder.write("pipe.jsonl", page_line("pipe", "Late."));
  command.insert(command.end(), {"--stats", folder.path("stats")});
  EXPECT_EQ(test::medloom(command).code, 1);
  EXPECT_GE(json::parse(folder.read("stats"))["reused"], 25);
  EXPECT_THAT(folder.read("out"), HasSubstr("Rest pipe"));
}

TEST_F(Resume, TooManyRejectsStopTheRunAtTheSamePlaceForAnyThreads) {
  std::string lines = crawl(300);
  for (int i = 0; i < 50; ++i)
    lines += "{\"id\": \"e" + std::to_string(i) + "\", \"text\": \" \"}\n";
  folder.write("crawl.jsonl", lines + crawl(300));
  struct Case {
    const char* limit;
    int code;
  };
  for (const Case& test : {Case{"10", 4}, {"12%", 4}, {"0", 4}, {"1000", 1}, {"30%", 1}}) {
    std::set<std::string> counts;
    for (const char* threads : {"1", "4"}) {
      const std::string out = std::string("out-") + test.limit + threads;
      const Finished done = run(out, {"--max-rejects", test.limit, "-j", threads});
      EXPECT_EQ(done.code, test.code) << test.limit << done.err;
      EXPECT_EQ(folder.has(out), test.code == 1);
      EXPECT_EQ(done.err.find("--max-rejects") != std::string::npos, test.code == 4);
      const json manifest = json::parse(folder.read(out + ".medloom/manifest.json"));
      counts.insert(manifest["inputs"].dump() + " " + manifest["rejects"].dump());
    }
    EXPECT_EQ(counts.size(), 1U) << test.limit;
  }
  const Finished raised = run("out-101", {"--stats", folder.path("stats")});
  EXPECT_EQ(raised.code, 1) << "without the limit the same command goes on";
  EXPECT_GT(json::parse(folder.read("stats"))["reused"], 0);
  EXPECT_TRUE(result("out-101") == fresh());
}

TEST_F(Resume, ShardsTogetherAreOneRun) {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += page_line(std::to_string(i), "Sleep.");
  folder.write("crawl.jsonl", lines);
  const auto sorted = [&](const std::vector<std::string>& files) {
    std::multiset<std::string> all;
    for (const std::string& file : files) {
      std::istringstream in(folder.read(file));
      for (std::string line; std::getline(in, line);) all.insert(line);
    }
    return all;
  };
  EXPECT_EQ(run("whole").code, 0);
  std::vector<std::string> shards;
  for (int i = 0; i < 3; ++i) {
    shards.push_back("shard" + std::to_string(i));
    EXPECT_EQ(run(shards.back(), {"--shard", std::to_string(i) + "/3"}).code, 0);
  }
  EXPECT_TRUE(sorted(shards) == sorted({"whole"}));
}

TEST_F(Resume, PackedAndSplitOutputsHoldTheSameLines) {
  folder.write("crawl.jsonl", crawl(200));
  ASSERT_EQ(run("plain").code, 1);
  const std::string plain = folder.read("plain");
  for (const char* name : {"packed.gz", "packed.zst"}) {
    ASSERT_EQ(run(name).code, 1);
    EXPECT_TRUE(unpack_all(folder.read(name), packing_of_name(name), 1 << 30).value_or("") ==
                plain);
  }
  ASSERT_EQ(run("named", {"--compress", "gzip"}).code, 1);
  EXPECT_TRUE(folder.read("named") == folder.read("packed.gz"));
  const Finished piped = test::medloom(
      {"run", folder.path("crawl.jsonl"), "--profile", profile, "--compress", "zstd", "--quiet"});
  EXPECT_TRUE(unpack_all(piped.out, Packing::zstd, 1 << 30).value_or("") == plain);
  ASSERT_EQ(run("split.jsonl", {"--split", "50kB"}).code, 1);
  std::string all;
  const auto name = [](std::uint32_t part) { return output_name("split.jsonl", part, true); };
  for (std::uint32_t i = 0; folder.has(name(i)); ++i) {
    const std::string part = folder.read(name(i));
    EXPECT_LE(part.size(), 50000U);
    EXPECT_TRUE(part.ends_with("\n"));
    all += part;
  }
  EXPECT_TRUE(all == plain);
  EXPECT_FALSE(folder.has("split.jsonl"));
  EXPECT_EQ(test::medloom({"run", folder.path("crawl.jsonl"), "--split", "1MB"}).code, 2);
  EXPECT_EQ(run("x", {"--split", "0"}).code, 2);
  EXPECT_EQ(run("x", {"--compress", "brotli"}).code, 2);
  EXPECT_FALSE(folder.has("x.medloom"));
}

TEST_F(Resume, AFullDiskIsToldAndTheSameCommandGoesOnLater) {
  folder.write("crawl.jsonl", crawl(400));
  std::string command = "trap '' XFSZ; ulimit -f 200; exec '" MEDLOOM_PROGRAM "'";
  for (const std::string& word : words("out")) command += " '" + word + "'";
  command += " 2>'" + folder.path("err") + "'";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 3);
  EXPECT_THAT(folder.read("err"), HasSubstr("File too large"));
  EXPECT_THAT(folder.read("err"), HasSubstr("the same command goes on"));
  EXPECT_FALSE(folder.has("out"));
  EXPECT_EQ(run("out").code, 1);
  EXPECT_TRUE(result("out") == fresh());
}

TEST_F(Resume, LogsAsJson) {
  folder.write("crawl.jsonl", crawl(20));
  const Finished done = run("out", {"--log-format", "json"});
  EXPECT_EQ(done.code, 1);
  std::istringstream in(done.err);
  json last;
  for (std::string line; std::getline(in, line);) {
    last = json::parse(line, nullptr, false);
    ASSERT_FALSE(last.is_discarded()) << line;
  }
  EXPECT_EQ(last["event"], "end");
  EXPECT_EQ(last["inputs"], 20);
  const Finished refused = run("none/out", {"--log-format", "json"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_EQ(json::parse(refused.err)["level"], "error");
}

}  // namespace
}  // namespace medloom
