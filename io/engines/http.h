// One HTTP request after another to the one address that the user typed. The face of libcurl.
//
// Connections go to this machine alone, whatever its names resolve to, unless the network is
// allowed; proxies of the environment are not used and redirections not followed, because either
// could lead elsewhere. Answers of 429 and 5xx are tried again, later and later; nothing else is.
// Thread-safety: one thread a client.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/engines/engine.h"
#include "pipeline/model/result.h"

namespace medloom::engines {

// An address without a user, a password or another scheme than http and https. Errors: usage.
Result<void> check_address(const std::string& url);

class HttpClient {
 public:
  explicit HttpClient(const EngineOptions& options);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;

  struct Reply {
    long status = 0;
    std::string body;
  };
  // Errors: `input` where nobody can be reached, or keeps answering 429 or 5xx; `usage` for an
  // address that is not allowed; `rejected` where the answer took too long or is too large.
  Result<Reply> post(const std::string& url, const std::string& content_type,
                     const std::string& body, const std::vector<std::string>& headers = {});

  // "name=value&…", escaped.
  static std::string form(const std::vector<std::pair<std::string, std::string>>& fields);

  std::uint64_t calls() const { return calls_; }

 private:
  struct Handle;
  Result<Reply> once(const std::string& url, const std::string& content_type,
                     const std::string& body, const std::vector<std::string>& headers);
  bool wait(int attempt) const;

  std::unique_ptr<Handle> handle_;
  EngineOptions options_;
  std::uint64_t calls_ = 0;
  int timeouts_ = 0;  // one after the other
};

// What is wrong with a reply that is no 200: an error that ends the work, without the reply's text.
Error refused(long status, const std::string& url);

}  // namespace medloom::engines
