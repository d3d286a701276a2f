// English to Spanish for real, through `command` and through apertium-apy, over samples of ours.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include <nlohmann/json.hpp>

#include "dictionaries/translation/verdict.h"
#include "tests/apps/program.h"
#include "tests/translate/filling.h"

extern char** environ;

namespace medloom {
namespace {

using test::medloom;
using test::TempFolder;
using testing::HasSubstr;

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool listens(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool there = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return there;
}

// apertium-apy on a port of this machine.
class Apy {
 public:
  Apy() : port_(free_port()) {
    const std::string command =
        "exec apertium-apy -p " + std::to_string(port_) + " /usr/share/apertium >/dev/null 2>&1";
    std::string copy = command;
    char shell[] = "/bin/sh";
    char option[] = "-c";
    char* const words[] = {shell, option, copy.data(), nullptr};
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    EXPECT_EQ(posix_spawn(&id_, shell, nullptr, &attributes, words, environ), 0);
    posix_spawnattr_destroy(&attributes);
    for (int i = 0; i < 300 && !listens(port_); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  Apy(const Apy&) = delete;
  Apy& operator=(const Apy&) = delete;
  ~Apy() {
    ::kill(-id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int port_;
  pid_t id_ = -1;
};

struct Records {
  TempFolder folder;
  std::vector<std::string> samples = {test::in_tree("samples/article-plain/input.txt"),
                                      test::in_tree("samples/doctorqna-plain/input.txt"),
                                      test::in_tree("samples/doctorqna-lab-values/input.txt")};
  std::string records;
  std::string spanish;

  Records() {
    records = folder.path("records.jsonl");
    spanish = folder.write("es.tsv", test::kSpanishConcepts);
    std::vector<std::string> words = {"run", "-q", "-o", records, "--dictionary", spanish};
    words.insert(words.end(), samples.begin(), samples.end());
    const auto run = medloom(words);
    EXPECT_EQ(run.code, 0) << run.err;
  }

  // Fills, runs again offline, and looks at each translation once more with other eyes.
  void fill_and_run(std::vector<std::string> engine) const {
    const std::string memory = folder.path("health.tm");
    std::vector<std::string> words = {"tm",   "fill", records,        "--memory", memory,
                                      "--to", "es",   "--dictionary", spanish};
    words.insert(words.end(), engine.begin(), engine.end());
    const auto filled = medloom(words);
    ASSERT_EQ(filled.code, 0) << filled.err;
    words = {
        "run",          "-q",   "--set", "translate.to=es", "--set", "translate.memory=" + memory,
        "--dictionary", spanish};
    words.insert(words.end(), samples.begin(), samples.end());
    const auto first = medloom(words);
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_EQ(medloom(words).out, first.out);
    std::size_t known = 0;
    std::size_t all = 0;
    std::istringstream lines(first.out);
    for (std::string line; std::getline(lines, line);) {
      const auto record = nlohmann::json::parse(line);
      for (const auto& text : record["workTranslation"][0]["medloom"]["texts"]) {
        const auto whole = record[nlohmann::json::json_pointer(text["at"])].get<std::string>();
        for (const auto& segment : text["segments"]) {
          ++all;
          if (segment["status"] != "memory") continue;
          ++known;
          const std::size_t from = segment["source"][0];
          look_at(whole.substr(from, segment["source"][1].get<std::size_t>() - from),
                  segment["text"]);
        }
      }
    }
    EXPECT_GT(all, 30U);
    EXPECT_GT(known * 2, all) << filled.err;
    RecordProperty("segments", static_cast<int>(all));
    RecordProperty("known", static_cast<int>(known));
  }

  static void RecordProperty(const char* name, int value) {
    testing::Test::RecordProperty(name, value);
  }

  // The digits of both are the same, and what is negative stays so.
  static void look_at(const std::string& source, const std::string& text) {
    const auto digits = [](const std::string& in) {
      std::string out;
      for (const char c : in) {
        if (c >= '0' && c <= '9') out += c;
      }
      std::sort(out.begin(), out.end());
      return out;
    };
    EXPECT_EQ(digits(text), digits(source)) << source << "\n" << text;
    if (source.find(" not ") != std::string::npos) {
      const auto counts = test::check_rules().count(text, "es");
      EXPECT_GT(counts.negations + counts.negatives, 0U) << source << "\n" << text;
    }
    if (source.find("ow back pain") != std::string::npos) {
      EXPECT_THAT(text, HasSubstr("umbalgia")) << source;
    }
  }
};

TEST(Apertium, TranslatesThroughTheCommand) {
  Records().fill_and_run({"--engine", "command", "--command",
                          test::in_tree("translate/wrappers/apertium") + " eng-spa"});
}

TEST(Apertium, TranslatesThroughItsWebService) {
  const Apy apy;
  Records().fill_and_run({"--engine", "apertium-apy", "--url", apy.url()});
}

}  // namespace
}  // namespace medloom
