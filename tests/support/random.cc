#include "tests/support/random.h"

#include <array>

namespace medloom::test {
namespace {

using Words = std::vector<std::string>;

const Words& latin_words() {
  static const Words kWords = {
      "pain",  "back",   "the",    "a",     "Dr.", "low",  "waist",      "about",  "after", "birth",
      "45%to", "10~19",  "1.",     "2)",    "mg",  "3.5",  "≥38.5℃",     "doctor", "Hello", "don’t",
      "I",     "muscle", "strain", "x-ray", "B12", "<",    ">",          "&amp;",  "[Read", "More]",
      "Q:",    "A:",     "10⁹/L",  "e.g.",  "www", "U.S.", "cafe\u0301", "naïve",  "50",    "-"};
  return kWords;
}

const Words& han_words() {
  static const Words kWords = {"医生",  "發現", "腰痛",     "产后",   "疼痛", "检查",   "后面",
                               "患者",  "头发", "腰椎间盘", "突出",   "35岁", "２０",   "問題",
                               "建議",  "骨科", "乾燥",     "干净",   "里面", "了",     "著名",
                               "5毫克", "每日", "血压",     "120/80", "mmHg", "𠮷野家", "㎎"};
  return kWords;
}

const Words& odd_words() {
  static const Words kWords = {"\u200B",
                               "\uFEFF",
                               "\u00AD",
                               "\u202E",
                               "\u0301\u0301",
                               "\U0001F469\u200D\u2695\uFE0F",
                               "\uE000",
                               "\uFFFD",
                               "\U0010FFFD",
                               "\uFFFF",
                               "\x7F",
                               "\x01",
                               "ﬁ",
                               "Å",
                               "ＡＢＣ",
                               "①",
                               "½",
                               "\u3000",
                               "\u00A0",
                               "\t",
                               "\r",
                               "\u0085",
                               "\u2028",
                               "한국어",
                               "עברית",
                               "Ã©",
                               "â€™",
                               "â€",
                               "\u1F0A",
                               "ſ"};
  return kWords;
}

const Words& stops() {
  static const Words kStops = {". ", "! ", "? ", ".",  "。", "，",
                               "、", "？", "\n", "; ", ": ", "："};
  return kStops;
}

}  // namespace

std::string Random::letters(std::uint32_t length) {
  std::string text;
  for (std::uint32_t i = 0; i < length; ++i) text += static_cast<char>('a' + below(26));
  return text;
}

std::string random_text(Random& random, Alphabet alphabet, std::uint32_t length) {
  const std::array<const Words*, 3> all = {&latin_words(), &han_words(), &odd_words()};
  std::string text;
  // A word is three code points on average.
  for (std::uint32_t words = length / 3 + 1; words > 0; --words) {
    std::uint32_t which = 0;
    if (alphabet == Alphabet::han) which = 1;
    if (alphabet == Alphabet::mixed) which = random.below(2);
    if (alphabet == Alphabet::odd) which = random.below(3);
    text += random.pick(*all[which]);
    if (random.one_in(8)) {
      text += random.pick(stops());
    } else if (which == 0) {
      text += ' ';
    }
  }
  return text;
}

std::string random_bytes(Random& random, std::uint32_t length) {
  std::string bytes;
  for (std::uint32_t i = 0; i < length; ++i) bytes += static_cast<char>(random.below(256));
  return bytes;
}

}  // namespace medloom::test
