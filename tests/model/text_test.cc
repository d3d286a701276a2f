// Text against the obvious map: a list of cells, one for each byte and one for each deletion mark,
// that says where the byte came from. Every operation of Text is done to the cells in the most
// naive way and the two must agree after each of thousands of random operations.
#include "pipeline/model/text.h"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/random.h"

namespace medloom {
namespace {

using test::Random;
using TextRun = ::medloom::Run;  // a test has a member of that name

struct Cell {
  bool is_mark = false;  // a deletion: it has a place and no byte
  char byte = 0;
  RunKind kind = RunKind::copied;
  Span page;  // copied: the very byte
  std::uint32_t source = 0;
  std::uint32_t offset = 0;  // in the reading or the change's `after`

  friend bool operator==(const Cell&, const Cell&) = default;
};
using Cells = std::vector<Cell>;

std::ostream& operator<<(std::ostream& out, const Cell& cell) {
  return out << (cell.is_mark ? std::string("mark") : std::string(1, cell.byte)) << "/"
             << static_cast<int>(cell.kind) << "/" << cell.source << "+" << cell.offset << "["
             << cell.page.from << "," << cell.page.to << ")";
}

Cells cells_of(const Text& text) {
  Cells cells;
  std::size_t at = 0;
  for (const Run& run : text.runs()) {
    if (run.length == 0) cells.push_back({true, 0, run.kind, run.page, run.source, run.offset});
    for (std::uint32_t i = 0; i < run.length; ++i) {
      Cell cell{false, text.view()[at++], run.kind, run.page, run.source, run.offset + i};
      if (run.kind == RunKind::copied) {
        cell.page = {run.page.from + i, run.page.from + i + 1};
        cell.offset = 0;
      }
      cells.push_back(cell);
    }
  }
  return cells;
}

// The text with everything its class promises about runs checked.
void expect_well_formed(const Text& text) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.runs().size(); ++i) {
    const Run& run = text.runs()[i];
    length += run.length;
    if (run.kind == RunKind::copied) {
      EXPECT_EQ(run.page.size(), run.length);
    }
    if (run.kind != RunKind::edited) {
      EXPECT_GT(run.length, 0U) << "an empty run that is no deletion";
    }
    if (i == 0) continue;
    const Run& before = text.runs()[i - 1];
    EXPECT_FALSE(before.kind == RunKind::copied && run.kind == RunKind::copied &&
                 before.page.to == run.page.from)
        << "two copied runs that are one, at run " << i;
  }
  EXPECT_EQ(length, text.view().size());
}

// Index of the cell of byte `position`, behind the marks that stand there; the end for the last.
std::size_t index_of(const Cells& cells, std::uint32_t position) {
  std::uint32_t bytes = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].is_mark) continue;
    if (bytes == position) return i;
    ++bytes;
  }
  return cells.size();
}

std::size_t index_behind(const Cells& cells, Span span) {
  return span.empty() ? index_of(cells, span.from) : index_of(cells, span.to - 1) + 1;
}

// Marks at `from` stay behind, except at the beginning of the text; marks at `to` come along.
Cells naive_slice(const Cells& cells, Span span) {
  Cells piece;
  std::uint32_t bytes = 0;
  for (const Cell& cell : cells) {
    const bool begins = cell.is_mark && bytes > 0 ? span.from < bytes : span.from <= bytes;
    const bool ends = cell.is_mark ? bytes <= span.to : bytes < span.to;
    if (begins && ends) piece.push_back(cell);
    if (!cell.is_mark) ++bytes;
  }
  return piece;
}

Span naive_hull(const Cells& cells, Span span) {
  const std::size_t first = index_of(cells, span.from);
  const std::size_t last = index_behind(cells, span);
  if (first >= last) {
    if (cells.empty()) return {};
    const std::uint32_t at = first > 0 ? cells[first - 1].page.to : cells[0].page.from;
    return {at, at};
  }
  Span page = cells[first].page;
  for (std::size_t i = first; i < last; ++i) page = hull(page, cells[i].page);
  return page;
}

