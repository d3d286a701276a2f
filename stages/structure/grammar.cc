// One walk over the blocks. For each line: the first rule that matches, the state's own before the
// profile's, says what the line is, what it opens and where to go; no rule, and the line is what
// the state says. A rule with a group `rest` cuts the line there and the rest is read as the next
// line, so `病情描述：头痛三天` and the same on two lines end alike.
//
// What belongs to an answer may stand before it (a doctor's card), so nodes are opened when they
// are first needed, not when a marker announces them; and a card whose lines stand in any order is
// one card: a name does not begin another answer while the open one has neither text nor name.
//
// A follow-up is a question whose parent is the question it goes on from; a reply is an answer
// whose parent is that follow-up. The next answer is to the question again.
//
// When a state is left, its first and last lines are looked at once more for greetings and
// signatures: what a line means at the end of an answer it need not mean in the middle.
//
// Cost: lines × rules of the state, each rule linear in the line.
#include "stages/structure/grammar.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "stages/structure/lines.h"

namespace medloom::stages {
namespace {

// Whether nothing from here on stands above the page's title: something is opened, or the first
// heading is a label itself ("<h3>Question:</h3>").
bool begins_text(const LineRule& rule, const Block& block) {
  return rule.opens.has_value() || (block.kind == BlockKind::heading && !rule.to.empty());
}

class Machine {
 public:
  Machine(const SiteProfile& profile, DocumentEditor& editor)
      : profile_(profile), editor_(editor), document_(editor.document()) {}

  void run() {
    waits_for_heading_ = profile_.title_is_heading && has_heading();
    enter(profile_.states.front());
    BlockId id = document_.blocks().empty() ? BlockRange::kEnd : document_.blocks().begin()->id;
    for (; id != BlockRange::kEnd; id = document_.blocks().next(id)) {
      const Role role = document_.block(id).role;
      if (document_.block(id).dropped) continue;
      if (role == Role::none) read(id);
      if (role == Role::navigation) read_navigation(id);
    }
    leave();
  }

 private:
  bool has_heading() const {
    return std::any_of(document_.blocks().begin(), document_.blocks().end(), [](const Block& b) {
      return b.kind == BlockKind::heading && b.role == Role::none;
    });
  }

  void read(BlockId id) {
    const text::Subject line(document_.block(id).text.view());
    text::Match match;
    const LineRule* rule = find_rule(state_->rules, document_, id, line, match);
    if (rule == nullptr) rule = find_rule(profile_.rules, document_, id, line, match);
    if (rule != nullptr) return apply(*rule, id, match);

    if (document_.block(id).kind == BlockKind::heading) waits_for_heading_ = false;
    if (waits_for_heading_) {
      return editor_.label(id, Role::navigation, 0, {"before-title", ""});
    }
    // Text that keeps its lines has headings of its own ("Potential Causes").
    if (state_->keep_lines && looks_like_heading(document_, id)) {
      editor_.set_kind(id, BlockKind::heading, 3, {"heading-in-text", ""});
    }
    const NodeId node = node_of(state_->role);
    editor_.label(id, state_->role, node, {"state-" + state_->name, ""});
    const Role role = state_->role;
    const bool says = role == Role::answer || role == Role::question || role == Role::heading;
    if (says) filled_.insert(node);
    if (!state_->field.empty()) whole_line_field(state_->field, state_->role, id, state_->name);
    lines_.push_back(id);
    if (!state_->next.empty()) enter(*profile_.state(state_->next));
  }

  // A post's head may be nothing but links, and look like navigation for who does not know the
  // site.
  void read_navigation(BlockId id) {
    const text::Subject line(document_.block(id).text.view());
    text::Match match;
    for (const LineRule& rule : profile_.rules) {
      if (rule.over_navigation && satisfies(document_, id, line, rule, match)) {
        return apply(rule, id, match);
      }
    }
  }

