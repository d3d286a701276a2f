// One test for every registered source, renderer and writer: what its description must say, and
// what the runner relies on. A failure ends in `help:` and the file to open.
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <medloom_source_dir.h>

#include "io/builtin.h"
#include "io/open.h"
#include "tests/contract/component_contract.h"
#include "tests/support/pipelines.h"
#include "text/utf8.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

template <class Spec>
std::vector<test::Description> described(const std::vector<Spec>& specs, const std::string& kind) {
  std::vector<test::Description> all;
  for (const Spec& spec : specs) {
    all.push_back(
        {kind, spec.name, spec.summary, &spec.fields, "io/" + kind + "s/" + spec.name + ".cc"});
  }
  return all;
}

std::vector<test::Description> all_ends() {
  std::vector<test::Description> all = described(builtin_sources(), "source");
  for (const auto& renderer : described(builtin_renderers(), "renderer")) all.push_back(renderer);
  for (const auto& writer : described(builtin_writers(), "writer")) all.push_back(writer);
  return all;
}

TEST(EndsContract, AreDescribed) {
  for (const auto& end : all_ends()) {
    test::expect_described(end);
    test::expect_unknown_settings_reported(end);
    EXPECT_TRUE(fs::exists(fs::path(MEDLOOM_SOURCE_DIR) / end.file))
        << "\nhelp: a " << end.kind << " is written in the file of its name, " << end.file;
  }
}

TEST(EndsContract, NamesDifferWithinATable) {
  test::expect_names_differ(described(builtin_sources(), "source"));
  test::expect_names_differ(described(builtin_renderers(), "renderer"));
  test::expect_names_differ(described(builtin_writers(), "writer"));
}

// A folder of its own with inputs of every shape.
class EndsFiles : public ::testing::Test {
 protected:
  EndsFiles() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::path(::testing::TempDir()) /
            ("medloom-ends-" + std::to_string(::getpid()) + "-" + info->name());
    fs::remove_all(root_);
    fs::create_directories(root_ / "folder" / "deeper");
    fs::create_directories(root_ / "nothing");
    write("folder/b.html", "<p>腰痛</p>");
    write("folder/deeper/a.txt", "Hello, doctor.\n");
    write("empty.html", "");
    write("cut.html", "<p>caf\xC3");
    write("bytes.txt", std::string("\0\xFF\xFE\x01", 4));
    write("name \xE8\x85\xB0.txt", "x");
    write("large.txt", std::string(5000, 'x'));
  }
  ~EndsFiles() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(root_ / name, std::ios::binary) << bytes;
  }

  // Every input that is no stream: files, folders, and what is not there.
  std::vector<Input> inputs() const {
    std::vector<Input> all;
    for (const auto& entry : fs::directory_iterator(root_)) {
      const std::string name = entry.path().filename().string();
      const auto kind = entry.is_directory() ? Input::Kind::folder : Input::Kind::file;
      all.push_back({kind, entry.path().string(), name, "typed/" + name});
    }
    all.push_back(
        {Input::Kind::file, (root_ / "missing.txt").string(), "missing.txt", "missing.txt"});
    all.push_back({Input::Kind::folder, (root_ / "missing").string(), "missing", "missing"});
    return all;
  }

  fs::path root_;
};

TEST_F(EndsFiles, SourcesGiveEachInputOnceAndEnd) {
  for (const SourceSpec& spec : builtin_sources()) {
    const std::string help = "\nhelp: open io/sources/" + spec.name + ".cc";
    for (const Input& input : inputs()) {
      if (!spec.accepts(input)) continue;
      SCOPED_TRACE(spec.name + " on " + input.name);
      Problems problems;
      const Settings settings = read_settings(spec.fields, nullptr, spec.name, {}, problems);
      SourceContext context;
      context.page_bytes = 1000;
      context.excluded = [](const std::string&) { return false; };
      context.open = [&](const Input& inner) {
        for (const SourceSpec& other : builtin_sources()) {
          if (other.accepts(inner)) {
            return other.open(inner, read_settings(other.fields, nullptr, "", {}, problems),
                              context);
          }
        }
        return Result<std::unique_ptr<Source>>(
            fail(ErrorCode::input, "nothing reads it", inner.place));
      };
      auto source = spec.open(input, settings, context);
      if (!source) {
        EXPECT_FALSE(source.error().message.empty()) << help;
        EXPECT_FALSE(source.error().where.empty()) << "an error names the input" << help;
        continue;
      }
      std::size_t items = 0;
      while (auto item = (*source)->next()) {
        ASSERT_LT(++items, 100U) << "the source does not end" << help;
        if (const Page* page = std::get_if<Page>(&*item)) {
          EXPECT_FALSE(page->name.empty() || page->place.empty()) << help;
          EXPECT_TRUE(text::is_valid_utf8(page->name) && text::is_valid_utf8(page->place)) << help;
        } else {
          const BadInput& bad = std::get<BadInput>(*item);
          EXPECT_FALSE(bad.place.empty() || bad.reason.empty()) << help;
          EXPECT_TRUE(text::is_valid_utf8(bad.place)) << help;
        }
      }
      EXPECT_FALSE((*source)->next()) << "the end is the end, however often one asks" << help;
    }
  }
}

