// Tested by tests/dictionaries/private_data_test.cc.
#include "dictionaries/private_tables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "dictionaries/tsv.h"
#include "text/ascii.h"

namespace medloom::dictionaries {
namespace {

constexpr std::array<std::string_view, kVoices> kVoiceNames = {"alias", "asker", "answer", "page"};
constexpr std::size_t kMostClasses = 64;

constexpr std::array<std::pair<std::string_view, PrivateCheck>, 21> kChecks = {{
    {"", PrivateCheck::none},
    {"word", PrivateCheck::word},
    {"number", PrivateCheck::number},
    {"mobile", PrivateCheck::mobile},
    {"toll-free-form", PrivateCheck::toll_free_form},
    {"digits5", PrivateCheck::digits5},
    {"phone9", PrivateCheck::phone9},
    {"mainland-id", PrivateCheck::mainland_id},
    {"old-mainland-id", PrivateCheck::old_mainland_id},
    {"taiwan-id", PrivateCheck::taiwan_id},
    {"hong-kong-id", PrivateCheck::hong_kong_id},
    {"card", PrivateCheck::card},
    {"email", PrivateCheck::email},
    {"handle", PrivateCheck::handle},
    {"address", PrivateCheck::address},
    {"date", PrivateCheck::date},
    {"plate", PrivateCheck::plate},
    {"age", PrivateCheck::age},
    {"name", PrivateCheck::name},
    {"full-name", PrivateCheck::full_name},
    {"surname", PrivateCheck::surname},
}};

std::vector<std::string_view> split(std::string_view cell, char by) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find(by), cell.size());
    const std::string_view part = text::trim_ascii(cell.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    cell.remove_prefix(std::min(cell.size(), end + 1));
  }
  return parts;
}

// As the words stand in a pattern: quoted, the longer ones first.
std::string alternatives(std::vector<std::string> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string pattern = "(?:";
  for (const std::string& word : words) {
    if (pattern.size() > 3) pattern += '|';
    for (const char c : word) {
      if (std::string_view("\\.+*?()[]{}|^$").find(c) != std::string_view::npos) pattern += '\\';
      pattern += c;
    }
  }
  return pattern + ")";
}

// ---- what stands around a word in a pattern

constexpr std::uint32_t kMostBefore = 24;  // characters that are tried before a word

// Calls visit(at) for every parenthesis and bar of regex[at, end) that stands in no brackets and
// behind no escape, until it answers false: there it stops, else at the end.
template <class Visit>
std::size_t visit_syntax(std::string_view regex, std::size_t at, std::size_t end, Visit visit) {
  bool in_class = false;
  for (; at < end; ++at) {
    const char c = regex[at];
    if (c == '\\') {
      ++at;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if ((c == '(' || c == ')' || c == '|') && !visit(at)) {
      return at;
    }
  }
  return end;
}

// Up to a `)` that closes more than was opened, or the end. Whether there is a choice (`|`) outside
// of groups.
struct Skipped {
  std::size_t end = 0;
  bool choice = false;
};
Skipped skip_to_close(std::string_view regex, std::size_t from) {
  Skipped skipped;
  int depth = 0;
  skipped.end = visit_syntax(regex, from, regex.size(), [&](std::size_t at) {
    if (regex[at] == '|') skipped.choice = skipped.choice || depth == 0;
    if (regex[at] == '(') ++depth;
    return regex[at] != ')' || depth-- > 0;
  });
  return skipped;
}

// The groups of a pattern that are open at a place, each from its parenthesis on.
std::vector<std::size_t> open_groups(std::string_view regex, std::size_t place) {
  std::vector<std::size_t> open;
  visit_syntax(regex, 0, place, [&](std::size_t at) {
    if (regex[at] == '(') open.push_back(at);
    if (regex[at] == ')' && !open.empty()) open.pop_back();
    return true;
  });
  return open;
}

// "(?P<x>" and "(?i:" as they stand, "(" of a group without either.
std::string_view opener(std::string_view regex, std::size_t at) {
  std::string_view rest = regex.substr(at);
  if (rest.starts_with("(?P<")) return rest.substr(0, rest.find('>') + 1);
  if (rest.starts_with("(?")) return rest.substr(0, rest.find(':') + 1);
  return rest.substr(0, 1);
}

// Whether every match has a word there: no choice around it, nothing that may be left out.
bool stands_in_all(std::string_view regex, const std::vector<std::size_t>& open,
                   std::size_t place) {
  if (skip_to_close(regex, 0).choice) return false;
  for (const std::size_t group : open) {
    const Skipped skipped = skip_to_close(regex, group + opener(regex, group).size());
    const std::string_view behind = regex.substr(std::min(regex.size(), skipped.end + 1));
    const bool repeated =
        !behind.empty() && std::string_view("?*+{").find(behind.front()) != std::string_view::npos;
    if (skipped.choice || repeated) return false;
  }
  const std::string_view behind = regex.substr(place);
  return behind.empty() || std::string_view("?*+{").find(behind.front()) == std::string_view::npos;
}

}  // namespace