  void apply(const LineRule& rule, BlockId id, const text::Match& match) {
    const std::optional<Span> rest = match.group("rest");
    const bool has_rest = rest && !rest->empty();
    if (has_rest && rest->from > 0) editor_.split(id, rest->from, {rule.name, ""});
    if (rule.opens) open_by(rule, id, match);
    if (begins_text(rule, document_.block(id))) waits_for_heading_ = false;
    if (!has_rest || rest->from > 0) {
      const Role role = rule.role == Role::none ? state_->role : rule.role;
      editor_.label(id, role, node_of(role), {rule.name, ""});
      fields(rule, role, id, match);
      if (role == state_->role && rule.to.empty()) lines_.push_back(id);
    }
    if (!rule.to.empty()) enter(*profile_.state(rule.to));
    // A rule that only leads elsewhere: the same line is read again in the new state.
    if (has_rest && rest->from == 0 && !rule.to.empty() && reread_ != id) {
      reread_ = id;
      read(id);
    }
  }

  void fields(const LineRule& rule, Role role, BlockId id, const text::Match& match) {
    for (const std::string& name : rule.match.names()) {
      if (name.empty() || name == "rest" || name == "heading") continue;
      const std::optional<Span> at = match.group(name);
      if (!at || at->empty()) continue;
      const NodeId node = field_node(name, role);
      if (is_known(node, name, id, *at)) continue;
      const bool reliable =
          std::find(rule.unreliable.begin(), rule.unreliable.end(), name) == rule.unreliable.end();
      editor_.field(node, name, id, *at, {rule.name, ""}, reliable);
      remember(node, name, id, *at);
    }
    if (!rule.field.empty()) whole_line_field(rule.field, role, id, rule.name);
  }

  // What is known of an answer. A card that is printed twice says a thing once.
  bool is_known(NodeId node, std::string_view name, BlockId id, Span at) const {
    const std::string_view value = document_.block(id).text.view().substr(at.from, at.size());
    return known_.count({node, std::string(name), std::string(value)}) > 0;
  }
  bool has_field(NodeId node, std::string_view name) const {
    const auto found = known_.lower_bound({node, std::string(name), ""});
    return found != known_.end() && std::get<0>(*found) == node && std::get<1>(*found) == name;
  }
  void remember(NodeId node, const std::string& name, BlockId id, Span at) {
    if (node == 0 || document_.nodes()[node].kind != NodeKind::answer) return;
    known_.insert(
        {node, name, std::string(document_.block(id).text.view().substr(at.from, at.size()))});
  }

  // What a rule opens, unless the open answer still waits for its beginning.
  void open_by(const LineRule& rule, BlockId id, const text::Match& match) {
    if (*rule.opens == NodeKind::question && rule.goes_on && main_question_ != 0) {
      return follow_up(rule);
    }
    const NodeId answer = current(NodeKind::answer);
    const NodeId question = current(NodeKind::question);
    const bool waits = question != 0 && answer == 0 && filled_.count(question) == 0;
    if (*rule.opens == NodeKind::question && waits) return;  // "Asked by Tom" stood before it
    if (*rule.opens == NodeKind::answer) {
      if (!rule.goes_on && main_question_ != 0) current(NodeKind::question) = main_question_;
      const bool same_question =
          answer != 0 && document_.nodes()[answer].parent == current(NodeKind::question);
      if (same_question && filled_.count(answer) == 0) {
        const std::optional<Span> name = match.group("responder");
        if (!name || !has_field(answer, "responder") || is_known(answer, "responder", id, *name)) {
          return;
        }
      }
    }
    open(*rule.opens, rule.basis, rule.name, rule.role);
  }

  void follow_up(const LineRule& rule) {
    current(NodeKind::answer) = 0;
    current(NodeKind::question) = editor_.add_node(
        {NodeKind::question, main_question_, Role::none, "", state_->keep_lines, {}, rule.name});
  }

  void whole_line_field(const std::string& name, Role role, BlockId id, const std::string& rule) {
    const Span all{0, document_.block(id).text.size()};
    editor_.field(field_node(name, role), name, id, all, {rule, ""});
  }

  // Which node a field belongs to, whatever line it stands on.
  NodeId field_node(std::string_view name, Role role) {
    if (role == Role::teaser || role == Role::topic) return node_of(role);
    static constexpr std::array<std::string_view, 5> kAsker = {"alias", "anonymous", "age", "sex",
                                                               "asked"};
    static constexpr std::array<std::string_view, 5> kAnswer = {"responder", "department", "rank",
                                                                "hospital", "replied"};
    const auto is_in = [name](const auto& list) {
      return std::find(list.begin(), list.end(), name) != list.end();
    };
    if (is_in(kAsker)) return node_of(Role::question);
    if (is_in(kAnswer)) {
      // Before anything is answered a department is the page's: the section it was asked in.
      if (name == "department" && current(NodeKind::answer) == 0) return 0;
      return node_of(Role::answer);
    }
    return 0;
  }

