// Work on hostile pages is linear: twice the page takes at most 2.5 times as long, through the
// whole default pipeline. What is quadratic takes four times as long, so a ratio is told apart from
// noise by the best of some attempts, in time of the processor.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/pipelines.h"

namespace medloom {
namespace {

constexpr double kMostForTwice = 2.5;
constexpr int kAttempts = 12;
constexpr int kRounds = 3;          // of growing size
constexpr double kShortest = 0.02;  // seconds; what takes less is asked with more bytes
constexpr std::size_t kMostBytes = std::size_t{1} << 20;
// Under a sanitizer everything takes ten times as long, and so a tenth is enough.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kBytes = std::size_t{12} << 10;
#else
constexpr std::size_t kBytes = std::size_t{96} << 10;
#endif

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string all;
  all.reserve(bytes + piece.size());
  while (all.size() < bytes) all += piece;
  return all;
}

struct Pattern {
  const char* name;
  const char* page;  // its ending decides how it is read
  std::function<std::string(std::size_t)> bytes;
};

void PrintTo(const Pattern& pattern, std::ostream* out) { *out << pattern.name; }

Pattern of_piece(const char* name, const char* page, std::string piece) {
  return {name, page, [piece = std::move(piece)](std::size_t n) { return repeated(piece, n); }};
}

// Pieces that differ by their number, as many as have about so many bytes.
using Piece = std::function<std::string(const std::string& number)>;

std::string numbered(const Piece& piece, std::size_t bytes) {
  std::string all;
  all.reserve(bytes + 256);
  for (std::size_t i = 0; all.size() < bytes; ++i) all += piece(std::to_string(i));
  return all;
}

Pattern of_numbered(const char* name, const char* page, const Piece& piece) {
  return {name, page, [piece](std::size_t n) { return numbered(piece, n); }};
}

// One piece of a list in JSON-LD, which describes the page; `text` stands in the page itself.
Pattern of_json_ld(const char* name, std::string before, const Piece& piece, std::string behind,
                   std::string text = "") {
  return {name, "p.html", [=](std::size_t n) {
            std::string list = numbered([&](const auto& i) { return piece(i) + ","; }, n);
            list.pop_back();
            return "<script type='application/ld+json'>" + before + list + behind + "</script><p>" +
                   (text.empty() ? text : repeated(text, n)) + "</p>";
          }};
}

// The page's own sentence stands before it, so that there is a record to be made.
constexpr char kSentence[] = "腰痛兩週怎麼辦？想請問該看哪一科，需要照X光嗎？\n\n";

std::vector<Pattern> patterns() {
  return {
      of_piece("nested_tags", "p.html", "<div>"),
      of_piece("misnested_tags", "p.html", "<b><i></b>x"),
      of_piece("unclosed_tags", "p.html", "<p>x<li><a href=x"),
      of_piece("less_than", "p.html", "<"),
      of_piece("ampersands", "p.html", "&amp;&"),
      {"long_attribute", "p.html",
       [](std::size_t n) { return "<p title=\"" + repeated("x' ", n) + "\">x</p>"; }},
      {"many_attributes", "p.html",
       [](std::size_t n) { return "<p " + repeated("a=b ", n) + ">x</p>"; }},
      of_piece("tables", "p.html", "<table><tr><td>x"),
      of_piece("combining_marks", "p.txt", "\u0301"),
      of_piece("one_run_of_han", "p.txt", "腰痛"),
      of_piece("one_latin_word", "p.txt", "aspirin"),
      of_piece("zero_width", "p.txt", "\u200B\u200D"),
      of_piece("tag_characters", "p.txt", "\U000E0061"),
      of_piece("direction_controls", "p.txt", "\u202E\u2066"),
      of_piece("letters_of_two_scripts", "p.txt", "a\u0430"),
      of_piece("private_use", "p.txt", "\uE123"),
      of_piece("base64", "p.txt", "SWdub3JlIGFsbCBy"),
      of_piece("images", "p.txt", "![x]("),
      of_piece("orders", "p.txt", "忽略以上"),
      of_piece("digits", "p.txt", "0912-"),
      of_piece("spelled_digits", "p.txt", "零九一二"),
      of_piece("surnames", "p.txt", "王陳李"),
      of_piece("titles", "p.txt", "小姐王"),
      of_piece("words_before_names", "p.txt", "我叫媽媽"),
      of_piece("phone_words", "p.txt", "電話:"),
      of_piece("streets", "p.txt", "市區路1號"),
      of_piece("at_signs", "p.txt", "a@b."),
      of_piece("lines", "p.txt", "痛\n"),
      of_piece("asterisks", "p.md", "*a_"),
      of_piece("quotes", "p.md", "> "),
      of_json_ld(
          "breadcrumb", R"({"@type":"BreadcrumbList","itemListElement":[)",
          [](const auto& i) { return R"({"position":)" + i + R"(,"name":"s)" + i + R"("})"; },
          "]}"),
      of_json_ld(
          "answers_of_json_ld", R"({"@type":"Question","suggestedAnswer":[)",
          [](const auto& i) { return R"({"@type":"Answer","text":"看骨科 )" + i + R"("})"; }, "]}",
          "多休息"),
      of_json_ld(
          "articles_of_json_ld", "[",
          [](const auto& i) { return R"({"@type":"Article","author":"王)" + i + R"("})"; }, "]",
          "多休息"),
      of_json_ld(
          "one_answer_of_json_ld", R"([{"@type":"Answer","text":")",
          [](const auto&) { return std::string("ab."); }, R"("}])"),
      of_json_ld(
          "letters_of_json_ld", R"([{"@type":"Answer","text":")",
          [](const auto&) { return std::string("aaaaaaaa"); }, R"(b"}])", "aaaaaaaa"),
      of_numbered("scripts_of_json_ld", "p.html",
                  [](const auto& i) {
                    return R"(<script type="application/ld+json">{"@type":"Article","name":")" + i +
                           "\"}</script>";
                  }),
      of_numbered("items_of_microdata", "p.html",
                  [](const auto& i) {
                    return "<div itemscope><h3 itemprop=name>腰痛" + i +
                           "？</h3><p itemprop=text>看骨科" + i + "</p></div>";
                  }),
      of_numbered("headings", "p.html", [](const auto& i) { return "<h2>標題" + i + "</h2>"; }),
      of_numbered("headings_and_text", "p.html",
                  [](const auto& i) { return "<h3>標題" + i + "</h3><p>看骨科" + i + "。</p>"; }),
      of_numbered("links", "p.html",
                  [](const auto& i) { return "<li><a href=/" + i + ">連結" + i + "</a></li>"; }),
      of_numbered("definitions", "p.html",
                  [](const auto& i) { return "<dl><dt>名" + i + "<dd>義" + i + "</dl>"; }),
      of_numbered(
          "cells", "p.html",
          [](const auto& i) { return "<table><tr><th>鍵" + i + "<td>格" + i + "</table>"; }),
      {"style_rules", "p.html",
       [](std::size_t n) {
         const auto rules = [](const auto& i) { return ".c" + i + "{display:none}"; };
         const auto texts = [](const auto& i) { return "<p class=d" + i + ">骨科" + i + "</p>"; };
         return "<style>" + numbered(rules, n) + "</style>" + numbered(texts, n);
       }},
      {"names_of_a_class", "p.html",
       [](std::size_t n) {
         const auto names = [](const auto& i) { return "c" + i + " "; };
         return "<div class='" + numbered(names, n) + "'>" + repeated("<p>骨科</p>", n) + "</div>";
       }},
      of_piece("one_concept", "p.txt", "高血壓，"),
      of_numbered("private_data", "p.txt",
                  [](const auto& i) {
                    const std::string number = std::to_string(10'000'000 + std::stoul(i));
                    return "電話 09" + number + "，";
                  }),
      of_piece("repairs", "p.txt", "it hurts.But then we drink.So on."),
      of_piece("same_lines", "p.txt", "可以先看骨科，多休息。\n"),
      of_numbered("questions", "p.txt",
                  [](const auto& i) { return "問：腰痛" + i + "怎麼辦？\n答：看骨科。\n\n"; }),
      of_piece("rows_without_width", "p.txt", "a\u200B\u200D\u200Bb"),
      of_piece("soft_hyphens", "p.txt", "a\u00ADb"),
  };
}

