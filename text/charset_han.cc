// OpenCC's phrases know 4,800 characters in each script, but as a dictionary they hardly use the
// small words of running text (吗, 呢, 咗), so these get a share of their own.
#include "text/charset_han.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace medloom::text {
namespace {

enum class Script : std::uint8_t { hans, hant };

struct Row {
  Script script;
  int count;
  std::u32string_view characters;
};

constexpr Row kRows[] = {
#include "text/charset_han.inc"
};

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

}  // namespace

std::vector<float> han_prices(HanShares shares) {
  constexpr double kShareOfCommon = 0.4;
  constexpr double kUsed = 0.9;  // the rest is punctuation
  std::vector<double> counts(kLastHan - kFirstHan + 1);
  double total = 1;
  for (const Row& row : kRows) {
    const double count = row.count * (row.script == Script::hans ? shares.hans : shares.hant);
    for (const char32_t c : row.characters) counts[c - kFirstHan] += count;
    total += count * static_cast<double>(row.characters.size());
  }
  for (const char32_t c : kCommon) {
    counts[c - kFirstHan] += total * kShareOfCommon / static_cast<double>(kCommon.size());
  }
  total *= 1 + kShareOfCommon;
  std::vector<float> prices;
  prices.reserve(counts.size());
  for (const double n : counts) {
    const auto price = static_cast<float>(std::log(kUsed * n / total));  // -inf for none
    prices.push_back(std::max(price, kUnseenPrice));
  }
  return prices;
}

}  // namespace medloom::text