  static std::optional<NodeKind> kind_for(Role role) {
    switch (role) {
      case Role::question:
      case Role::asker:
        return NodeKind::question;
      case Role::answer:
      case Role::responder:
        return NodeKind::answer;
      case Role::supplement:
      case Role::lead:
      case Role::section:
      case Role::dialogue:
        return NodeKind::part;
      case Role::teaser:
        return NodeKind::teaser;
      case Role::topic:
        return NodeKind::topic;
      default:
        return std::nullopt;
    }
  }

  NodeId& current(NodeKind kind) { return current_[static_cast<std::size_t>(kind)]; }

  NodeId node_of(Role role) {
    // A greeting or signature is part of what its state is about.
    if (role == Role::greeting || role == Role::signature) role = state_->role;
    if (role == Role::disclaimer) return disclaimer_node();
    if (role == Role::heading) return current(NodeKind::question);  // a question is its heading
    const std::optional<NodeKind> kind = kind_for(role);
    if (!kind) return 0;
    if (current(*kind) == 0) open(*kind, "", "first-line", role);
    return current(*kind);
  }

  // Disclaimers stand anywhere; all of a page are one part.
  NodeId disclaimer_node() {
    if (disclaimer_ == 0) {
      disclaimer_ =
          editor_.add_node({NodeKind::part, 0, Role::disclaimer, "", true, {}, "first-line"});
    }
    return disclaimer_;
  }

  void open(NodeKind kind, const std::string& basis, const std::string& rule, Role role) {
    Node node;
    node.kind = kind;
    node.basis = basis;
    node.rule = rule;
    node.keep_lines = state_->keep_lines;
    if (kind == NodeKind::part) node.role = kind_for(role) == kind ? role : state_->role;
    if (kind == NodeKind::question) current(NodeKind::answer) = 0;
    if (kind == NodeKind::answer) node.parent = node_of(Role::question);
    current(kind) = editor_.add_node(std::move(node));
    if (kind == NodeKind::question) main_question_ = current(kind);
  }

  void enter(const State& next) {
    leave();
    state_ = &next;
    if (next.opens) open(*next.opens, "", "state-" + next.name, next.role);
  }

  void leave() {
    if (state_ == nullptr) return;
    std::size_t first = 0;
    std::size_t last = lines_.size();
    while (first < last && relabel(state_->head, lines_[first])) {
      if (rest_ == BlockRange::kEnd) {
        ++first;
        continue;
      }
      lines_[first] = rest_;  // what stands behind a greeting on the same line
      break;
    }
    while (last > first && relabel(state_->tail, lines_[last - 1])) --last;
    if (last > first) cut_closing(lines_[last - 1]);
    lines_.clear();
  }

  // "…多休息。祝您健康！": a closing at the end of the last line.
  void cut_closing(BlockId id) {
    text::Match match;
    for (const EdgeRule& edge : state_->tail) {
      if (!edge.match.search(document_.block(id).text.view(), 0, match)) continue;
      const std::optional<Span> closing = match.group("closing");
      if (!closing || closing->from == 0 || closing->empty()) continue;
      const BlockId cut = editor_.split(id, closing->from, {edge.name, ""});
      relabel(state_->tail, cut);
      return;
    }
  }

  bool relabel(const std::vector<EdgeRule>& edges, BlockId id) {
    text::Match match;
    for (const EdgeRule& edge : edges) {
      if (!edge.match.search(document_.block(id).text.view(), 0, match)) continue;
      if (const auto closing = match.group("closing"); closing && closing->from > 0) continue;
      // "您好，" before the answer on the same line: the rest of the line is the answer still.
      const std::optional<Span> rest = match.group("rest");
      const bool cuts = rest && rest->from > 0 && !rest->empty();
      rest_ = cuts ? editor_.split(id, rest->from, {edge.name, ""}) : BlockRange::kEnd;
      // When a state is left, the next answer may be open already: what a line belongs to stays.
      const bool is_edge = edge.role == Role::greeting || edge.role == Role::signature;
      const NodeId node = document_.block(id).node;
      editor_.label(id, edge.role, is_edge ? node : node_of(edge.role), {edge.name, ""});
      for (const std::string& name : edge.match.names()) {
        const bool is_field = !name.empty() && name != "rest" && name != "closing";
        const std::optional<Span> at = is_field ? match.group(name) : std::nullopt;
        if (!at || at->empty()) continue;
        const NodeId of = is_edge ? node : field_node(name, edge.role);
        if (has_field(of, name)) continue;  // a signature in another spelling is the same person
        editor_.field(of, name, id, *at, {edge.name, ""});
        remember(of, name, id, *at);
      }
      return true;
    }
    return false;
  }

