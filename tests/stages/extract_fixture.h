// Runs `extract` on a text that stands for a decoded page, and writes what came out as lines.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <medloom_source_dir.h>

#include "pipeline/engine/stage.h"
#include "stages/stages.h"
#include "tests/support/invariants.h"
#include "text/utf8.h"

namespace medloom::test {

// What a page is called decides about its format where its text does not.
struct PageLabels {
  std::string name = "page.html";
  std::string content_type = {};
  std::string url = {};
};

class Extracted {
 public:
  explicit Extracted(std::string_view text, const PageLabels& labels = {})
      : document_(std::make_shared<const Page>(Page{std::string(text), labels.name, labels.name,
                                                    labels.url, labels.content_type, ""})) {
    DocumentEditor(document_, "decode").set_text(std::string(text), {});
    const StageSpec spec = stages::extract_stage();
    Problems problems;
    const DataFiles data{MEDLOOM_SOURCE_DIR};
    StageContext context(data, {}, problems);
    const Settings settings =
        read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems);
    EXPECT_TRUE(problems.empty());
    const std::unique_ptr<Stage> stage = spec.create(settings, context);
    Trace trace;
    const Result<void> done = stage->run(document_, trace);
    if (!done) rejection_ = done.error();
    EXPECT_TRUE(check_replay(document_));
    EXPECT_TRUE(runs_are_the_page()) << text;
    const std::size_t operations = document_.log().operations().size();
    if (done) {
      EXPECT_TRUE(stage->run(document_, trace).has_value());
    }
    EXPECT_EQ(document_.log().operations().size(), operations) << "help: a second run does more";
  }

  const Document& document() const { return document_; }
  std::string rejected() const {
    return rejection_ && rejection_->code == ErrorCode::rejected ? rejection_->message : "";
  }

  // A line for each block: "+" if it stands apart, its kind, "{mark}" and text; "p one", "+li1 {1.}
  // a".
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const Block& block : document_.blocks()) {
      static constexpr const char* kKinds[] = {"p", "h", "li", "row", "quote", "caption", "pre"};
      std::string line = block.gap_before ? "+" : "";
      line += kKinds[static_cast<int>(block.kind)];
      if (block.level > 0) line += std::to_string(block.level);
      if (!block.mark.empty()) line += " {" + block.mark.str() + "}";
      lines.push_back(line + " " + block.text.str());
    }
    return lines;
  }

  // "rule: text" of every block that is labelled navigation.
  std::vector<std::string> navigation() const {
    std::vector<std::string> lines;
    for (const LabelOp& label : document_.log().labels()) {
      lines.push_back(label.rule().name + ": " + document_.block(label.block).text.str());
    }
    return lines;
  }

  // "rule chars: what of the page" for everything left out.
  std::vector<std::string> drops() const {
    std::vector<std::string> lines;
    for (const Drop& drop : document_.log().drops()) {
      lines.push_back(drop.rule().name + " " + std::to_string(drop.chars) + ": " +
                      document_.text().substr(drop.page.from, drop.page.size()));
    }
    return lines;
  }

  // "name (source) value" of every fact.
  std::vector<std::string> facts() const {
    std::vector<std::string> lines;
    for (const Fact& fact : document_.facts()) {
      lines.push_back(fact.name + " (" + fact.source + ") " + std::string(fact.value()));
    }
    return lines;
  }

 private:
  // Copied runs are the page's bytes, and every run has a place in it.
  bool runs_are_the_page() const {
    for (const Block& block : document_.blocks()) {
      if (!text::is_valid_utf8(block.text.view())) return false;
      for (const Text* text : {&block.mark, &block.text}) {
        std::uint32_t at = 0;
        for (const Run& run : text->runs()) {
          if (run.page.to > document_.text().size() || run.page.from > run.page.to) return false;
          const std::string_view page =
              std::string_view(document_.text()).substr(run.page.from, run.page.size());
          if (run.kind == RunKind::copied && text->view().substr(at, run.length) != page)
            return false;
          if (run.kind == RunKind::edited) return false;
          at += run.length;
        }
      }
    }
    return true;
  }

  Document document_;
  std::optional<Error> rejection_;
};

}  // namespace medloom::test
