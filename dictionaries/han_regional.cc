// Tested by tests/stages/convert_regional_test.cc.
#include "dictionaries/han_regional.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "dictionaries/tsv.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

using Cells = std::vector<std::string>;

// How many bytes on each side are looked at for what stands beside a word, and for what stands
// near.
constexpr std::size_t kBeside = 32;
constexpr std::size_t kNear = 600;

// The parts of a cell between `separator`, folded, so that they are found in either script.
Cells parts_of(std::string_view cell, char separator) {
  Cells parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(separator), cell.size());
    if (end > 0) parts.push_back(text::fold(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

class Reader {
 public:
  Reader(const TsvTable& table, const File& file, Problems& problems)
      : table_(table), file_(file), problems_(problems) {}

  std::vector<RegionalWord> read() {
    std::vector<RegionalWord> words;
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      RegionalWord word;
      word.hans = cell("hans");
      word.taiwan = cell("tw");
      word.hong_kong = cell("hk");
      word.context = {parts_of(cell("not_after"), ' '), parts_of(cell("not_before"), ' '),
                      parts_of(cell("needs"), ' '), parts_of(cell("unless"), ' ')};
      word.source = {file_, table_.line(row_)};
      if (word.hans.empty()) continue;  // told by the table reader
      if (is_sound(word)) words.push_back(std::move(word));
    }
    return words;
  }

 private:
  std::string cell(std::string_view column) const {
    return std::string(table_.cell(row_, table_.column(column)));
  }

  bool problem(std::string_view column, std::string message) {
    problems_.push_back(
        {ErrorCode::configuration, std::move(message), table_.where(row_, table_.column(column))});
    return false;
  }

  bool is_sound(RegionalWord& word) {
    if (!known_.insert(word.hans).second) {
      return problem("hans", "'" + word.hans + "' stands in the table already");
    }
    if (text::count_scripts(word.hans).hant_only > 0) {
      return problem("hans", "'" + word.hans + "' is not Simplified");
    }
    if (word.taiwan.empty() && word.hong_kong.empty()) {
      return problem("hans", "'" + word.hans + "' has a word of no region");
    }
    for (const auto& [column, own] : {std::pair{"tw", &word.taiwan}, {"hk", &word.hong_kong}}) {
      if (text::count_scripts(*own).hans_only > 0) {
        return problem(column, "'" + *own + "' is not Traditional");
      }
    }
    for (const std::string& region : parts_of(cell("back"), ',')) {
      const bool taiwan = region == "tw";
      if (!taiwan && region != "hk") {
        return problem("back", "unknown region '" + region + "', known are tw, hk");
      }
      if ((taiwan ? word.taiwan : word.hong_kong).empty()) {
        return problem("back", "'" + word.hans + "' has no word of " + region);
      }
      (taiwan ? word.back_from_taiwan : word.back_from_hong_kong) = true;
    }
    return true;
  }

  const TsvTable& table_;
  const File& file_;
  Problems& problems_;
  std::size_t row_ = 0;
  std::set<std::string> known_;
};

const std::string& word_in(const RegionalWord& word, std::string_view language) {
  if (language == "zh-Hant-TW") return word.taiwan;
  if (language == "zh-Hant-HK") return word.hong_kong;
  return word.hans;
}

bool may_leave(const RegionalWord& word, std::string_view language) {
  if (language == "zh-Hant-TW") return word.back_from_taiwan;
  if (language == "zh-Hant-HK") return word.back_from_hong_kong;
  return true;
}

}  // namespace

std::vector<RegionalWord> read_regional_words(std::string bytes, const File& file,
                                              Problems& problems) {
  const TsvTable table =
      parse_tsv(std::move(bytes), file->path,
                {{"hans", "tw", "hk", "back", "not_after", "not_before", "needs", "unless", "note"},
                 {"hans"}},
                problems);
  return Reader(table, file, problems).read();
}

// Of words that become one in a region the first is what it becomes again.
std::vector<HanPhrase> regional_phrases(const std::vector<RegionalWord>& words,
                                        std::string_view from, std::string_view to) {
  std::vector<HanPhrase> phrases;
  std::set<std::string_view> taken;
  for (const RegionalWord& word : words) {
    const std::string& source = word_in(word, from);
    const std::string& target = word_in(word, to);
    if (source.empty() || target.empty() || source == target || !may_leave(word, from)) continue;
    if (!taken.insert(source).second) continue;
    HanPhrase phrase{source, target, word.source.name(), true, HanUse::always, {}, nullptr};
    phrase.context = std::make_shared<const HanContext>(word.context);
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

bool stands_in(const HanContext& context, std::string_view text, std::size_t from, std::size_t to) {
  const auto around = [&](std::size_t bytes) {
    const std::size_t left = from - std::min(from, bytes);
    return std::pair(text.substr(left, from - left), text.substr(to, bytes));
  };
  const auto [left, right] = around(kBeside);
  const std::string before = text::fold(left);
  const std::string behind = text::fold(right);
  const auto found = [](const Cells& parts, auto matches) {
    return std::any_of(parts.begin(), parts.end(), matches);
  };
  if (found(context.not_after, [&](const auto& part) { return before.ends_with(part); }) ||
      found(context.not_before, [&](const auto& part) { return behind.starts_with(part); })) {
    return false;
  }
  if (context.needs.empty() && context.unless.empty()) return true;
  const auto [wide_left, wide_right] = around(kNear);
  const std::string near = text::fold(wide_left) + '\n' + text::fold(wide_right);
  const auto is_near = [&](const auto& part) { return near.find(part) != near.npos; };
  return (context.needs.empty() || found(context.needs, is_near)) &&
         !found(context.unless, is_near);
}

}  // namespace medloom::dictionaries
