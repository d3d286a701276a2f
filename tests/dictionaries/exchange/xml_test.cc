#include "dictionaries/exchange/xml.h"

#include <gtest/gtest.h>

namespace medloom::dictionaries {
namespace {

TEST(Xml, PlacesAreLines) {
  XmlFile file;
  Problems problems;
  const std::string bytes = "<?xml version=\"1.0\"?>\n<a>\n  <b xml:lang=\"en\">x</b>\n</a>";
  ASSERT_TRUE(file.parse(bytes, "f", problems));
  EXPECT_EQ(file.where(file.root()), "f:2");
  EXPECT_EQ(file.where(file.root().child("b")), "f:3");
  EXPECT_EQ(language_of(file.root().child("b")), "en");
}

TEST(Xml, TextIsThatOfEverythingInside) {
  XmlFile file;
  Problems problems;
  const std::string bytes = "<a> one <b>two</b><!-- no --> <c><d>three</d></c><![CDATA[<4>]]></a>";
  ASSERT_TRUE(file.parse(bytes, "f", problems));
  EXPECT_EQ(text_of(file.root()), "one two three<4>");
  EXPECT_EQ(text_of(file.root().child("b")), "two");
  EXPECT_EQ(text_of(pugi::xml_node()), "");
}

TEST(Xml, WhatIsWrittenReadsBack) {
  const std::string text = "a < b & \"c\" > 'd' 腰痛";
  XmlFile file;
  Problems problems;
  const std::string bytes = "<a x=\"" + xml_text(text) + "\">" + xml_text(text) + "</a>";
  ASSERT_TRUE(file.parse(bytes, "f", problems));
  EXPECT_EQ(text_of(file.root()), text);
  EXPECT_EQ(file.root().attribute("x").value(), text);
  EXPECT_EQ(xml_text("a\x01z"), "a z") << "no character of XML";
}

TEST(Xml, RefusesWhatItWillNotRead) {
  std::string wide = "<a>";
  for (int i = 0; i < 5000; ++i) wide += "<b/><c>x</c>";
  std::string deep;
  for (int i = 0; i < 101; ++i) deep += "<a>";
  const std::pair<std::string, bool> cases[] = {
      {"", false},
      {" ", false},
      {"text", false},
      {"<a>", false},
      {"<a></b>", false},
      {"<a x=></a>", false},
      {"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", false},
      {"<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>", false},
      {deep, false},
      {"<!DOCTYPE a SYSTEM \"a.dtd\"><a/>", true},
      {wide + "</a>", true},
      {"<a><!-- <b><b><b> --></a>", true},
  };
  for (const auto& [bytes, good] : cases) {
    XmlFile file;
    Problems problems;
    EXPECT_EQ(file.parse(bytes, "f", problems), good) << bytes.substr(0, 60);
    EXPECT_EQ(problems.empty(), good) << bytes.substr(0, 60);
  }
}

}  // namespace
}  // namespace medloom::dictionaries
