// Does a search find what a person would expect, over the records of the samples? The table was
// written by reading the pages before any of it was searched; one row was decided again afterwards.
#include <algorithm>

#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "apps/medloom/kb/query_concepts.h"
#include "io/stores/store.h"
#include "tests/apps/program.h"
#include "text/script.h"
#include "text/search_tokens.h"
#include "text/utf8.h"

namespace medloom {
namespace {

using test::TempFolder;

struct Expected {
  std::string typed;
  std::vector<std::string> samples;  // all of them have to be found; the first has to be first
};

const std::vector<Expected>& queries() {
  static const std::vector<Expected> kQueries = {
      // Words of two characters, in either script.
      {"腰痛", {"zh-hans-pinyin", "article-translated"}},
      {"胃痛", {"zh-hans-qa-half-width", "zh-hans-qa-text"}},
      {"胸闷", {"zh-hans-qa-inline-card"}},
      {"胸悶", {"zh-hans-qa-inline-card"}},
      {"咳嗽", {"zh-hans-qa-summary", "zh-hans-qa-card-order", "zh-hans-qa"}},
      {"血压", {"zh-hans-answers", "zh-hans-article-utf16"}},
      {"血壓", {"zh-hans-answers", "zh-hans-article-utf16"}},
      {"痛经", {"zh-hans-article", "zh-hans-qa-follow-up"}},
      {"發麻", {"zh-hant-qa"}},
      {"智齿", {"zh-hans-forum"}},
      {"智齒", {"zh-hans-forum"}},
      {"書包", {"zh-hant-hk-article"}},
      {"书包", {"zh-hant-hk-article"}},
      {"中暑", {"zh-hant-list", "article-plain"}},
      {"哭鬧", {"zh-hant-qa-half-width"}},
      {"洗牙", {"zh-hant-forum-big5"}},
      {"結節", {"zh-hans-article-numbered"}},
      {"防跌", {"zh-hant-hk"}},
      {"脱发", {"noise-page"}},
      // One character.
      {"癢", {"zh-hant-markdown"}},
      {"牙", {"zh-hant-forum-big5"}},
      // Longer runs of Han.
      {"高血压", {"zh-hans-answers", "zh-hans-article-utf16"}},
      {"高血壓", {"zh-hans-answers", "zh-hans-article-utf16"}},
      {"甲状腺结节", {"zh-hans-article-numbered", "doctorqna-html"}},
      {"荨麻疹", {"zh-hans-qa-no-question"}},
      {"蕁麻疹", {"zh-hans-qa-no-question"}},
      {"窝沟封闭", {"gb18030-page"}},
      {"窩溝封閉", {"gb18030-page"}},
      {"膝关节置换", {"zh-hans-dialogue"}},
      {"隱形眼鏡", {"zh-hant-qa-follow-up", "zh-hant-article"}},
      {"类风湿", {"zh-hans-qa-gbk"}},
      {"鼻敏感", {"zh-hant-hk-doctor"}},
      {"腳跟痛", {"zh-hant-news-flattened", "doctorqna-plain"}},
      {"流感疫苗", {"zh-hant-faq-labels", "zh-hant-faq", "doctorqna-echo-answer"}},
      // Latin words: case, width and accents make no difference.
      {"snoring", {"doctorqna-utf16"}},
      {"SNORING", {"doctorqna-utf16"}},
      {"heartburn", {"doctorqna-greeting-by-name"}},
      {"ａｓｔｈｍａ", {"faq-details"}},
      {"cortisol", {"doctorqna-seo"}},
      {"TSH", {"doctorqna-html", "doctorqna-lab-values"}},
      {"ti-rads", {"zh-hans-article-numbered"}},
      {"TI-RADS 3类", {"zh-hans-article-numbered"}},
      {"bicycle", {"qa-headings-text"}},
      // Several words, phrases, beginnings.
      {"tick bite", {"article-glued-headings"}},
      {"\"blood donation\"", {"faq-english"}},
      {"\"flu shot\"", {"doctorqna-echo-answer"}},
      {"bee sting", {"broken-page"}},
      {"calf night", {"doctorqna-gaps"}},
      {"stitch*", {"forum-english"}},
      {"wak*", {"doctorqna-seo"}},
      {"布洛芬 胃", {"zh-hans-qa-follow-up"}},
      {"孩子 咳嗽", {"zh-hans-qa-summary", "zh-hans-qa-card-order"}},
      {"sleep old age", {"article-numbered-questions"}},
      {"「产后三个月」", {"zh-hans-faq"}},
      // A concept is found in every language.
      {"low back pain", {"article-translated", "zh-hans-pinyin", "article-good-english"}},
      {"下背痛", {"zh-hans-pinyin", "article-translated", "article-good-english"}},
      {"thyroid nodule", {"zh-hans-article-numbered", "doctorqna-html"}},
      {"carpal tunnel syndrome", {"zh-hant-qa"}},
      {"heel pain", {"doctorqna-plain", "zh-hant-news-flattened"}},
      {"stomach pain", {"zh-hans-qa-half-width", "zh-hans-qa-text"}},
      {"hair loss", {"noise-page", "zh-hans-faq"}},
      {"contact lens", {"zh-hant-qa-follow-up", "zh-hant-article"}},
      {"heatstroke", {"zh-hant-list", "article-plain"}},
      {"乾眼症", {"doctorqna-echo-lines", "zh-hant-article"}},
      {"打鼾", {"doctorqna-utf16"}},
      {"核磁共振", {"zh-hant-hk-doctor", "zh-hant-hk-article", "zh-hant-hk"}},
      {"urticaria", {"zh-hans-qa-no-question"}},
      {"气喘", {"faq-details"}},
      // What no page says.
      {"chemotherapy", {}},
      {"骨髓移植", {}},
      {"\"pain low back\"", {}},
      {"appendicitis", {}},
      {"黄疸", {}},
      {"zzz*", {}},
      {"腰痛 chemotherapy", {}},
  };
  return kQueries;
}

class KbSamples : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    files = new TempFolder();
    std::vector<std::string> words = {"run", "--quiet"};
    for (const std::string& page : test::sample_pages()) words.push_back(page);
    const std::string records = test::medloom(words).out;
    auto opened = stores::open_store(files->path("base.kb"), stores::Access::load);
    ASSERT_TRUE(opened) << to_string(opened.error());
    stores::RecordReader reader;
    std::vector<stores::PageRecord> batch;
    for (std::size_t from = 0; from < records.size();) {
      const std::size_t end = records.find('\n', from);
      auto record = reader.read(std::string_view(records).substr(from, end - from));
      ASSERT_TRUE(record) << record.error().message;
      batch.push_back(std::move(*record));
      from = end + 1;
    }
    ASSERT_TRUE((*opened)->load(batch));
    ASSERT_TRUE((*opened)->finish());
    all_records = new std::vector<stores::PageRecord>(std::move(batch));
    base = opened->release();
    auto finder = ConceptFinder::load(MEDLOOM_SOURCE_DIR, {});
    ASSERT_TRUE(finder) << to_string(finder.error());
    concepts = new ConceptFinder(std::move(*finder));
  }
  static void TearDownTestSuite() {
    delete concepts;
    delete base;
    delete all_records;
    delete files;
  }