std::string_view name_of(Voice voice) { return kVoiceNames[static_cast<std::size_t>(voice)]; }

std::optional<Voice> voice_named(std::string_view name) {
  const auto* const found = std::find(kVoiceNames.begin(), kVoiceNames.end(), name);
  if (found == kVoiceNames.end()) return std::nullopt;
  return static_cast<Voice>(found - kVoiceNames.begin());
}

// Reads rules.tsv; the words are known.
class PrivateRuleReader {
 public:
  PrivateRuleReader(const PrivateTables& tables, const TsvTable& table, const File& file,
                    Problems& problems, text::Pattern::Known known)
      : tables_(tables), table_(table), file_(file), problems_(problems), known_(known) {}

  std::vector<PrivateRule> read() {
    std::vector<PrivateRule> rules;
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      if (auto rule = read_row()) rules.push_back(std::move(*rule));
    }
    return rules;
  }

 private:
  std::string_view cell(std::string_view header) const {
    return table_.cell(row_, table_.column(header));
  }

  void problem(std::string_view header, std::string message) {
    problems_.push_back(
        {ErrorCode::configuration, std::move(message), table_.where(row_, table_.column(header))});
  }

  std::optional<PrivateRule> read_row() {
    auto pattern = text::Pattern::compile(expanded(cell("pattern")),
                                          table_.where(row_, table_.column("pattern")), known_);
    if (!pattern) {
      problems_.push_back(pattern.error());
      return std::nullopt;
    }
    if (!pattern->has_group("x")) problem("pattern", "has no group x: (?P<x>…)");
    PrivateRule rule{std::string(cell("kind")), std::string(cell("rule")),
                     file_->name + ":" + std::to_string(table_.line(row_)), std::move(*pattern),
                     neighbours(cell("pattern"), cell("trigger"))};
    rule.check = check();
    for (const std::string_view name : split(cell("trigger"), ',')) {
      if (name == "digits") {
        rule.on_digits = true;
      } else {
        rule.trigger |= class_bit("trigger", name);
      }
    }
    std::string_view needs = cell("needs");
    rule.needs_may_lack = needs.starts_with('?');
    if (rule.needs_may_lack) needs.remove_prefix(1);
    for (const auto name : split(needs, ',')) rule.needs |= class_bit("needs", name);
    for (const auto name : split(cell("unless"), ',')) rule.unless |= class_bit("unless", name);
    for (const auto name : split(cell("voices"), ',')) add_voice(name, rule);
    if (rule.voices == 0) rule.voices = (1U << kVoices) - 1;
    return rule;
  }

  // Of the word that triggers the rule, where the pattern holds it.
  PrivateNeighbours neighbours(std::string_view pattern, std::string_view trigger) {
    const std::string word = "{" + std::string(trigger) + "}";
    const std::size_t from = pattern.find(word);
    if (from == std::string_view::npos) return {};
    const std::size_t to = from + word.size();
    const std::vector<std::size_t> open = open_groups(pattern, from);
    // A \b asks for what stands beyond a part.
    if (!stands_in_all(pattern, open, to) || pattern.find("\\b") != std::string_view::npos)
      return {};
    const std::string close(open.size(), ')');
    std::string reopened;
    for (const std::size_t group : open) reopened += opener(pattern, group);
    const std::string before = expanded(pattern.substr(0, from)) + close;
    const std::string behind = reopened + expanded(pattern.substr(to));
    PrivateNeighbours parts;
    if (behind.find_first_not_of(')', reopened.size()) != std::string::npos) {
      parts.behind = text::Pattern::of_sound("^(?:" + behind + ")");
    }
    parts.before_ends = text::PatternOpening::of(before);
    parts.longest_before = parts.before_ends.longest();
    parts.begins_near = parts.longest_before <= kMostBefore;
    if (parts.begins_near && parts.longest_before > 0) {
      parts.before = text::Pattern::of_sound("^(?:" + before + ")$");
    }
    return parts;
  }

  PrivateCheck check() {
    for (const auto& [name, check] : kChecks) {
      if (name == cell("check")) return check;
    }
    problem("check", "there is no check '" + std::string(cell("check")) + "'");
    return PrivateCheck::none;
  }

  void add_voice(std::string_view name, PrivateRule& rule) {
    const auto voice = voice_named(name);
    if (!voice) return problem("voices", "unknown voice '" + std::string(name) + "'");
    rule.voices |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(*voice));
  }

  WordClasses class_bit(std::string_view header, std::string_view name) {
    const WordClasses bit = tables_.bit(name);
    if (bit == 0) problem(header, "words.tsv has no class '" + std::string(name) + "'");
    return bit;
  }

  // With the words of each {class}. Braces of a repetition hold digits and commas.
  std::string expanded(std::string_view pattern) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
      const std::size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
      const bool is_class =
          end != std::string_view::npos && pattern[at + 1] >= 'a' && pattern[at + 1] <= 'z';
      if (!is_class) {
        // \p{Han} is no class of ours: its name has capitals.
        out += pattern[at++];
        continue;
      }
      const std::string_view name = pattern.substr(at + 1, end - at - 1);
      class_bit("pattern", name);
      out += alternatives(tables_.of(name));
      at = end + 1;
    }
    return out;
  }

  const PrivateTables& tables_;
  const TsvTable& table_;
  const File& file_;
  Problems& problems_;
  text::Pattern::Known known_;
  std::size_t row_ = 0;
};