TEST_F(EndsFiles, SomeSourceReadsEveryInput) {
  for (const Input& input : inputs()) {
    bool accepted = false;
    for (const SourceSpec& spec : builtin_sources()) accepted = accepted || spec.accepts(input);
    EXPECT_TRUE(accepted)
        << input.name << "\nhelp: the last source of a kind accepts all of it, see io/builtin.cc";
  }
  Input stream;
  stream.kind = Input::Kind::stream;
  bool accepted = false;
  for (const SourceSpec& spec : builtin_sources()) accepted = accepted || spec.accepts(stream);
  EXPECT_TRUE(accepted) << "\nhelp: no source reads standard input, see io/builtin.cc";
}

// Records that are sparse, and one of each sample that gives one.
std::vector<Record> records() {
  std::vector<Record> all(1);
  for (const auto& folder : fs::directory_iterator(fs::path(MEDLOOM_SOURCE_DIR) / "samples")) {
    if (!folder.is_directory()) continue;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.path().stem() != "input") continue;
      const test::Processed processed(
          test::default_pipeline(),
          test::page_named(file.path().filename().string(), read_file(file.path()).value_or("")));
      if (const Record* record = processed.outcome.record()) all.push_back(*record);
    }
  }
  return all;
}

TEST(RendererContract, WholeLinesOfValidTextAlwaysTheSame) {
  const std::vector<Record> all = records();
  EXPECT_GT(all.size(), 10U);
  for (const RendererSpec& spec : builtin_renderers()) {
    const std::string help = "\nhelp: open io/renderers/" + spec.name + ".cc";
    SCOPED_TRACE(spec.name);
    Problems problems;
    const Settings settings = read_settings(spec.fields, nullptr, spec.name, {}, problems);
    const auto renderer = spec.create(settings);
    ASSERT_NE(renderer, nullptr) << help;
    for (const Record& record : all) {
      const std::string bytes = renderer->render(record);
      EXPECT_TRUE(bytes.empty() || bytes.ends_with('\n')) << "a record is whole lines" << help;
      EXPECT_TRUE(text::is_valid_utf8(bytes)) << help;
      EXPECT_TRUE(bytes == renderer->render(record)) << "the same record, the same bytes" << help;
      EXPECT_TRUE(bytes == spec.create(settings)->render(record)) << help;
    }
  }
}

TEST_F(EndsFiles, WritersPutEverythingInPlaceAtClose) {
  for (const WriterSpec& spec : builtin_writers()) {
    const std::string help = "\nhelp: open io/writers/" + spec.name + ".cc";
    const Output output{(root_ / ("out-" + spec.name)).string(), false};
    if (!spec.accepts(output)) continue;
    SCOPED_TRACE(spec.name);
    Problems problems;
    const Settings settings = read_settings(spec.fields, nullptr, spec.name, {}, problems);
    {
      auto writer = spec.open(output, settings);
      ASSERT_TRUE(writer) << to_string(writer.error()) << help;
      EXPECT_TRUE((*writer)->write("one\n")) << help;
      EXPECT_TRUE((*writer)->write("")) << help;
      EXPECT_TRUE((*writer)->write("two\n")) << help;
      EXPECT_FALSE(fs::exists(output.path)) << "nothing is in place before close" << help;
      EXPECT_TRUE((*writer)->close()) << help;
      EXPECT_EQ(*read_file(output.path), "one\ntwo\n") << help;
    }
    const auto again = spec.open(output, settings);
    ASSERT_FALSE(again) << "an existing file is replaced only when asked" << help;
    EXPECT_FALSE(again.error().where.empty()) << help;
    {
      auto given_up = spec.open({output.path, true}, settings);
      ASSERT_TRUE(given_up) << help;
      EXPECT_TRUE((*given_up)->write("three\n")) << help;
    }
    EXPECT_EQ(*read_file(output.path), "one\ntwo\n") << "a writer without close leaves it" << help;
    const auto nowhere = spec.open({(root_ / "no" / "such" / "folder").string(), false}, settings);
    EXPECT_FALSE(nowhere) << help;
  }
}

}  // namespace
}  // namespace medloom
