// A library out of an image does what the one that was compiled does, and nothing worse than a
// wrong match comes of an image of anybody's making.
#include "dictionaries/compiled_library.h"

#include <functional>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/dictionaries/tables.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace medloom::dictionaries {
namespace {

using test::file;
using test::library_of;
using test::terms;
using test::through_image;

std::vector<Layer> sample_layers() {
  return {{file("words.tsv", "word|lang\nonly|en\n中心|zh\n衰竭|zh\n"),
           file("concepts.tsv",
                "id|type|en|zh-Hans|zh-Hant-TW|codes|note\n"
                "lbp|symptom|low back pain|腰痛|下背痛|mesh:D017116|a note\n"
                "hf|condition|heart failure|心力衰竭|心臟衰竭||\n"
                "orth|department|Orthopedics|骨科|骨科||\n")},
          {terms("waist pain||fix|en|plural|lbp|lumbar,disc;page:spine|left:blood\n"
                 "lotium|low|fix|en\n"
                 "IT|information|flag|en\n"
                 "heart-failure|heart failure|prefer|en\n"
                 "心衰||link|zh||hf\n"
                 "超声检查|超音波檢查|fix|zh-Hant\n"
                 "waist pain relief||keep|en\n")},
          {terms("lotium|lower|fix|en||||right:limb\n", "higher.tsv")}};
}

const std::vector<std::pair<std::string, std::string>> kTexts = {
    {"en", "Waist pains of a lumbar disc. The spine and Lotium limb, IT and it."},
    {"en", "Waist pain relief for waist pain; blood waist pain near a disc (spine)."},
    {"en", "LOTIUM pain, heart-failure and heart  failure, low back pains"},
    {"zh-Hans", "患者心衰，中心衰竭，腰痛和骨科。"},
    {"zh-Hant-TW", "超聲檢查與超声检查，下背痛"},
    {"zh", "心衰 lotium"},
    {"en", ""}};

// All that a scan tells, written out.
std::string told(const Library& library, const std::string& lang, const std::string& text,
                 bool prefer) {
  const PageWords page(text);
  ScanNotes losers;
  const Reading reading = library.matcher().read(text, lang, page, {prefer}, &losers);
  std::string out = repaired(text, reading.repairs.hits) + "\n";
  const auto at = [](Span span) {
    return std::to_string(span.from) + "-" + std::to_string(span.to) + " ";
  };
  const auto row = [](const TermRow* of) {
    if (of == nullptr) return std::string("no row");
    return of->match + ">" + of->replace + " " + std::string(name_of(of->mode)) + " " + of->lang +
           " " + of->concept_id + " " + of->when + " " + of->unless + " " + of->zh + " " +
           of->note + " " + of->source + " " + of->from.name() + " " +
           std::to_string(of->from.layer()) + (of->inflect == Inflect::plural ? " plural" : "");
  };
  for (const Hit& hit : reading.repairs.hits) {
    out += "hit " + at(hit.at) + at(hit.surface) + row(hit.row) + " " + hit.replacement + "\n";
  }
  for (const FlagHit& hit : reading.repairs.flags) {
    out += "flag " + at(hit.at) + row(hit.row) + hit.suggestion + "\n";
  }
  for (const KeepHit& hit : reading.repairs.keeps)
    out += "keep " + at(hit.at) + row(hit.row) + "\n";
  for (const Unstable& hit : reading.repairs.unstable) {
    out += "unstable " + at(hit.at) + row(hit.row) + "\n";
  }
  for (const LinkHit& link : reading.links) {
    out += "link " + at(link.at) + link.target->id + " " + link.target->type + " " +
           link.target->note + " " + link.target->from.name() + " " + row(link.row);
    for (const auto& [tag, label] : link.target->labels) out.append(" ").append(tag + label);
    for (const std::string& code : link.target->codes) out.append(" ").append(code);
    out += "\n";
  }
  for (const Loser& loser : losers)
    out += "lost " + at(loser.at) + row(loser.row) + loser.why() + "\n";
  return out;
}

std::string all_told(const Library& library) {
  std::string out;
  for (const auto& [lang, text] : kTexts) {
    for (const bool prefer : {false, true}) out += told(library, lang, text, prefer);
  }
  for (const char* name : {"Orthopedics", "骨科", "orthopedics ", "nothing", ""}) {
    for (const char* lang : {"en", "zh"}) {
      const Concept* found = library.matcher().named(name, lang, "department");
      out += found == nullptr ? "none\n" : found->id + "\n";
    }
  }
  return out;
}

TEST(CompiledLibrary, DoesWhatTheLibraryDoes) {
  const Library library = library_of(sample_layers());
  const std::string expected = all_told(library);
  EXPECT_THAT(expected, testing::HasSubstr("link"));
  EXPECT_THAT(expected, testing::HasSubstr("lost"));
  auto opened = through_image(library);
  ASSERT_TRUE(opened) << to_string(opened.error());
  EXPECT_EQ(all_told(*opened), expected);
  const Library moved = std::move(*opened);
  EXPECT_EQ(all_told(moved), expected) << "after it was moved";
  EXPECT_TRUE(moved.entries().rows.empty());
  EXPECT_TRUE(moved.concepts().empty());
}

TEST(CompiledLibrary, OfNothingFindsNothing) {
  const auto opened = through_image(library_of(std::vector<Layer>()));
  ASSERT_TRUE(opened) << to_string(opened.error());
  EXPECT_EQ(told(*opened, "en", "text", false), "text\n");
}

TEST(CompiledLibrary, ServesManyThreads) {
  const Library library = library_of(sample_layers());
  const std::string expected = all_told(library);
  for (int round = 0; round < 5; ++round) {
    const auto opened = through_image(library);
    ASSERT_TRUE(opened);
    std::vector<std::thread> threads;
    std::vector<std::string> results(4);
    for (std::string& result : results) {
      threads.emplace_back([&] { result = all_told(*opened); });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& result : results) EXPECT_EQ(result, expected);
  }
}

// Every byte of the sections may be anything: what comes of it may be wrong, but it comes.
TEST(CompiledLibrary, IsSafeOnAnyBytes) {
  const test::TempFolder folder;
  const Library library = library_of(sample_layers());
  const CompiledLibrary compiled(library);
  ASSERT_TRUE(compiled.image("key").write(folder.path("a.img")));
  const std::string good = folder.read("a.img");
  constexpr std::size_t kHead = 128 + 64 * 32;  // header and table
  // A table by character is mostly zeros: of those every hundredth.
  std::vector<std::size_t> places;
  for (std::size_t at = kHead; at < good.size(); ++at) {
    if (good[at] != 0 || at % 100 == 0) places.push_back(at);
  }
  test::Random random(9);
  int opened = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (std::uint32_t n = random.between(1, 60); n > 0; --n) {
      const std::size_t at = random.pick(places);
      bytes[at] = static_cast<char>(random.one_in(3) ? 0xFF : random.below(256));
    }
    auto image = text::ImageFile::open(folder.write("b.img", bytes), kLibraryImage, "key");
    ASSERT_TRUE(image) << to_string(image.error());
    EXPECT_FALSE(image->verify() && bytes != good);
    const auto wrong = open_library(std::move(*image));
    if (!wrong) continue;
    ++opened;
    EXPECT_FALSE(all_told(*wrong).empty());
  }
  EXPECT_GT(opened, 100);
}

