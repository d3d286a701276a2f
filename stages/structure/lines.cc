// A heading in plain text is known by its company: alone it is just a short line. So the test looks
// at the line behind it as well, and says no when in doubt: a heading taken for a paragraph loses a
// label, a paragraph taken for a heading cuts an answer in two.
#include "stages/structure/lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "text/ascii.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::uint32_t kLongestHeading = 120;    // code points, Latin
constexpr std::uint32_t kLongestHanHeading = 30;  // code points, when it holds Han

bool has_han(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::decode_at(text, i);
    if (c >= 0x3400 && c <= 0x9FFF) return true;
  }
  return false;
}

// "1." "2、" "（3）" alone: the item it marks stands in the next line.
bool is_only_list_mark(std::string_view text) {
  std::size_t digits = 0;
  std::size_t i = 0;
  const std::size_t open = text.starts_with("(") ? 1 : text.starts_with("（") ? 3 : 0;
  for (i = open; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) ++digits;
  if (digits == 0 || digits > 2) return false;
  const std::string_view rest = text.substr(i);
  if (open > 0) return rest == ")" || rest == "）";
  return rest == "." || rest == "、" || rest == ")" || rest == "）" || rest == "．";
}

// Words of ASCII, in lower case, and each other character: what two titles have in common.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    const char32_t c = text::decode_at(text, pos);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      word += text::ascii_lower(text[at]);
      continue;
    }
    if (!word.empty()) words.insert(std::exchange(word, ""));
    if (c >= 0x80) words.emplace(text.substr(at, pos - at));
  }
  if (!word.empty()) words.insert(word);
  return words;
}

}  // namespace

std::uint32_t count_chars(std::string_view text) {
  return static_cast<std::uint32_t>(text::count_code_points(text));
}

bool is_longer(std::string_view text, std::uint32_t chars) {
  // A character is one byte to four, so most texts need no counting.
  if (text.size() <= chars) return false;
  return text.size() / 4 > chars || count_chars(text) > chars;
}

double share_in(std::string_view line, std::string_view text) {
  const std::set<std::string> there = words_of(text);
  const std::set<std::string> here = words_of(line);
  const auto found =
      std::ranges::count_if(here, [&](const std::string& word) { return there.contains(word); });
  return here.empty() ? 0 : static_cast<double>(found) / static_cast<double>(here.size());
}

std::size_t count_words(std::string_view text) { return words_of(text).size(); }

bool is_content(Role role) {
  switch (role) {
    case Role::question:
    case Role::answer:
    case Role::supplement:
    case Role::lead:
    case Role::section:
    case Role::dialogue:
      return true;
    default:
      return false;
  }
}

bool ends_sentence(std::string_view text) {
  static constexpr std::array<std::string_view, 18> kEnds = {".",  "!",  "?",  ";",  ":",  ",",
                                                             "。", "！", "？", "；", "：", "，",
                                                             "…",  "”",  "」", "\"", "、", ")"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [text](std::string_view end) { return text.ends_with(end); });
}

void join_cut_lines(const SiteProfile& profile, DocumentEditor& editor) {
  const Document& document = editor.document();
  const BlockRange& blocks = document.blocks();
  for (auto it = blocks.begin(); it != blocks.end(); ++it) {
    BlockId id = it->id;
    const auto next = [&] { return blocks.next(id); };
    const auto joinable = [&](bool over_gap) {
      return next() != BlockRange::kEnd && (over_gap || !document.block(next()).gap_before) &&
             document.block(next()).kind == BlockKind::paragraph;
    };
    if (it->kind == BlockKind::paragraph && is_only_list_mark(it->text.view()) && joinable(false)) {
      const std::uint32_t mark = it->text.size();
      editor.join(id, next(), " ", {"list-mark-line", ""});
      editor.mark_list_item(id, mark, mark + 1, 1, {"list-mark-line", ""});
    }
    const auto goes_on = [&] {
      return std::any_of(profile.joins.begin(), profile.joins.end(), [&](const Join& join) {
        return join.match.is_in(document.block(id).text.view()) && joinable(join.over_gap);
      });
    };
    while (goes_on()) editor.join(id, next(), " ", {"sentence-goes-on", ""});
  }
}

void cut_joined_labels(const SiteProfile& profile, DocumentEditor& editor) {
  if (profile.labels.empty()) return;
  text::Match match;
  for (const Block& block : editor.document().blocks()) {
    if (block.role != Role::none || block.dropped || block.kind == BlockKind::heading) continue;
    const std::string_view line = block.text.view();
    std::vector<std::uint32_t> cuts;
    for (const text::Pattern& label : profile.labels) {
      for (std::size_t from = 0; label.search(line, from, match);) {
        const std::optional<Span> rest = match.group("rest");
        if (rest && rest->from > 0) cuts.push_back(rest->from);
        from = std::max<std::size_t>(match.whole.to, from + 1);
        if (from >= line.size()) break;
      }
    }
    if (cuts.empty()) continue;
    std::ranges::sort(cuts);
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    editor.split_at(block.id, std::move(cuts), {"joined-label", ""});
  }
}

bool looks_like_heading(const Document& document, BlockId id) {
  const Block& block = document.block(id);
  if (block.kind != BlockKind::paragraph || ends_sentence(block.text.view())) return false;
  const bool han = has_han(block.text.view());
  if (is_longer(block.text.view(), han ? kLongestHanHeading : kLongestHeading)) return false;
  const BlockId next_id = document.blocks().next(id);
  if (next_id == BlockRange::kEnd) return false;
  const Block& next = document.block(next_id);
  if (!han && !(block.gap_before && next.gap_before)) return false;  // a wrapped line of English
  if (next.kind == BlockKind::list_item) return true;
  return next.kind == BlockKind::paragraph && ends_sentence(next.text.view()) &&
         next.text.size() > block.text.size();
}

bool satisfies(const Document& document, BlockId id, const text::Subject& line,
               const LineRule& rule, text::Match& match) {
  if (!rule.match.may_be_in(line)) return false;  // the cheapest test, and what most rules end at
  const Block& block = document.block(id);
  const auto& kinds = rule.kinds;
  if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), block.kind) == kinds.end()) {
    return false;
  }
  if (rule.max_chars > 0 && is_longer(line.text(), rule.max_chars)) return false;
  if (!rule.match.search(line.text(), 0, match)) return false;
  if (!rule.next) return true;
  const BlockId next = document.blocks().next(id);
  return next != BlockRange::kEnd && rule.next->is_in(document.block(next).text.view());
}

const LineRule* find_rule(const std::vector<LineRule>& rules, const Document& document, BlockId id,
                          const text::Subject& line, text::Match& match, Role role) {
  for (const LineRule& rule : rules) {
    if (role != Role::none && rule.role != role) continue;
    if (satisfies(document, id, line, rule, match)) return &rule;
  }
  return nullptr;
}

}  // namespace medloom::stages