// From right to left, so that what is still to be done keeps its place.
void naive_splice(Cells& cells, const std::vector<Splice>& batch) {
  const Cells before = cells;
  for (auto piece = batch.rbegin(); piece != batch.rend(); ++piece) {
    const Span page = naive_hull(before, piece->at);
    Cells added;
    for (std::uint32_t i = 0; i < piece->after.size(); ++i) {
      added.push_back({false, piece->after[i], RunKind::edited, page, piece->change, i});
    }
    if (added.empty()) added.push_back({true, 0, RunKind::edited, page, piece->change, 0});
    const auto first = static_cast<std::ptrdiff_t>(index_of(before, piece->at.from));
    const auto last = static_cast<std::ptrdiff_t>(index_behind(before, piece->at));
    cells.erase(cells.begin() + first, cells.begin() + last);
    cells.insert(cells.begin() + first, added.begin(), added.end());
  }
}

// Non-overlapping pieces in text order, some empty, some beside each other.
std::vector<Span> random_pieces(Random& random, std::uint32_t size) {
  std::vector<std::uint32_t> bounds;
  for (std::uint32_t i = random.between(1, 4) * 2; i > 0; --i) {
    bounds.push_back(random.below(size + 1));
  }
  std::sort(bounds.begin(), bounds.end());
  std::vector<Span> pieces;
  for (std::size_t i = 0; i < bounds.size(); i += 2) pieces.push_back({bounds[i], bounds[i + 1]});
  return pieces;
}

// A text and its cells, changed together.
class Pair {
 public:
  explicit Pair(Random& random) : random_(random) {}

  void append_copied() {
    // Now and then the bytes behind the last ones, so that runs grow.
    if (random_.one_in(2)) page_ += random_.below(5);
    const std::string bytes = random_.letters(random_.below(6));
    text_.append_copied(bytes, page_);
    for (const char c : bytes) {
      cells_.push_back({false, c, RunKind::copied, {page_, page_ + 1}, 0, 0});
      ++page_;
    }
  }

  void append_read() {
    const std::string bytes = random_.letters(random_.below(3));
    const Span page{page_, page_ + random_.below(6)};
    const std::uint32_t id = random_.below(3);
    text_.append_read(bytes, page, id);
    for (std::uint32_t i = 0; i < bytes.size(); ++i) {
      cells_.push_back({false, bytes[i], RunKind::read, page, id, i});
    }
    page_ = page.to;
  }

  void splice() {
    std::vector<Splice> batch;
    for (const Span at : random_pieces(random_, text_.size())) {
      afters_.push_back(random_.letters(random_.below(4)));
      batch.push_back({at, afters_.back(), change_++});
    }
    std::vector<Span> hulls;
    for (const Splice& piece : batch) hulls.push_back(naive_hull(cells_, piece.at));
    EXPECT_EQ(text_.splice(batch), hulls);
    naive_splice(cells_, batch);
  }

  // Cuts at random places and puts the pieces together again: nothing may have changed.
  void cut_and_join() {
    std::vector<std::uint32_t> offsets;
    for (std::uint32_t i = random_.below(4); i > 0; --i) {
      offsets.push_back(random_.below(text_.size() + 1));
    }
    std::sort(offsets.begin(), offsets.end());
    Text joined;
    for (const Text& piece : text_.cut(offsets)) {
      expect_well_formed(piece);
      joined.append(piece);
    }
    EXPECT_EQ(joined, text_);
  }

  void slice() {
    const Span span = random_span();
    text_ = text_.slice(span);
    cells_ = naive_slice(cells_, span);
  }

  void append_slice() {
    const Span span = random_span();
    text_.append(text_.slice(span));
    const Cells piece = naive_slice(cells_, span);
    cells_.insert(cells_.end(), piece.begin(), piece.end());
  }

