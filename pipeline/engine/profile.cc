// Tested by tests/engine/profile_test.cc.
#include "pipeline/engine/profile.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace medloom {
namespace {

const std::vector<FieldSpec>& head_fields() {
  static const std::vector<FieldSpec> kFields = {
      {"summary", FieldType::text, "", "What the profile is for."},
      {"provenance",
       FieldType::choice,
       "full",
       "How much provenance a record carries.",
       {"full", "summary", "none"}},
  };
  return kFields;
}

const std::vector<FieldSpec>& limit_fields() {
  static const std::vector<FieldSpec> kFields = {
      {"page_bytes",
       FieldType::integer,
       "16777216",
       "Larger pages are rejected.",
       {},
       1,
       std::int64_t{1} << 30},  // decoding may make three bytes of one, and spans have 32 bits
      {"page_ratio",
       FieldType::integer,
       "100",
       "Packed pages that unpack to more than 1 MiB and to more than so many times their size are "
       "rejected; 0: any ratio.",
       {},
       0,
       1'000'000},
      {"page_seconds",
       FieldType::integer,
       "0",
       "Pages that take more seconds of processor time are rejected; 0: as many as it takes.",
       {},
       0,
       86'400},
  };
  return kFields;
}

constexpr std::string_view kLimits = "limits";  // as --set names them

class ProfileReader {
 public:
  ProfileReader(const std::string& file, const StageTable& stages,
                const std::vector<std::string>& overrides, Problems& problems)
      : file_(file), stages_(stages), overrides_(overrides), problems_(problems) {}

  Profile read(std::string_view toml) {
    profile_.name = std::filesystem::path(file_).stem().string();
    const Result<ConfigValue> root = parse_toml(toml, file_);
    if (!root) {
      problems_.push_back(root.error());
      return std::move(profile_);
    }
    const Settings head =
        read_settings(head_fields(), &*root, "a profile", {"limits", "stage"}, problems_);
    profile_.summary = head.text("summary");
    profile_.provenance = head.text("provenance");
    const Settings limits = read_settings(limit_fields(), root->find("limits"), "limits", {},
                                          problems_, overrides_of(kLimits));
    profile_.limits.page_bytes = static_cast<std::uint64_t>(limits.integer("page_bytes"));
    profile_.limits.page_ratio = static_cast<std::uint64_t>(limits.integer("page_ratio"));
    profile_.limits.page_seconds = static_cast<std::uint64_t>(limits.integer("page_seconds"));
    if (const ConfigValue* uses = root->find("stage")) read_stages(*uses);
    check_overrides();
    check_order();
    if (!name_not_understood_) check_missing();
    return std::move(profile_);
  }

 private:
  void problem(std::string message, std::string where) {
    problems_.push_back({ErrorCode::configuration, std::move(message), std::move(where)});
  }

  std::vector<std::string> stage_names() const {
    std::vector<std::string> names;
    for (const StageSpec& spec : stages_) names.push_back(spec.name);
    return names;
  }

  const StageSpec* find_spec(const std::string& name) const {
    const auto found = std::find_if(stages_.begin(), stages_.end(),
                                    [&](const StageSpec& spec) { return spec.name == name; });
    return found == stages_.end() ? nullptr : &*found;
  }

  void read_stages(const ConfigValue& uses) {
    if (uses.kind != ConfigValue::Kind::array) {
      return problem("stages are written as [[stage]] tables", uses.where);
    }
    for (const ConfigValue& use : uses.items) read_stage(use);
  }

  void read_stage(const ConfigValue& use) {
    const ConfigValue* name = use.find("use");
    if (name == nullptr || name->kind != ConfigValue::Kind::text) {
      return problem("a [[stage]] needs use = \"NAME\"", use.where);
    }
    const StageSpec* spec = find_spec(name->text);
    if (spec == nullptr) {
      name_not_understood_ = true;
      return problem(
          "there is no stage '" + name->text + "'" + did_you_mean(name->text, stage_names()),
          name->where);
    }
    for (const StageUse& earlier : profile_.stages) {
      if (earlier.spec == spec) problem("stage '" + spec->name + "' is used twice", name->where);
    }
    StageUse entry;
    entry.spec = spec;
    if (const ConfigValue* why = use.find("why")) {
      if (why->kind != ConfigValue::Kind::text) problem("why must be a string", why->where);
      entry.why = why->text;
    }
    entry.settings = read_settings(spec->fields, &use, "stage " + spec->name, {"use", "why"},
                                   problems_, overrides_of(spec->name));
    profile_.stages.push_back(std::move(entry));
    places_.push_back(name->where);
  }

  // "--set convert.to=zh-Hant-TW" replaces the key of the profile.
  std::vector<Assignment> overrides_of(std::string_view part) const {
    std::vector<Assignment> assignments;
    for (const std::string& word : overrides_) {
      const std::optional<Override> parts = parse_override(word);
      if (!parts || parts->stage != part) continue;
      assignments.push_back({parts->key, parts->value, "--set " + word});
    }
    return assignments;
  }

  struct Override {
    std::string stage, key, value;
  };

  // "stage.key=value"; the value may hold dots and equals signs.
  static std::optional<Override> parse_override(const std::string& word) {
    const auto equals = word.find('=');
    const auto dot = word.find('.');
    if (equals == std::string::npos || dot > equals) return std::nullopt;
    return Override{word.substr(0, dot), word.substr(dot + 1, equals - dot - 1),
                    word.substr(equals + 1)};
  }

  void check_overrides() {
    std::vector<std::string> used = {std::string(kLimits)};
    for (const StageUse& use : profile_.stages) used.push_back(use.spec->name);
    for (const std::string& word : overrides_) {
      const std::optional<Override> parts = parse_override(word);
      if (!parts) {
        problem("expected stage.key=value", "--set " + word);
      } else if (std::find(used.begin(), used.end(), parts->stage) == used.end()) {
        problem(
            "the profile uses no stage '" + parts->stage + "'" + did_you_mean(parts->stage, used),
            "--set " + word);
      }
    }
  }

  void check_order() {
    for (std::size_t i = 1; i < profile_.stages.size(); ++i) {
      const StageSpec& before = *profile_.stages[i - 1].spec;
      const StageSpec& after = *profile_.stages[i].spec;
      if (after.phase < before.phase) {
        problem("stage '" + after.name + "' (" + std::string(name_of(after.phase)) +
                    ") cannot come after '" + before.name + "' (" +
                    std::string(name_of(before.phase)) + ")",
                places_[i]);
      }
    }
  }

  // Not asked when a stage's name was not understood: it may be the one that seems to be missing.
  void check_missing() {
    for (const StageSpec& spec : stages_) {
      if (spec.phase == Phase::edit || spec.may_be_left_out) continue;
      const bool used = std::any_of(profile_.stages.begin(), profile_.stages.end(),
                                    [&](const StageUse& use) { return use.spec == &spec; });
      if (!used) problem("stage '" + spec.name + "' is missing; every profile needs it", file_);
    }
  }

  const std::string& file_;
  const StageTable& stages_;
  const std::vector<std::string>& overrides_;
  Problems& problems_;
  Profile profile_;
  std::vector<std::string> places_;  // of the uses in profile_.stages
  bool name_not_understood_ = false;
};

}  // namespace

std::string Profile::canonical() const {
  std::string text = "profile " + name + "\nprovenance " + provenance + "\npage_bytes " +
                     std::to_string(limits.page_bytes) + "\n";
  // Said where they are not as they were before they could be set.
  const Limits usual;
  if (limits.page_ratio != usual.page_ratio) {
    text += "page_ratio " + std::to_string(limits.page_ratio) + "\n";
  }
  if (limits.page_seconds != usual.page_seconds) {
    text += "page_seconds " + std::to_string(limits.page_seconds) + "\n";
  }
  for (const StageUse& use : stages) {
    text += "stage " + use.spec->name + "\n" + use.settings.canonical();
  }
  return text;
}

Profile read_profile(std::string_view toml, const std::string& file, const StageTable& stages,
                     const std::vector<std::string>& overrides, Problems& problems) {
  return ProfileReader(file, stages, overrides, problems).read(toml);
}

}  // namespace medloom
