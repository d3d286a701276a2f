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

// As the rest of an input that begins inside a character.
Reading read_without_first(Charset charset, std::string_view sample) {
  Reading reading = read_as(charset, sample.substr(1));
  reading.price += Reading::kDamage;
  ++reading.damaged;
  ++reading.high_bytes;
  return reading;
}

std::vector<CharsetChoice> ranked(std::string_view sample, bool is_cut) {
  std::vector<CharsetChoice> choices;
  for (const auto& [charset, bonus] : kCandidates) {
    Reading reading = read_as(charset, sample);
    if (is_cut) {
      const Reading later = read_without_first(charset, sample);
      if (later.price > reading.price) reading = later;
    }
    choices.push_back({charset, reading.mean() + bonus, reading});
  }
  std::stable_sort(
      choices.begin(), choices.end(),
      [](const CharsetChoice& a, const CharsetChoice& b) { return a.score > b.score; });
  return choices;
}

}  // namespace

std::string foreign_sample(std::string_view bytes) {
  constexpr std::size_t kEnough = 2 * 1024;
  std::string sample;
  for (StretchReader reader(bytes); !reader.at_end() && sample.size() < kEnough;) {
    reader.ascii();
    sample.append(reader.foreign().substr(0, kEnough - sample.size())).append(1, '\n');
  }
  if (!sample.empty()) sample.pop_back();  // the last stretch may be torn
  return sample;
}

std::vector<CharsetChoice> rank_charsets(std::string_view bytes) {
  const std::string sample = foreign_sample(bytes);
  std::vector<CharsetChoice> choices = ranked(sample, false);
  // Text that begins inside a character reads badly in every set.
  constexpr double kWell = -8;
  if (sample.empty() || !is_high(bytes.front()) || choices[0].score > kWell) return choices;
  return ranked(sample, true);
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