PrivateTables::PrivateTables(Source words, Source rules, Problems& problems,
                             text::Pattern::Known known) {
  read_words(std::move(words), problems);
  const TsvTable table = parse_tsv(
      std::move(rules.bytes), rules.file->path,
      {{"kind", "rule", "trigger", "pattern", "check", "needs", "unless", "voices", "note"},
       {"kind", "rule", "pattern"}},
      problems);
  rules_ = PrivateRuleReader(*this, table, rules.file, problems, known).read();
  keep_asked_words();
}

void PrivateTables::keep_asked_words() {
  WordClasses asked = bit("digit") | bit("wide");
  for (const PrivateRule& rule : rules_) asked |= rule.trigger | rule.needs | rule.unless;
  std::erase_if(words_, [asked](const PrivateWord& word) { return (word.classes & asked) == 0; });
}

void PrivateTables::read_words(Source source, Problems& problems) {
  const TsvTable table = parse_tsv(std::move(source.bytes), source.file->path,
                                   {{"class", "words", "note"}, {"class", "words"}}, problems);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string>& words = classes_[std::string(table.cell(row, table.column("class")))];
    for (const auto word : split(table.cell(row, table.column("words")), '|')) {
      words.emplace_back(word);
    }
  }
  if (classes_.size() > kMostClasses) {
    problems.push_back({ErrorCode::configuration,
                        "more than " + std::to_string(kMostClasses) + " classes of words",
                        source.file->path});
    classes_.clear();
  }
  std::map<std::string, WordClasses> classes;
  for (const auto& [name, words] : classes_) {
    for (const std::string& word : words) classes[text::ascii_lower(word)] |= bit(name);
  }
  for (auto& [word, bits] : classes) words_.push_back({word, bits});
}

WordClasses PrivateTables::bit(std::string_view word_class) const {
  const auto found = classes_.find(word_class);
  if (found == classes_.end()) return 0;
  return WordClasses{1} << std::distance(classes_.begin(), found);
}

const std::vector<std::string>& PrivateTables::of(std::string_view word_class) const {
  static const std::vector<std::string> kNone;
  const auto found = classes_.find(word_class);
  return found == classes_.end() ? kNone : found->second;
}

}  // namespace medloom::dictionaries
