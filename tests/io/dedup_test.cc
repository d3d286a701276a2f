#include "io/dedup/dedup.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <medloom_source_dir.h>

#include "dictionaries/wording.h"
#include "io/dedup/bare_text.h"
#include "io/dedup/difference.h"
#include "io/dedup/min_hash.h"
#include "io/dedup/text_clusters.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/model/record_schema.h"
#include "tests/io/records.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using dedup::Basis;
using dedup::TextClusters;
using dedup::Wording;
using nlohmann::json;
using test::question;
using test::record_line;
using test::TempFolder;
using testing::ElementsAre;
using testing::IsEmpty;

// That of the program.
std::shared_ptr<const Wording> our_wording() {
  static const auto kWording = [] {
    const std::string file = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries/wording/alike.tsv";
    Problems problems;
    const auto words = dictionaries::read_alike_words(
        read_file(file).value(), std::make_shared<dictionaries::SourceFile>(), problems);
    EXPECT_TRUE(problems.empty());
    return std::make_shared<const Wording>(words.negations, words.sides, words.courtesies);
  }();
  return kWording;
}

std::string bare_text(std::string_view text) { return dedup::bare_text(text, *our_wording()); }

std::vector<dedup::Token> tokens_of(std::string_view bare) {
  return dedup::tokens_of(bare, *our_wording());
}

dedup::Difference difference_of(std::string_view a, std::string_view b) {
  return dedup::difference_of(a, b, *our_wording());
}

// ---- bare texts

TEST(BareText, KeepsWhatTwoCopiesShare) {
  struct Case {
    const char* text;
    const char* bare;
  };
  const Case cases[] = {
      {"", ""},
      {"  \n", ""},
      {"?!，。", ""},
      {"頭痛，發燒。", "头痛发烧"},
      {"Low-Back  Pain", " low back pain"},
      {"Hello doctor, it hurts. Thank you!", " it hurts"},
      {"請問醫生：會痛嗎？謝謝醫生", "会痛"},
      {"看什么医生好", "看什么医生好"},
      {"Hello", " hello"},
      {"血壓150/95", "血压 150/95"},
      {"4-6 weeks, 1.5 mg", " 4-6 weeks 1.5 mg"},
      {"1,000 or 1 000", " 1,000 or 1 000"},
      {"HIV- and covid-19", " hiv - and covid 19"},
      {"-5 degrees, <3.5%", " - 5 degrees < 3.5 %"},
      {"No, fever", " no , fever"},
      {"no fever", " no fever"},
      {"I don’t know", " i don't know"},
      {"Ｔｓｈ　５．２", " tsh 5.2"},
  };
  for (const Case& c : cases) EXPECT_EQ(bare_text(c.text), c.bare) << c.text;
}

TEST(BareText, CourtesiesGoAtTheEndsOfEachField) {
  EXPECT_EQ(bare_text("Hello doctor\x1Fplease help, it hurts"), " hello doctor it hurts")
      << "a field of nothing else stays";
  EXPECT_EQ(bare_text("My back. Thanks\x1FHi, it hurts"), " my back it hurts");
}

TEST(BareText, TokensAreThoseOfTheText) {
  for (const char* text : {"頭痛 and fever 38.5%", "no, 不會", "a 中 b 1-2"}) {
    const std::string bare = bare_text(text);
    std::string again;
    for (const auto& token : tokens_of(bare)) {
      again += (token.kind == dedup::Token::Kind::han ? "" : " ") + std::string(token.text);
    }
    EXPECT_EQ(again, bare) << text;
  }
}

TEST(BareText, WithoutWordingEveryWordIsOneOfTheText) {
  EXPECT_EQ(dedup::bare_text("Hello doctor, no left pain. Thanks", {}),
            " hello doctor no left pain thanks");
  for (const auto& token : dedup::tokens_of(" no left痛", {})) EXPECT_FALSE(token.guarded);
}

TEST(BareText, AnyBytesAreRead) {
  test::Random random(7);
  for (int i = 0; i < 300; ++i) {
    const std::string bare = bare_text(test::random_bytes(random, random.below(200)));
    EXPECT_EQ(tokens_of(bare).empty(), bare.empty());
  }
}

// ---- differences

struct DifferenceCase {
  const char* a;
  const char* b;
  bool guarded;
  std::size_t replaced;
  bool added;
};

