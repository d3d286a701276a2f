// Asks ICU for many codes at once, each followed by a line feed: whatever a converter makes of
// wrong bytes, it does not swallow an ASCII character that could not belong to them. The
// corrections are those of the WHATWG indexes.
#include "text/legacy_codes.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "text/private_use.h"

namespace medloom::text {
namespace {

struct Fix {
  std::uint32_t key;
  LegacyCode code;
};

// By ICU's private-use character. GB18030-2005 and -2022, as browsers map them; E5E5 is A3A0, in
// practice an ideographic space.
constexpr Fix kGbFixes[] = {
    {0xE5E5, {0x3000}},  {0xE78D, {0xFE10}},  {0xE78E, {0xFE12}},  {0xE78F, {0xFE11}},
    {0xE790, {0xFE13}},  {0xE791, {0xFE14}},  {0xE792, {0xFE15}},  {0xE793, {0xFE16}},
    {0xE794, {0xFE17}},  {0xE795, {0xFE18}},  {0xE796, {0xFE19}},  {0xE816, {0x20087}},
    {0xE817, {0x20089}}, {0xE818, {0x200CC}}, {0xE81E, {0x9FB4}},  {0xE826, {0x9FB5}},
    {0xE82B, {0x9FB6}},  {0xE82C, {0x9FB7}},  {0xE831, {0x215D7}}, {0xE832, {0x9FB8}},
    {0xE83B, {0x2298F}}, {0xE843, {0x9FB9}},  {0xE854, {0x9FBA}},  {0xE855, {0x241FE}},
    {0xE864, {0x9FBB}}};

// By bytes. Characters of HKSCS-2004 that came into Unicode later than ICU's table.
constexpr Fix kHkscsFixes[] = {
    {0x8840, {0x31C0}},      {0x8841, {0x31C1}},      {0x8842, {0x31C2}},
    {0x8843, {0x31C3}},      {0x8844, {0x31C4}},      {0x8846, {0x31C5}},
    {0x8849, {0x31C6}},      {0x884A, {0x31C7}},      {0x884D, {0x31C8}},
    {0x884F, {0x31C9}},      {0x8850, {0x31CA}},      {0x8851, {0x31CB}},
    {0x8852, {0x31CC}},      {0x8854, {0x31CD}},      {0x8855, {0x31CE}},
    {0x8862, {0xCA, 0x304}}, {0x8864, {0xCA, 0x30C}}, {0x88A3, {0xEA, 0x304}},
    {0x88A5, {0xEA, 0x30C}}, {0x88A9, {0x23DA}},      {0x88AA, {0x23DB}},
    {0x8C43, {0x9FA6}},      {0x8C6D, {0x9FA7}},      {0x8C74, {0x9FA8}},
    {0x8CB7, {0x9FA9}},      {0x8CB9, {0x9FAA}},      {0x8CBB, {0x9FAB}},
    {0x8CC0, {0x9FAC}},      {0x8CD7, {0x9FAD}},      {0x8CD8, {0x9FAE}},
    {0x8CDA, {0x9FAF}},      {0x8CED, {0x9FB2}},      {0x8D48, {0x9FB3}},
    {0xC879, {0x31CF}},      {0x87A4, {0x9F97}},      {0x87AC, {0x9F96}},
    {0xC8A1, {0x9FB0}},      {0xC8A3, {0x9FB1}}};

const char* converter_of(Charset charset) {
  switch (charset) {
    case Charset::gb18030:
      return "gb18030";
    case Charset::big5_hkscs:
      return "ibm-1375_P100-2008";
    case Charset::shift_jis:
      return "ibm-943_P15A-2003";
    case Charset::euc_jp:
      return "euc-jp-2007";
    case Charset::euc_kr:
      return "windows-949-2000";
    default:
      return "ibm-5348_P100-1997";  // windows-1252
  }
}

template <std::size_t kSize>
const LegacyCode* find(const Fix (&fixes)[kSize], std::uint32_t key) {
  for (const Fix& fix : fixes) {
    if (fix.key == key) return &fix.code;
  }
  return nullptr;
}

std::uint32_t number_of(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

// What ICU makes of `bytes`; empty if it has no such converter.
std::u16string converted(Charset charset, std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> icu(
      ucnv_open(converter_of(charset), &error), ucnv_close);
  if (!icu) return {};
  std::u16string units(bytes.size() * 2, u'\0');
  UChar* out = units.data();
  const char* in = bytes.data();
  ucnv_toUnicode(icu.get(), &out, out + units.size(), &in, bytes.data() + bytes.size(), nullptr,
                 true, &error);
  units.resize(static_cast<std::size_t>(out - units.data()));
  return units;
}

// 0 unless `units` are one character above ASCII that does not stand for damage.
char32_t only_character(std::u16string_view units) {
  if (units.empty() || units.size() > 2) return 0;
  int used = 0;
  UChar32 c;
  U16_NEXT(units.data(), used, static_cast<int>(units.size()), c);
  const bool is_all = static_cast<std::size_t>(used) == units.size();
  return is_all && c >= 0x80 && c != 0xFFFD ? static_cast<char32_t>(c) : 0;
}

LegacyCode corrected(Charset charset, std::string_view code, char32_t c) {
  if (charset == Charset::big5_hkscs) {
    if (const LegacyCode* fixed = find(kHkscsFixes, number_of(code))) return *fixed;
  }
  if (charset == Charset::gb18030 && code == "\x80") return {0x20AC};
  // U+FFFD itself, which looks like damage: a page that was converted had lost something before.
  if (charset == Charset::gb18030 && code == "\x84\x31\xA4\x37") return {0xFFFD};
  if (!is_private_use(c)) return {c};
  if (code.size() == 1) return {};  // a byte that means nothing
  const LegacyCode* fixed = charset == Charset::gb18030 ? find(kGbFixes, c) : nullptr;
  return fixed != nullptr ? *fixed : LegacyCode{c};
}

}  // namespace

char32_t gb18030_real_char(char32_t private_use) {
  const LegacyCode* const real = find(kGbFixes, private_use);
  return real == nullptr ? 0 : real->c;
}

std::vector<LegacyCode> legacy_codes(Charset charset, std::string_view codes, std::size_t size) {
  std::string lines;
  lines.reserve(codes.size() / size * (size + 1));
  for (std::size_t at = 0; at < codes.size(); at += size) {
    lines.append(codes.substr(at, size)) += '\n';
  }
  const std::u16string units = converted(charset, lines);
  std::u16string_view rest = units;
  std::vector<LegacyCode> found;
  found.reserve(codes.size() / size);
  for (std::size_t at = 0; at < codes.size(); at += size) {
    const std::u16string_view line = rest.substr(0, rest.find(u'\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    found.push_back(corrected(charset, codes.substr(at, size), only_character(line)));
  }
  return found;
}

}  // namespace medloom::text
