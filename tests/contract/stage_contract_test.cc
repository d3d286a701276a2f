// One test for every registered stage, now and later: what its description must say, and what it
// must keep on any text. A stage is tried alone behind READ, with its defaults and with every other
// value of its choices and switches. A failure ends in `help:` and the file to open.
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "stages/builtin.h"
#include "tests/contract/component_contract.h"
#include "tests/support/documents.h"
#include "tests/support/invariants.h"
#include "tests/support/pipelines.h"
#include "tests/support/random.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::Alphabet;
using test::Random;

// A stage is a file, or a folder with a file of its name.
std::string file_of(const std::string& stage) {
  const std::filesystem::path root = MEDLOOM_SOURCE_DIR;
  for (const std::string& file :
       {"stages/" + stage + ".cc", "stages/" + stage + "/" + stage + ".cc"}) {
    if (std::filesystem::exists(root / file)) return file;
  }
  return "stages/builtin.cc";
}

test::Description described(const StageSpec& spec) {
  return {"stage", spec.name, spec.summary, &spec.fields, file_of(spec.name)};
}

// Everything in a document that a stage can change, in words.
std::string shown(const Document& document) {
  std::ostringstream out;
  out << document.kind().name << " " << document.language() << " "
      << document.log().operations().size() << "\n";
  for (const Block& block : document.blocks()) {
    out << block.id << " " << name_of(block.kind) << block.level << " " << name_of(block.role)
        << " node " << block.node << (block.dropped ? " dropped " : " ") << block.language << " '"
        << block.mark.view() << "' '" << block.text.view() << "'\n";
  }
  for (const Operation& operation : document.log().operations()) {
    out << name_of(operation.kind) << " ";
  }
  for (const Change& change : document.log().changes()) {
    out << "\n"
        << change.stage() << " " << change.rule().name << " " << change.rule().dictionary << " '"
        << change.before << "' '" << change.after << "' " << change.page.from;
  }
  for (const Flag& flag : document.log().flags()) {
    out << "\n" << flag.kind << " " << flag.rule.name << " " << flag.block << " " << flag.at.from;
  }
  for (const Field& field : document.log().fields()) {
    out << "\n" << field.name << " " << field.block << " " << field.at.from << "-" << field.at.to;
  }
  return out.str();
}

// What was recorded beyond the first `before` operations.
std::string since(const Document& document, std::size_t before) {
  std::ostringstream out;
  const EditLog& log = document.log();
  for (std::size_t i = before; i < log.operations().size(); ++i) {
    const Operation& operation = log.operations()[i];
    out << "\n  " << name_of(operation.kind);
    if (operation.kind == OperationKind::replace) {
      const Change& change = log.changes()[operation.index];
      out << " " << change.rule().name << " '" << change.before << "' by '" << change.after << "'";
    }
    if (operation.kind == OperationKind::flag) out << " " << log.flags()[operation.index].rule.name;
    if (operation.kind == OperationKind::label) {
      const LabelOp& label = log.labels()[operation.index];
      out << " block " << label.block << " " << name_of(label.role) << " " << label.rule().name;
    }
    if (operation.kind == OperationKind::field) out << " " << log.fields()[operation.index].name;
  }
  return out.str();
}

std::unique_ptr<Stage> created(const StageSpec& spec, const std::vector<std::string>& words) {
  Problems problems;
  const Settings settings = read_settings(spec.fields, words, "stage " + spec.name, problems);
  StageContext context(test::source_data(), {}, problems);
  std::unique_ptr<Stage> stage;
  if (problems.empty()) stage = spec.create(settings, context);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  EXPECT_NE(stage, nullptr) << "\nhelp: create must give a stage, or say why not, in "
                            << file_of(spec.name);
  return stage;
}

