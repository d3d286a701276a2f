#include "text/charset_declaration.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace medloom::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CharsetDeclaration, HttpFields) {
  for (const auto& [value, label] : std::vector<std::pair<const char*, const char*>>{
           {"text/html; charset=GBK", "gbk"},
           {"text/html;charset=\"gb2312\"", "gb2312"},
           {"text/html; Charset = 'big5' ; x=y", "big5"},
           {"text/html; charset=utf-8, text/html", "utf-8"},
           {"gbk", "gbk"},
           {" GBK ", "gbk"},
           {"text/html; x-charset; charset=gbk", "gbk"},
           {"", ""},
           {"text/html", ""},
           {"text/html; charset", ""},
           {"text/html; charset=", ""},
           {"text/html; charset=\"", ""},
           {"charset charset charset", ""},
           {"; ;", ""},
       }) {
    EXPECT_EQ(label_in_content_type(value), label) << value;
  }
}

TEST(CharsetDeclaration, MetaElementsAndXmlDeclarations) {
  EXPECT_THAT(labels_in_markup("<html><meta charset=gbk>"), ElementsAre("gbk"));
  EXPECT_THAT(labels_in_markup("<META CharSet = \"GB2312\" />"), ElementsAre("gb2312"));
  EXPECT_THAT(labels_in_markup("<meta\ncharset='big5'><meta charset=gbk>"),
              ElementsAre("big5", "gbk"));
  EXPECT_THAT(
      labels_in_markup("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"),
      ElementsAre("gb2312"));
  EXPECT_THAT(labels_in_markup("<meta content='text/html;charset=gbk' http-equiv=content-type>"),
              ElementsAre("gbk"));
  EXPECT_THAT(labels_in_markup("<?xml version=\"1.0\" encoding=\"Big5\"?><p>"),
              ElementsAre("big5"));
  EXPECT_THAT(labels_in_markup("<!-- x --><!--><meta charset=gbk>"), ElementsAre("gbk"));
  EXPECT_THAT(labels_in_markup("<meta/charset=gbk>"), ElementsAre("gbk"));
  EXPECT_THAT(labels_in_markup("<!--" + std::string(5000, 'x') + "--><meta charset=gbk>"),
              ElementsAre("gbk"));
}

TEST(CharsetDeclaration, WhatIsNoDeclaration) {
  for (const std::string page : {"",
                                 "<",
                                 "<meta",
                                 "<meta ",
                                 "<meta charset",
                                 "<meta charset=",
                                 "<meta charset=>",
                                 "<meta charset=''>",
                                 "<metacharset=gbk>",
                                 "<metal charset=gbk>",
                                 "<!-- <meta charset=gbk> -->",
                                 "<!-- <meta charset=gbk>",
                                 "<meta content='text/html; charset=gbk'>",
                                 "<meta name=x content='charset=gbk'>",
                                 "<meta http-equiv=refresh content='0; charset=gbk'>",
                                 "<meta charset=\"",
                                 "<p charset=gbk>",
                                 "<?xml?>",
                                 "<?xml encoding",
                                 "meta charset=gbk"}) {
    EXPECT_THAT(labels_in_markup(page), IsEmpty()) << page;
  }
  EXPECT_THAT(labels_in_markup(std::string(9000, ' ') + "<meta charset=gbk>"), IsEmpty());
}

TEST(CharsetDeclaration, HostileHeadsTakeLittleTime) {
  labels_in_markup(std::string(8192, '<'));
  std::string attributes = "<meta ";
  for (int i = 0; i < 3000; ++i) attributes += "a=";
  labels_in_markup(attributes);
  std::string metas;
  for (int i = 0; i < 1600; ++i) metas += "<meta ";
  EXPECT_THAT(labels_in_markup(metas), IsEmpty());
}

}  // namespace
}  // namespace medloom::text
