#include "tests/translate/engine_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "text/ascii.h"

namespace medloom::test {

EngineServer::EngineServer(std::function<EngineReply(const EngineRequest&)> handler)
    : handler_(std::move(handler)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(listener_, 16);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] {
    while (!stop_) {
      pollfd ready = {listener_, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection < 0) continue;
      serve(connection);
      ::close(connection);
    }
  });
}

EngineServer::~EngineServer() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
}

void EngineServer::serve(int connection) {
  EngineRequest request;
  std::string bytes;
  std::size_t head = std::string::npos;
  std::size_t length = 0;
  char buffer[16384];
  while (head == std::string::npos || bytes.size() < head + 4 + length) {
    const ssize_t count = ::recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0) return;
    bytes.append(buffer, static_cast<std::size_t>(count));
    if (head != std::string::npos) continue;
    head = bytes.find("\r\n\r\n");
    if (head == std::string::npos) continue;
    request.head = bytes.substr(0, head);
    const std::string lower = text::ascii_lower(request.head);
    const std::size_t at = lower.find("content-length:");
    if (at != std::string::npos) length = std::stoul(lower.substr(at + 15));
  }
  request.body = bytes.substr(head + 4);
  const std::size_t from = request.head.find(' ') + 1;
  request.path = request.head.substr(from, request.head.find(' ', from) - from);
  ++requests_;
  const EngineReply reply = handler_(request);
  for (int waited = 0; waited < reply.wait_milliseconds && !stop_; waited += 20) {
    ::usleep(20'000);
  }
  const std::size_t told = reply.body.size() + (reply.cut ? 100 : 0);
  const std::string all = "HTTP/1.1 " + std::to_string(reply.status) +
                          " X\r\nContent-Type: application/json\r\nConnection: close\r\n"
                          "Content-Length: " +
                          std::to_string(told) + "\r\n\r\n" + reply.body;
  ::send(connection, all.data(), all.size(), MSG_NOSIGNAL);
}

}  // namespace medloom::test
