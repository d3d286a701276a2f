#include "text/charset_label.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

TEST(CharsetLabel, MeansWhatBrowsersTakeItFor) {
  for (const auto& [label, charset] :
       std::vector<std::pair<const char*, Charset>>{{"gb2312", Charset::gb18030},
                                                    {"GBK", Charset::gb18030},
                                                    {" x-gbk\n", Charset::gb18030},
                                                    {"gb18030", Charset::gb18030},
                                                    {"big5", Charset::big5_hkscs},
                                                    {"Big5-HKSCS", Charset::big5_hkscs},
                                                    {"utf8", Charset::utf8},
                                                    {"UTF-8", Charset::utf8},
                                                    {"shift_jis", Charset::shift_jis},
                                                    {"euc-jp", Charset::euc_jp},
                                                    {"euc-kr", Charset::euc_kr},
                                                    {"iso-8859-1", Charset::windows_1252},
                                                    {"us-ascii", Charset::windows_1252}}) {
    EXPECT_EQ(charset_of_label(label), charset) << label;
  }
}

TEST(CharsetLabel, UnknownLabelsAreIgnored) {
  for (const char* label :
       {"", " ", "utf8mb4", "none", "utf-7", "UTF7", "utf-16", "utf-16le", "unicode", "gb", "gbk2",
        "hz-gb-2312", "iso-2022-jp", "x-user-defined", "windows-1251", "big 5", "\xFF"}) {
    EXPECT_EQ(charset_of_label(label), std::nullopt) << label;
  }
}

}  // namespace
}  // namespace medloom::text
