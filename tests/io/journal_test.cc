// Runs that write, stop and come again: what is used of an earlier one, and what never is.
#include "io/journal/run_journal.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "io/open.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;
using ::testing::HasSubstr;

std::string lines_of(int number) { return "line " + std::to_string(number) + "\n"; }

JournalEntry entry_of(int number) {
  JournalEntry entry;
  entry.place = "crawl:" + std::to_string(number);
  entry.key = id128_of("key " + std::to_string(number));
  entry.page_id = id128_of("page " + std::to_string(number));
  if (number % 7 == 3) {
    entry.outcome = InputOutcome::reject;
    entry.stage = "extract";
    entry.reason = "no content";
  } else {
    entry.lines_hash = id128_of(lines_of(number)).high;
    entry.facts.kind = "article";
  }
  return entry;
}

class Journals : public ::testing::TestWithParam<const char*> {
 public:
  JournalOptions options() const {
    JournalOptions options;
    options.output = folder.path("out");
    options.rejects = folder.path("rejects");
    options.version = "1";
    options.asked = "input crawl\n";
    options.fingerprint = "f";
    options.layout = *read_layout(GetParam());
    return options;
  }

  static std::unique_ptr<RunJournal> opened(JournalOptions options) {
    auto journal = RunJournal::open(std::move(options));
    EXPECT_TRUE(journal) << to_string(journal.error());
    return journal ? std::move(*journal) : nullptr;
  }

  static void add(RunJournal& journal, int from, int to) {
    for (int i = from; i < to; ++i) {
      JournalEntry entry = entry_of(i);
      const bool record = entry.outcome == InputOutcome::record;
      ASSERT_TRUE(journal.add(std::move(entry), record ? lines_of(i) : ""));
    }
  }

  // What of the pages 0 … count a new run knows, in a row of 0 and 1.
  static std::string known(const RunJournal& journal, int count) {
    std::string row;
    for (int i = 0; i < count; ++i) {
      RunItem item;
      const bool found =
          journal.earlier() != nullptr &&
          journal.earlier()->find(entry_of(i).key, item) != EarlierResults::Known::nothing;
      row += found ? '1' : '0';
      if (!found) continue;
      EXPECT_EQ(item.rendered, item.reject ? "" : lines_of(i));
      EXPECT_EQ(item.reject.has_value(), i % 7 == 3);
    }
    return row;
  }

  std::string output() const {
    std::string all;
    for (std::uint32_t i = 0; i < 20; ++i) {
      const std::string name = output_name("out", i, read_layout(GetParam())->split > 0);
      if (!folder.has(name) || (i > 0 && name == "out")) break;
      all += unpack_all(folder.read(name), read_layout(GetParam())->packing, 1 << 20).value_or("?");
    }
    return all;
  }

  static std::string expected(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) {
      if (i % 7 != 3) all += lines_of(i);
    }
    return all;
  }

  TempFolder folder;
};

TEST_P(Journals, ACompleteRunPutsItsFilesIntoPlace) {
  {
    const auto journal = opened(options());
    EXPECT_EQ(journal->earlier(), nullptr);
    add(*journal, 0, 20);
    EXPECT_EQ(output(), "") << "nothing has its name before the end";
    const auto finished = journal->finish();
    ASSERT_TRUE(finished) << to_string(finished.error());
    EXPECT_FALSE(finished->unchanged);
    for (const std::string& path : finished->outputs) {
      EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }
  }
  EXPECT_EQ(output(), expected(20));
  EXPECT_THAT(
      folder.read("rejects"),
      HasSubstr("{\"place\":\"crawl:3\",\"stage\":\"extract\",\"reason\":\"no content\"}\n"));
  const auto again = opened(options());
  EXPECT_EQ(known(*again, 21), std::string(20, '1') + "0");
}

TEST_P(Journals, AnInterruptedRunIsContinued) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 9);
    ASSERT_TRUE(journal->stop());
  }
  EXPECT_EQ(output(), "");
  {
    const auto journal = opened(options());
    EXPECT_EQ(known(*journal, 12), "111111111000");
    add(*journal, 0, 12);
    ASSERT_TRUE(journal->finish());
  }
  EXPECT_EQ(output(), expected(12));
  const auto again = opened(options());
  EXPECT_EQ(known(*again, 12), std::string(12, '1'));
}

TEST_P(Journals, OfTwoInterruptedRunsTheLongerOneCounts) {
  for (const int count : {9, 4}) {
    const auto journal = opened(options());
    add(*journal, 0, count);
    ASSERT_TRUE(journal->stop());
  }
  EXPECT_EQ(known(*opened(options()), 10), "1111111110");
}

TEST_P(Journals, WhatWasNotSyncedIsNotThere) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 9);  // and no word of its end
  }
  EXPECT_EQ(known(*opened(options()), 9), "000000000");
}

TEST_P(Journals, ATornIndexIsReadUpToItsTear) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 5);
    ASSERT_TRUE(journal->stop());
    add(*journal, 5, 10);
    ASSERT_TRUE(journal->stop());
  }
  const std::string index = folder.path("out.medloom/run-000001/index");
  fs::resize_file(index, fs::file_size(index) - 1);
  EXPECT_EQ(known(*opened(options()), 10), "1111100000");
}

TEST_P(Journals, TheSameAgainIsUnchanged) {
  for (const bool second : {false, true}) {
    const auto journal = opened(options());
    add(*journal, 0, 20);
    const auto finished = journal->finish();
    ASSERT_TRUE(finished);
    EXPECT_EQ(finished->unchanged, second);
  }
  EXPECT_EQ(output(), expected(20));
  EXPECT_TRUE(folder.has("rejects"));
}