// Pages of random text and markup, the same in every run.
std::vector<std::shared_ptr<const Page>> pages() {
  std::vector<std::shared_ptr<const Page>> all;
  Random random(99);
  int number = 0;
  for (const Alphabet alphabet : {Alphabet::latin, Alphabet::han, Alphabet::mixed, Alphabet::odd}) {
    for (int round = 0; round < 12; ++round) {
      const std::string text = test::random_text(random, alphabet, random.between(1, 400));
      std::string html = "<html><body><h1>" + test::random_text(random, alphabet, 12) + "</h1>";
      for (int paragraph = 0; paragraph < 3; ++paragraph) {
        html += "<p>" + test::random_text(random, alphabet, 60) + "<b>" +
                test::random_text(random, alphabet, 9) + "</b></p><ul><li>" + text + "</ul>";
      }
      const std::string name = std::to_string(++number);
      all.push_back(test::page_named(name + ".txt", text));
      all.push_back(test::page_named(name + ".html", html));
    }
  }
  return all;
}

const std::vector<std::shared_ptr<const Page>>& all_pages() {
  static const auto kPages = pages();
  return kPages;
}

// READ of the default pipeline; false when it rejects the page.
bool read_page(Document& document) {
  Trace trace;
  for (const StageUse& use : test::default_pipeline().profile().stages) {
    if (use.spec->phase != Phase::read) continue;
    if (!test::default_pipeline().stage(use.spec->name)->run(document, trace)) return false;
  }
  return true;
}

class StageContract : public ::testing::TestWithParam<const StageSpec*> {
 protected:
  const StageSpec& spec() const { return *GetParam(); }
  std::string help(const std::string& what) const {
    return "\nhelp: " + what + "; open " + file_of(spec().name);
  }

  // Calls try_it(stage, words) for every setting to try.
  template <class F>
  void with_each_setting(F try_it) const {
    for (const auto& words : test::settings_to_try(spec().fields)) {
      SCOPED_TRACE("stage " + spec().name + (words.empty() ? "" : " with " + words[0]));
      const std::unique_ptr<Stage> stage = created(spec(), words);
      if (stage != nullptr) try_it(*stage);
    }
  }
};

// What READ and WRITE do to a page is tested with the whole pipeline.
class EditStageContract : public StageContract {};

TEST_P(StageContract, IsDescribed) { test::expect_described(described(spec())); }

TEST_P(StageContract, ReportsUnknownSettings) {
  test::expect_unknown_settings_reported(described(spec()));
}

TEST_P(StageContract, HasTheMakerOfItsPhase) {
  const bool writes = spec().phase == Phase::write;
  EXPECT_EQ(static_cast<bool>(spec().create), !writes) << help("READ and EDIT set `create`");
  EXPECT_EQ(static_cast<bool>(spec().create_step), writes) << help("WRITE sets `create_step`");
}

TEST_P(EditStageContract, AnyTextStaysValidAndKeepsItsProvenance) {
  with_each_setting([this](const Stage& stage) {
    for (const auto& page : all_pages()) {
      Document document(page);
      if (!read_page(document)) continue;
      Trace trace(true);
      const auto done = stage.run(document, trace);
      ASSERT_TRUE(done) << page->name << ": " << to_string(done.error())
                        << help("an EDIT stage leaves what it does not understand");
      for (const Block& block : document.blocks()) {
        ASSERT_TRUE(text::is_valid_utf8(block.text.view()))
            << page->name << help("a span cut a character");
      }
      ASSERT_TRUE(test::check_replay(document))
          << page->name << help("text that is not in the log");
      ASSERT_TRUE(test::check_places(document)) << page->name << help("a place outside its text");
    }
  });
}

TEST_P(EditStageContract, TwiceIsOnce) {
  with_each_setting([this](const Stage& stage) {
    for (const auto& page : all_pages()) {
      Document document(page);
      if (!read_page(document)) continue;
      Trace trace;
      ASSERT_TRUE(stage.run(document, trace));
      const std::size_t before = document.log().operations().size();
      ASSERT_TRUE(stage.run(document, trace));
      ASSERT_EQ(document.log().operations().size(), before)
          << page->name << " was changed again:" << since(document, before)
          << help("a rule must not match its own result");
    }
  });
}