TEST(CompiledLibrary, AnImageOfAnotherKindIsNone) {
  const test::TempFolder folder;
  text::ImageWriter other("terms", "key");
  other.add_value(1, 1);
  ASSERT_TRUE(other.write(folder.path("a.img")));
  auto image = text::ImageFile::open(folder.path("a.img"), kLibraryImage, "key");
  ASSERT_TRUE(image);
  const auto opened = open_library(std::move(*image));
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("damaged"));
}

std::string plain(std::string_view text) { return std::string(text); }

TEST(LibraryKey, TellsEverySourceFromEveryOther) {
  const std::vector<SourceDigest> base = {{1, "a.tsv", "d1"}, {2, "b.tsv", "d2"}};
  const std::string key = library_key(base, "1.0", plain);
  EXPECT_EQ(library_key(base, "1.0", plain), key);
  const std::vector<std::function<void(std::vector<SourceDigest>&)>> changes = {
      [](auto& s) { s[0].digest = "d3"; }, [](auto& s) { s[0].name = "c.tsv"; },
      [](auto& s) { s[0].layer = 2; },     [](auto& s) { std::swap(s[0], s[1]); },
      [](auto& s) { s.pop_back(); },       [](auto& s) { s.push_back(s[0]); },
      [](auto& s) { s.clear(); }};
  for (const auto& change : changes) {
    auto sources = base;
    change(sources);
    EXPECT_NE(library_key(sources, "1.0", plain), key);
  }
  EXPECT_NE(library_key(base, "1.1", plain), key);
}

}  // namespace
}  // namespace medloom::dictionaries
