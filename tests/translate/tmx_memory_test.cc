#include "translate/tmx_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/translate/filling.h"

namespace medloom::translation {
namespace {

using memory::MemoryEntry;
using memory::TranslationMemory;
using test::in_memory;
using test::TempFolder;

TranslationMemory open_memory(const std::string& path) {
  auto memory = TranslationMemory::open(path, TranslationMemory::Mode::write);
  EXPECT_TRUE(memory);
  return std::move(*memory);
}

std::string exported(TranslationMemory& memory) {
  std::string tmx;
  const auto count = write_tmx(memory, {}, [&](std::string_view bytes) {
    tmx += bytes;
    return Result<void>();
  });
  EXPECT_TRUE(count);
  return tmx;
}

TEST(TmxMemory, GoesOutAndComesBack) {
  const TempFolder folder;
  auto memory = open_memory(folder.path("a.tm"));
  MemoryEntry good{
      {"en", "es", "Do not take < 5 mg & rest.", "command", "eng-spa", kProtection, ""},
      "No tome < 5 mg y \"descanse\".",
      "",
      {"reordered"}};
  MemoryEntry bad{{"en", "es", "Rest.", "command", "eng-spa", kProtection, ""}, "", "echo", {}};
  ASSERT_TRUE(memory.store({good, bad}));
  const std::string tmx = exported(memory);
  EXPECT_EQ(tmx.find("Rest."), std::string::npos) << "rejected answers stay at home";

  auto other = open_memory(folder.path("b.tm"));
  const auto read = read_tmx(tmx, "a.tmx", "en", "es", test::knowledge(), other);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->stored, 1U);
  const auto found = other.find(good.key);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->text, good.text);
  EXPECT_EQ((*found)->flags, good.flags);
  EXPECT_EQ(exported(other), tmx);
}

std::string unit(const std::string& source, const std::string& target) {
  return "<tu><tuv xml:lang=\"en\"><seg>" + source + "</seg></tuv><tuv xml:lang=\"es\"><seg>" +
         target + "</seg></tuv></tu>\n";
}

TEST(TmxMemory, UnitsThatLoseSomethingAreRefusedWithTheirLine) {
  const TempFolder folder;
  auto memory = open_memory(folder.path("a.tm"));
  const std::string tmx =
      "<tmx version=\"1.4\"><header/><body>\n" + unit("Take 5 mg now.", "Tome 6 mg ya.") +
      unit("Do not drive.", "Conduzca.") + unit("Rest well.", "Rest well.") +
      unit("Fever is bad.", "Calentura es mala.") + unit("Rest well.", "Descanse bien.") +
      unit("", "x") + "<tu><tuv xml:lang=\"fr\"><seg>a</seg></tuv></tu></body></tmx>";
  const auto read = read_tmx(tmx, "a.tmx", "en", "es", test::knowledge(), memory);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->stored, 1U);
  EXPECT_EQ(read->refused.at("numbers differ"), 1U);
  EXPECT_EQ(read->refused.at("negation lost"), 1U);
  EXPECT_EQ(read->refused.at("echo of the source"), 1U);
  EXPECT_EQ(read->refused.at("term lost"), 1U);
  EXPECT_EQ(read->refused.at("not in both languages"), 2U);
  EXPECT_EQ(read->first_refused.front().where, "a.tmx:2");
  EXPECT_EQ(in_memory(memory, "Rest well."), "Descanse bien.");
}

// As OmegaT and its like write: regions in tags, capitals, codes of a format inside a segment.
TEST(TmxMemory, TakesRegionsForTheirLanguageAndLeavesCodesOut) {
  const TempFolder folder;
  auto memory = open_memory(folder.path("a.tm"));
  const std::string tmx =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">"
      "<header creationtool=\"OmegaT\" srclang=\"en-US\"/><body>\n"
      "<tu><note>n</note><tuv xml:lang=\"en-US\"><seg>Rest for 2 weeks.</seg></tuv>"
      "<tuv xml:lang=\"es-ES\" changeid=\"ana\"><seg>Descanse 2 semanas.</seg></tuv></tu>\n"
      "<tu><tuv lang=\"EN_GB\"><seg>Do <bpt i=\"1\">&lt;b&gt;</bpt>not<ept i=\"1\">&lt;/b&gt;"
      "</ept> drive.</seg></tuv><tuv lang=\"ES\"><seg><hi>No</hi> conduzca.<ph>{1}</ph></seg>"
      "</tuv></tu>\n"
      "<tu><tuv xml:lang=\"est\"><seg>x</seg></tuv><tuv xml:lang=\"eng\"><seg>y</seg></tuv></tu>"
      "</body></tmx>";
  const auto read = read_tmx(tmx, "a.tmx", "en", "es", test::knowledge(), memory);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read->stored, 2U);
  EXPECT_EQ(read->refused.at("not in both languages"), 1U);
  EXPECT_EQ(in_memory(memory, "Rest for 2 weeks."), "Descanse 2 semanas.");
  EXPECT_EQ(in_memory(memory, "Do not drive."), "No conduzca.");
}

TEST(TmxMemory, FilesSourcesUnderTheLanguageThatRecordsTell) {
  struct Case {
    std::string tag, from, segment, kept_as;
  };
  for (const Case& c : std::vector<Case>{{"zh-CN", "zh-CN", "注意休息。", "zh-Hans"},
                                         {"zh-CN", "zh-Hans", "注意休息。", "zh-Hans"},
                                         {"zh-TW", "zh-TW", "注意休息。", "zh-Hant"},
                                         {"zh-Hant-HK", "zh-Hant", "注意休息。", "zh-Hant"},
                                         {"en-US", "en-US", "Rest at home.", "en"}}) {
    const TempFolder folder;
    auto memory = open_memory(folder.path("a.tm"));
    const std::string to = c.kept_as == "en" ? "es" : "en";
    const std::string tmx = "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"" + c.tag +
                            "\"><seg>" + c.segment + "</seg></tuv><tuv xml:lang=\"" + to +
                            "\"><seg>" + (to == "es" ? "Descanse en casa." : "Rest at home.") +
                            "</seg></tuv></tu></body></tmx>";
    const auto read = read_tmx(tmx, "a.tmx", c.from, to, test::knowledge(), memory);
    ASSERT_TRUE(read && read->stored == 1U) << c.tag << " " << c.from;
    EXPECT_EQ(memory.counts()->front().from, c.kept_as) << c.tag << " " << c.from;
  }
}

TEST(TmxMemory, OtherFilesAreRefused) {
  const TempFolder folder;
  auto memory = open_memory(folder.path("a.tm"));
  for (const std::string bytes : {"", "x", "<tmx", "<tmx/>", "<html><body/></html>", "\xFF\xFE"}) {
    EXPECT_FALSE(read_tmx(bytes, "a.tmx", "en", "es", test::knowledge(), memory)) << bytes;
  }
}

}  // namespace
}  // namespace medloom::translation
