// Tested by tests/stages/han_language_test.cc, on lines of ten characters and more.
#include "dictionaries/han_signs.h"

#include <charconv>
#include <unordered_set>
#include <utility>

#include "dictionaries/tsv.h"
#include "text/next_character.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

constexpr std::uint32_t kMostWeight = 9;

// A text this short is Cantonese by one sign; a longer one needs two, and one in so many
// characters.
constexpr std::uint32_t kShortText = 14;
constexpr std::uint32_t kHanPerSign = 60;

std::uint32_t* side_of(HanEvidence& evidence, std::string_view language) {
  if (language == "zh-Hans") return &evidence.simplified;
  if (language == "zh-Hant-TW") return &evidence.taiwan;
  if (language == "zh-Hant-HK") return &evidence.hong_kong;
  if (language == "yue") return &evidence.cantonese;
  return nullptr;
}

// 1 where the cell is empty, 0 where it is no weight.
std::uint32_t weight_of(std::string_view cell) {
  if (cell.empty()) return 1;
  std::uint32_t weight = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
  const bool whole = error == std::errc() && end == cell.data() + cell.size();
  return whole && weight <= kMostWeight ? weight : 0;
}

bool opens_quotation(char32_t c) { return c == U'「' || c == U'『' || c == U'“' || c == U'‘'; }

}  // namespace

HanEvidence& HanEvidence::operator+=(const HanEvidence& other) {
  simplified += other.simplified;
  taiwan += other.taiwan;
  hong_kong += other.hong_kong;
  cantonese += other.cantonese;
  return *this;
}

HanSigns::HanSigns(std::string bytes, const File& file, Problems& problems) {
  const TsvTable table = parse_tsv(std::move(bytes), file->path,
                                   {{"sign", "says", "weight", "note"}, {"sign"}}, problems);
  const auto sign = table.column("sign");
  const auto says = table.column("says");
  const auto weight = table.column("weight");
  std::vector<std::u32string> keys;
  std::unordered_set<std::u32string> known;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto problem = [&](const auto& column, std::string message) {
      problems.push_back({ErrorCode::configuration, std::move(message), table.where(row, column)});
    };
    std::u32string key = text::to_utf32(table.cell(row, sign));
    if (key.empty()) continue;  // told by the table reader
    HanEvidence evidence;
    const std::string_view language = table.cell(row, says);
    std::uint32_t* side = side_of(evidence, language);
    const std::uint32_t count = weight_of(table.cell(row, weight));
    if (side == nullptr && !language.empty()) {
      problem(says, "unknown language '" + std::string(language) +
                        "', known are zh-Hans, zh-Hant-TW, zh-Hant-HK, yue");
    } else if (count == 0) {
      problem(weight, "a weight is a number from 1 to " + std::to_string(kMostWeight));
    } else if (!known.insert(key).second) {
      problem(sign, "'" + text::to_utf8(key) + "' stands in the table already");
    } else {
      if (side != nullptr) *side = count;
      keys.push_back(std::move(key));
      says_.push_back(evidence);
    }
  }
  for (const std::u32string& key : keys) begins_.add(key.front());
  signs_ = text::DoubleArray(keys);
}

// The longest sign that begins with `c`, which ends at `next`; its end is 0 where there is none.
HanSigns::Sign HanSigns::sign_at(std::string_view utf8, std::size_t next, char32_t c) const {
  Sign longest;
  if (c < 0x80) return longest;
  for (std::uint32_t state = signs_.first(c); state != text::DoubleArray::kNone;) {
    const std::uint32_t key = signs_.key(state);
    if (key != text::DoubleArray::kNoKey) longest = {key, next};
    if (next == utf8.size()) break;
    state = signs_.next(state, text::decode_at(utf8, next));
  }
  return longest;
}

HanEvidence HanSigns::find(std::string_view utf8) const {
  HanEvidence found;
  if (says_.empty()) return found;
  char32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    std::size_t next = at;
    const char32_t c = text::next_character(utf8, next);
    if (!begins_.holds(c)) {
      before = c;
      at = next;
      continue;
    }
    if (const Sign sign = sign_at(utf8, next, c); sign.end > at) {
      HanEvidence evidence = says_[sign.key];
      if (opens_quotation(before)) evidence.cantonese = 0;
      found += evidence;
      next = sign.end;
    }
    before = c;  // behind a sign it is none that opens a quotation
    at = next;
  }
  return found;
}

bool is_cantonese(const text::ScriptCounts& counts, const HanEvidence& evidence) {
  const std::uint32_t found = evidence.cantonese;
  if (counts.han <= kShortText) return found > 0;
  return found >= 2 && std::uint64_t{found} * kHanPerSign >= counts.han;
}

std::string detect_language(const text::ScriptCounts& counts, const HanEvidence& evidence) {
  std::string language = text::detect_language(counts);
  if (!language.starts_with("zh")) return language;
  const bool cantonese = is_cantonese(counts, evidence);
  if (language == "zh") {
    if (evidence.simplified > 0) {
      language = "zh-Hans";
    } else if (cantonese || evidence.taiwan + evidence.hong_kong > 0) {
      language = "zh-Hant";
    }
  }
  if (language != "zh-Hant") return language;
  if (cantonese || evidence.hong_kong > evidence.taiwan) return "zh-Hant-HK";
  return evidence.taiwan > evidence.hong_kong ? "zh-Hant-TW" : language;
}

}  // namespace medloom::dictionaries