TEST_P(Journals, AnotherFingerprintUsesNothing) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 5);
    ASSERT_TRUE(journal->finish());
  }
  JournalOptions other = options();
  other.fingerprint = "g";
  const auto journal = opened(other);
  EXPECT_EQ(journal->earlier(), nullptr);
  add(*journal, 0, 3);
  ASSERT_TRUE(journal->finish());
  EXPECT_EQ(output(), expected(3));
}

TEST_P(Journals, LinesThatWereTamperedWithAreNotUsed) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 1);
    ASSERT_TRUE(journal->finish());
  }
  const std::string name = output_name("out", 0, read_layout(GetParam())->split > 0);
  std::string bytes = folder.read(name);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  folder.write(name, bytes);
  EXPECT_EQ(known(*opened(options()), 1), "0");
}

TEST_P(Journals, ARunThatStoppedWhilePuttingIntoPlaceIsFinishedByTheNext) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 20);
    ASSERT_TRUE(journal->finish());
  }
  // As it was before the first rename.
  const bool split = read_layout(GetParam())->split > 0;
  for (std::uint32_t i = 0; i < (split ? 20U : 1U); ++i) {
    const std::string name = output_name("out", i, split);
    if (!folder.has(name)) break;
    fs::rename(folder.path(name), folder.path("out.medloom/run-000001/" + part_name(i)));
  }
  const auto journal = opened(options());
  EXPECT_EQ(output(), expected(20));
  EXPECT_EQ(known(*journal, 20), std::string(20, '1'));
}

TEST_P(Journals, WhatOthersWroteIsNotReplaced) {
  const std::string name = output_name("out", 0, read_layout(GetParam())->split > 0);
  folder.write(name, "precious");
  auto refused = RunJournal::open(options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::output);
  EXPECT_THAT(refused.error().message, HasSubstr("--force"));
  EXPECT_FALSE(folder.has("out.medloom")) << "a refused run leaves nothing";
  JournalOptions force = options();
  force.force = true;
  const auto journal = opened(force);
  add(*journal, 0, 2);
  EXPECT_EQ(folder.read(name), "precious");
  ASSERT_TRUE(journal->finish());
  EXPECT_EQ(output(), expected(2));
}

TEST_P(Journals, AnOutputThatWasChangedIsNotReplaced) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 2);
    ASSERT_TRUE(journal->finish());
  }
  const std::string name = output_name("out", 0, read_layout(GetParam())->split > 0);
  folder.write(name, "edited by a person");
  const auto refused = RunJournal::open(options());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("was changed"));
}

TEST_P(Journals, AFileThatAppearsMeanwhileIsNotReplaced) {
  const auto journal = opened(options());
  add(*journal, 0, 2);
  const std::string name = output_name("out", 0, read_layout(GetParam())->split > 0);
  folder.write(name, "theirs");
  EXPECT_FALSE(journal->finish());
  EXPECT_EQ(folder.read(name), "theirs");
}

TEST_P(Journals, OtherInputsAreAnotherCommand) {
  {
    const auto journal = opened(options());
    add(*journal, 0, 2);
    ASSERT_TRUE(journal->finish());
  }
  JournalOptions other = options();
  other.asked = "input another\n";
  const auto refused = RunJournal::open(other);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("other inputs"));
  EXPECT_EQ(output(), expected(2));
}

TEST_P(Journals, TwoRunsDoNotShareOne) {
  const auto first = opened(options());
  const auto second = RunJournal::open(options());
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("another run"));
}

TEST_P(Journals, AFolderOfSomebodyElseIsLeftAlone) {
  folder.write("out.medloom/run-1/precious", "x");
  EXPECT_FALSE(RunJournal::open(options()));
  EXPECT_EQ(folder.read("out.medloom/run-1/precious"), "x");
}

INSTANTIATE_TEST_SUITE_P(Layouts, Journals,
                         ::testing::Values("none 0", "none 40", "gzip 0", "zstd 0", "zstd 40"),
                         [](const auto& shape) {
                           std::string name = shape.param;
                           name[name.find(' ')] = '_';
                           return name;
                         });

TEST(Journal, OutputsThatAreNoneAnyMoreGo) {
  const TempFolder folder;
  for (const char* layout : {"none 40", "none 0", "none 40"}) {
    JournalOptions options;
    options.output = folder.path("out.jsonl");
    options.asked = "a";
    options.layout = *read_layout(layout);
    const auto journal = RunJournal::open(options);
    ASSERT_TRUE(journal) << to_string(journal.error());
    for (int i = 0; i < 20; ++i) {
      JournalEntry entry = entry_of(i);
      entry.outcome = InputOutcome::record;
      ASSERT_TRUE((*journal)->add(std::move(entry), lines_of(i)));
    }
    ASSERT_TRUE((*journal)->finish());
    EXPECT_EQ(folder.has("out.jsonl"), options.layout.split == 0);
    EXPECT_EQ(folder.has("out-00001.jsonl"), options.layout.split > 0);
  }
}

TEST(Journal, ALinkStaysALinkAndPermissionsStay) {
  const TempFolder folder;
  const std::string file = folder.write("real/out", "old");
  fs::permissions(file, fs::perms::owner_all);
  fs::create_symlink("real/out", folder.path("link"));
  JournalOptions options;
  options.output = folder.path("link");
  options.force = true;
  const auto journal = RunJournal::open(options);
  ASSERT_TRUE(journal) << to_string(journal.error());
  ASSERT_TRUE((*journal)->add(entry_of(1), lines_of(1)));
  ASSERT_TRUE((*journal)->finish());
  EXPECT_TRUE(fs::is_symlink(folder.path("link")));
  EXPECT_EQ(folder.read("real/out"), lines_of(1));
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_all);
  EXPECT_TRUE(folder.has("real/out.medloom"));
}

}  // namespace
}  // namespace medloom
