// Engine `command`: a child process that reads a line of JSON for each segment and writes one.
//
//   {"id":1,"text":"Do not take ZQ1Z.","from":"en","to":"es","glossary":[]}
//   {"id":1,"text":"No tome ZQ1Z."}            or {"id":1,"error":"why not"}
//
// Answers may come in any order. The child runs as long as the engine and ends when its input does.
// A child that ends, falls silent or writes something else ends the work. The command stands on the
// command line and nowhere else: no file can name one.
//
// Tested by tests/translate/command_engine_test.cc.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <map>

#include <nlohmann/json.hpp>

#include "io/engines/engine.h"
#include "io/file_handle.h"
#include "io/paths.h"

extern char** environ;

namespace medloom::engines {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostBytes = std::size_t{8} << 20;  // of a line
constexpr int kPollMilliseconds = 100;                    // how soon a stop is noticed

class Child {
 public:
  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    in_ = FileHandle();
    out_ = FileHandle();
    if (id_ <= 0) return;
    // Its input has ended, so it should end; one that does not is ended.
    for (int i = 0; i < 20; ++i) {
      if (waitpid(id_, nullptr, WNOHANG) != 0) return;
      ::poll(nullptr, 0, 50);
    }
    ::kill(-id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }

  Result<void> start(const std::string& command) {
    int to_child[2];
    int from_child[2];
    if (::pipe2(to_child, O_CLOEXEC) != 0) return failed();
    FileHandle child_in(to_child[0]);
    in_ = FileHandle(to_child[1]);
    if (::pipe2(from_child, O_CLOEXEC) != 0) return failed();
    out_ = FileHandle(from_child[0]);
    FileHandle child_out(from_child[1]);
    ::fcntl(in_.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(out_.get(), F_SETFL, O_NONBLOCK);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, child_in.get(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, child_out.get(), STDOUT_FILENO);
    posix_spawnattr_t attributes;  // a group of its own: what it starts is ended with it
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    std::string text = command;
    char shell[] = "/bin/sh";
    char option[] = "-c";
    char* const words[] = {shell, option, text.data(), nullptr};
    const int error = posix_spawn(&id_, shell, &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (error == 0) return {};
    id_ = -1;
    return fail(ErrorCode::input, system_message(error), "--command");
  }

  int in() const { return in_.get(); }
  int out() const { return out_.get(); }

 private:
  static Result<void> failed() {
    return fail(ErrorCode::input, system_message(errno), "--command");
  }

  FileHandle in_;
  FileHandle out_;
  pid_t id_ = -1;
};

class CommandEngine final : public Engine {
 public:
  explicit CommandEngine(EngineOptions options) : options_(std::move(options)) {}

  Result<void> start() { return child_.start(options_.command); }

  Result<void> translate(const std::vector<EngineSegment>& segments,
                         const AnswerSink& give) override {
    waiting_.clear();
    to_write_.clear();
    for (std::size_t i = 0; i < segments.size(); ++i) ask(segments[i], i);
    last_sign_ = Clock::now();
    while (!waiting_.empty()) {
      if (auto moved = exchange(give); !moved) return moved;
    }
    return {};
  }

  std::uint64_t calls() const override { return calls_; }

 private:
  void ask(const EngineSegment& segment, std::size_t place) {
    const std::uint64_t id = ++calls_;
    waiting_[id] = place;
    Json glossary = Json::array();
    for (const auto& [source, target] : segment.glossary) glossary.push_back({source, target});
    const Json line = {{"id", id},
                       {"text", segment.text},
                       {"from", options_.languages.from_short},
                       {"to", options_.languages.to_short},
                       {"glossary", std::move(glossary)}};
    to_write_ += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  static Error broken(std::string what) { return {ErrorCode::input, std::move(what), "--command"}; }

  Result<void> exchange(const AnswerSink& give) {
    if (options_.stop != nullptr && options_.stop->load()) {
      return tl::unexpected(broken("stopped"));
    }
    pollfd ends[2] = {{child_.out(), POLLIN, 0},
                      {to_write_.empty() ? -1 : child_.in(), POLLOUT, 0}};
    if (::poll(ends, 2, kPollMilliseconds) < 0 && errno != EINTR) {
      return tl::unexpected(broken(system_message(errno)));
    }
    if (Clock::now() - last_sign_ > std::chrono::seconds(options_.timeout_seconds)) {
      return tl::unexpected(
          broken("the engine said nothing for " + std::to_string(options_.timeout_seconds) + " s"));
    }
    // What it said before it ended counts, so reading comes first.
    if (ends[0].revents != 0) {
      if (auto read = receive(give); !read) return read;
    }
    if ((ends[1].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) send();
    return {};
  }

  // A child that reads no more is told by the end of its output.
  void send() {
    const ssize_t count = ::write(child_.in(), to_write_.data(), to_write_.size());
    if (count > 0) to_write_.erase(0, static_cast<std::size_t>(count));
    if (count < 0 && errno != EAGAIN && errno != EINTR) to_write_.clear();
  }

  Result<void> receive(const AnswerSink& give) {
    char bytes[16384];
    const ssize_t count = ::read(child_.out(), bytes, sizeof bytes);
    if (count < 0) {
      if (errno == EAGAIN || errno == EINTR) return {};
      return tl::unexpected(broken(system_message(errno)));
    }
    if (count == 0) {
      return tl::unexpected(broken("the engine has ended; what it said last may be above"));
    }
    last_sign_ = Clock::now();
    read_.append(bytes, static_cast<std::size_t>(count));
    if (read_.size() > kMostBytes) return tl::unexpected(broken("the engine writes no lines"));
    for (std::size_t end = read_.find('\n'); end != std::string::npos; end = read_.find('\n')) {
      if (auto taken = take(read_.substr(0, end), give); !taken) return taken;
      read_.erase(0, end + 1);
    }
    return {};
  }

  Result<void> take(const std::string& line, const AnswerSink& give) {
    const Json answer = Json::parse(line, nullptr, false);
    const auto id = answer.is_object() ? answer.find("id") : answer.end();
    if (!answer.is_object() || id == answer.end() || !id->is_number_unsigned()) {
      return tl::unexpected(broken("the engine wrote a line that is no answer"));
    }
    const auto place = waiting_.find(id->get<std::uint64_t>());
    if (place == waiting_.end()) return {};  // once more, or to nobody's question
    const auto text = answer.find("text");
    const std::size_t at = place->second;
    waiting_.erase(place);
    const bool has_text = text != answer.end() && text->is_string();
    give(at, has_text ? EngineAnswer(text->get<std::string>())
                      : fail(ErrorCode::rejected, "no answer"));
    return {};
  }

  EngineOptions options_;
  Child child_;
  std::map<std::uint64_t, std::size_t> waiting_;  // by id: the place of its answer
  std::string to_write_;
  std::string read_;
  Clock::time_point last_sign_;
  std::uint64_t calls_ = 0;
};

}  // namespace

EngineSpec command_engine() {
  return {"command", "a program of yours, a line of JSON a segment",
          [](const EngineOptions& options) {
            return options.model.empty()
                       ? options.languages.from_iso3 + "-" + options.languages.to_iso3
                       : options.model;
          },
          [](const EngineOptions& options) { return "the command: " + options.command; },
          [](const EngineOptions& options) -> Result<std::unique_ptr<Engine>> {
            if (options.command.empty()) {
              return fail(ErrorCode::usage, "names the program to ask", "--command");
            }
            auto engine = std::make_unique<CommandEngine>(options);
            if (auto started = engine->start(); !started) return tl::unexpected(started.error());
            return engine;
          }};
}

}  // namespace medloom::engines
