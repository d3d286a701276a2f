// SHA-256 of provenance and the ids derived from it (libcrypto).
#pragma once

#include <string>
#include <string_view>

namespace medloom {

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

// "urn:uuid:…": a UUID of version 8 (RFC 9562) over the first 122 free bits of the SHA-256.
std::string uuid_urn(std::string_view bytes);

}  // namespace medloom