  const SiteProfile& profile_;
  DocumentEditor& editor_;
  const Document& document_;
  const State* state_ = nullptr;
  std::array<NodeId, 7> current_{};  // by NodeKind; 0: none open
  NodeId main_question_ = 0;         // what answers are to; follow-ups hang on it
  std::set<NodeId> filled_;          // questions and answers that have text
  std::set<std::tuple<NodeId, std::string, std::string>> known_;  // answer, field, value
  NodeId disclaimer_ = 0;
  std::vector<BlockId> lines_;  // what the state itself labelled since it was entered
  bool waits_for_heading_ = false;
  BlockId reread_ = BlockRange::kEnd;
  BlockId rest_ = BlockRange::kEnd;  // what the last edge cut off
};

// Whether a line is known for what it is, rather than passed over.
bool is_understood(Role role) {
  return role != Role::none && role != Role::navigation && role != Role::title &&
         role != Role::noise;
}

// The machine's way through the page, without its edits.
class Rehearsal {
 public:
  Rehearsal(const SiteProfile& profile, const Document& document)
      : profile_(profile), document_(document), state_(&profile.states.front()) {
    waits_for_heading_ =
        profile.title_is_heading && std::ranges::any_of(document.blocks(), [](const Block& block) {
          return block.kind == BlockKind::heading && block.role == Role::none;
        });
  }

  bool reaches(std::size_t least) {
    for (const Block& block : document_.blocks()) {
      if (block.dropped) continue;
      if (block.role == Role::none || block.role == Role::navigation) see(block);
      if (has_text_ && understood_ >= least) return true;
    }
    return false;
  }

 private:
  const LineRule* rule_for(const Block& block, text::Match& match) const {
    const text::Subject line(block.text.view());
    const bool navigation = block.role == Role::navigation;
    if (!navigation) {
      const LineRule* own = find_rule(state_->rules, document_, block.id, line, match);
      if (own != nullptr) return own;
    }
    for (const LineRule& rule : profile_.rules) {
      const bool may = !navigation || rule.over_navigation;
      if (may && satisfies(document_, block.id, line, rule, match)) return &rule;
    }
    return nullptr;
  }

  void see(const Block& block) {
    text::Match match;
    const LineRule* rule = rule_for(block, match);
    const bool content = block.role == Role::none;
    if (rule == nullptr) {
      if (!content) return;
      waits_for_heading_ = waits_for_heading_ && block.kind != BlockKind::heading;
      if (waits_for_heading_) return;
      count(state_->role, block.text.size());
      if (!state_->next.empty()) state_ = profile_.state(state_->next);
      return;
    }
    if (begins_text(*rule, block)) waits_for_heading_ = false;
    const std::optional<Span> rest = match.group("rest");
    const std::uint32_t cut = rest && !rest->empty() ? rest->from : block.text.size();
    if (content) count(rule->role == Role::none ? state_->role : rule->role, cut);
    if (!rule->to.empty()) state_ = profile_.state(rule->to);
    if (content) count(state_->role, block.text.size() - cut);
  }

  void count(Role role, std::size_t bytes) {
    if (bytes == 0) return;
    has_text_ = has_text_ || is_content(role) || role == Role::heading;
    understood_ += is_understood(role) ? bytes : 0;
  }

  const SiteProfile& profile_;
  const Document& document_;
  const State* state_;
  std::size_t understood_ = 0;
  bool has_text_ = false;
  bool waits_for_heading_ = false;
};

}  // namespace

bool grammar_fits(const SiteProfile& profile, const Document& document, std::size_t least) {
  return Rehearsal(profile, document).reaches(least);
}

void read_by_grammar(const SiteProfile& profile, DocumentEditor& editor) {
  Machine(profile, editor).run();
}

}  // namespace medloom::stages
