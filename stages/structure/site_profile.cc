// Reading is strict, because a profile is code in all but name: unknown keys, roles and states, bad
// expressions and rules that lead nowhere are errors with their place, all at once.
//
// Tested by tests/stages/site_profile_test.cc.
#include "stages/structure/site_profile.h"

#include <algorithm>
#include <filesystem>

#include "pipeline/engine/component_spec.h"
#include "pipeline/engine/data_files.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

// Names of fields that assemble knows how to place; a group of another name is a typing slip.
const std::vector<std::string>& known_fields() {
  static const std::vector<std::string> kFields = {"rest",          "alias",
                                                   "anonymous",     "age",
                                                   "sex",           "asked",
                                                   "responder",     "department",
                                                   "rank",          "hospital",
                                                   "replied",       "topic",
                                                   "teaser",        "teaser_question",
                                                   "teaser_answer", "repeated_title",
                                                   "published",     "author",
                                                   "publisher",     "breadcrumb",
                                                   "modified",      "name",
                                                   "title",         "heading",
                                                   "closing",       "tail"};
  return kFields;
}

const std::vector<std::string>& node_names() {
  static const std::vector<std::string> kNames = {"question", "follow-up", "answer", "reply",
                                                  "part",     "teaser",    "topic"};
  return kNames;
}

std::optional<NodeKind> node_named(std::string_view name) {
  if (name == "question" || name == "follow-up") return NodeKind::question;
  if (name == "answer" || name == "reply") return NodeKind::answer;
  if (name == "part") return NodeKind::part;
  if (name == "teaser") return NodeKind::teaser;
  if (name == "topic") return NodeKind::topic;
  return std::nullopt;
}

class ProfileReader {
 public:
  ProfileReader(const std::string& file, Problems& problems, text::Pattern::Known known)
      : file_(file), problems_(problems), known_(known) {}

  SiteProfile read(std::string_view toml) {
    profile_.name = std::filesystem::path(file_).stem().string();
    const Result<ConfigValue> root = parse_toml(toml, file_);
    if (!root) {
      problems_.push_back(root.error());
      return std::move(profile_);
    }
    read_head(*root);
    each(*root, "marker", [this](const ConfigValue& table) { read_marker(table); });
    each(*root, "select", [this](const ConfigValue& table) { read_select(table); });
    each(*root, "join", [this](const ConfigValue& table) { read_join(table); });
    each(*root, "state", [this](const ConfigValue& table) { read_state(table); });
    each(*root, "rule", [this](const ConfigValue& table) {
      if (auto rule = read_rule(table)) profile_.rules.push_back(std::move(*rule));
    });
    each(*root, "question", [this](const ConfigValue& table) {
      read_pattern(table, "a question", "A heading that asks.", profile_.questions);
    });
    each(*root, "glued", [this](const ConfigValue& table) {
      read_pattern(table, "a glued heading", "A heading and its text.", profile_.glued);
    });
    each(*root, "heading", [this](const ConfigValue& table) {
      read_pattern(table, "a heading", "A line whose mark makes it one.", profile_.headings);
    });
    each(*root, "closing", [this](const ConfigValue& table) {
      read_pattern(table, "a closing", "What ends the article.", profile_.closings);
    });
    each(*root, "label", [this](const ConfigValue& table) {
      read_pattern(table, "a label", "A label in the middle of a line.", profile_.labels);
    });
    each(*root, "echo", [this](const ConfigValue& table) {
      read_pattern(table, "an echo", "What ends a repeated question.", profile_.echoes);
    });
    each(*root, "find", [this](const ConfigValue& table) { read_find(table); });
    each(*root, "doubt", [this](const ConfigValue& table) { read_doubt(table); });
    each(*root, "person", [this](const ConfigValue& table) {
      if (auto rule = read_rule(table)) profile_.people.push_back(std::move(*rule));
    });
    check(*root);
    return std::move(profile_);
  }

 private:
  void problem(std::string message, std::string where) {
    problems_.push_back({ErrorCode::configuration, std::move(message), std::move(where)});
  }

