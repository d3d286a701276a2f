// How much personal data is found, and how much else: recall and precision of each kind over
// sentences.tsv, with floors. The third of the rows that rules were not tuned by has its own.
//
// A mark is found when a finding of its kind covers it, or takes what `generalise` would take of
// it. Every miss and every false finding is listed, so that a red test shows what to look at.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <medloom_source_dir.h>

#include "tests/privacy/own_tables.h"
#include "tests/support/floors.h"

namespace medloom {
namespace {

using dictionaries::PrivateFinding;
using dictionaries::Voice;

constexpr double kRecall = 0.98;
constexpr double kPrecision = 0.97;
// Over all kinds together: a kind has but a few marks there.
constexpr double kHeldOutRecall = 0.96;
constexpr double kHeldOutPrecision = 0.97;
constexpr std::size_t kHeldOut = 3;  // every third row

struct Mark {
  std::string kind;
  Span at;
};

struct Sentence {
  std::size_t line = 0;
  Voice voice = Voice::asker;
  std::string text;  // without marks
  std::vector<Mark> marks;
};

// "[[phone:0912]]" → "0912" and where it stands.
Sentence unmarked(std::string_view marked) {
  Sentence sentence;
  while (true) {
    const std::size_t open = marked.find("[[");
    sentence.text += marked.substr(0, open);
    if (open == std::string_view::npos) return sentence;
    marked.remove_prefix(open + 2);
    const std::size_t colon = marked.find(':');
    const std::size_t close = marked.find("]]");
    const auto from = static_cast<std::uint32_t>(sentence.text.size());
    sentence.text += marked.substr(colon + 1, close - colon - 1);
    sentence.marks.push_back({std::string(marked.substr(0, colon)),
                              {from, static_cast<std::uint32_t>(sentence.text.size())}});
    marked.remove_prefix(close + 2);
  }
}

std::vector<Sentence> sentences() {
  std::vector<Sentence> all;
  std::ifstream file(MEDLOOM_SOURCE_DIR "/tests/privacy/sentences.tsv");
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line[0] == '#' || line.starts_with("language\t")) continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    Sentence sentence = unmarked(std::string_view(line).substr(second + 1));
    sentence.line = number;
    const std::string voice = line.substr(first + 1, second - first - 1);
    const auto named = dictionaries::voice_named(voice);
    EXPECT_TRUE(named) << "line " << number << ": no voice " << voice;
    sentence.voice = named.value_or(Voice::asker);
    all.push_back(std::move(sentence));
  }
  return all;
}

struct Tally {
  std::size_t marked = 0, found = 0, false_findings = 0;

  double recall() const { return marked == 0 ? 1 : 1.0 * found / static_cast<double>(marked); }
  double precision() const {
    const std::size_t all = found + false_findings;
    return all == 0 ? 1 : 1.0 * found / static_cast<double>(all);
  }
};

class Score {
 public:
  void add(const Sentence& sentence, const std::vector<PrivateFinding>& found) {
    std::vector<bool> right(found.size(), false);
    for (const Mark& mark : sentence.marks) {
      Tally& tally = tallies_[mark.kind];
      ++tally.marked;
      bool hit = false;
      for (std::size_t i = 0; i < found.size(); ++i) {
        const bool covers = found[i].at.contains(mark.at) ||
                            (!found[i].detail.empty() && mark.at.contains(found[i].detail) &&
                             found[i].detail != found[i].at);
        if (found[i].rule->kind != mark.kind || !covers) continue;
        hit = right[i] = true;
      }
      if (hit) ++tally.found;
      if (!hit) tell(sentence, "missed " + mark.kind, mark.at);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (right[i]) continue;
      ++tallies_[found[i].rule->kind].false_findings;
      tell(sentence, "falsely " + found[i].rule->kind + " by " + found[i].rule->name, found[i].at);
    }
  }

  // The counts of each kind are printed; `each` must reach the floors, or all together.
  enum class Floor { each, together };
  void expect(const char* what, Floor floor, double recall, double precision) const {
    Tally all;
    for (const auto& [kind, tally] : tallies_) {
      std::cout << what << ' ' << kind << ": " << tally.found << " of " << tally.marked
                << " found, " << tally.false_findings << " false\n";
      if (floor == Floor::each) {
        EXPECT_GE(tally.recall(), recall) << what << " recall of " << kind << "\n" << told_;
        EXPECT_GE(tally.precision(), precision) << "precision of " << kind << "\n" << told_;
      }
      all.marked += tally.marked;
      all.found += tally.found;
      all.false_findings += tally.false_findings;
    }
    EXPECT_GE(all.recall(), recall) << what;
    EXPECT_GE(all.precision(), precision) << what;
    std::cout << what << ": over " << all.marked << " marks\n";
    test::expect_floor(std::string("privacy.") + what + ".recall", all.recall());
    test::expect_floor(std::string("privacy.") + what + ".precision", all.precision());
  }

 private:
  void tell(const Sentence& sentence, const std::string& what, Span at) {
    told_ += "line " + std::to_string(sentence.line) + ": " + what + " '" +
             sentence.text.substr(at.from, at.size()) + "' in " + sentence.text + "\n";
  }

  std::map<std::string, Tally> tallies_;
  std::string told_;
};

Score scored(bool held_out) {
  Score score;
  std::size_t row = 0;
  for (const Sentence& sentence : sentences()) {
    if ((++row % kHeldOut == 0) != held_out) continue;
    score.add(sentence, test::own_private_data().find(sentence.text, sentence.voice));
  }
  return score;
}

TEST(PrivateSentences, AreMoreThanThreeHundred) { EXPECT_GE(sentences().size(), 300U); }

TEST(PrivateSentences, AreFound) {
  scored(false).expect("tuned", Score::Floor::each, kRecall, kPrecision);
}

TEST(PrivateSentences, OfTheHeldOutThirdAreFound) {
  scored(true).expect("held-out", Score::Floor::together, kHeldOutRecall, kHeldOutPrecision);
}

}  // namespace
}  // namespace medloom
