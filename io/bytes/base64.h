// Bytes as text that survives anywhere (RFC 4648, with padding).
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace medloom {

std::string base64(std::string_view bytes);

// Of the bytes that hexadecimal digits stand for: a digest as content security policies name it.
std::string base64_of_hex(std::string_view hex);

}  // namespace medloom
