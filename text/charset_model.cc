// Prices need not be exact: right and wrong readings differ by several units for each character.
// What matters is that no right reading meets the floor often. OpenCC's phrases know 4,800
// characters in each script, but as a dictionary they hardly use the small words of running text
// (吗, 呢, 咗), so these get a share of their own.
#include "text/charset_model.h"

#include <algorithm>
#include <cmath>

#include "text/legacy_table.h"
#include "text/opencc_data.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr char32_t kFirstHan = 0x3400;
constexpr char32_t kLastHan = 0x9FFF;
constexpr float kUnseen = -13;
constexpr float kPrivateUse = -14;

// Characters that most sentences of health pages contain, in both scripts, Cantonese included.
constexpr std::u32string_view kCommon =
    U"的一是不了在人有我他这中大来上个国和也子时道说出要你到生会于就那得下自之年过家学对可她里后小"
    U"么心多"
    U"天能好都然没起发事看作用想为还如前身体因些给手同行面本很吃做或但应该建议检查治疗患者症状医院"
    U"病痛血"
    U"压糖高低肝肾胃肠疼感染炎癌女男月经孕妇宝孩儿童老常量每日次服药物饮食请问吗呢吧啊什怎样情况可"
    U"以及与等"
    U"這來個國時說會於學對裡裏後麼沒發為還給應該議檢療醫體壓腎腸經婦寶兒藥飲請問嗎樣況與"
    U"嘅咗喺唔係佢啲冇咁嚟睇嗰乜嘢咩";

using Counts = std::vector<double>;  // by character from kFirstHan

void count(std::string_view text, double weight, Counts& counts) {
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = decode_at(text, pos);
    if (c >= kFirstHan && c <= kLastHan) counts[c - kFirstHan] += weight;
  }
}

std::vector<float> prices_of(Counts counts) {
  constexpr double kShareOfCommon = 0.4;
  constexpr double kUsed = 0.9;  // the rest is punctuation
  double total = 1;
  for (const double n : counts) total += n;
  for (const char32_t c : kCommon) {
    counts[c - kFirstHan] += total * kShareOfCommon / static_cast<double>(kCommon.size());
  }
  total *= 1 + kShareOfCommon;
  std::vector<float> prices;
  prices.reserve(counts.size());
  for (const double n : counts) {
    prices.push_back(n == 0 ? kUnseen : static_cast<float>(std::log(kUsed * n / total)));
  }
  return prices;
}

float punctuation_price(char32_t c) {
  if (c == U'，' || c == U'。') return -3.3f;
  if (c == U'、' || c == 0x3000) return -4.5f;
  if (std::u32string_view(U"：？！；（）“”《》【】").find(c) != std::u32string_view::npos)
    return -5;
  if (is_cjk_punctuation(c) || (c >= 0xFF10 && c <= 0xFF5A)) return -7;
  if (c >= 0x2010 && c <= 0x2027) return -6.5f;                        // dashes, quotes, ellipsis
  if (c == 0xB0 || c == 0xB1 || c == 0xB7 || c == 0xD7) return -6.5f;  // ° ± · ×
  if ((c >= 0x391 && c <= 0x3C9) || (c >= 0x2100 && c <= 0x22FF)) return -8.5f;
  if ((c >= 0x2460 && c <= 0x2473) || (c >= 0x25A0 && c <= 0x2642)) return -8;  // ①, ■ ★
  if (c >= 0xE000 && c <= 0xF8FF) return kPrivateUse;
  return c < 0xA0 ? kPrivateUse : -11;
}

bool is_hiragana(char32_t c) { return c >= 0x3041 && c <= 0x3096; }
bool is_katakana(char32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC; }

float kana_price(char32_t c) {
  if (is_hiragana(c)) return -4.2f;
  if (is_katakana(c)) return -5;
  return c >= 0xFF61 && c <= 0xFF9F ? -10.0f : 0;  // half-width
}

// The share of initials, vowels and finals in running Korean, in the order of Unicode's syllables.
constexpr float kInitials[19] = {.12f, .01f, .08f, .09f,  .01f, .07f, .05f, .04f, .01f, .09f,
                                 .01f, .24f, .08f, .004f, .02f, .01f, .02f, .02f, .08f};
constexpr float kVowels[21] = {.2f,  .05f, .01f, .002f, .11f,  .05f, .05f, .01f, .09f, .02f, .003f,
                               .02f, .01f, .08f, .005f, .003f, .01f, .01f, .11f, .01f, .17f};
