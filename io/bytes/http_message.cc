// Tested by tests/io/warc_test.cc.
#include "io/bytes/http_message.h"

#include <algorithm>
#include <charconv>

#include "io/bytes/pack.h"
#include "text/ascii.h"

namespace medloom {
namespace {

// The body without its chunks, if it is made of whole ones to the last.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string out;
  while (true) {
    const std::size_t line = body.find('\n');
    if (line == std::string_view::npos) return std::nullopt;
    const std::string_view head = text::trim_ascii(body.substr(0, std::min(line, body.find(';'))));
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(head.data(), head.data() + head.size(), size, 16);
    if (error != std::errc() || end != head.data() + head.size()) return std::nullopt;
    body.remove_prefix(line + 1);
    if (size == 0) return out;
    if (size > body.size()) return std::nullopt;
    out += body.substr(0, static_cast<std::size_t>(size));
    body.remove_prefix(static_cast<std::size_t>(size));
    if (body.starts_with("\r\n"))
      body.remove_prefix(2);
    else if (body.starts_with("\n"))
      body.remove_prefix(1);
    else
      return std::nullopt;
  }
}

bool looks_like_zlib(std::string_view data) {
  if (data.size() < 2) return false;
  const int head = static_cast<unsigned char>(data[0]) << 8 | static_cast<unsigned char>(data[1]);
  return (head >> 8 & 0x0F) == 8 && head % 31 == 0;
}

// Data that are no zlib data may be bare deflate, or none. Those that are too much are too much.
bool is_damaged(const Error& error) { return error.message.starts_with("deflate data"); }

Result<std::string> decoded(std::string body, std::string_view coding, std::uint64_t limit,
                            std::uint64_t ratio) {
  const auto known = {"", "identity", "gzip", "x-gzip", "deflate"};
  if (std::find(known.begin(), known.end(), coding) == known.end()) {
    return fail(ErrorCode::input, "content coding '" + std::string(coding) + "' is not read");
  }
  if (packing_of(body) == Packing::gzip) return unpack_all(body, Packing::gzip, limit, ratio);
  if (coding != "deflate") return body;
  if (looks_like_zlib(body)) {
    auto plain = unpack_all(body, Packing::zlib, limit, ratio);
    if (plain || !is_damaged(plain.error())) return plain;
  }
  auto plain = unpack_all(body, Packing::deflate, limit, ratio);
  if (plain || !is_damaged(plain.error())) return plain;
  return body;  // it was taken off already
}

}  // namespace

std::size_t HeaderFields::read(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (text::trim_ascii(line).empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !fields_.empty()) {
      fields_.back().second.append(" ").append(text::trim_ascii(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    fields_.emplace_back(text::ascii_lower(text::trim_ascii(line.substr(0, colon))),
                         text::trim_ascii(line.substr(colon + 1)));
  }
  return at;
}

std::optional<std::string_view> HeaderFields::value(std::string_view name) const {
  for (const auto& [known, value] : fields_) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::size_t HeaderFields::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      fields_.begin(), fields_.end(), [name](const auto& field) { return field.first == name; }));
}

Result<HttpResponse> read_http_response(std::string_view message, std::uint64_t limit,
                                        std::uint64_t ratio) {
  const std::size_t line = message.find('\n');
  // "HTTP/1.1 200 OK"; the words behind the number may be missing.
  if (!message.starts_with("HTTP/") || line == std::string_view::npos) {
    return fail(ErrorCode::input, "holds no HTTP response");
  }
  HttpResponse response;
  const std::string_view status = message.substr(0, line);
  const std::size_t space = std::min(status.find(' '), status.size() - 1);
  std::from_chars(status.data() + space + 1, status.data() + status.size(), response.status);
  message.remove_prefix(line + 1);

  HeaderFields fields;
  message.remove_prefix(fields.read(message));
  response.content_type = fields.value("content-type").value_or("");
  std::string body(message);
  if (text::ascii_lower(fields.value("transfer-encoding").value_or("")) == "chunked") {
    if (auto plain = without_chunks(message)) body = std::move(*plain);
  }
  auto plain =
      decoded(std::move(body), text::ascii_lower(fields.value("content-encoding").value_or("")),
              limit, ratio);
  if (!plain) return tl::unexpected(plain.error());
  response.body = std::move(*plain);
  return response;
}

}  // namespace medloom
