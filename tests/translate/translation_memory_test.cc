#include "io/memory/translation_memory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_folder.h"

namespace medloom::memory {
namespace {

using test::TempFolder;
using Mode = TranslationMemory::Mode;

MemoryEntry entry(const std::string& segment, const std::string& text,
                  const std::string& reason = {}) {
  return {{"en", "es", segment, "command", "eng-spa", 1, ""}, text, reason, {}};
}

TEST(TranslationMemory, KeepsWhatItWasGiven) {
  const TempFolder folder;
  const std::string path = folder.path("a.tm");
  {
    auto memory = TranslationMemory::open(path, Mode::write);
    ASSERT_TRUE(memory) << to_string(memory.error());
    ASSERT_TRUE(memory->begin_fill());
    MemoryEntry flagged = entry("Rest.", "Descanse.");
    flagged.flags = {"reordered", "term: two"};
    ASSERT_TRUE(memory->store({flagged, entry("Eat.", "", "negation lost")}));
    ASSERT_TRUE(memory->make_durable());
    ASSERT_TRUE(memory->end_fill());
  }
  struct stat status = {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U) << "its owner's alone";
  EXPECT_NE(stat((path + "-wal").c_str(), &status), 0) << "one file when all is done";

  auto memory = TranslationMemory::open(path, Mode::read);
  ASSERT_TRUE(memory);
  auto found = memory->find(entry("Rest.", "").key);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->text, "Descanse.");
  EXPECT_THAT((*found)->flags, testing::ElementsAre("reordered", "term: two"));
  found = memory->find(entry("Eat.", "").key);
  ASSERT_TRUE(found && *found);
  EXPECT_TRUE((*found)->rejected());
  EXPECT_EQ((*found)->reason, "negation lost");

  // Each part of the key tells entries apart.
  for (auto change :
       {+[](MemoryKey& k) { k.from = "zh-Hans"; }, +[](MemoryKey& k) { k.to = "en"; },
        +[](MemoryKey& k) { k.segment = "rest."; }, +[](MemoryKey& k) { k.engine = "openai"; },
        +[](MemoryKey& k) { k.model = ""; }, +[](MemoryKey& k) { k.protection = 2; },
        +[](MemoryKey& k) { k.terms = "abc"; }}) {
    MemoryKey key = entry("Rest.", "").key;
    change(key);
    found = memory->find(key);
    ASSERT_TRUE(found);
    EXPECT_FALSE(*found);
  }
}

TEST(TranslationMemory, AStoredKeyIsReplacedAndEmptyCellsAreKeysToo) {
  const TempFolder folder;
  auto memory = TranslationMemory::open(folder.path("a.tm"), Mode::write);
  ASSERT_TRUE(memory);
  MemoryEntry bare = entry("Rest.", "uno");
  bare.key.model = "";
  ASSERT_TRUE(memory->store({bare}));
  bare.text = "dos";
  ASSERT_TRUE(memory->store({bare}));
  const auto counts = memory->counts();
  ASSERT_TRUE(counts);
  ASSERT_EQ(counts->size(), 1U);
  EXPECT_EQ(counts->front().segments, 1U);
  EXPECT_EQ((*memory->find(bare.key))->text, "dos");
  EXPECT_EQ(*memory->prune([](const MemoryEntry&) { return true; }), 1U);
  EXPECT_TRUE(memory->counts()->empty());
}

TEST(TranslationMemory, OtherFilesAreRefused) {
  const TempFolder folder;
  const auto code = [&](const std::string& path, Mode mode) {
    auto memory = TranslationMemory::open(path, mode);
    EXPECT_FALSE(memory) << path;
    return memory ? ErrorCode::internal : memory.error().code;
  };
  EXPECT_EQ(code(folder.path("missing.tm"), Mode::read), ErrorCode::usage);
  EXPECT_EQ(code(folder.path("no/such/folder.tm"), Mode::write), ErrorCode::output);
  const std::string text = folder.write("text.tm", std::string(5000, 'x'));
  EXPECT_EQ(code(text, Mode::read), ErrorCode::usage);
  EXPECT_EQ(code(text, Mode::write), ErrorCode::usage);
  const std::string empty = folder.write("empty.tm", "");
  EXPECT_EQ(code(empty, Mode::read), ErrorCode::usage);
  {
    auto other = stores::Database::open(folder.write("other.tm", ""), Mode::write);
    ASSERT_TRUE(other && other->execute("CREATE TABLE t(a);PRAGMA application_id=7"));
    EXPECT_EQ(code(folder.path("other.tm"), Mode::write), ErrorCode::usage);
    auto newer = stores::Database::open(folder.write("newer.tm", ""), Mode::write);
    ASSERT_TRUE(newer && newer->execute("CREATE TABLE t(a);PRAGMA application_id=1835824237;"
                                        "PRAGMA user_version=9"));
    EXPECT_EQ(code(folder.path("newer.tm"), Mode::read), ErrorCode::configuration);
  }
}

}  // namespace
}  // namespace medloom::memory
