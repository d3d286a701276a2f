// A document of one block for the tests of text stages: run a stage on a text and look at what it
// did. Every run is checked for what no stage may break: valid UTF-8, replay, and silence when the
// stage runs again.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/engine/stage.h"
#include "text/utf8.h"

namespace medloom::test {

class OneBlock {
 public:
  OneBlock(const std::string& text, const std::string& language)
      : document_(std::make_shared<const Page>()) {
    DocumentEditor editor(document_, "read");
    editor.set_text(text, {});
    Block block;
    block.text.append_copied(text, 0);
    block.language = language;
    id_ = editor.add_block(std::move(block));
  }

  // Runs the stage twice and returns the text.
  std::string run(const Stage& stage) {
    Trace trace;
    EXPECT_TRUE(stage.run(document_, trace).has_value());
    std::string once = text();
    EXPECT_TRUE(text::is_valid_utf8(once)) << "help: an edit cuts a character: " << once;
    EXPECT_EQ(document_.log().replay(document_.text(), block().text.runs()), once)
        << "help: the edits do not add up to the text";
    const std::size_t operations = document_.log().operations().size();
    EXPECT_TRUE(stage.run(document_, trace).has_value());
    EXPECT_EQ(text(), once) << "help: the stage is not idempotent";
    EXPECT_EQ(document_.log().operations().size(), operations)
        << "help: the stage proposes something on its own result: " << last_operation();
    return once;
  }

  std::string text() const { return std::string(block().text.view()); }
  const Block& block() const { return document_.block(id_); }
  const std::vector<Change>& changes() const { return document_.log().changes(); }
  const std::vector<Flag>& flags() const { return document_.log().flags(); }
  const Document& document() const { return document_; }

  std::vector<std::string> rules() const {
    std::vector<std::string> names;
    for (const Change& change : changes()) names.push_back(change.rule().name);
    return names;
  }
  std::vector<std::string> flag_kinds() const {
    std::vector<std::string> kinds;
    for (const Flag& flag : flags()) kinds.push_back(flag.kind);
    return kinds;
  }

 private:
  std::string last_operation() const {
    if (document_.log().operations().empty()) return {};
    const Operation last = document_.log().operations().back();
    if (last.kind == OperationKind::replace) {
      const Change& change = changes()[last.index];
      return change.rule().name + " '" + std::string(change.before) + "' to '" +
             std::string(change.after) + "'";
    }
    return last.kind == OperationKind::flag ? "flag " + flags()[last.index].kind : std::string();
  }

  Document document_;
  BlockId id_ = 0;
};

}  // namespace medloom::test