TEST(Difference, TellsWhatMatters) {
  const DifferenceCase cases[] = {
      {"take one tablet", "take one tablet", false, 0, false},
      {"it hurts", "it hurts a lot", false, 0, true},
      {"it hurts a lot", "it hurts", false, 0, false},
      {"it hurts", "it does not hurt", true, 2, true},
      {"5 mg", "10 mg", true, 2, true},
      {"left knee", "right knee", true, 2, true},
      {"take ibuprofen", "take aspirin", false, 2, true},
      {"血糖机", "血糖仪", false, 1, true},
      {"吃布洛芬", "吃阿司匹林", false, 3, true},
      {"没有发烧", "有发烧", true, 0, false},
      {"", "word", false, 0, true},
  };
  for (const DifferenceCase& c : cases) {
    const auto found = difference_of(bare_text(c.a), bare_text(c.b));
    EXPECT_EQ(found.any, std::string(c.a) != c.b) << c.a << " | " << c.b;
    EXPECT_EQ(found.guarded, c.guarded) << c.a << " | " << c.b;
    EXPECT_EQ(found.replaced, c.replaced) << c.a << " | " << c.b;
    EXPECT_EQ(found.added, c.added) << c.a << " | " << c.b;
  }
}

TEST(Difference, OtherTextsEntirelyAreNotWalkedToTheEnd) {
  std::string a;
  std::string b;
  for (int i = 0; i < 20'000; ++i) {
    a += " a" + std::to_string(i);
    b += " b" + std::to_string(i);
  }
  EXPECT_TRUE(difference_of(a, b).guarded);
}

// ---- sketches

TEST(MinHash, JaccardIsThatOfTheSets) {
  test::Random random(3);
  for (int round = 0; round < 50; ++round) {
    const std::string a = random.letters(random.between(0, 300));
    const std::string b = a.substr(0, a.size() / 2) + random.letters(random.between(0, 100));
    const auto pieces = [](const std::string& text) {
      std::set<std::string> all;
      if (!text.empty() && text.size() < 4) all.insert(text);
      for (std::size_t i = 0; i + 4 <= text.size(); ++i) all.insert(text.substr(i, 4));
      return all;
    };
    const auto of_a = pieces(a);
    const auto of_b = pieces(b);
    std::size_t shared = 0;
    for (const std::string& piece : of_a) shared += of_b.count(piece);
    const std::size_t all = of_a.size() + of_b.size() - shared;
    EXPECT_EQ(dedup::jaccard_permille(dedup::shingles_of(a), dedup::shingles_of(b)),
              all == 0 ? 1000 : 1000 * shared / all);
  }
}

// Of pairs at least 0.85 alike, of short and of long texts, hardly one shares no band.
TEST(MinHash, AlikeTextsShareABand) {
  test::Random random(11);
  const dedup::Bands bands(0.8);
  int pairs = 0;
  int missed = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::string a = random.letters(random.between(40, 600));
    std::string b = a;
    for (std::uint32_t edits = random.below(1 + a.size() / 60); edits > 0; --edits) {
      b[random.below(static_cast<std::uint32_t>(b.size()))] = '!';
    }
    const auto of_a = dedup::shingles_of(a);
    const auto of_b = dedup::shingles_of(b);
    if (dedup::jaccard_permille(of_a, of_b) < 850) continue;
    ++pairs;
    const auto bands_a = bands.of(of_a);
    const auto bands_b = bands.of(of_b);
    bool shared = false;
    for (std::size_t i = 0; i < bands_a.size(); ++i) shared |= bands_a[i] == bands_b[i];
    missed += shared ? 0 : 1;
  }
  EXPECT_GT(pairs, 1000);
  EXPECT_LE(missed, pairs / 100) << "of " << pairs;
}

// ---- clusters

struct Pair {
  std::string want;
  std::string a;
  std::string b;
};

std::vector<Pair> own_pairs() {
  std::ifstream file(MEDLOOM_SOURCE_DIR "/tests/io/dedup_pairs.tsv");
  std::vector<Pair> pairs;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    pairs.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                     line.substr(second + 1)});
  }
  return pairs;
}

struct Clustered {
  std::string cluster;
  Basis basis = Basis::first;
  std::uint64_t size = 0;
};