  template <class F>
  void each(const ConfigValue& table, std::string_view key, F read) {
    const ConfigValue* list = table.find(key);
    if (list == nullptr) return;
    if (list->kind != ConfigValue::Kind::array) {
      return problem("write [[" + std::string(key) + "]]", list->where);
    }
    for (const ConfigValue& item : list->items) read(item);
  }

  void read_head(const ConfigValue& root) {
    static const std::vector<FieldSpec> kFields = {
        {"summary", FieldType::text, "", "What pages these are."},
        {"mode", FieldType::choice, "grammar", "How pages are read.", {"grammar", "outline"}},
        {"kind",
         FieldType::choice,
         "other",
         "The kind of its pages.",
         {"doctor-qa", "forum", "faq", "qa-article", "dialogue", "article", "list", "other"}},
        {"responder_role", FieldType::text, "", "Who answers on this site."},
        {"language",
         FieldType::choice,
         "",
         "The region of the site's Chinese.",
         {"", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK"}},
        {"reject", FieldType::text, "", "Why such a page gives no record."},
        {"max_chars", FieldType::integer, "0", "Longer pages are not meant.", {}, 0, 1 << 30},
        {"hosts", FieldType::text_list, "", "Hosts of the site."},
        {"needs", FieldType::integer, "1", "The score of markers a page needs.", {}, 0, 1000},
        {"title_is_heading", FieldType::boolean, "true",
         "Lines before the first heading are navigation."},
    };
    const Settings head =
        read_settings(kFields, &root, "a site profile",
                      {"marker", "select", "join", "state", "rule", "question", "glued", "heading",
                       "closing", "label", "person", "find", "doubt", "echo"},
                      problems_);
    profile_.summary = head.text("summary");
    profile_.mode =
        head.text("mode") == "outline" ? SiteProfile::Mode::outline : SiteProfile::Mode::grammar;
    profile_.kind = head.text("kind");
    profile_.responder_role = head.text("responder_role");
    profile_.language = head.text("language");
    profile_.reject = head.text("reject");
    profile_.max_chars = static_cast<std::uint32_t>(head.integer("max_chars"));
    profile_.hosts = head.list("hosts");
    profile_.needs = static_cast<int>(head.integer("needs"));
    profile_.title_is_heading = head.boolean("title_is_heading");
  }

  std::optional<text::Pattern> pattern(const Settings& settings, const ConfigValue& table,
                                       std::string_view key) {
    const std::string& regex = settings.text(key);
    if (regex.empty()) {
      problem(std::string(key) + " = '…' is missing", table.where);
      return std::nullopt;
    }
    const ConfigValue* value = table.find(key);
    auto compiled =
        text::Pattern::compile(regex, value == nullptr ? table.where : value->where, known_);
    if (!compiled) {
      problems_.push_back(compiled.error());
      return std::nullopt;
    }
    for (const std::string& group : compiled->names()) check_field(group, table);
    return std::move(*compiled);
  }

  Role role(const Settings& settings, const ConfigValue& table, std::string_view key = "role") {
    const std::string& name = settings.text(key);
    const std::optional<Role> found = role_named(name);
    if (!found) problem("there is no role '" + name + "'", table.where);
    return found.value_or(Role::none);
  }

  std::optional<NodeKind> node(const Settings& settings, const ConfigValue& table) {
    const std::string& name = settings.text("opens");
    if (name.empty()) return std::nullopt;
    const std::optional<NodeKind> found = node_named(name);
    if (!found) {
      problem("nothing called '" + name + "' can be opened" + did_you_mean(name, node_names()),
              table.where);
    }
    return found;
  }

  void read_marker(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "A line of the page."},
        {"score", FieldType::integer, "1", "What finding it is worth.", {}, -1000, 1000},
    };
    const Settings settings = read_settings(kFields, &table, "a marker", {}, problems_);
    if (auto match = pattern(settings, table, "match")) {
      profile_.markers.push_back({std::move(*match), static_cast<int>(settings.integer("score"))});
    }
  }

