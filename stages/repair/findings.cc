// Nearly every edit comes in text order and is appended. Rules that act in two places at once (a pair
// of marks) name the later place early; what is then found between the two is put in its place, a
// few entries from the end.
//
// Tested by tests/stages/repair_test.cc.
#include "stages/repair/findings.h"

#include <algorithm>
#include <iterator>

namespace medloom::stages::repair {

std::string_view name_of(RuleName rule) {
  switch (rule) {
    case RuleName::invisible: return "invisible";
    case RuleName::bidi: return "bidi";
    case RuleName::control: return "control";
    case RuleName::nfc: return "nfc";
    case RuleName::entity: return "entity";
    case RuleName::mojibake: return "mojibake";
    case RuleName::pinyin: return "pinyin";
    case RuleName::glued_sentence: return "glued-sentence";
    case RuleName::doubled_word: return "doubled-word";
    case RuleName::digits: return "digits";
    case RuleName::lost_range: return "lost-range";
    case RuleName::stray_mark: return "stray-mark";
    case RuleName::cjk_stop: return "cjk-stop";
    case RuleName::width: return "width";
    case RuleName::radical: return "radical";
  }
  return "repair";
}

std::string_view name_of(FlagKind kind) {
  switch (kind) {
    case FlagKind::hidden_text: return "hidden-text";
    case FlagKind::encoding: return "encoding";
    case FlagKind::number: return "number";
    case FlagKind::markup: return "markup";
    case FlagKind::unstable: return "unstable";
  }
  return "repair";
}

void Findings::replace(Span at, std::string after, RuleName rule) {
  const auto next = std::partition_point(edits_.begin(), edits_.end(),
                                         [at](const Edit& e) { return e.at.to <= at.from; });
  if (next != edits_.end() && next->at.from < at.to) return;
  if (next != edits_.begin() && std::prev(next)->at == at) return;  // the same insertion twice
  edits_.insert(next, {at, std::move(after), rule});
}

bool Findings::covers(std::uint32_t pos) const {
  const auto next = std::partition_point(edits_.begin(), edits_.end(),
                                         [pos](const Edit& e) { return e.at.to <= pos; });
  return next != edits_.end() && next->at.from <= pos;
}

void Findings::add(std::vector<Notice>& list, Notice notice) {
  // Damage beside damage of the same kind is one damage.
  if (!list.empty() && list.back().at.to == notice.at.from && list.back().rule == notice.rule &&
      list.back().kind == notice.kind && notice.candidates.empty()) {
    list.back().at.to = notice.at.to;
    return;
  }
  if (list.size() < kMostNotices) list.push_back(std::move(notice));
}

}  // namespace medloom::stages::repair