// The texts get ids in their order and are added in the order given.
std::map<std::size_t, Clustered> clusters_of(const std::vector<std::string>& texts,
                                             const std::vector<std::size_t>& order,
                                             std::size_t memory = std::size_t{1} << 20) {
  const TempFolder folder;
  auto clusters =
      TextClusters::create({folder.path().string(), memory, {.wording = our_wording()}});
  EXPECT_TRUE(clusters);
  for (std::size_t i = 0; i < order.size(); ++i) {
    std::string id = std::to_string(order[i]);
    id.insert(0, 8 - id.size(), '0');
    EXPECT_TRUE(clusters->add(i, id, texts[order[i]], ""));
  }
  EXPECT_TRUE(clusters->finish());
  std::map<std::size_t, Clustered> found;
  for (auto next = clusters->next(); next && *next; next = clusters->next()) {
    found[order[(*next)->text]] = {*clusters->leader_id((*next)->cluster), (*next)->basis,
                                   (*next)->size};
  }
  return found;
}

std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  return order;
}

TEST(TextClusters, OwnPairsAreToldApart) {
  const std::vector<Pair> pairs = own_pairs();
  ASSERT_GE(pairs.size(), 60U);
  std::map<std::string, int> all;
  for (const Pair& pair : pairs) {
    ++all[pair.want];
    // One pair by itself: some of the texts stand in several pairs.
    const auto found = clusters_of({pair.a, pair.b}, {0, 1});
    const bool together = found.at(0).cluster == found.at(1).cluster;
    const Basis basis = found.at(1).basis;
    const bool copy = together && (basis == Basis::exact || basis == Basis::copy);
    if (pair.want == "copy") {
      EXPECT_TRUE(copy) << pair.a << "\n" << pair.b;
    } else if (pair.want == "near") {
      EXPECT_TRUE(together && basis == Basis::near) << pair.a << "\n" << pair.b;
    } else if (pair.want == "careful") {
      EXPECT_FALSE(copy) << pair.a << "\n" << pair.b;
    } else {
      ASSERT_EQ(pair.want, "apart");
      EXPECT_FALSE(together) << pair.a << "\n" << pair.b;
    }
  }
  EXPECT_GE(all["copy"], 20);
  EXPECT_GE(all["apart"], 30);
}

TEST(TextClusters, ClustersDoNotDependOnTheOrder) {
  std::vector<std::string> texts;
  for (const Pair& pair : own_pairs()) {
    texts.push_back(pair.a);
    texts.push_back(pair.b);
    texts.push_back(pair.a + " " + pair.b);
    texts.push_back(pair.a);
  }
  std::vector<std::size_t> order = in_order(texts.size());
  const auto expected = clusters_of(texts, order);
  test::Random random(5);
  for (int round = 0; round < 4; ++round) {
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    }
    const auto found = clusters_of(texts, order, round % 2 == 0 ? 1 : std::size_t{8} << 20);
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [text, clustered] : expected) {
      EXPECT_EQ(found.at(text).cluster, clustered.cluster) << texts[text];
      EXPECT_EQ(found.at(text).basis, clustered.basis) << texts[text];
      EXPECT_EQ(found.at(text).size, clustered.size) << texts[text];
    }
  }
}

TEST(TextClusters, EveryMemberIsLikeTheLeader) {
  // A chain: each is like the next, the first is not like the last.
  test::Random random(17);
  std::vector<std::string> texts = {random.letters(600)};
  for (int i = 0; i < 7; ++i) texts.push_back(texts.back() + " " + random.letters(40));
  const auto found = clusters_of(texts, in_order(texts.size()));
  EXPECT_EQ(found.at(1).cluster, found.at(0).cluster);
  EXPECT_NE(found.at(7).cluster, found.at(0).cluster);
}

TEST(TextClusters, TextsWithoutAWordHaveNoCluster) {
  EXPECT_THAT(clusters_of({"", "?!", "。"}, {0, 1, 2}), IsEmpty());
  EXPECT_EQ(clusters_of({"痛", "痛"}, {0, 1}).at(1).basis, Basis::exact);
}

TEST(TextClusters, ThousandsOfTheSameAreOneCluster) {
  std::vector<std::string> texts(5000, "the same boilerplate of a site, again and again");
  texts.emplace_back("something else that is long enough to stand alone");
  const auto found = clusters_of(texts, in_order(texts.size()), 1);
  EXPECT_EQ(found.at(4999).size, 5000U);
  EXPECT_EQ(found.at(4999).cluster, "00000000");
  EXPECT_EQ(found.at(5000).size, 1U);
}