  void read_select(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"css", FieldType::text, "", "Which elements."},
        {"role", FieldType::text, "content", "What they hold: a role, 'content' or 'drop'."},
        {"field", FieldType::text, "", "Their text is this field."},
        {"match", FieldType::text, "", "Named groups of it are fields."},
    };
    const Settings settings = read_settings(kFields, &table, "a select", {}, problems_);
    Select select;
    const std::string& what = settings.text("role");
    if (what == "content") select.part = Select::Part::content;
    if (what == "drop") select.part = Select::Part::drop;
    if (select.part == Select::Part::role) select.role = role(settings, table);
    select.field = settings.text("field");
    check_field(select.field, table);
    if (!settings.text("match").empty()) select.match = pattern(settings, table, "match");
    const bool has_fields = !select.field.empty() || select.match.has_value();
    if (select.part != Select::Part::role && has_fields) {
      problem("what is '" + what + "' has no fields; give it a role", table.where);
    }
    select.name = place(table);
    const ConfigValue* css = table.find("css");
    if (css == nullptr) return problem("css = '…' is missing", table.where);
    if (auto added = profile_.selectors.add(settings.text("css"), css->where); !added) {
      return problems_.push_back(added.error());
    }
    profile_.selects.push_back(std::move(select));
  }

  void read_join(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "A line whose sentence goes on in the next."},
        {"over_gap", FieldType::boolean, "false", "Also over a blank line or a new element."},
    };
    const Settings settings = read_settings(kFields, &table, "a join", {}, problems_);
    auto match = pattern(settings, table, "match");
    if (match) profile_.joins.push_back({std::move(*match), settings.boolean("over_gap")});
  }

  void read_pattern(const ConfigValue& table, std::string_view what, const char* meaning,
                    std::vector<text::Pattern>& patterns) {
    const std::vector<FieldSpec> fields = {{"match", FieldType::text, "", meaning}};
    const Settings settings = read_settings(fields, &table, std::string(what), {}, problems_);
    if (auto match = pattern(settings, table, "match")) patterns.push_back(std::move(*match));
  }

  void read_find(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "What is said; named groups are fields."},
        {"of", FieldType::text, "question", "In lines of which role."},
    };
    const Settings settings = read_settings(kFields, &table, "a find", {}, problems_);
    auto match = pattern(settings, table, "match");
    if (match)
      profile_.finds.push_back({std::move(*match), role(settings, table, "of"), place(table)});
  }

  void read_doubt(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "What raises it."},
        {"unless", FieldType::text, "", "What settles it."},
        {"of", FieldType::text, "question", "In text of which role."},
        {"kind", FieldType::choice, "untrusted", "The kind of flag.", {"untrusted", "privacy"}},
        {"note", FieldType::text, "", "Why a person should look."},
    };
    const Settings settings = read_settings(kFields, &table, "a doubt", {}, problems_);
    auto match = pattern(settings, table, "match");
    if (!match) return;
    Doubt doubt{std::move(*match),     std::nullopt,          role(settings, table, "of"),
                settings.text("kind"), settings.text("note"), place(table)};
    if (!settings.text("unless").empty()) doubt.unless = pattern(settings, table, "unless");
    if (doubt.note.empty()) problem("a doubt needs a note", table.where);
    profile_.doubts.push_back(std::move(doubt));
  }

  std::optional<LineRule> read_rule(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "The line; named groups are fields."},
        {"next", FieldType::text, "", "The line behind it must match this."},
        {"kinds", FieldType::text_list, "", "Kinds of block it may be."},
        {"over_navigation", FieldType::boolean, "false", "Also what reads like navigation."},
        {"early", FieldType::boolean, "false", "Only above the running text."},
        {"max_chars", FieldType::integer, "0", "Longer lines are not meant.", {}, 0, 1 << 20},
        {"role", FieldType::text, "none", "What the line is."},
        {"opens", FieldType::text, "", "What begins with it."},
        {"basis", FieldType::text, "", "Why an answer it opens is one."},
        {"to", FieldType::text, "", "The next state."},
        {"field", FieldType::text, "", "The whole line is this field."},
        {"unreliable", FieldType::text_list, "", "Fields that are the same for everybody."},
    };
    const Settings settings = read_settings(kFields, &table, "a rule", {}, problems_);
    auto match = pattern(settings, table, "match");
    if (!match) return std::nullopt;
    std::optional<text::Pattern> next;
    if (!settings.text("next").empty()) next = pattern(settings, table, "next");
    LineRule rule{std::move(*match),
                  std::move(next),
                  kinds(settings, table),
                  settings.boolean("over_navigation"),
                  settings.boolean("early"),
                  static_cast<std::uint32_t>(settings.integer("max_chars")),
                  role(settings, table),
                  node(settings, table),
                  settings.text("opens") == "follow-up" || settings.text("opens") == "reply",
                  settings.text("basis"),
                  settings.text("to"),
                  settings.text("field"),
                  settings.list("unreliable"),
                  place(table)};
    check_fields(rule, table);
    return rule;
  }

  // `field` and `unreliable` name fields too.
  void check_fields(const LineRule& rule, const ConfigValue& table) {
    check_field(rule.field, table);
    for (const std::string& name : rule.unreliable) {
      if (!rule.match.has_group(name)) {
        problem("unreliable names '" + name + "', which the expression does not find", table.where);
      }
    }
  }

  void check_field(const std::string& name, const ConfigValue& table) {
    const auto& known = known_fields();
    if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return;
    problem("no field is called '" + name + "'" + did_you_mean(name, known), table.where);
  }

  std::vector<BlockKind> kinds(const Settings& settings, const ConfigValue& table) {
    std::vector<BlockKind> found;
    for (const std::string& name : settings.list("kinds")) {
      std::optional<BlockKind> kind;
      for (int i = 0; i <= static_cast<int>(BlockKind::preformatted); ++i) {
        if (name_of(static_cast<BlockKind>(i)) == name) kind = static_cast<BlockKind>(i);
      }
      if (!kind) problem("there is no kind of block '" + name + "'", table.where);
      found.push_back(kind.value_or(BlockKind::paragraph));
    }
    return found;
  }

  void read_state(const ConfigValue& table) {
    static const std::vector<FieldSpec> kFields = {
        {"name", FieldType::text, "", "Its name."},
        {"role", FieldType::text, "none", "What its lines are."},
        {"opens", FieldType::text, "", "What begins on entering it."},
        {"field", FieldType::text, "", "Each line is this field."},
        {"lines", FieldType::choice, "soft", "What a line break is.", {"soft", "keep"}},
        {"next", FieldType::text, "", "Where the machine goes after one line."},
    };
    const Settings settings =
        read_settings(kFields, &table, "a state", {"rule", "head", "tail"}, problems_);
    State state;
    state.name = settings.text("name");
    state.role = role(settings, table);
    state.opens = node(settings, table);
    state.field = settings.text("field");
    state.keep_lines = settings.text("lines") == "keep";
    state.next = settings.text("next");
    check_field(state.field, table);
    if (settings.text("opens") == "follow-up" || settings.text("opens") == "reply") {
      problem("a state cannot open a " + settings.text("opens") + ", a rule can", table.where);
    }
    state_places_.push_back(table.where);
    if (state.name.empty()) problem("a state needs a name", table.where);
    if (profile_.state(state.name) != nullptr) {
      problem("state '" + state.name + "' stands twice", table.where);
    }
    each(table, "rule", [&](const ConfigValue& rule) {
      if (auto read = read_rule(rule)) state.rules.push_back(std::move(*read));
    });
    each(table, "head", [&](const ConfigValue& edge) { read_edge(edge, state.head); });
    each(table, "tail", [&](const ConfigValue& edge) { read_edge(edge, state.tail); });
    profile_.states.push_back(std::move(state));
  }

  void read_edge(const ConfigValue& table, std::vector<EdgeRule>& edges) {
    static const std::vector<FieldSpec> kFields = {
        {"match", FieldType::text, "", "The line; named groups are fields."},
        {"role", FieldType::text, "none", "What the line is."},
    };
    const Settings settings = read_settings(kFields, &table, "an edge", {}, problems_);
    auto match = pattern(settings, table, "match");
    if (match) edges.push_back({std::move(*match), role(settings, table), place(table)});
  }

  // "doctorqna.toml:31": what the log shows as the rule.
  std::string place(const ConfigValue& table) const {
    const auto last = table.where.rfind(':');
    const std::string with_line = table.where.substr(0, last);
    return std::filesystem::path(with_line).filename().string();
  }

  void check(const ConfigValue& root) {
    const bool reads = profile_.mode == SiteProfile::Mode::grammar && profile_.reject.empty();
    if (reads && profile_.states.empty()) {
      problem("a profile in grammar mode needs a [[state]]", root.where);
    }
    std::vector<std::string> names;
    for (const State& state : profile_.states) names.push_back(state.name);
    const auto leads = [&](const std::string& to, const std::string& from) {
      const bool outline = profile_.mode == SiteProfile::Mode::outline;
      if (to.empty() || profile_.state(to) != nullptr || (outline && to == "end")) return;
      problem("there is no state '" + to + "'" + did_you_mean(to, names), from);
    };
    for (std::size_t i = 0; i < profile_.states.size(); ++i) {
      const State& state = profile_.states[i];
      leads(state.next, state_places_[i]);
      for (const LineRule& rule : state.rules) leads(rule.to, rule.name);
    }
    for (const LineRule& rule : profile_.rules) leads(rule.to, rule.name);
    check_reachable();
    check_choice(root);
  }

  // A state that nothing leads to is a slip of the pen.
  void check_reachable() {
    const auto& states = profile_.states;
    for (std::size_t i = 1; i < states.size(); ++i) {
      const auto leads_here = [&](const LineRule& rule) { return rule.to == states[i].name; };
      const bool reached =
          std::any_of(profile_.rules.begin(), profile_.rules.end(), leads_here) ||
          std::any_of(states.begin(), states.end(), [&](const State& state) {
            return state.name != states[i].name &&
                   (state.next == states[i].name ||
                    std::any_of(state.rules.begin(), state.rules.end(), leads_here));
          });
      if (!reached) problem("nothing leads to state '" + states[i].name + "'", state_places_[i]);
    }
  }

  // Whether any page can be of this site.
  void check_choice(const ConfigValue& root) {
    int most = 0;
    for (const Marker& marker : profile_.markers) most += std::max(0, marker.score);
    if (profile_.needs == 0 || !profile_.hosts.empty() || most >= profile_.needs) return;
    const ConfigValue* needs = root.find("needs");
    problem("no page can be of this site: it names no host, and its markers give " +
                std::to_string(most) + " of the " + std::to_string(profile_.needs) + " it needs",
            needs == nullptr ? root.where : needs->where);
  }

  std::vector<std::string> state_places_;
  const std::string& file_;
  Problems& problems_;
  text::Pattern::Known known_;
  SiteProfile profile_;
};

}  // namespace

const State* SiteProfile::state(std::string_view state_name) const {
  for (const State& state : states) {
    if (state.name == state_name) return &state;
  }
  return nullptr;
}

SiteProfile read_site_profile(std::string_view toml, const std::string& file, Problems& problems,
                              text::Pattern::Known known) {
  return ProfileReader(file, problems, known).read(toml);
}

SiteProfile load_site_profile(const std::string& path, Problems& problems) {
  const Result<std::string> toml = read_file(path);
  if (!toml) {
    problems.push_back(toml.error());
    return {};
  }
  if (!text::is_valid_utf8(*toml)) {
    problems.push_back(
        {ErrorCode::configuration, "a site profile is UTF-8 text; this is not", path});
    return {};
  }
  return read_site_profile(*toml, path, problems);
}

}  // namespace medloom::stages