  void check() {
    expect_well_formed(text_);
    EXPECT_EQ(cells_of(text_), cells_);
    const Span span = random_span();
    EXPECT_EQ(text_.page_hull(span), naive_hull(cells_, span)) << span.from << "," << span.to;
    Span whole = cells_.empty() ? Span{} : cells_.front().page;
    for (const Cell& cell : cells_) whole = hull(whole, cell.page);
    EXPECT_EQ(text_.page_hull(), whole);
  }

  std::uint32_t size() const { return text_.size(); }

 private:
  Span random_span() {
    const std::uint32_t from = random_.below(text_.size() + 1);
    return {from, random_.between(from, text_.size())};
  }

  Random& random_;
  Text text_;
  Cells cells_;
  std::uint32_t page_ = 0;
  ChangeId change_ = 0;
  std::deque<std::string> afters_;
};

TEST(TextProperty, AgreesWithOneCellForEachByte) {
  Random random(20240611);
  for (int round = 0; round < 4000 && !::testing::Test::HasFailure(); ++round) {
    Pair pair(random);
    for (int step = 0; step < 24 && !::testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE("round " + std::to_string(round) + " step " + std::to_string(step));
      switch (random.below(10)) {
        case 0:
        case 1:
        case 2:
          pair.append_copied();
          break;
        case 3:
          pair.append_read();
          break;
        case 4:
        case 5:
        case 6:
          pair.splice();
          break;
        case 7:
          pair.cut_and_join();
          break;
        case 8:
          if (random.one_in(4)) pair.slice();
          break;
        default:
          if (pair.size() < 60) pair.append_slice();
          break;
      }
      pair.check();
    }
  }
}

TEST(SpliceMapProperty, ASpanKeepsCoveringWhatItCovered) {
  Random random(7);
  for (int round = 0; round < 20000 && !HasFailure(); ++round) {
    const std::uint32_t size = random.below(12);
    std::deque<std::string> afters;
    std::vector<Splice> batch;
    for (const Span at : random_pieces(random, size)) {
      afters.push_back(random.letters(random.below(4)));
      batch.push_back({at, afters.back(), 0});
    }
    // Where each byte of the old text is now: itself, or the whole of what replaced it.
    std::vector<Span> now;
    std::uint32_t at = 0;
    auto piece = batch.begin();
    for (std::uint32_t i = 0; i <= size; ++i) {
      for (; piece != batch.end() && piece->at.from == i; ++piece) {
        const auto length = static_cast<std::uint32_t>(piece->after.size());
        for (; i < piece->at.to; ++i) now.push_back({at, at + length});
        at += length;
      }
      if (i < size) now.push_back({at, at + 1});
      ++at;
    }
    const SpliceMap map(batch);
    for (std::uint32_t from = 0; from < size; ++from) {
      for (std::uint32_t to = from + 1; to <= size; ++to) {
        Span expected = now[from];
        for (std::uint32_t i = from; i < to; ++i) expected = hull(expected, now[i]);
        EXPECT_EQ(map.map({from, to}), expected) << "round " << round << " [" << from << "," << to;
      }
    }
  }
}

