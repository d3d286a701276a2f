// Operations of DocumentEditor at random, against an oracle that knows characters alone.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "pipeline/model/document.h"
#include "tests/support/documents.h"
#include "tests/support/invariants.h"
#include "tests/support/random.h"

namespace medloom {
namespace {

using test::check_places;
using test::check_replay;
using test::document_of_lines;
using test::Random;

// A random walk of all operations. The page has no character twice, so a place is the set of page
// positions that it covers, and that set says where it must be after each operation.
class Walk {
 public:
  explicit Walk(std::uint32_t seed) : random_(seed), document_(document_of_lines(page())) {
    for (const Block& block : document_.blocks()) ids_.push_back(block.id);
  }

  void step() {
    DocumentEditor editor(document_, random_.one_in(2) ? "one" : "two");
    const BlockId id = random_.pick(ids_);
    const Text& text = document_.block(id).text;
    switch (random_.below(6)) {
      case 0:
        return mark(editor, id);
      case 1:
      case 2:
        return replace(editor, id);
      case 3: {
        const BlockId second = editor.split(id, random_.below(text.size() + 1), {"split", ""});
        forget(id, document_.block(second).text);
        break;
      }
      case 4: {
        const BlockId second = document_.blocks().next(id);
        if (second != BlockRange::kEnd) editor.join(id, second, random_.letters(1), {"join", ""});
        break;
      }
      default: {
        if (text.size() < 4 || document_.block(id).kind == BlockKind::list_item) return;
        const std::uint32_t length = random_.between(1, 2);
        const std::uint32_t from = length + random_.below(2);
        editor.mark_list_item(id, length, from, 1, {"mark", ""});
        forget(id, document_.block(id).mark);
        break;
      }
    }
    ids_.clear();
    for (const Block& block : document_.blocks()) ids_.push_back(block.id);
  }

  void check() {
    EXPECT_TRUE(check_replay(document_));
    EXPECT_TRUE(check_places(document_));
    std::map<std::uint32_t, BlockId> where;  // of the page positions still in a text
    for (const Block& block : document_.blocks()) {
      for (const std::uint32_t position : positions(block.text, {0, block.text.size()})) {
        EXPECT_TRUE(where.emplace(position, block.id).second) << position << " stands twice";
      }
    }
    const auto& flags = document_.log().flags();
    for (std::size_t i = 0; i < flags.size(); ++i) {
      std::set<std::uint32_t> expected;
      for (const std::uint32_t position : covered_[i]) {
        if (where.contains(position)) expected.insert(position);
      }
      EXPECT_EQ(positions(document_.block(flags[i].block).text, flags[i].at), expected)
          << "flag " << i;
    }
  }

 private:
  static std::string page() {
    std::string text;
    for (int line = 0; line < 4; ++line) text += std::string(12, 'x') + "\n";
    return text;
  }

  // Page positions that a span of a text covers with copied bytes.
  static std::set<std::uint32_t> positions(const Text& text, Span span) {
    std::set<std::uint32_t> found;
    const Text piece = text.slice(span);
    for (const Run& run : piece.runs()) {
      if (run.kind != RunKind::copied) continue;
      for (std::uint32_t at = run.page.from; at < run.page.to; ++at) found.insert(at);
    }
    return found;
  }

  Span random_span(const Text& text) {
    const std::uint32_t from = random_.below(text.size() + 1);
    return {from, random_.between(from, text.size())};
  }

  void mark(DocumentEditor& editor, BlockId id) {
    const Text& text = document_.block(id).text;
    Flag flag;
    flag.rule = {"rule", "terms/en.tsv:1"};
    flag.block = id;
    flag.at = random_span(text);
    flag.kind = std::to_string(covered_.size());  // never the same as an earlier one
    const std::set<std::uint32_t> covers = positions(text, flag.at);
    editor.flag(flag);
    covered_.push_back(covers);
  }

  void replace(DocumentEditor& editor, BlockId id) {
    const Text& text = document_.block(id).text;
    std::vector<Replacement> batch;
    for (std::uint32_t at = 0; at < text.size();) {
      const Span span{at + random_.below(text.size() - at + 1), 0};
      const std::uint32_t to = random_.between(span.from, std::min(span.from + 3, text.size()));
      batch.push_back({{span.from, to}, random_.letters(random_.below(3)), {"replace", ""}});
      at = to + 1;
    }
    editor.replace(id, std::move(batch));
  }

  // A place that lay across a cut keeps what is in the part where it begins; one in a list mark
  // keeps nothing of it.
  void forget(BlockId id, const Text& gone) {
    const auto& flags = document_.log().flags();
    const std::set<std::uint32_t> lost = positions(gone, {0, gone.size()});
    for (std::size_t i = 0; i < flags.size(); ++i) {
      if (flags[i].block != id) continue;
      std::erase_if(covered_[i], [&](std::uint32_t at) { return lost.contains(at); });
    }
  }

  Random random_;
  Document document_;
  std::vector<BlockId> ids_;
  std::vector<std::set<std::uint32_t>> covered_;  // by flag
};

TEST(WalkProperty, PlacesStayWithTheirCharacters) {
  for (std::uint32_t seed = 0; seed < 1500 && !HasFailure(); ++seed) {
    Walk walk(seed);
    for (int step = 0; step < 25 && !HasFailure(); ++step) {
      SCOPED_TRACE("seed " + std::to_string(seed) + " step " + std::to_string(step));
      walk.step();
      walk.check();
    }
  }
}

}  // namespace
}  // namespace medloom
