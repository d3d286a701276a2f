// The address of a connection is looked at when its socket is opened, behind all names: a host that
// calls itself local and resolves elsewhere gets nothing.
//
// Tested by tests/translate/http_test.cc.
#include "io/engines/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

namespace medloom::engines {
namespace {

constexpr std::size_t kMostBytes = std::size_t{8} << 20;  // of an answer
constexpr int kMostTimeouts = 3;                          // one after the other: it is dead
constexpr long kConnectSeconds = 10;
constexpr long kLongestWait = 30'000;  // milliseconds between two attempts

bool is_loopback(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto* ip = reinterpret_cast<const sockaddr_in*>(address);
    return ntohl(ip->sin_addr.s_addr) >> 24 == 127;
  }
  if (address->sa_family != AF_INET6) return false;
  const in6_addr& ip = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&ip)) return ip.s6_addr[12] == 127;
  return IN6_IS_ADDR_LOOPBACK(&ip);
}

// What the callbacks of one request share.
struct Transfer {
  bool allow_network = false;
  bool forbidden = false;
  bool too_large = false;
  const std::atomic<bool>* stop = nullptr;
  std::string body;
};

curl_socket_t open_socket(void* data, curlsocktype, curl_sockaddr* address) {
  auto* transfer = static_cast<Transfer*>(data);
  if (!transfer->allow_network && !is_loopback(&address->addr)) {
    transfer->forbidden = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t receive(char* bytes, std::size_t, std::size_t count, void* data) {
  auto* transfer = static_cast<Transfer*>(data);
  if (transfer->body.size() + count > kMostBytes) {
    transfer->too_large = true;
    return 0;
  }
  transfer->body.append(bytes, count);
  return count;
}

int progress(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto* transfer = static_cast<const Transfer*>(data);
  return transfer->stop != nullptr && transfer->stop->load() ? 1 : 0;
}

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

HeaderList header_list(const std::string& content_type, const std::vector<std::string>& headers) {
  HeaderList list(curl_slist_append(nullptr, ("Content-Type: " + content_type).c_str()));
  list.reset(curl_slist_append(list.release(), "Expect:"));
  for (const std::string& header : headers) {
    list.reset(curl_slist_append(list.release(), header.c_str()));
  }
  return list;
}

}  // namespace

struct HttpClient::Handle {
  Handle() : curl(curl_easy_init()) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
  CURL* curl;
};

Result<void> check_address(const std::string& url) {
  start_library();
  const std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  const auto wrong = [&](const char* what) { return fail(ErrorCode::usage, what, "--url"); };
  if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) !=
      CURLUE_OK) {
    return wrong("is no address; it begins with http:// or https://");
  }
  const auto part = [&parsed](CURLUPart which) {
    char* text = nullptr;
    std::string value;
    if (curl_url_get(parsed.get(), which, &text, 0) == CURLUE_OK && text != nullptr) value = text;
    curl_free(text);
    return value;
  };
  const std::string scheme = part(CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return wrong("must begin with http:// or https://");
  if (!part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty()) {
    return wrong("must hold no user and no password; a key is read from MEDLOOM_ENGINE_KEY");
  }
  return {};
}

HttpClient::HttpClient(const EngineOptions& options) : options_(options) {
  start_library();
  handle_ = std::make_unique<Handle>();
}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

Result<HttpClient::Reply> HttpClient::once(const std::string& url, const std::string& content_type,
                                           const std::string& body,
                                           const std::vector<std::string>& headers) {
  CURL* curl = handle_->curl;
  if (curl == nullptr) return fail(ErrorCode::internal, "libcurl cannot be started");
  curl_easy_reset(curl);
  Transfer transfer;
  transfer.allow_network = options_.allow_network;
  transfer.stop = options_.stop;
  const HeaderList list = header_list(content_type, headers);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, options_.timeout_seconds);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  ++calls_;
  const CURLcode code = curl_easy_perform(curl);
  if (transfer.forbidden) {
    return fail(ErrorCode::usage,
                "is not on this machine; with --allow-network text of the pages is sent there",
                url);
  }
  if (transfer.too_large) return fail(ErrorCode::rejected, "answer too large");
  if (code == CURLE_OPERATION_TIMEDOUT) {
    if (++timeouts_ < kMostTimeouts) return fail(ErrorCode::rejected, "no answer in time");
    return fail(ErrorCode::input,
                "did not answer within " + std::to_string(options_.timeout_seconds) + " s, " +
                    std::to_string(kMostTimeouts) + " times in a row",
                url);
  }
  timeouts_ = 0;
  // A connection that ends in the middle of an answer: the answer is cut, the engine may be well.
  if (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR) {
    return fail(ErrorCode::rejected, "answer cut off");
  }
  if (code != CURLE_OK) return fail(ErrorCode::input, curl_easy_strerror(code), url);
  Reply reply;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
  reply.body = std::move(transfer.body);
  return reply;
}

bool HttpClient::wait(int attempt) const {
  const long wanted = std::min(kLongestWait, options_.first_wait_milliseconds << attempt);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(wanted);
  while (std::chrono::steady_clock::now() < end) {
    if (options_.stop != nullptr && options_.stop->load()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(wanted, 50L)));
  }
  return true;
}

Result<HttpClient::Reply> HttpClient::post(const std::string& url, const std::string& content_type,
                                           const std::string& body,
                                           const std::vector<std::string>& headers) {
  for (int attempt = 0;; ++attempt) {
    Result<Reply> reply = once(url, content_type, body, headers);
    const bool again = reply && (reply->status == 429 || reply->status >= 500);
    if (!again) return reply;
    if (attempt >= options_.retries || !wait(attempt)) {
      return fail(ErrorCode::input,
                  "keeps answering " + std::to_string(reply->status) + ", after " +
                      std::to_string(attempt + 1) + " attempts",
                  url);
    }
  }
}

std::string HttpClient::form(const std::vector<std::pair<std::string, std::string>>& fields) {
  start_library();
  std::string body;
  for (const auto& [name, value] : fields) {
    char* escaped = curl_easy_escape(nullptr, value.c_str(), static_cast<int>(value.size()));
    body += (body.empty() ? "" : "&") + name + "=" + (escaped == nullptr ? "" : escaped);
    curl_free(escaped);
  }
  return body;
}

Error refused(long status, const std::string& url) {
  const std::string hint = status == 401 || status == 403
                               ? "; is the key in MEDLOOM_ENGINE_KEY right?"
                               : "; does it know these languages and this model?";
  return {ErrorCode::input, "answers " + std::to_string(status) + hint, url};
}

}  // namespace medloom::engines