// Each case: old text, one batch as from-to=after, and where spans of the old text are now.
TEST(SpliceMap, Edges) {
  const std::vector<Splice> batch = {{{2, 4}, "xyz", 0}, {{4, 4}, "ins", 1}, {{6, 8}, "", 2}};
  const SpliceMap map(batch);  // ab[cd→xyz][ins]ef[gh→]ij
  EXPECT_EQ(map.map({0, 2}), (Span{0, 2}));
  EXPECT_EQ(map.map({2, 4}), (Span{2, 5})) << "an insertion at the end stays outside";
  EXPECT_EQ(map.map({4, 6}), (Span{8, 10})) << "an insertion at the beginning stays outside";
  EXPECT_EQ(map.map({3, 6}), (Span{2, 10})) << "begins inside a replacement: grows to all of it";
  EXPECT_EQ(map.map({1, 3}), (Span{1, 5})) << "ends inside a replacement: grows to all of it";
  EXPECT_EQ(map.map({3, 3}), (Span{2, 5}));
  EXPECT_EQ(map.map({6, 8}), (Span{10, 10})) << "all of it deleted: empty where it was";
  EXPECT_EQ(map.map({7, 9}), (Span{10, 11}));
  EXPECT_EQ(map.map({4, 4}), (Span{8, 8})) << "empty stays empty";
  EXPECT_EQ(map.map({8, 10}), (Span{10, 12}));
  EXPECT_EQ(SpliceMap({}).map({3, 9}), (Span{3, 9}));
}

Text copied(std::string_view bytes, std::uint32_t page = 0) {
  Text text;
  text.append_copied(bytes, page);
  return text;
}

TEST(Text, IsEmptyAtFirst) {
  const Text text;
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text.page_hull({0, 0}), (Span{0, 0}));
  EXPECT_EQ(text.page_hull(), (Span{0, 0}));
  EXPECT_EQ(text.slice({0, 0}), text);
  EXPECT_EQ(text.cut({}).size(), 1U);
}

TEST(Text, ADeletionKeepsItsPlace) {
  Text text = copied("abcd", 10);
  text.splice(std::vector<Splice>{{{1, 3}, "", 5}});
  EXPECT_EQ(text.view(), "ad");
  ASSERT_EQ(text.runs().size(), 3U);
  EXPECT_EQ(text.runs()[1], (TextRun{RunKind::edited, 0, {11, 13}, 5, 0}));
}

TEST(Text, ADeletionGoesWithTheLeftPiece) {
  Text text = copied("abc");
  text.splice(std::vector<Splice>{{{1, 2}, "", 5}});  // a|c
  EXPECT_EQ(text.slice({0, 1}).runs().size(), 2U);
  EXPECT_EQ(text.slice({1, 2}).runs().size(), 1U);
  EXPECT_EQ(text.slice({1, 1}).runs().size(), 0U);
}

TEST(Text, ADeletionBesideAReplacementStays) {
  Text left = copied("abc");
  left.splice(std::vector<Splice>{{{1, 2}, "", 5}});   // a|c
  EXPECT_EQ(left.page_hull({0, 1}), (Span{0, 1}));     // the deleted b is not a's
  left.splice(std::vector<Splice>{{{0, 1}, "X", 6}});  // X|c
  ASSERT_EQ(left.runs().size(), 3U);
  EXPECT_EQ(left.runs()[0], (TextRun{RunKind::edited, 1, {0, 1}, 6, 0}));
  EXPECT_EQ(left.runs()[1].source, 5U);
  left.splice(std::vector<Splice>{{{0, 2}, "Y", 7}});  // both sides: taken along
  ASSERT_EQ(left.runs().size(), 1U);
  EXPECT_EQ(left.runs()[0].page, (Span{0, 3}));
}

TEST(Text, CutsAtTheBeginningGiveADeletionThereToOnePiece) {
  Text text = copied("abc");
  text.splice(std::vector<Splice>{{{0, 1}, "", 5}});  // |bc
  const std::vector<Text> pieces = text.cut(std::vector<std::uint32_t>{0, 0, 1});
  ASSERT_EQ(pieces.size(), 4U);
  EXPECT_EQ(pieces[0].runs().size(), 1U);
  EXPECT_EQ(pieces[1].runs().size(), 0U);
  EXPECT_EQ(pieces[2].view(), "b");
  EXPECT_EQ(pieces[2].runs().size(), 1U);
}

