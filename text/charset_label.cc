// The labels of the WHATWG Encoding standard for the sets that are read here.
#include "text/charset_label.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/ascii.h"

namespace medloom::text {
namespace {

constexpr std::pair<std::string_view, Charset> kLabels[] = {
    {"unicode-1-1-utf-8", Charset::utf8},
    {"unicode11utf8", Charset::utf8},
    {"unicode20utf8", Charset::utf8},
    {"utf-8", Charset::utf8},
    {"utf8", Charset::utf8},
    {"x-unicode20utf8", Charset::utf8},
    {"chinese", Charset::gb18030},
    {"csgb2312", Charset::gb18030},
    {"csiso58gb231280", Charset::gb18030},
    {"gb18030", Charset::gb18030},
    {"gb2312", Charset::gb18030},
    {"gb_2312", Charset::gb18030},
    {"gb_2312-80", Charset::gb18030},
    {"gbk", Charset::gb18030},
    {"iso-ir-58", Charset::gb18030},
    {"x-gbk", Charset::gb18030},
    {"big5", Charset::big5_hkscs},
    {"big5-hkscs", Charset::big5_hkscs},
    {"cn-big5", Charset::big5_hkscs},
    {"csbig5", Charset::big5_hkscs},
    {"x-x-big5", Charset::big5_hkscs},
    {"csshiftjis", Charset::shift_jis},
    {"ms932", Charset::shift_jis},
    {"ms_kanji", Charset::shift_jis},
    {"shift-jis", Charset::shift_jis},
    {"shift_jis", Charset::shift_jis},
    {"sjis", Charset::shift_jis},
    {"windows-31j", Charset::shift_jis},
    {"x-sjis", Charset::shift_jis},
    {"cseucpkdfmtjapanese", Charset::euc_jp},
    {"euc-jp", Charset::euc_jp},
    {"x-euc-jp", Charset::euc_jp},
    {"cseuckr", Charset::euc_kr},
    {"csksc56011987", Charset::euc_kr},
    {"euc-kr", Charset::euc_kr},
    {"iso-ir-149", Charset::euc_kr},
    {"korean", Charset::euc_kr},
    {"ks_c_5601-1987", Charset::euc_kr},
    {"ks_c_5601-1989", Charset::euc_kr},
    {"ksc5601", Charset::euc_kr},
    {"ksc_5601", Charset::euc_kr},
    {"windows-949", Charset::euc_kr},
    {"ansi_x3.4-1968", Charset::windows_1252},
    {"ascii", Charset::windows_1252},
    {"cp1252", Charset::windows_1252},
    {"cp819", Charset::windows_1252},
    {"csisolatin1", Charset::windows_1252},
    {"ibm819", Charset::windows_1252},
    {"iso-8859-1", Charset::windows_1252},
    {"iso-ir-100", Charset::windows_1252},
    {"iso8859-1", Charset::windows_1252},
    {"iso88591", Charset::windows_1252},
    {"iso_8859-1", Charset::windows_1252},
    {"iso_8859-1:1987", Charset::windows_1252},
    {"l1", Charset::windows_1252},
    {"latin1", Charset::windows_1252},
    {"us-ascii", Charset::windows_1252},
    {"windows-1252", Charset::windows_1252},
    {"x-cp1252", Charset::windows_1252},
};

}  // namespace

std::string_view name_of(Charset charset) {
  constexpr std::array<std::string_view, 9> kNames = {"UTF-8",   "UTF-16LE",   "UTF-16BE",
                                                      "GB18030", "Big5-HKSCS", "Shift_JIS",
                                                      "EUC-JP",  "EUC-KR",     "windows-1252"};
  return kNames[static_cast<std::size_t>(charset)];
}

std::optional<Charset> charset_of_label(std::string_view label) {
  const std::string wanted = ascii_lower(trim_ascii(label));
  for (const auto& [name, charset] : kLabels) {
    if (name == wanted) return charset;
  }
  return std::nullopt;
}

}  // namespace medloom::text
