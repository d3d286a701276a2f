// Tested by tests/text/private_use_test.cc.
#include "text/private_use.h"

#include <array>
#include <string>

#include "text/legacy_codes.h"
#include "text/legacy_table.h"

namespace medloom::text {
namespace {

// Where rows of user-defined characters lie in code page 950: their lead bytes begin at `lead`.
struct Rows {
  char32_t from, to;
  unsigned lead;
  unsigned skipped;  // places of the first row that belong to others
};
constexpr unsigned kRow = 157;  // trail bytes 40 to 7E and A1 to FE
constexpr unsigned kLowTrails = 63;
constexpr std::array<Rows, 4> kRows = {{{0xE000, 0xE310, 0xFA, 0},
                                        {0xE311, 0xEEB7, 0x8E, 0},
                                        {0xEEB8, 0xF6B0, 0x81, 0},
                                        {0xF6B1, 0xF848, 0xC6, kLowTrails}}};

}  // namespace

char32_t real_char_of_gb18030(char32_t private_use) { return gb18030_real_char(private_use); }

char32_t real_char_of_hkscs(char32_t private_use) {
  for (const Rows& rows : kRows) {
    if (private_use < rows.from || private_use > rows.to) continue;
    const auto place = static_cast<unsigned>(private_use - rows.from) + rows.skipped;
    const unsigned trail = place % kRow;
    const std::string bytes = {
        static_cast<char>(rows.lead + place / kRow),
        static_cast<char>(trail < kLowTrails ? 0x40 + trail : 0xA1 + trail - kLowTrails)};
    const LegacyChar real = LegacyTable::of(Charset::big5_hkscs).at(bytes, 0);
    return real.valid() && real.size == 2 && real.mark == 0 && !is_private_use(real.c) ? real.c : 0;
  }
  return 0;
}

}  // namespace medloom::text
