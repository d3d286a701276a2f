// A score is the price of two high bytes (Reading::mean), so that sets of one and of two bytes a
// character compare, with a bonus for the sets of Chinese.
#include "text/charset_ranking.h"

#include <algorithm>
#include <utility>

#include "text/byte_stretch.h"

namespace medloom::text {
namespace {

// What speaks for a set before anything is read, in prices for two high bytes: this is a reader of
// Chinese pages.
constexpr std::pair<Charset, double> kCandidates[] = {
    {Charset::utf8, 1.0},        {Charset::gb18030, 1.0}, {Charset::big5_hkscs, 0.6},
    {Charset::shift_jis, 0.0},   {Charset::euc_jp, 0.0},  {Charset::euc_kr, 0.0},
    {Charset::windows_1252, 0.0}};

// An input that begins with a high byte may begin inside a character.
Reading read_from_either_byte(Charset charset, std::string_view sample, bool may_be_cut) {
  const CharsetModel& model = CharsetModel::instance();
  const Reading whole = model.read(charset, sample);
  if (!may_be_cut || sample.empty()) return whole;
  Reading later = model.read(charset, sample.substr(1));
  later.price += CharsetModel::kDamage;
  ++later.damaged;
  ++later.high_bytes;
  return later.price > whole.price ? later : whole;
}

}  // namespace

std::string foreign_sample(std::string_view bytes) {
  constexpr std::size_t kEnough = 4 * 1024;
  std::string sample;
  for_each_stretch(
      bytes, [](std::string_view) {},
      [&sample](std::string_view stretch) {
        if (sample.size() >= kEnough) return;
        sample.append(stretch.substr(0, kEnough)).append(1, '\n');
      });
  if (!sample.empty()) sample.pop_back();  // the last stretch may be torn
  return sample;
}

std::vector<CharsetChoice> rank_charsets(std::string_view bytes) {
  const std::string sample = foreign_sample(bytes);
  const bool may_be_cut = !bytes.empty() && is_high(bytes.front());
  std::vector<CharsetChoice> choices;
  for (const auto& [charset, bonus] : kCandidates) {
    const Reading reading = read_from_either_byte(charset, sample, may_be_cut);
    choices.push_back({charset, reading.mean() + bonus, reading});
  }
  std::stable_sort(
      choices.begin(), choices.end(),
      [](const CharsetChoice& a, const CharsetChoice& b) { return a.score > b.score; });
  return choices;
}

bool is_nearly_best(Charset declared, const std::vector<CharsetChoice>& choices) {
  constexpr double kFewWords = 6;
  constexpr double kPerPair = 0.5;
  const double pairs = static_cast<double>(choices[0].reading.high_bytes) / 2;
  for (const CharsetChoice& choice : choices) {
    if (choice.charset != declared) continue;
    return choice.reading.price + kFewWords + kPerPair * pairs >= choices[0].reading.price;
  }
  return false;
}

bool is_unreadable(const CharsetChoice& best) {
  // Measured for one character: Chinese, Japanese and Korean read right cost at most 10.3, Cyrillic
  // and Greek read as one of them at least 11; Latin letters cost at most 5.4, the bytes of other
  // alphabets taken for them at least 6.3.
  constexpr std::size_t kEnoughBytes = 24;
  const double worst = best.charset == Charset::windows_1252 ? -5.9 : -10.8;
  return best.reading.high_bytes >= kEnoughBytes && best.reading.per_character() < worst;
}

bool is_close_call(const std::vector<CharsetChoice>& choices) {
  constexpr std::size_t kFewBytes = 6;
  constexpr double kClose = 0.75;
  return choices[0].reading.high_bytes < kFewBytes || choices[0].score - choices[1].score < kClose;
}

}  // namespace medloom::text
