// Tested by tests/dictionaries/private_data_test.cc.
#include "dictionaries/privacy_policy.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "dictionaries/tsv.h"

namespace medloom::dictionaries {
namespace {

constexpr std::array<std::string_view, 5> kActions = {"keep", "mask", "generalise", "pseudonym",
                                                      "drop-record"};
constexpr std::string_view kKnownActions = "keep, mask, generalise, pseudonym, drop-record";

std::optional<PrivacyAction> action_named(std::string_view name) {
  const auto* const found = std::find(kActions.begin(), kActions.end(), name);
  if (found == kActions.end()) return std::nullopt;
  return static_cast<PrivacyAction>(found - kActions.begin());
}

}  // namespace

std::string_view name_of(PrivacyAction action) {
  return kActions[static_cast<std::size_t>(action)];
}

PrivacyPolicy::PrivacyPolicy(PrivateTables::Source source, const std::string& preset,
                             Problems& problems) {
  const TsvTable table = parse_tsv(
      std::move(source.bytes), source.file->path,
      {{"preset", "kind", "voice", "action", "note"}, {"preset", "kind", "action"}}, problems);
  std::set<std::string> presets;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto cell = [&](std::string_view header) {
      return table.cell(row, table.column(header));
    };
    presets.emplace(cell("preset"));
    const auto action = action_named(cell("action"));
    const std::string_view voice = cell("voice");
    const auto speaks = voice_named(voice);
    if (!action || (!speaks && voice != "*" && !voice.empty())) {
      problems.push_back({ErrorCode::configuration,
                          action ? "unknown voice '" + std::string(voice) + "'"
                                 : "unknown action '" + std::string(cell("action")) +
                                       "', known are " + std::string(kKnownActions),
                          table.where(row, table.column(action ? "voice" : "action"))});
    } else if (cell("preset") == preset) {
      rows_.push_back({std::string(cell("kind")), speaks, *action});
    }
  }
  if (presets.contains(preset)) return;
  std::string known;
  for (const std::string& name : presets) known += (known.empty() ? "" : ", ") + name;
  problems.push_back({ErrorCode::configuration,
                      "there is no preset '" + preset + "', known are " + known,
                      source.file->path});
}

void PrivacyPolicy::prepend(std::string_view rule, Problems& problems) {
  const std::size_t equals = rule.find('=');
  const std::string_view place = rule.substr(0, equals);
  const std::size_t slash = place.find('/');
  const auto action =
      equals == std::string_view::npos ? std::nullopt : action_named(rule.substr(equals + 1));
  std::optional<Voice> voice;
  if (slash != std::string_view::npos) voice = voice_named(place.substr(slash + 1));
  const std::string_view kind = place.substr(0, slash);
  if (!action || kind.empty() || (slash != std::string_view::npos && !voice)) {
    problems.push_back({ErrorCode::configuration,
                        "expected KIND=ACTION or KIND/VOICE=ACTION with an action of " +
                            std::string(kKnownActions),
                        std::string(rule)});
    return;
  }
  rows_.insert(rows_.begin(), {std::string(kind), voice, *action});
}

PrivacyAction PrivacyPolicy::action(std::string_view kind, Voice voice) const {
  for (const Row& row : rows_) {
    if ((row.kind == "*" || row.kind == kind) && (!row.voice || *row.voice == voice)) {
      return row.action;
    }
  }
  return PrivacyAction::keep;
}

std::string PrivacyPolicy::canonical() const {
  std::string lines;
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    lines += row->kind;
    if (row->voice) lines += "/" + std::string(name_of(*row->voice));
    lines += "=" + std::string(name_of(row->action)) + "\n";
  }
  return lines;
}

bool PrivacyPolicy::uses(PrivacyAction action) const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [action](const Row& row) { return row.action == action; });
}

bool PrivacyPolicy::keeps_all() const {
  return std::all_of(rows_.begin(), rows_.end(),
                     [](const Row& row) { return row.action == PrivacyAction::keep; });
}

}  // namespace medloom::dictionaries
