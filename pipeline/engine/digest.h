// SHA-256 of provenance and the ids derived from it (libcrypto).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/record.h"

namespace medloom {

// SHA-256 of bytes that come in pieces. One thread.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  std::string hex();  // once, at the end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// Of the version of this program and the bytes of the files of these names, in their order; empty
// where one of them was not read. For what is kept of files beside them.
std::string sha256_of_files(const std::vector<std::string>& names,
                            const std::vector<DictionaryRef>& read);

// HMAC-SHA-256 (RFC 2104), as 64 lower-case hexadecimal digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

// "urn:uuid:…": a UUID of version 8 (RFC 9562) over the first 122 free bits of the SHA-256.
std::string uuid_urn(std::string_view bytes);

}  // namespace medloom
