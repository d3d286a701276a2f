// Tested by tests/stages/convert_test.cc.
#include "stages/convert/target.h"

#include <algorithm>

namespace medloom::stages {
namespace {

using dictionaries::HanTarget;

constexpr HanWay kHansToTaiwan = {"s2tw", "zh-Hans", "zh-Hant-TW", "zh-Hant-TW", HanTarget::taiwan};
constexpr HanWay kHansToHongKong = {"s2hk", "zh-Hans", "zh-Hant-HK", "zh-Hant-HK",
                                    HanTarget::hong_kong};
// Traditional text of an unknown region is read as Taiwan's: 著床 needs it, 着床 takes no harm.
constexpr HanWay kTaiwanToHans = {"tw2s", "zh-Hant-TW", "zh-Hans", "zh-Hans-CN",
                                  HanTarget::simplified};
constexpr HanWay kHongKongToHans = {"hk2s", "zh-Hant-HK", "zh-Hans", "zh-Hans-CN",
                                    HanTarget::simplified};
constexpr HanWay kHongKongToTaiwan = {"hk2tw",      "zh-Hant-HK",      "zh-Hant-TW",
                                      "zh-Hant-TW", HanTarget::taiwan, false};
constexpr HanWay kTaiwanToHongKong = {"tw2hk",      "zh-Hant-TW",         "zh-Hant-HK",
                                      "zh-Hant-HK", HanTarget::hong_kong, false};

}  // namespace

HanForm han_form(std::string_view language) {
  const auto is = [language](std::string_view tag) {
    return language.starts_with(tag) &&
           (language.size() == tag.size() || language[tag.size()] == '-');
  };
  if (is("zh-Hans") || is("zh-CN") || is("zh-SG")) return HanForm::simplified;
  if (is("zh-Hant-HK") || is("zh-Hant-MO") || is("zh-HK")) return HanForm::hong_kong;
  if (is("zh-Hant-TW") || is("zh-TW")) return HanForm::taiwan;
  if (is("zh-Hant")) return HanForm::traditional;
  return is("zh") ? HanForm::unknown : HanForm::none;
}

std::vector<const HanWay*> ways_to(std::string_view target, bool between_regions) {
  if (target == "zh-Hans-CN") return {&kTaiwanToHans, &kHongKongToHans};
  std::vector<const HanWay*> ways;
  if (target == "zh-Hant-TW") ways = {&kHansToTaiwan, &kHongKongToTaiwan};
  if (target == "zh-Hant-HK") ways = {&kHansToHongKong, &kTaiwanToHongKong};
  if (!between_regions && ways.size() > 1) ways.pop_back();
  return ways;
}

const HanWay* way_for(const std::vector<const HanWay*>& ways, HanForm form) {
  if (ways.empty() || form == HanForm::none) return nullptr;
  const HanTarget target = ways.front()->target;
  std::string_view from = "zh-Hans";
  if (target == HanTarget::simplified) {
    if (form == HanForm::simplified) return nullptr;
    from = form == HanForm::hong_kong ? "zh-Hant-HK" : "zh-Hant-TW";
  } else if (is_traditional(form)) {
    const HanForm own = target == HanTarget::taiwan ? HanForm::taiwan : HanForm::hong_kong;
    if (form == own || form == HanForm::traditional) return nullptr;
    from = form == HanForm::hong_kong ? "zh-Hant-HK" : "zh-Hant-TW";
  }
  const auto way = std::find_if(ways.begin(), ways.end(),
                                [from](const HanWay* one) { return one->label_from == from; });
  return way == ways.end() ? nullptr : *way;
}

}  // namespace medloom::stages
