// The public names of the rules: records carry them, so a name never changes its meaning.
// Tested by tests/stages/repair_test.cc.
#include "stages/repair/findings.h"

namespace medloom::stages::repair {

std::string_view name_of(RuleName rule) {
  switch (rule) {
    case RuleName::invisible:
      return "invisible";
    case RuleName::bidi:
      return "bidi";
    case RuleName::control:
      return "control";
    case RuleName::nfc:
      return "nfc";
    case RuleName::entity:
      return "entity";
    case RuleName::mojibake:
      return "mojibake";
    case RuleName::pinyin:
      return "pinyin";
    case RuleName::glued_sentence:
      return "glued-sentence";
    case RuleName::doubled_word:
      return "doubled-word";
    case RuleName::digits:
      return "digits";
    case RuleName::lost_range:
      return "lost-range";
    case RuleName::stray_mark:
      return "stray-mark";
    case RuleName::cjk_stop:
      return "cjk-stop";
    case RuleName::width:
      return "width";
    case RuleName::radical:
      return "radical";
    case RuleName::copy_protection:
      return "copy-protection";
    case RuleName::cjk_mark:
      return "cjk-mark";
    case RuleName::look_alike:
      return "look-alike";
    case RuleName::private_use:
      return "private-use";
  }
  return "repair";
}

std::string_view name_of(FlagKind kind) {
  switch (kind) {
    case FlagKind::hidden_text:
      return "hidden-text";
    case FlagKind::look_alike:
      return "look-alike";
    case FlagKind::encoding:
      return "encoding";
    case FlagKind::number:
      return "number";
    case FlagKind::markup:
      return "markup";
    case FlagKind::unstable:
      return "unstable";
  }
  return "repair";
}

void Findings::replace(Span at, std::string after, RuleName rule) {
  if (at.from < done() || (!edits_.empty() && edits_.back().at == at)) return;
  edits_.push_back({at, std::move(after), rule});
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
