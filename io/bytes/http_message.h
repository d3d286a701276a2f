// A stored HTTP response: what its header says, and its body without codings. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom {

// Fields of a header as WARC, HTTP and MIME write it: names in any case, folded lines joined.
class HeaderFields {
 public:
  // Reads lines up to an empty one or the end, and says how many bytes they take.
  std::size_t read(std::string_view text);

  // The value of the first field of that name (in lower case), or nothing.
  std::optional<std::string_view> value(std::string_view name) const;
  std::size_t count(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct HttpResponse {
  int status = 0;
  std::string content_type;  // with its parameters; empty where there is none
  std::string body;          // decoded: no chunks, no compression
};

// Reads a response. Archives keep codings in the header that they have taken off the body, so the
// body decides: chunks are undone where they are whole, gzip and deflate where it begins so.
// Errors: input, for what is no response, for a coding that is not known, for compressed data that
// are damaged, for more than `limit` bytes, and for more than `ratio` times the packed ones.
Result<HttpResponse> read_http_response(std::string_view message, std::uint64_t limit,
                                        std::uint64_t ratio = 0);

}  // namespace medloom