TEST_P(EditStageContract, ThreadsMayShareIt) {
  const std::unique_ptr<Stage> stage = created(spec(), {});
  ASSERT_NE(stage, nullptr);
  const auto run_all = [&stage] {
    std::string all;
    for (const auto& page : all_pages()) {
      Document document(page);
      if (!read_page(document)) continue;
      Trace trace;
      if (stage->run(document, trace)) all += shown(document);
    }
    return all;
  };
  std::string one;
  std::string two;
  {
    const std::jthread first([&] { one = run_all(); });
    const std::jthread second([&] { two = run_all(); });
  }
  EXPECT_FALSE(one.empty());
  EXPECT_TRUE(one == two) << help("what belongs to one page must live on the stack of `run`");
}

TEST_P(EditStageContract, TracingChangesNothing) {
  with_each_setting([this](const Stage& stage) {
    for (const auto& page : all_pages()) {
      Document traced(page);
      Document plain(page);
      if (!read_page(traced) || !read_page(plain)) continue;
      Trace on(true);
      Trace off;
      ASSERT_TRUE(stage.run(traced, on));
      ASSERT_TRUE(stage.run(plain, off));
      ASSERT_EQ(shown(traced), shown(plain)) << help("only notes may depend on `trace.wanted()`");
    }
  });
}

TEST_P(EditStageContract, AnEmptyBlockStaysEmpty) {
  with_each_setting([this](const Stage& stage) {
    Document document = test::document_of_block("");
    Trace trace;
    ASSERT_TRUE(stage.run(document, trace)) << help("an empty block is no error");
    EXPECT_TRUE(document.log().changes().empty())
        << help("nothing can be replaced in an empty text");
    EXPECT_TRUE(document.block(0).text.empty());
  });
}

TEST_P(EditStageContract, ADocumentWithoutBlocksIsNoError) {
  with_each_setting([this](const Stage& stage) {
    Document document(test::page_named("empty.txt", ""));
    Trace trace;
    EXPECT_TRUE(stage.run(document, trace)) << help("there may be nothing to do");
    EXPECT_TRUE(document.log().changes().empty());
  });
}

TEST_P(EditStageContract, DroppedBlocksAreLeftAlone) {
  with_each_setting([this](const Stage& stage) {
    for (const auto& page : all_pages()) {
      Document document(page);
      if (!read_page(document)) continue;
      std::vector<BlockId> ids;
      for (const Block& block : document.blocks()) ids.push_back(block.id);
      DocumentEditor editor(document, "test");
      for (const BlockId id : ids) editor.drop(id, Role::noise, {"all", ""});
      const std::size_t before = document.log().operations().size();
      Trace trace;
      ASSERT_TRUE(stage.run(document, trace));
      ASSERT_EQ(document.log().operations().size(), before)
          << page->name << since(document, before) << help("skip blocks that are dropped");
    }
  });
}

std::vector<const StageSpec*> all_stages() {
  std::vector<const StageSpec*> all;
  for (const StageSpec& spec : builtin_stages()) all.push_back(&spec);
  return all;
}

std::vector<const StageSpec*> edit_stages() {
  std::vector<const StageSpec*> all = all_stages();
  std::erase_if(all, [](const StageSpec* spec) { return spec->phase != Phase::edit; });
  return all;
}

std::string test_name(const ::testing::TestParamInfo<const StageSpec*>& info) {
  std::string name = info.param->name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, StageContract, ::testing::ValuesIn(all_stages()), test_name);
INSTANTIATE_TEST_SUITE_P(All, EditStageContract, ::testing::ValuesIn(edit_stages()), test_name);

TEST(StageTableContract, NamesDiffer) {
  std::vector<test::Description> all;
  for (const StageSpec& spec : builtin_stages()) all.push_back(described(spec));
  EXPECT_GE(all.size(), 8U);
  test::expect_names_differ(all);
}

TEST(StageTableContract, StandsInRunningOrder) {
  const StageTable& stages = builtin_stages();
  EXPECT_TRUE(std::is_sorted(stages.begin(), stages.end(), [](const auto& a, const auto& b) {
    return a.phase < b.phase;
  })) << "\nhelp: READ, then EDIT, then WRITE, in stages/builtin.cc";
}

}  // namespace
}  // namespace medloom
