// Fields of a key are separated by their lengths, so that no two pages run into one another.
//
// Tested by tests/engine/journal_test.cc.
#include "pipeline/engine/journal_key.h"

#include <link.h>

#include <algorithm>
#include <cstring>

#include "pipeline/engine/digest.h"

namespace medloom {
namespace {

constexpr std::string_view kUrn = "urn:uuid:";
constexpr std::size_t kDigits = 32;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The first 32 digits of `hex`, dashes left out. False where there are no 32.
bool read_digits(std::string_view hex, Id128& id) {
  std::size_t digits = 0;
  for (const char c : hex) {
    if (c == '-') continue;
    const int digit = digit_of(c);
    if (digit < 0 || digits == kDigits) return false;
    std::uint64_t& half = digits < kDigits / 2 ? id.high : id.low;
    half = half << 4 | static_cast<std::uint64_t>(digit);
    ++digits;
  }
  return digits == kDigits;
}

// Called for each loaded object; the program itself is the first.
int read_build_id(dl_phdr_info* info, std::size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = info->dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const auto* at = reinterpret_cast<const char*>(info->dlpi_addr + header.p_vaddr);
    const char* end = at + header.p_memsz;
    while (end - at >= static_cast<std::ptrdiff_t>(sizeof(ElfW(Nhdr)))) {
      ElfW(Nhdr) note{};
      std::memcpy(&note, at, sizeof note);
      const char* name = at + sizeof note;
      const char* content = name + (note.n_namesz + 3) / 4 * 4;
      if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
          std::memcmp(name, "GNU", 4) == 0) {
        *static_cast<std::string*>(result) = std::string(content, note.n_descsz);
        return 1;
      }
      at = content + (note.n_descsz + 3) / 4 * 4;
    }
  }
  return 1;
}

}  // namespace

Id128 id128_of(std::string_view text) {
  Id128 id;
  read_digits(sha256_hex(text).substr(0, kDigits), id);
  return id;
}

Id128 id128_of_urn(std::string_view urn) {
  Id128 id;
  if (urn.starts_with(kUrn) && read_digits(urn.substr(kUrn.size()), id)) return id;
  return id128_of(urn);
}

std::string urn_of(Id128 id) {
  std::string urn(kUrn);
  for (std::size_t i = 0; i < kDigits; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) urn += '-';
    const std::uint64_t half = i < kDigits / 2 ? id.high : id.low;
    urn += "0123456789abcdef"[half >> (60 - i % 16 * 4) & 15];
  }
  return urn;
}

Id128 result_key(std::string_view fingerprint, const Page& page, std::string_view sha256) {
  std::string all;
  for (const std::string_view part :
       {fingerprint, std::string_view(page.name), std::string_view(page.url),
        std::string_view(page.content_type), std::string_view(page.fetched), sha256}) {
    all += std::to_string(part.size()) + ":";
    all += part;
  }
  return id128_of(all);
}

std::string program_build_id() {
  std::string bytes;
  ::dl_iterate_phdr(read_build_id, &bytes);
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace medloom