TEST(Text, AnInsertionHasTheEmptyPageSpanBesideIt) {
  Text text = copied("abc", 10);
  const std::vector<Span> pages =
      text.splice(std::vector<Splice>{{{0, 0}, "1", 0}, {{2, 2}, "2", 1}, {{3, 3}, "3", 2}});
  EXPECT_EQ(text.view(), "1ab2c3");
  EXPECT_EQ(pages, (std::vector<Span>{{10, 10}, {12, 12}, {13, 13}}));
}

TEST(Text, AHullOverAReadingHoldsTheMarkupBetween) {
  Text text = copied("low ", 3);  // <p>low <b>back</b> pain
  text.append_copied("back", 10);
  text.append_copied(" pain", 18);
  EXPECT_EQ(text.page_hull({0, 13}), (Span{3, 23}));
  EXPECT_EQ(text.page_hull({4, 8}), (Span{10, 14}));
  text.splice(std::vector<Splice>{{{0, 8}, "lumbar", 0}});
  EXPECT_EQ(text.page_hull({0, 2}), (Span{3, 14})) << "which byte came from which is not known";
  EXPECT_EQ(text.slice({2, 6}).runs()[0], (TextRun{RunKind::edited, 4, {3, 14}, 0, 2}));
}

TEST(Text, ReadRunsOfTheSameReadingStayApart) {
  Text text;
  text.append_read("\n", {3, 4}, 1);
  text.append_read("\n", {4, 5}, 1);
  EXPECT_EQ(text.runs().size(), 2U);
  text.append_read("", {5, 6}, 2);
  EXPECT_EQ(text.runs().size(), 2U) << "nothing read leaves nothing";
}

TEST(Text, ACopyIsItsOwnAndAMoveLeavesNothing) {
  Text text = copied("low back pain", 3);
  Text copy = text;
  copy.append_copied(" of long standing", 16);
  copy.append_read("\n", {33, 34}, 1);
  EXPECT_EQ(text, copied("low back pain", 3));
  EXPECT_EQ(copy.view(), "low back pain of long standing\n");
  const char* const bytes = copy.view().data();
  Text moved = std::move(copy);
  EXPECT_EQ(moved.view().data(), bytes) << "whoever views a text may go on when it moves";
  EXPECT_EQ(copy, Text());  // NOLINT(bugprone-use-after-move)
  text = moved;
  EXPECT_EQ(text, moved);
  moved = Text();
  EXPECT_EQ(moved, Text());
  EXPECT_EQ(Text(moved), Text());
}

TEST(Text, GrowsByByteAndByRun) {
  Text text;
  std::string expected;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const std::string piece(i % 7, static_cast<char>('a' + i % 26));
    text.append_copied(piece, i * 10);
    if (i % 3 == 0) text.append_read(" ", {i * 10 + 8, i * 10 + 8}, 0);
    expected += piece + (i % 3 == 0 ? " " : "");
  }
  EXPECT_EQ(text.view(), expected);
  std::size_t length = 0;
  for (const TextRun& run : text.runs()) length += run.length;
  EXPECT_EQ(length, expected.size());
}

TEST(Span, OverlapIsASharedByte) {
  EXPECT_TRUE((Span{1, 3}.overlaps({2, 4})));
  EXPECT_TRUE((Span{0, 9}.overlaps({2, 4})));
  EXPECT_FALSE((Span{1, 3}.overlaps({3, 4})));
  EXPECT_FALSE((Span{3, 4}.overlaps({1, 3})));
  EXPECT_FALSE((Span{0, 9}.overlaps({5, 5}))) << "an empty span overlaps nothing";
  EXPECT_FALSE((Span{5, 5}.overlaps({0, 9})));
  EXPECT_FALSE((Span{5, 5}.overlaps({5, 5})));
  EXPECT_TRUE((Span{1, 3}.contains({3, 3})));
  EXPECT_FALSE((Span{1, 3}.contains({2, 4})));
}

}  // namespace
}  // namespace medloom