// ---- records

class Lines final : public Writer {
 public:
  Result<void> write(std::string_view bytes) override {
    bytes_ += bytes;
    return {};
  }
  Result<void> close() override { return {}; }

  std::vector<std::string> all() const {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < bytes_.size();) {
      const std::size_t end = bytes_.find('\n', from);
      lines.push_back(bytes_.substr(from, end - from));
      from = end + 1;
    }
    return lines;
  }

 private:
  std::string bytes_;
};

struct Deduped {
  std::vector<std::string> lines;
  DedupCounts counts;
  std::vector<std::string> bad;
};

Deduped deduped(const std::vector<std::string>& lines, bool drop = false) {
  const TempFolder folder;
  std::string bytes;
  for (const std::string& line : lines) bytes += line + "\n";
  const std::string file = folder.write("in.jsonl", bytes);
  DedupOptions options;
  options.drop = drop;
  options.wording = our_wording();
  options.folder = folder.path().string();
  Lines out;
  Deduped result;
  const auto counts = dedup_records({file}, options, out, [&](const Error& bad) {
    result.bad.push_back(std::filesystem::path(bad.where).filename().string() + ": " + bad.message);
  });
  EXPECT_TRUE(counts) << to_string(counts.error());
  if (counts) result.counts = *counts;
  result.lines = out.all();
  for (const std::string& line : result.lines) {
    if (!result.bad.empty()) break;
    EXPECT_THAT(check_record_json(line, "line"), IsEmpty()) << line;
  }
  return result;
}

const char kAsked[] = "Is it safe to take ibuprofen with amlodipine for my back?";
const char kAnswer[] = "For a few days it mostly is, but have your pressure measured at home.";

TEST(Dedup, MarksStandWhereTheSchemaHasThem) {
  const std::string first = record_line(1, {question(1, kAsked, kAnswer)});
  const std::string copy = record_line(2, {question(2, std::string("Hello! ") + kAsked, kAnswer)});
  const std::string other =
      record_line(3, {question(3, "What is a TSH of 5.2?", "A little high.")});
  const Deduped done = deduped({copy, other, first});
  ASSERT_EQ(done.lines.size(), 3U);
  const json marked = json::parse(done.lines[0]);
  EXPECT_EQ(marked["medloom"]["duplicateOf"], test::page_id(1));
  EXPECT_EQ(marked["medloom"]["cluster"],
            json::parse(R"({"id": ")" + test::page_id(1) +
                        R"(", "size": 2, "basis": "copy", "similarity": 1000})"));
  EXPECT_EQ(marked["mainEntity"][0]["medloom"]["sameQuestion"],
            json::parse(R"({"cluster": ")" + test::question_id(1) +
                        R"(", "size": 2, "basis": "copy", "answers": "same"})"));
  EXPECT_EQ(done.lines[1], other) << "not touched";
  const json leader = json::parse(done.lines[2]);
  EXPECT_EQ(leader["medloom"]["duplicateOf"], nullptr);
  EXPECT_EQ(leader["medloom"]["cluster"]["basis"], "first");
  EXPECT_EQ(done.counts.clusters, 1U);
  EXPECT_EQ(done.counts.copies, 1U);
  EXPECT_EQ(done.counts.same_questions, 1U);
  EXPECT_EQ(done.counts.conflicts, 0U);
}

TEST(Dedup, DropLeavesCopiesOutInInputOrder) {
  const std::string first = record_line(1, {question(1, kAsked, kAnswer)});
  const std::string exact = record_line(2, {question(2, kAsked, kAnswer)});
  const std::string other =
      record_line(3, {question(3, "What is a TSH of 5.2?", "A little high.")});
  const Deduped done = deduped({exact, other, first}, true);
  ASSERT_EQ(done.lines.size(), 2U);
  EXPECT_EQ(done.lines[0], other);
  EXPECT_EQ(json::parse(done.lines[1])["@id"], test::page_id(1)) << "the smallest id stays";
  EXPECT_EQ(done.counts.dropped, 1U);
}

