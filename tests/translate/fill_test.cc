#include "translate/fill.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "tests/translate/filling.h"

namespace medloom::translation {
namespace {

using engines::AnswerSink;
using engines::EngineSegment;
using memory::TranslationMemory;
using test::english;
using test::in_memory;
using test::TempFolder;

// Says "ES" and a sentence that holds the tokens it was given.
std::string spanish(const std::string& text) {
  std::string out = "Esto dice";
  for (std::size_t at = text.find("ZQ"); at != std::string::npos; at = text.find("ZQ", at + 1)) {
    out += " " + text.substr(at, text.find('Z', at + 2) + 1 - at);
  }
  return out + ".";
}

FillOptions options_with(const engines::EngineSpec& engine) {
  FillOptions options;
  options.to = "es";
  options.engine = &engine;
  options.jobs = 1;
  options.batch = 2;
  return options;
}

TranslationMemory open_memory(const TempFolder& folder) {
  auto memory = TranslationMemory::open(folder.path("a.tm"), TranslationMemory::Mode::write);
  EXPECT_TRUE(memory);
  return std::move(*memory);
}

TEST(Fill, AsksOnceExaminesAndKeeps) {
  const TempFolder folder;
  auto memory = open_memory(folder);
  std::mutex mutex;
  std::multiset<std::string> asked;
  const auto engine = test::function_engine([&](const auto& segments, const AnswerSink& give) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::scoped_lock lock(mutex);
      asked.insert(segments[i].text);
      give(i, segments[i].text.starts_with("Never") ? "Siempre así." : spanish(segments[i].text));
    }
    return Result<void>();
  });
  FillOptions options = options_with(engine);
  options.jobs = 4;
  const auto wanted = english({"Take 5 mg now.", "Never do so.", "All is well.", "5 mg (B12)"});
  const Filled filled = fill_memory(wanted, memory, test::knowledge(), options);
  EXPECT_TRUE(filled.end);
  EXPECT_EQ(filled.report.stored, 3U);
  EXPECT_EQ(filled.report.without_engine, 1U);
  EXPECT_EQ(in_memory(memory, "Take 5 mg now."), "Esto dice 5 mg.");
  EXPECT_EQ(in_memory(memory, "Never do so."), "REJECTED negation lost");
  EXPECT_EQ(in_memory(memory, "5 mg (B12)"), "5 mg (B12)");
  EXPECT_EQ(asked, (std::multiset<std::string>{"Take ZQ1Z now.", "Never do so.", "All is well."}));

  const Filled again = fill_memory(wanted, memory, test::knowledge(), options);
  EXPECT_EQ(again.report.hits, 3U);
  EXPECT_EQ(again.report.rejected_before, 1U);
  EXPECT_EQ(again.report.calls, 0U);
  options.retry_rejected = true;
  EXPECT_EQ(plan_fill(wanted, &memory, test::knowledge(), options)->to_ask, 1U);
  EXPECT_EQ(plan_fill(wanted, nullptr, test::knowledge(), options)->to_ask, 4U);
}

TEST(Fill, ATokenThatIsLostIsAskedForOnceMoreAsItIs) {
  const TempFolder folder;
  auto memory = open_memory(folder);
  int calls = 0;
  const auto engine = test::function_engine([&](const auto& segments, const AnswerSink& give) {
    ++calls;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const bool plain = segments[i].text.find("ZQ") == std::string::npos;
      give(i, plain ? (segments[i].text.find("7") != std::string::npos ? "Tome 8 mg ya."
                                                                       : "Tome 5 mg ya.")
                    : "Tome algo ya.");
    }
    return Result<void>();
  });
  const Filled filled = fill_memory(english({"Take 5 mg now.", "Take 7 mg now."}), memory,
                                    test::knowledge(), options_with(engine));
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(filled.report.stored, 1U);
  EXPECT_EQ(in_memory(memory, "Take 5 mg now."), "Tome 5 mg ya.");
  EXPECT_EQ(in_memory(memory, "Take 7 mg now."), "REJECTED tokens lost, then numbers differ");
}

TEST(Fill, WhatADeadEngineSaidIsKeptAndTheNextFillGoesOn) {
  const TempFolder folder;
  auto memory = open_memory(folder);
  std::vector<std::string> texts;
  for (char c = 'a'; c <= 'z'; ++c) texts.push_back(std::string("Sentence of ") + c + " here.");
  int left = 7;
  const auto engine = test::function_engine([&](const auto& segments, const AnswerSink& give) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (left-- == 0) return Result<void>(fail(ErrorCode::input, "the engine has ended"));
      give(i, "Esto dice algo.");
    }
    return Result<void>();
  });
  FillOptions options = options_with(engine);
  options.batch = 4;
  const Filled first = fill_memory(english(texts), memory, test::knowledge(), options);
  ASSERT_FALSE(first.end);
  EXPECT_EQ(first.end.error().message, "the engine has ended");
  EXPECT_EQ(first.report.stored, 7U);
  left = 1000;
  const Filled second = fill_memory(english(texts), memory, test::knowledge(), options);
  EXPECT_TRUE(second.end);
  EXPECT_EQ(second.report.hits, 7U);
  EXPECT_EQ(second.report.stored, 19U);
}

TEST(Fill, NoAnswerIsNoVerdict) {
  const TempFolder folder;
  auto memory = open_memory(folder);
  const auto engine = test::function_engine([&](const auto& segments, const AnswerSink& give) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      give(i, fail(ErrorCode::rejected, "no answer in time"));
    }
    return Result<void>();
  });
  const Filled filled =
      fill_memory(english({"All is well."}), memory, test::knowledge(), options_with(engine));
  EXPECT_TRUE(filled.end);
  EXPECT_EQ(filled.report.unanswered.at("no answer in time"), 1U);
  EXPECT_EQ(in_memory(memory, "All is well."), "-");
}

// A dictionary that changes asks again for the segments that it touches.
TEST(Fill, AChangedTermAsksAgainForItsSegmentsAlone) {
  const TempFolder folder;
  auto memory = open_memory(folder);
  const auto engine = test::function_engine([&](const auto& segments, const AnswerSink& give) {
    for (std::size_t i = 0; i < segments.size(); ++i) give(i, spanish(segments[i].text));
    return Result<void>();
  });
  const FillOptions options = options_with(engine);
  const auto wanted = english({"She has fever.", "All is well."});
  ASSERT_TRUE(fill_memory(wanted, memory, test::knowledge(), options).end);
  Problems problems;
  const TermFinder other(dictionaries::Library(dictionaries::read_entries(
      {{{test::data_file("dictionaries/concepts.tsv"), "concepts.tsv", "concepts.tsv"},
        {test::data_file("dictionaries/terms/en-links.tsv"), "en-links.tsv", "en-links.tsv"}},
       {{"id\tes\nfever\tcalentura\n", "es.tsv", "es.tsv"}}},
      problems)));
  const Knowledge changed{other, test::check_rules()};
  EXPECT_EQ(plan_fill(wanted, &memory, changed, options)->to_ask, 1U);
  EXPECT_EQ(plan_fill(wanted, &memory, changed, options)->hits, 1U);
}

}  // namespace
}  // namespace medloom::translation
