// Asks ICU with its STOP callback, so that damage is seen and not replaced. The corrections are
// those of the WHATWG indexes.
#include "text/legacy_codes.h"

#include <array>
#include <cstdint>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

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

}  // namespace

struct LegacyCodes::Converter {
  std::unique_ptr<UConverter, decltype(&ucnv_close)> icu{nullptr, ucnv_close};
};

LegacyCodes::LegacyCodes(Charset charset)
    : charset_(charset), converter_(std::make_unique<Converter>()) {
  UErrorCode error = U_ZERO_ERROR;
  converter_->icu.reset(ucnv_open(converter_of(charset), &error));
  if (!converter_->icu) return;  // ICU without this converter: no code has a character
  ucnv_setToUCallBack(converter_->icu.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                      &error);
}

LegacyCodes::~LegacyCodes() = default;

LegacyCode LegacyCodes::operator()(std::string_view bytes) const {
  if (charset_ == Charset::big5_hkscs) {
    if (const LegacyCode* fixed = find(kHkscsFixes, number_of(bytes))) return *fixed;
  }
  if (charset_ == Charset::gb18030 && bytes == "\x80") return {0x20AC};
  const char32_t c = convert(bytes);
  if (bytes.size() == 1 && c >= 0xE000 && c <= 0xF8FF) return {};  // a byte that means nothing
  if (charset_ == Charset::gb18030) {
    if (const LegacyCode* fixed = find(kGbFixes, c)) return *fixed;
  }
  return {c};
}

// 0 if ICU refuses the bytes or sees several characters in them.
char32_t LegacyCodes::convert(std::string_view bytes) const {
  UConverter* const icu = converter_->icu.get();
  if (icu == nullptr) return 0;
  std::array<UChar, 8> units;
  UChar* out = units.data();
  const char* in = bytes.data();
  UErrorCode error = U_ZERO_ERROR;
  ucnv_reset(icu);
  ucnv_toUnicode(icu, &out, out + units.size(), &in, bytes.data() + bytes.size(), nullptr, true,
                 &error);
  const auto size = static_cast<int>(out - units.data());
  if (U_FAILURE(error) || size == 0) return 0;
  int used = 0;
  UChar32 c;
  U16_NEXT(units.data(), used, size, c);
  return used == size ? static_cast<char32_t>(c) : 0;
}

}  // namespace medloom::text