TEST(Dedup, ConflictingAnswersBothStay) {
  const char* const conflicts[] = {
      "For a few days it mostly is not, but have your pressure measured at home.",
      "No.",
      "For a few days it mostly is, but have your weight measured at home.",
      "For 10 days it mostly is, but have your pressure measured at home.",
  };
  for (const char* other : conflicts) {
    const Deduped done = deduped({record_line(1, {question(1, kAsked, kAnswer)}),
                                  record_line(2, {question(2, kAsked, other)})},
                                 true);
    ASSERT_EQ(done.lines.size(), 2U) << other;
    EXPECT_EQ(done.counts.conflicts, 1U) << other;
    for (const std::string& line : done.lines) {
      EXPECT_EQ(json::parse(line)["mainEntity"][0]["medloom"]["sameQuestion"]["answers"], "differ")
          << other;
    }
  }
}

TEST(Dedup, ACopyOfOneSideOfAConflictIsACopy) {
  const Deduped done = deduped(
      {record_line(1, {question(1, kAsked, kAnswer)}), record_line(2, {question(2, kAsked, "No.")}),
       record_line(3, {question(3, kAsked, kAnswer)}),
       record_line(4, {question(4, std::string("Hi, ") + kAsked, "No!")})},
      true);
  ASSERT_EQ(done.lines.size(), 2U);
  EXPECT_EQ(json::parse(done.lines[0])["@id"], test::page_id(1));
  EXPECT_EQ(json::parse(done.lines[1])["@id"], test::page_id(2));
  EXPECT_EQ(done.counts.conflicts, 1U);
}

// What is dropped has nothing that the record that stays has not.
TEST(Dedup, WhatSaysMoreStays) {
  const std::string shorter = record_line(1, {question(1, kAsked, kAnswer)});
  const std::string longer =
      record_line(2, {question(2, kAsked, std::string(kAnswer) + " Ask again.")});
  EXPECT_EQ(deduped({shorter, longer}, true).lines.size(), 2U);
  const std::string longer_first =
      record_line(1, {question(1, kAsked, std::string(kAnswer) + " Ask again.")});
  const std::string shorter_second = record_line(2, {question(2, kAsked, kAnswer)});
  EXPECT_EQ(deduped({longer_first, shorter_second}, true).lines.size(), 1U);
}

TEST(Dedup, OtherQuestionsAreNeverDropped) {
  for (const Pair& pair : own_pairs()) {
    const Deduped done = deduped({record_line(1, {question(1, pair.a, kAnswer)}),
                                  record_line(2, {question(2, pair.b, kAnswer)})},
                                 true);
    EXPECT_EQ(done.lines.size(), pair.want == "copy" ? 1U : 2U) << pair.a << "\n" << pair.b;
  }
}

TEST(Dedup, DoingItAgainChangesNothing) {
  const std::vector<std::string> lines = {record_line(1, {question(1, kAsked, kAnswer)}),
                                          record_line(2, {question(2, kAsked, "Rest.")}),
                                          record_line(3, {question(3, kAsked, kAnswer)})};
  const Deduped once = deduped(lines);
  EXPECT_NE(once.lines, lines);
  EXPECT_EQ(deduped(once.lines).lines, once.lines);
  EXPECT_EQ(deduped({once.lines[0]}).lines, std::vector<std::string>{lines[0]})
      << "a mark goes with its reason";
}

TEST(Dedup, LinesThatAreNoRecordsAreNamedAndStay) {
  const std::string good = record_line(1, {question(1, kAsked, kAnswer)});
  std::string unsound = good;
  unsound.replace(unsound.find("medloom-record/1"), 16, "another-record/1");
  const std::vector<std::string> lines = {good,   "",          "{}",    "[1]",
                                          "null", "{\"@id\":", unsound, good + good};
  const Deduped done = deduped(lines, true);
  EXPECT_EQ(done.lines, lines);
  EXPECT_EQ(done.counts.not_records, 7U);
  ASSERT_EQ(done.bad.size(), 7U);
  EXPECT_EQ(done.bad[0], "in.jsonl:2: is no record; medloom check says what is wrong with it");
}

TEST(Dedup, FilesThatCannotBeReadEndIt) {
  const TempFolder folder;
  DedupOptions options;
  options.folder = folder.path().string();
  const std::string cut = test::record_line(1, {}).substr(0, 4);
  Lines out;
  const auto ignore = [](const Error&) {};
  EXPECT_FALSE(dedup_records({folder.path("none")}, options, out, ignore));
  EXPECT_FALSE(dedup_records({folder.path().string()}, options, out, ignore));
  options.folder = folder.path("none");
  EXPECT_FALSE(dedup_records({folder.write("r", "")}, options, out, ignore));
}

}  // namespace
}  // namespace medloom