constexpr float kFinals[28] = {.46f,  .06f,  .001f, .001f, .14f,  .001f, .004f, .004f, .09f,  .002f,
                               .001f, .001f, .001f, .001f, .001f, .003f, .05f,  .03f,  .005f, .02f,
                               .03f,  .09f,  .002f, .002f, .001f, .005f, .003f, .002f};

float hangul_price(char32_t c) {
  constexpr char32_t kFirst = 0xAC00;
  constexpr char32_t kLast = 0xD7A3;
  if (c < kFirst || c > kLast) return kUnseen;
  const char32_t index = c - kFirst;
  return std::log(kInitials[index / 588] * kVowels[index / 28 % 21] * kFinals[index % 28]);
}

// Latin letters stand one by one among ASCII; two in a row are rare.
float latin_price(char32_t c, char32_t before) {
  const float behind_another = before >= 0x80 ? -3 : 0;
  constexpr std::u32string_view kTypography = U"’“”–—…•‘™€®©°·«»\u00A0×±½µ";
  if (kTypography.find(c) != std::u32string_view::npos) return -4 + behind_another;
  if (std::u32string_view(U"éèàüöäßçñóíáâêôûîúåø").find(c) != std::u32string_view::npos) {
    return -3.5f + behind_another;
  }
  if (c < 0xA0) return kPrivateUse;
  if (c >= 0xC0 && c <= 0xFF) return (c < 0xE0 ? -6.5f : -5.5f) + behind_another;
  return -8 + behind_another;
}

// A null `table` stands for UTF-8.
LegacyChar char_at(const LegacyTable* table, std::string_view bytes, std::size_t pos) {
  if (table != nullptr) return table->at(bytes, pos);
  const CodePoint point = code_point_at(bytes, pos);
  const bool at_end = pos + point.size == bytes.size();
  return {point.value, 0, point.size,
          point.valid ? LegacyChar::State::valid
          : at_end    ? LegacyChar::State::torn
                      : LegacyChar::State::invalid};
}

}  // namespace

const CharsetModel& CharsetModel::instance() {
  static const CharsetModel model;
  return model;
}

CharsetModel::CharsetModel() {
  constexpr double kTraditionalAmongSimplified = 0.25;
  Counts hans(kLastHan - kFirstHan + 1);
  Counts hant = hans;
  Counts both = hans;
  if (const Result<Lexicon> phrases = read_opencc_lexicon("STPhrases")) {
    for (const LexiconEntry& entry : *phrases) {
      count(entry.key, 1, hans);
      count(entry.values.front(), kTraditionalAmongSimplified, hans);
      count(entry.values.front(), 1, hant);
      count(entry.key, 1, both);
      count(entry.values.front(), 1, both);
    }
  } else {
    for (Counts* counts : {&hans, &hant, &both}) {
      std::fill(counts->begin() + (0x4E00 - kFirstHan), counts->end(), 1);
    }
  }
  hans_first_ = prices_of(std::move(hans));
  hant_ = prices_of(std::move(hant));
  both_ = prices_of(std::move(both));
}

float CharsetModel::price(Charset charset, char32_t c, char32_t before) const {
  if (charset == Charset::windows_1252) return latin_price(c, before);
  const bool is_japanese = charset == Charset::shift_jis || charset == Charset::euc_jp;
  if (is_han(c)) {
    if (c < kFirstHan || c > kLastHan) return kUnseen;
    if (is_japanese) return both_[c - kFirstHan] - 1;
    if (charset == Charset::euc_kr) return both_[c - kFirstHan] - 5;
    return (charset == Charset::big5_hkscs ? hant_ : hans_first_)[c - kFirstHan];
  }
  if (const float kana = kana_price(c); kana != 0) return is_japanese ? kana : kana - 7;
  if (c >= 0xAC00 && c <= 0xD7A3) return charset == Charset::euc_kr ? hangul_price(c) : kUnseen;
  return punctuation_price(c);
}

Reading CharsetModel::read(Charset charset, std::string_view bytes) const {
  const LegacyTable* table = charset == Charset::utf8 ? nullptr : &LegacyTable::of(charset);
  Reading reading;
  char32_t before = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const LegacyChar found = char_at(table, bytes, pos);
    for (std::size_t i = 0; i < found.size; ++i) reading.high_bytes += (bytes[pos + i] & 0x80) != 0;
    pos += found.size;
    if (found.state == LegacyChar::State::torn) {
      reading.price += kDamage / 2;
    } else if (found.state == LegacyChar::State::invalid) {
      ++reading.damaged;
      reading.price += kDamage;
    } else if (found.c >= 0x80) {
      ++reading.characters;
      reading.price += price(charset, found.c, before);
    }
    before = found.c;
  }
  return reading;
}

}  // namespace medloom::text
