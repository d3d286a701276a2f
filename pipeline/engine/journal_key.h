// By what a journal knows pages again: 128 bits of a hash, in binary.
//
// Thread-safety: values and pure functions.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/page.h"

namespace medloom {

struct Id128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend auto operator<=>(const Id128&, const Id128&) = default;
};

// The first 128 bits of the SHA-256 of a text.
Id128 id128_of(std::string_view text);

// The id of a page or record ("urn:uuid:…") as its 128 bits; of any other text its hash.
Id128 id128_of_urn(std::string_view urn);
std::string urn_of(Id128 id);

// What a result depends on: everything of the page that stages may look at (its place they may
// not), and `fingerprint`, which stands for program, configuration and data. `sha256` is the one of
// the page's bytes, as sha256_hex gives it.
Id128 result_key(std::string_view fingerprint, const Page& page, std::string_view sha256);

// The build of this program, as its linker numbered it; empty where it did not. Two builds that
// differ in one instruction have different ones.
std::string program_build_id();

}  // namespace medloom
