#include "tests/engine/fake_stages.h"

#include <gtest/gtest.h>
#include <medloom_source_dir.h>

namespace medloom::test {
namespace {

class Take : public Stage {
 public:
  Result<void> run(Document& document, Trace&) const override {
    DocumentEditor editor(document, "take");
    const std::string& bytes = document.page().bytes;
    editor.set_text(bytes, {"", "utf-8", "fake", 0});
    for (std::size_t from = 0; from < bytes.size();) {
      const std::size_t to = std::min(bytes.find('\n', from), bytes.size());
      Block block;
      block.text.append_copied(std::string_view(bytes).substr(from, to - from),
                               static_cast<std::uint32_t>(from));
      editor.add_block(std::move(block));
      from = to + 1;
    }
    return {};
  }
};

class Shout : public TextStage {
 public:
  Shout(std::string from, std::string to)
      : TextStage("shout"), from_(std::move(from)), to_(std::move(to)) {}
  bool wants(const Block& block) const override { return block.role != Role::advert; }
  Result<void> rewrite(const Block& block, const PageContext&, Editor& editor,
                       Trace& trace) const override {
    const std::string_view text = block.text.view();
    for (std::size_t at = text.find(from_); at != std::string_view::npos;
         at = text.find(from_, at + from_.size())) {
      const Span span{static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + from_.size())};
      editor.flag(span, "loud", {"shout", ""}, "");
      editor.replace(span, to_, {"shout", ""});
      trace.note("shout", block.id, span, "found");
    }
    return {};
  }

 private:
  std::string from_, to_;
};

class JudgeStage : public Stage {
 public:
  explicit JudgeStage(Judge judge) : judge_(std::move(judge)) {}
  Result<void> run(Document& document, Trace&) const override {
    return judge_ ? judge_(document.page().bytes) : Result<void>();
  }

 private:
  Judge judge_;
};

class Keep : public RecordStep {
 public:
  Result<void> run(const Document& document, Record& record, Trace&) const override {
    if (document.blocks().empty()) return fail(ErrorCode::rejected, "nothing to keep");
    record.name = document.blocks().begin()->text;
    return {};
  }
};

}  // namespace

StageTable fake_stages(Judge judge) {
  StageTable stages(4);
  stages[0] = {Phase::read,
               "take",
               "Takes the bytes.",
               {},
               [](const Settings&, StageContext&) { return std::make_unique<Take>(); },
               nullptr};
  stages[1] = {Phase::edit,
               "shout",
               "Replaces a word.",
               {{"from", FieldType::text, "pain", "What."},
                {"to", FieldType::text, "PAIN", "By what."},
                {"data", FieldType::text, "", "A data file to read, if any."}},
               [](const Settings& settings, StageContext& context) {
                 if (!settings.text("data").empty()) context.read_data(settings.text("data"));
                 return std::make_unique<Shout>(settings.text("from"), settings.text("to"));
               },
               nullptr};
  stages[2] = {
      Phase::edit,
      "judge",
      "Calls the hook.",
      {},
      [judge](const Settings&, StageContext&) { return std::make_unique<JudgeStage>(judge); },
      nullptr};
  stages[3] = {Phase::write,
               "keep",
               "Keeps the first block.",
               {},
               nullptr,
               [](const Settings&, StageContext&) { return std::make_unique<Keep>(); }};
  return stages;
}

std::unique_ptr<Pipeline> fake_pipeline(const StageTable& stages, std::string_view profile) {
  Problems problems;
  Profile read = read_profile(profile, "fake.toml", stages, {}, problems);
  const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
  std::unique_ptr<Pipeline> pipeline;
  if (problems.empty()) pipeline = Pipeline::build(std::move(read), data, {}, problems);
  for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
  return pipeline;
}

std::shared_ptr<const Page> page_of(std::string bytes) {
  auto page = std::make_shared<Page>();
  page->bytes = std::move(bytes);
  page->name = page->place = "page.txt";
  return page;
}

}  // namespace medloom::test