  // The samples that are found, best first.
  static std::vector<std::string> found(const std::string& typed, bool by_concepts = true) {
    const auto query = stores::parse_query(
        typed, by_concepts ? concepts->find(typed) : std::vector<stores::QueryConcept>());
    EXPECT_TRUE(query) << typed;
    const auto result = base->search(*query, {1000, false});
    EXPECT_TRUE(result) << typed;
    std::vector<std::string> samples;
    for (const stores::SearchHit& hit : result->hits) samples.push_back(sample_of(hit.json));
    return samples;
  }

  // "…/zh-hans-qa/input.html" of /isBasedOn/medloom/source.
  static std::string sample_of(const std::string& json) {
    static constexpr std::string_view kKey = "\"source\":\"";
    const std::size_t from = json.find(kKey) + kKey.size();
    const std::string path = json.substr(from, json.find('"', from) - from);
    const std::size_t slash = path.rfind('/');
    const std::size_t before = path.rfind('/', slash - 1);
    return path.substr(before + 1, slash - before - 1);
  }

  inline static TempFolder* files = nullptr;
  inline static stores::Store* base = nullptr;
  inline static std::vector<stores::PageRecord>* all_records = nullptr;
  inline static ConceptFinder* concepts = nullptr;
};

TEST_F(KbSamples, EveryExpectedRecordIsFoundAndNineOfTenFirst) {
  ASSERT_GE(queries().size(), 60U);
  std::size_t with_answer = 0;
  std::size_t first = 0;
  for (const Expected& expected : queries()) {
    const std::vector<std::string> samples = found(expected.typed);
    if (expected.samples.empty()) {
      EXPECT_EQ(samples, std::vector<std::string>()) << expected.typed;
      continue;
    }
    for (const std::string& sample : expected.samples) {
      EXPECT_TRUE(std::find(samples.begin(), samples.end(), sample) != samples.end())
          << expected.typed << " does not find " << sample;
    }
    ++with_answer;
    const bool is_first = !samples.empty() && samples.front() == expected.samples.front();
    first += is_first ? 1 : 0;
    if (!is_first && !samples.empty()) {
      std::cout << expected.typed << ": first is " << samples.front() << ", not "
                << expected.samples.front() << '\n';
    }
  }
  RecordProperty("first", std::to_string(first) + " of " + std::to_string(with_answer));
  std::cout << first << " of " << with_answer << " expected records first\n";
  EXPECT_GE(first * 10, with_answer * 9);
}

// Two neighbouring characters of any title find its page, and nothing that has them nowhere.
TEST_F(KbSamples, TwoCharactersFindExactlyTheTextsThatHoldThem) {
  std::size_t asked = 0;
  for (const stores::PageRecord& record : *all_records) {
    const std::u32string name = text::to_utf32(record.name);
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
      if (!text::is_han(name[i]) || !text::is_han(name[i + 1])) continue;
      const std::string word = text::to_utf8(name.substr(i, 2));
      std::vector<std::string> holders;
      const std::string tokens =
          text::search_tokens(word)[0].text + " " + text::search_tokens(word)[1].text + " ";
      for (const stores::PageRecord& other : *all_records) {
        const bool holds = std::any_of(other.texts.begin(), other.texts.end(),
                                       [&](const stores::RecordText& text) {
                                         std::string all;
                                         for (const auto& token : text::search_tokens(text.text))
                                           all += token.text + " ";
                                         return (" " + all).find(" " + tokens) != std::string::npos;
                                       });
        if (holds) holders.push_back(sample_of(other.json));
      }
      std::vector<std::string> samples = found(word, false);
      std::sort(samples.begin(), samples.end());
      std::sort(holders.begin(), holders.end());
      EXPECT_EQ(samples, holders) << word;
      ++asked;
    }
  }
  EXPECT_GT(asked, 100U);
}

}  // namespace
}  // namespace medloom
