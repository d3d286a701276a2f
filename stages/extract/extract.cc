// READ stage `extract`: decoded text to blocks in reading order, and what the page says of itself.
//
// Three readers give the same kind of drafts: HTML, Markdown, and plain text as a scraper left it.
// The stage adds the language of page and blocks, and for HTML labels what only leads elsewhere as
// navigation. Nothing is lost: what readers of the page see is a block, or recorded as dropped.
//
// Cases: tests/stages/extract_test.cc.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stages/extract/draft.h"
#include "stages/extract/format.h"
#include "stages/extract/html_blocks.h"
#include "stages/extract/html_facts.h"
#include "stages/extract/language.h"
#include "stages/extract/main_content.h"
#include "stages/extract/markdown_blocks.h"
#include "stages/extract/structured_data.h"
#include "stages/extract/text_blocks.h"
#include "stages/stages.h"
#include "text/html_reader.h"
#include "text/script.h"

namespace medloom::stages {
namespace {

constexpr std::string_view kName = "extract";

// A page of dots and signs says nothing.
bool says_something(const Drafts& drafts) {
  return std::ranges::any_of(drafts, [](const Draft& draft) {
    const std::string_view text = draft.block.text.view();
    return text.find_first_of("0123456789") != std::string_view::npos ||
           text::count_scripts(text) != text::ScriptCounts{};
  });
}

class Extract final : public Stage {
 public:
  Extract(text::HtmlLimits limits, dictionaries::HanSigns signs)
      : limits_(limits), signs_(std::move(signs)) {}

  Result<void> run(Document& document, Trace& trace) const override {
    if (!document.blocks().empty()) return {};
    DocumentEditor editor(document, std::string(kName));
    std::vector<std::string_view> navigation;
    std::vector<StructuredDoubt> doubts;
    std::uint32_t cut_attributes = 0;
    Drafts drafts;
    const Format format = format_of(document.page(), document.text());
    if (format == Format::html) {
      const Result<text::HtmlTree> tree = text::read_html(document.text(), limits_);
      if (!tree) return tl::unexpected(tree.error());
      note_counts(tree->counts(), trace);
      cut_attributes = tree->counts().cut_attributes;
      add_html_facts(*tree, editor);
      drafts = read_html_blocks(*tree, editor);
      doubts = add_structured_facts(*tree, drafts, editor);
      navigation = find_navigation(*tree, drafts);
    } else {
      drafts = format == Format::markdown ? read_markdown_blocks(document.text(), editor)
                                          : read_text_blocks(document.text());
    }
    if (!says_something(drafts)) return fail(ErrorCode::rejected, "no content");
    add_blocks(std::move(drafts), navigation, editor);
    flag_doubts(doubts, editor);
    if (cut_attributes > 0) flag_cut_attributes(cut_attributes, editor);
    return {};
  }

 private:
  void add_blocks(Drafts drafts, const std::vector<std::string_view>& navigation,
                  DocumentEditor& editor) const {
    const LanguageEvidence evidence = find_languages(drafts, signs_);
    const std::string language = page_language(editor.document(), evidence);
    editor.set_language(language);
    for (std::size_t i = 0; !drafts.empty(); ++i) {
      Block block = std::move(drafts.front().block);
      drafts.pop_front();
      block.language = block_language(LanguageTag(block.language), language);
      const BlockId id = editor.add_block(std::move(block));
      if (i >= navigation.size() || navigation[i].empty()) continue;
      editor.label(id, Role::navigation, 0, {std::string(navigation[i]), ""});
    }
  }

  // At the first block of the content: what is in doubt stands nowhere on the page.
  static void flag_doubts(const std::vector<StructuredDoubt>& doubts, DocumentEditor& editor) {
    const BlockRange& blocks = editor.document().blocks();
    const auto content = std::find_if(blocks.begin(), blocks.end(),
                                      [](const Block& block) { return block.role == Role::none; });
    if (content == blocks.end()) return;
    const BlockId id = content->id;
    const std::uint32_t size = content->text.size();
    for (const StructuredDoubt& doubt : doubts) {
      editor.flag({"",
                   "structured-data",
                   {doubt.rule, ""},
                   id,
                   {0, size},
                   doubt.note,
                   FlagAction::unchanged,
                   {}});
    }
  }

  // Whoever reads a record must know that a title or a picture's words may be the beginning alone.
  void flag_cut_attributes(std::uint32_t count, DocumentEditor& editor) const {
    const BlockId first = editor.document().blocks().begin()->id;
    editor.flag({"",
                 "limit",
                 {"max_attribute_bytes", ""},
                 first,
                 {0, editor.document().block(first).text.size()},
                 std::to_string(count) +
                     (count == 1 ? " attribute of the page is" : " attributes of the page are") +
                     " longer than " + std::to_string(limits_.max_attribute_bytes) +
                     " bytes; of each the beginning was read",
                 FlagAction::unchanged,
                 {}});
  }

  static void note_counts(const text::HtmlCounts& counts, Trace& trace) {
    const auto note = [&](std::uint32_t count, const char* what, Span at) {
      if (count > 0 && trace.wanted()) trace.note(kName, 0, at, std::to_string(count) + what);
    };
    note(counts.flattened_elements, " elements too deep, flattened", {});
    note(counts.dropped_attributes, " attributes too many, dropped", {});
    note(counts.cut_attributes, " attributes too long, cut off", {});
    note(counts.unfinished.size(), " bytes lost in a tag that the page's end cuts off",
         counts.unfinished);
  }

  text::HtmlLimits limits_;
  dictionaries::HanSigns signs_;
};

// A folder of data without the table is none of ours; the script of Chinese is told without it.
dictionaries::HanSigns read_signs(StageContext& context) {
  for (const std::string& path : context.data().list("dictionaries/regions", "signs.tsv")) {
    const auto file = std::make_shared<const dictionaries::SourceFile>(
        dictionaries::SourceFile{context.data().path(path).string(), path, 0});
    return {context.read_data(path), file, context.problems()};
  }
  return {};
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  const auto limit = [&](const char* name) {
    return static_cast<std::uint32_t>(settings.integer(name));
  };
  return std::make_unique<Extract>(
      text::HtmlLimits{limit("max_nodes"), limit("max_depth"), limit("max_attributes"),
                       limit("max_attribute_bytes")},
      read_signs(context));
}

}  // namespace

StageSpec extract_stage() {
  return {Phase::read,
          std::string(kName),
          "Reads HTML, Markdown or plain text into blocks in reading order, and the page's facts.",
          {{"max_nodes",
            FieldType::integer,
            "1000000",
            "Elements and texts of an HTML page; more rejects it.",
            {},
            1000,
            100'000'000},
           {"max_depth",
            FieldType::integer,
            "512",
            "Nesting of an HTML page; deeper elements are flattened, their text is kept.",
            {},
            16,
            1024},
           {"max_attributes",
            FieldType::integer,
            "256",
            "Attributes of one element; further ones are dropped.",
            {},
            16,
            4096},
           {"max_attribute_bytes",
            FieldType::integer,
            "1048576",
            "Bytes of an attribute's value; the rest is cut off and flagged.",
            {},
            1024,
            std::int64_t{1} << 30}},
          create,
          nullptr};
}

}  // namespace medloom::stages
