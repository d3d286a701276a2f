// Echo. Two kinds are sure enough to act on: lines of the answer's beginning that are lines of the
// question, letter for letter but for case and white space; and text in front of a separator that
// the profile knows ("Answer:") of which four words out of five stand in the question. Anything
// less stays in the answer. What is cut is left out as a repetition, and listed with the drops.
//
// Fields. A sentence is weaker than a line that the site prints for the purpose, so it fills only
// what is empty, and the first that says something wins.
//
// Doubts flag and change nothing.
//
// Cost: each is linear in the text, times the patterns of the profile.
#include "stages/structure/second_look.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stages/structure/lines.h"

namespace medloom::stages {
namespace {

constexpr std::size_t kFewestWords = 8;  // of a repetition in front of a separator
constexpr double kShareRepeated = 0.8;

using BlocksByNode = std::map<NodeId, std::vector<BlockId>>;

BlocksByNode blocks_with(const Document& document, std::initializer_list<Role> roles) {
  BlocksByNode found;
  for (const Block& block : document.blocks()) {
    const bool wanted = std::find(roles.begin(), roles.end(), block.role) != roles.end();
    if (wanted && !block.dropped) found[block.node].push_back(block.id);
  }
  return found;
}

// Letters and digits in lower case; every other run of characters is one space. Each Han character
// is a word.
std::string folded(std::string_view text) {
  std::string words;
  for (const unsigned char c : text) {
    const bool letter =
        c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter) {
      if (!words.empty() && words.back() != ' ') words += ' ';
      continue;
    }
    if (c >= 0xE3 && !words.empty() && words.back() != ' ') words += ' ';
    words += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  const std::string all = folded(text);
  std::vector<std::string> words;
  for (std::size_t from = 0; from < all.size();) {
    const std::size_t to = std::min(all.find(' ', from), all.size());
    if (to > from) words.push_back(all.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

class EchoCutter {
 public:
  EchoCutter(const SiteProfile& profile, DocumentEditor& editor)
      : profile_(profile), editor_(editor), document_(editor.document()) {}

  void run() {
    const BlocksByNode questions = blocks_with(document_, {Role::question});
    for (const auto& [answer, blocks] : blocks_with(document_, {Role::greeting, Role::answer})) {
      const Node& node = document_.nodes()[answer];
      const auto question = questions.find(node.parent);
      if (node.kind != NodeKind::answer || question == questions.end()) continue;
      if (cut(question->second, blocks)) flag(question->second.front());
    }
  }

 private:
  bool cut(const std::vector<BlockId>& question, const std::vector<BlockId>& answer) {
    if (ends_with_separator(answer.back())) return false;  // and nothing follows
    return cut_at_separator(question, answer) || cut_equal_lines(question, answer);
  }

  bool ends_with_separator(BlockId id) const {
    text::Match match;
    return std::any_of(
        profile_.echoes.begin(), profile_.echoes.end(), [&](const text::Pattern& separator) {
          return separator.search(text(id), 0, match) && match.whole.to == text(id).size();
        });
  }

  std::string_view text(BlockId id) const { return document_.block(id).text.view(); }

  bool cut_at_separator(const std::vector<BlockId>& question, const std::vector<BlockId>& answer) {
    for (std::size_t i = 0; i < answer.size(); ++i) {
      for (const text::Pattern& separator : profile_.echoes) {
        text::Match match;
        if (!separator.search(text(answer[i]), 0, match)) continue;
        std::string before;
        for (std::size_t j = 0; j < i; ++j) before += std::string(text(answer[j])) + "\n";
        before += text(answer[i]).substr(0, match.whole.from);
        if (!repeats(question, before)) return false;
        for (std::size_t j = 0; j < i; ++j) leave_out(answer[j]);
        leave_out_head(answer[i], match.whole.to);
        return true;
      }
    }
    return false;
  }

  bool repeats(const std::vector<BlockId>& question, std::string_view before) const {
    std::set<std::string> asked;
    for (const BlockId id : question) {
      for (std::string& word : words_of(text(id))) asked.insert(std::move(word));
    }
    const std::vector<std::string> words = words_of(before);
    const auto known = std::count_if(
        words.begin(), words.end(), [&](const std::string& word) { return asked.count(word) > 0; });
    return words.size() >= kFewestWords &&
           static_cast<double>(known) >= kShareRepeated * static_cast<double>(words.size());
  }

  bool cut_equal_lines(const std::vector<BlockId>& question, const std::vector<BlockId>& answer) {
    std::set<std::string> asked;
    for (const BlockId id : question) asked.insert(folded(text(id)));
    std::size_t lines = 0;
    std::size_t words = 0;
    while (lines < answer.size()) {
      // The greeting of a repeated line was cut off as if the doctor had said it.
      std::string said = folded(text(answer[lines]));
      std::size_t taken = 1;
      if (asked.count(said) == 0 && lines + 1 < answer.size()) {
        said += ' ' + folded(text(answer[lines + taken++]));
      }
      if (asked.count(said) == 0) break;
      words += words_of(said).size();
      lines += taken;
    }
    if (words < kFewestWords || lines == answer.size()) return false;
    for (std::size_t i = 0; i < lines; ++i) leave_out(answer[i]);
    return true;
  }

  void leave_out(BlockId id) { editor_.label(id, Role::noise, 0, {"repeats-question", ""}); }

  void leave_out_head(BlockId id, std::uint32_t to) {
    if (to < document_.block(id).text.size()) editor_.split(id, to, {"repeats-question", ""});
    leave_out(id);
  }

  void flag(BlockId question) {
    const Span all{0, document_.block(question).text.size()};
    editor_.flag({"",
                  "echo",
                  {"repeats-question", ""},
                  question,
                  all,
                  "the answer repeats the question; the repetition is left out",
                  FlagAction::unchanged,
                  {}});
  }

  const SiteProfile& profile_;
  DocumentEditor& editor_;
  const Document& document_;
};

}  // namespace

void cut_echoes(const SiteProfile& profile, DocumentEditor& editor) {
  EchoCutter(profile, editor).run();
}

void keep_disclaimers(const SiteProfile& profile, DocumentEditor& editor) {
  const Document& document = editor.document();
  const std::vector<Node>& nodes = document.nodes();
  const auto known = std::find_if(nodes.begin(), nodes.end(), [](const Node& node) {
    return node.kind == NodeKind::part && node.role == Role::disclaimer;
  });
  auto part = static_cast<NodeId>(known == nodes.end() ? 0 : known - nodes.begin());
  text::Match match;
  for (const Block& block : document.blocks()) {
    if (block.role != Role::navigation || block.dropped) continue;
    const LineRule* rule = find_rule(profile.rules, document, block.id,
                                     text::Subject(block.text.view()), match, Role::disclaimer);
    if (rule == nullptr) continue;
    if (part == 0) {
      part = editor.add_node({NodeKind::part, 0, Role::disclaimer, "", true, {}, "first-line"});
    }
    editor.label(block.id, Role::disclaimer, part, {rule->name, ""});
  }
}

void find_fields(const SiteProfile& profile, DocumentEditor& editor) {
  if (profile.finds.empty()) return;
  const Document& document = editor.document();
  std::set<std::pair<NodeId, std::string>> known;
  for (const Field& field : document.log().fields()) known.insert({field.node, field.name});
  text::Match match;
  for (const Block& block : document.blocks()) {
    if (block.dropped || block.node == 0) continue;
    for (const Find& find : profile.finds) {
      if (find.of != block.role || !find.match.search(block.text.view(), 0, match)) continue;
      for (const std::string& name : find.match.names()) {
        const std::optional<Span> at = name.empty() ? std::nullopt : match.group(name);
        if (!at || at->empty() || !known.insert({block.node, name}).second) continue;
        editor.field(block.node, name, block.id, *at, {find.name, ""});
      }
    }
  }
}

void raise_doubts(const SiteProfile& profile, DocumentEditor& editor) {
  const Document& document = editor.document();
  for (const Doubt& doubt : profile.doubts) {
    for (const auto& [node, blocks] : blocks_with(document, {doubt.of})) {
      std::string text;
      for (const BlockId id : blocks) text.append(document.block(id).text.view()).append("\n");
      text.pop_back();
      if (!doubt.match.is_in(text)) continue;
      if (doubt.unless && doubt.unless->is_in(text)) continue;
      const Span all{0, document.block(blocks.front()).text.size()};
      editor.flag({"",
                   doubt.kind,
                   {doubt.name, ""},
                   blocks.front(),
                   all,
                   doubt.note,
                   FlagAction::unchanged,
                   {}});
    }
  }
}

}  // namespace medloom::stages