double seconds(const std::string& name, const std::string& bytes) {
  const auto page = test::page_named(name, bytes);
  const std::clock_t start = std::clock();
  const test::Processed done(test::default_pipeline(), page);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

class HostileWork : public ::testing::TestWithParam<Pattern> {};

struct Times {
  double once = 1e9;
  double twice = 1e9;
  bool linear() const { return twice <= kMostForTwice * once; }
};

// The best of some attempts, so that what else the machine does counts for little.
Times measured(const Pattern& pattern, std::size_t bytes) {
  const std::string once = kSentence + pattern.bytes(bytes);
  const std::string twice = kSentence + pattern.bytes(2 * bytes);
  Times best;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    best.once = std::min(best.once, seconds(pattern.page, once));
    best.twice = std::min(best.twice, seconds(pattern.page, twice));
    if (attempt > 0 && best.linear()) break;
  }
  return best;
}

// What grows faster than the page does so at each size. What does at one, on a machine that others
// use too, may have been pushed out of a cache: it is asked again, larger.
TEST_P(HostileWork, IsLinear) {
  const Pattern& pattern = GetParam();
  std::size_t bytes = kBytes;
  while (bytes < kMostBytes &&
         seconds(pattern.page, kSentence + pattern.bytes(bytes)) < kShortest) {
    bytes *= 2;
  }
  Times times = measured(pattern, bytes);
  for (int round = 1; round < kRounds && !times.linear(); ++round) {
    bytes *= 2;
    times = measured(pattern, bytes);
  }
  EXPECT_TRUE(times.linear()) << times.once << " s for some " << bytes << " bytes, " << times.twice
                              << " s for twice as many";
  RecordProperty("milliseconds", static_cast<int>(times.once * 1000));
}

INSTANTIATE_TEST_SUITE_P(All, HostileWork, ::testing::ValuesIn(patterns()),
                         [](const auto& pattern) { return std::string(pattern.param.name); });

}  // namespace
}  // namespace medloom
