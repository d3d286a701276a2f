// A local HTTP server for tests of engines: answers each request as a test says.
//
// One thread, one request a connection. Thread-safety: belongs to one thread but for the handler,
// which the server's thread calls.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace medloom::test {

struct EngineRequest {
  std::string path;
  std::string head;  // request line and headers
  std::string body;
};

struct EngineReply {
  int status = 200;
  std::string body;
  bool cut = false;  // the connection ends in the middle of the body
  int wait_milliseconds = 0;
};

class EngineServer {
 public:
  explicit EngineServer(std::function<EngineReply(const EngineRequest&)> handler);
  EngineServer(const EngineServer&) = delete;
  EngineServer& operator=(const EngineServer&) = delete;
  ~EngineServer();

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int requests() const { return requests_; }

 private:
  void serve(int connection);

  std::function<EngineReply(const EngineRequest&)> handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> requests_{0};
  std::thread thread_;
};

}  // namespace medloom::test
