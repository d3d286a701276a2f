#include "io/stores/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/io/packed.h"
#include "tests/io/store_records.h"
#include "tests/support/temp_folder.h"

namespace medloom::stores {
namespace {

using test::SmallRecord;
using test::TempFolder;
using testing::ElementsAre;
using testing::HasSubstr;

std::string lines_of(std::initializer_list<const char*> keys) {
  std::string lines;
  for (const char* key : keys) lines += SmallRecord{key}.line() + "\n";
  return lines;
}

struct Loaded {
  explicit Loaded(const TempFolder& folder, Loader::Options options = {}) {
    store = std::move(*open_store(folder.path("base.kb"), Access::load));
    options.bad_line = [this](const Error& error) { bad.push_back(to_string(error)); };
    loader = std::make_unique<Loader>(*store, std::move(options));
  }
  std::unique_ptr<Store> store;
  std::unique_ptr<Loader> loader;
  std::vector<std::string> bad;
};

TEST(Loader, ReadsRecordsPackedOrNot) {
  const TempFolder folder;
  const std::string lines = lines_of({"a", "b", "c"});
  struct Case {
    std::string name;
    std::string bytes;
  };
  for (const auto& [name, bytes] : std::vector<Case>{
           {"plain.jsonl", lines},
           {"no-end.jsonl", lines.substr(0, lines.size() - 1)},
           {"crlf.jsonl",
            "\xEF\xBB\xBF" + SmallRecord{"a"}.line() + "\r\n\r\n  \n" + lines_of({"b", "c"})},
           {"packed", test::gzip(lines)},
           {"packed.zst", test::zstd(lines)},
       }) {
    const TempFolder base;
    Loaded loaded(base);
    ASSERT_TRUE(loaded.loader->load(folder.write(name, bytes))) << name;
    ASSERT_TRUE(loaded.loader->flush());
    EXPECT_EQ(loaded.loader->counts().added, 3U) << name;
    EXPECT_EQ(loaded.loader->bad_lines(), 0U) << name;
  }
}

TEST(Loader, BadLinesAreNamedAndCounted) {
  const TempFolder folder;
  const std::string path =
      folder.write("r.jsonl", lines_of({"a"}) + "{\n\n[]\n" + lines_of({"b"}) + "{\"cut\":");
  Loaded loaded(folder);
  ASSERT_TRUE(loaded.loader->load(path));
  ASSERT_TRUE(loaded.loader->flush());
  EXPECT_EQ(loaded.loader->counts().added, 2U);
  EXPECT_EQ(loaded.loader->bad_lines(), 3U);
  EXPECT_THAT(loaded.bad,
              ElementsAre(HasSubstr("r.jsonl:2: is no JSON"), HasSubstr("r.jsonl:4: is no record"),
                          HasSubstr("r.jsonl:6: is no JSON")));
}

TEST(Loader, WhatIsNoFileOfRecordsIsRefused) {
  const TempFolder folder;
  struct Case {
    std::string path;
    std::string message;
  };
  const std::string damaged = test::gzip(lines_of({"a", "b"}));
  for (const auto& [path, message] : std::vector<Case>{
           {folder.write("page.html", "<html>\n" + lines_of({"a"})), "no file of records"},
           {folder.write("pages.jsonl", "{\"url\":\"x\",\"html\":\"y\"}\n"), "no file of records"},
           {folder.write("qa.jsonl", "{\"id\":\"1\",\"page_id\":\"2\"}\n"), "flat form"},
           {folder.write("binary", std::string("\x7F"
                                               "ELF\0\0\n",
                                               7)),
            "no file of records"},
           {folder.path("none.jsonl"), "No such file"},
           {folder.path().string(), "is a folder"},
           {folder.write("cut.gz", damaged.substr(0, damaged.size() / 2)), "cut.gz"},
       }) {
    Loaded loaded(folder);
    const auto result = loaded.loader->load(path);
    ASSERT_FALSE(result) << path;
    EXPECT_THAT(to_string(result.error()), HasSubstr(message)) << path;
  }
  Loaded loaded(folder);
  EXPECT_TRUE(loaded.loader->load(folder.write("empty.jsonl", ""))) << "nothing is wrong in it";
}

TEST(Loader, SmallBatchesLoadTheSame) {
  const TempFolder folder;
  const std::string path = folder.write("r.jsonl", lines_of({"a", "b", "c", "a", "d"}));
  Loader::Options options;
  options.batch_bytes = 1;
  Loaded loaded(folder, options);
  ASSERT_TRUE(loaded.loader->load(path));
  EXPECT_EQ(loaded.loader->counts().added, 4U);
  EXPECT_EQ(loaded.loader->counts().unchanged, 1U);
}

TEST(Loader, PrunesWhatNoFileHeld) {
  const TempFolder folder;
  {
    Loaded first(folder);
    ASSERT_TRUE(first.loader->load(folder.write("1.jsonl", lines_of({"a", "b", "c"}))));
    ASSERT_TRUE(first.loader->flush());
  }
  Loader::Options options;
  options.keeps_ids = true;
  Loaded second(folder, options);
  ASSERT_TRUE(second.loader->load(folder.write("2.jsonl", lines_of({"c", "d"}))));
  ASSERT_TRUE(second.loader->load(folder.write("3.jsonl", lines_of({"c"}))));
  ASSERT_TRUE(second.loader->flush());
  EXPECT_EQ(second.loader->prune(10).value_or(0), 2U);
  EXPECT_EQ(second.store->info()->records, 2U);
}

TEST(Loader, StopsBetweenLines) {
  const TempFolder folder;
  const std::atomic<bool> stop = true;
  Loader::Options options;
  options.stop = &stop;
  Loaded loaded(folder, options);
  ASSERT_TRUE(loaded.loader->load(folder.write("r.jsonl", lines_of({"a", "b"}))));
  EXPECT_TRUE(loaded.loader->stopped());
  EXPECT_EQ(loaded.store->info()->records, 0U);
}

}  // namespace
}  // namespace medloom::stores
