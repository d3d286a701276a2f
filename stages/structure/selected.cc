// The document keeps no elements, but every block knows where on the page it was read, and every
// element where it begins and ends. So a block stands in the elements that hold all of it.
//
// Of the selected elements around a block the innermost says what it is; a `drop` around it says
// no, whatever is inside. Each element that a question or an answer selector matches is one
// question, one answer. Fields belong to the question or answer they stand in. A field outside of
// any goes to the open one, or, if that has this field already, to the next: a doctor's card may
// stand above the answer.
//
// A field in the middle of a line (`<p>By <b class=name>…</b>, 3 May</p>`) is that stretch of the
// line; the line stays what it is.
//
// Tested by tests/stages/selected_test.cc.
#include "stages/structure/selected.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "text/html_reader.h"

namespace medloom::stages {
namespace {

using text::HtmlTree;

constexpr std::uint32_t kNone = 0;  // no element that a selector can tell from another

// The selected elements of a page, and which of them is around each place.
class Selection {
 public:
  struct Element {
    std::uint32_t outer = kNone;  // the next selected one around it, by tree index
    std::vector<std::size_t> selects;
  };

  Selection(const HtmlTree& tree, const SelectorSet& selectors) : tree_(tree) {
    selectors.match(tree, [&](std::uint32_t index, std::size_t select) {
      elements_[index].selects.push_back(select);
    });
    inner_.resize(tree.nodes().size());
    for (std::uint32_t index = 1; index < inner_.size(); ++index) {
      const std::uint32_t around = inner_[tree[index].parent];
      const auto found = elements_.find(index);
      if (found != elements_.end()) found->second.outer = around;
      inner_[index] = found != elements_.end() ? index : around;
    }
    for (std::uint32_t index = 0; index < inner_.size(); ++index) order_.push_back(index);
    std::ranges::stable_sort(order_, {}, [&](std::uint32_t i) { return tree[i].source.from; });
  }

  bool empty() const { return elements_.empty(); }
  const Element& operator[](std::uint32_t index) const { return elements_.at(index); }
  Span place(std::uint32_t index) const {
    return {tree_[index].source.from, std::max(tree_[index].end, tree_[index].source.to)};
  }

  // The innermost selected element around a stretch of the page, the whole of it.
  std::uint32_t around(Span stretch) const {
    std::uint32_t index = innermost_at(stretch.from);
    while (index != kNone && place(index).to < stretch.to) index = elements_.at(index).outer;
    return index;
  }

  // The selected elements in a stretch of the page that are not around all of it.
  std::vector<std::uint32_t> in(Span stretch) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t index = innermost_at(stretch.from);
         index != kNone && place(index).to < stretch.to; index = elements_.at(index).outer) {
      if (place(index).to > stretch.from) found.push_back(index);
    }
    auto it = std::ranges::upper_bound(order_, stretch.from, {},
                                       [&](std::uint32_t i) { return tree_[i].source.from; });
    for (; it != order_.end() && tree_[*it].source.from < stretch.to; ++it) {
      if (elements_.contains(*it)) found.push_back(*it);
    }
    return found;
  }

 private:
  // Of those that begin at a place or before it, or one around that: it may have ended.
  std::uint32_t innermost_at(std::uint32_t offset) const {
    const auto behind = std::ranges::upper_bound(
        order_, offset, {}, [&](std::uint32_t i) { return tree_[i].source.from; });
    return behind == order_.begin() ? kNone : inner_[*(behind - 1)];
  }

  const HtmlTree& tree_;
  std::map<std::uint32_t, Element> elements_;
  std::vector<std::uint32_t> inner_;  // by node: the innermost selected element, itself included
  std::vector<std::uint32_t> order_;  // nodes as they begin
};

// Which part of a text was read from a stretch of the page, white space around it left out.
Span part_from(const Text& text, Span page) {
  std::uint32_t at = 0;
  Span part{text.size(), 0};
  for (const Run& run : text.runs()) {
    if (run.kind == RunKind::copied) {
      const std::uint32_t from = std::max(run.page.from, page.from);
      const std::uint32_t to = std::min(run.page.to, page.to);
      if (from < to) {
        part.from = std::min(part.from, at + from - run.page.from);
        part.to = std::max(part.to, at + to - run.page.from);
      }
    } else if (run.page.from >= page.from && run.page.to <= page.to) {
      part.from = std::min(part.from, at);
      part.to = std::max(part.to, at + run.length);
    }
    at += run.length;
  }
  if (part.from >= part.to) return {};
  const auto is_blank = [&](std::uint32_t i) { return text.view()[i] == ' '; };
  while (part.from < part.to && is_blank(part.from)) ++part.from;
  while (part.from < part.to && is_blank(part.to - 1)) --part.to;
  return part;
}

class Selector {
 public:
  Selector(const SiteProfile& profile, const Selection& selection, DocumentEditor& editor)
      : profile_(profile), selection_(selection), editor_(editor), document_(editor.document()) {
    only_content_ = std::ranges::any_of(
        profile.selects, [](const Select& select) { return select.part == Select::Part::content; });
  }

  void run() {
    std::vector<BlockId> ids;
    for (const Block& block : document_.blocks()) ids.push_back(block.id);
    for (const BlockId id : ids) {
      if (!document_.block(id).dropped) read(id);
    }
  }

 private:
  // What the selected elements around a block say of it.
  struct Verdict {
    const Select* says = nullptr;  // the innermost with a role
    const Select* drops = nullptr;
    bool is_content = false;
    std::uint32_t element = kNone;   // of `says`
    std::uint32_t question = kNone;  // the innermost around
    std::uint32_t answer = kNone;
  };

  Verdict verdict(std::uint32_t element) const {
    Verdict verdict;
    for (; element != kNone; element = selection_[element].outer) {
      for (const std::size_t number : selection_[element].selects) {
        const Select& select = profile_.selects[number];
        verdict.is_content |= select.part != Select::Part::drop;
        if (select.part == Select::Part::drop && verdict.drops == nullptr) verdict.drops = &select;
        if (select.part != Select::Part::role) continue;
        const auto is_first = [&](Role role, std::uint32_t found) {
          return select.role == role && found == kNone;
        };
        if (is_first(Role::question, verdict.question)) verdict.question = element;
        if (is_first(Role::answer, verdict.answer)) verdict.answer = element;
        if (verdict.says != nullptr) continue;
        verdict.says = &select;
        verdict.element = element;
      }
    }
    return verdict;
  }

  void read(BlockId id) {
    const Block& block = document_.block(id);
    const Span page = block.text.page_hull();
    const Verdict found = verdict(selection_.around(page));
    if (found.drops != nullptr) {
      return editor_.label(id, Role::navigation, 0, {found.drops->name, ""});
    }
    if (found.says != nullptr) {
      const Role role = found.says->role;
      const NodeId node = node_for(role, found);
      if (role == Role::question || role == Role::answer) filled_.insert(node);
      take_fields(*found.says, id, {0, block.text.size()}, found);
      take_inner_fields(id, page, found);
      // A card of its own belongs to the answer that its fields opened.
      const bool is_card = role == Role::responder && node == 0;
      editor_.label(id, role, is_card ? answer_.node : node, {found.says->name, ""});
      return;
    }
    if (found.is_content && block.role == Role::navigation) {
      editor_.label(id, Role::none, 0, {"selected", ""});
    } else if (!found.is_content && only_content_ && block.role == Role::none) {
      editor_.label(id, Role::navigation, 0, {"not-selected", ""});
    }
    take_inner_fields(id, page, found);
  }

  // Of elements in the middle of the line.
  void take_inner_fields(BlockId id, Span page, const Verdict& found) {
    for (const std::uint32_t element : selection_.in(page)) {
      for (const std::size_t number : selection_[element].selects) {
        const Select& select = profile_.selects[number];
        if (element == found.element || select.part != Select::Part::role) continue;
        const Span at = part_from(document_.block(id).text, selection_.place(element));
        if (!at.empty()) take_fields(select, id, at, found);
      }
    }
  }

  // The whole stretch is a field, or what the expression finds in it.
  void take_fields(const Select& select, BlockId id, Span at, const Verdict& around) {
    if (!select.field.empty()) take_field(select.field, select, id, at, around);
    if (!select.match) return;
    text::Match match;
    const std::string_view text = document_.block(id).text.view().substr(at.from, at.size());
    if (!select.match->search(text, 0, match)) return;
    for (const std::string& name : select.match->names()) {
      const auto found = name.empty() ? std::nullopt : match.group(name);
      if (!found || found->empty()) continue;
      take_field(name, select, id, {at.from + found->from, at.from + found->to}, around);
    }
  }

  void take_field(const std::string& name, const Select& select, BlockId id, Span at,
                  const Verdict& around) {
    const NodeId node = node_of_field(name, around);
    if (node != 0 && !known_.insert({node, name}).second) return;
    editor_.field(node, name, id, at, {select.name, ""});
  }

  NodeId node_of_field(const std::string& name, const Verdict& around) {
    static constexpr std::array<std::string_view, 5> kAsker = {"alias", "anonymous", "age", "sex",
                                                               "asked"};
    static constexpr std::array<std::string_view, 5> kAnswer = {"responder", "department", "rank",
                                                                "hospital", "replied"};
    if (std::ranges::find(kAsker, name) != kAsker.end()) {
      if (around.question != kNone) return opened(question_, NodeKind::question, around.question);
      if (question_.node == 0 || known_.contains({question_.node, name})) open(NodeKind::question);
      return question_.node;
    }
    if (std::ranges::find(kAnswer, name) == kAnswer.end()) return 0;
    if (around.answer != kNone) return opened(answer_, NodeKind::answer, around.answer);
    if (answer_.node == 0 || known_.contains({answer_.node, name})) open(NodeKind::answer);
    return answer_.node;
  }

  NodeId node_for(Role role, const Verdict& found) {
    switch (role) {
      case Role::question:
        return opened(question_, NodeKind::question, found.question);
      case Role::answer:
        return opened(answer_, NodeKind::answer, found.answer);
      case Role::asker:
      case Role::responder:
      case Role::greeting:
      case Role::signature:
        if (found.answer != kNone) return opened(answer_, NodeKind::answer, found.answer);
        if (found.question != kNone) return opened(question_, NodeKind::question, found.question);
        return 0;
      default:
        return 0;
    }
  }

  struct Open {
    NodeId node = 0;
    std::uint32_t element = kNone;
  };

  // The question or answer of an element. One that a card above it opened is its own.
  NodeId opened(Open& current, NodeKind kind, std::uint32_t element) {
    if (current.node != 0 && current.element == element) return current.node;
    const bool waits = current.node != 0 && current.element == kNone;
    if (!waits || filled_.contains(current.node)) open(kind);
    current.element = element;
    return current.node;
  }

  void open(NodeKind kind) {
    Node node;
    node.kind = kind;
    node.rule = "selected";
    if (kind == NodeKind::answer) {
      if (question_.node == 0) open(NodeKind::question);
      node.parent = question_.node;
      node.basis = "marked";
    } else {
      answer_ = {};
    }
    Open& current = kind == NodeKind::answer ? answer_ : question_;
    current.node = editor_.add_node(std::move(node));
    current.element = kNone;
  }

  const SiteProfile& profile_;
  const Selection& selection_;
  DocumentEditor& editor_;
  const Document& document_;
  bool only_content_ = false;
  Open question_;
  Open answer_;
  std::set<NodeId> filled_;                         // questions and answers that have text
  std::set<std::pair<NodeId, std::string>> known_;  // fields
};

}  // namespace

void apply_selectors(const SiteProfile& profile, DocumentEditor& editor) {
  if (profile.selectors.empty()) return;
  const Result<HtmlTree> tree = text::read_html(editor.document().text());
  if (!tree) return;
  const Selection selection(*tree, profile.selectors);
  if (!selection.empty()) Selector(profile, selection, editor).run();
}

std::vector<SelectorHits> selector_hits(const SiteProfile& profile, std::string_view html) {
  std::vector<SelectorHits> all;
  for (const Select& select : profile.selects) all.push_back({select.name, 0, ""});
  const Result<HtmlTree> tree = text::read_html(html);
  if (!tree) return all;
  profile.selectors.match(*tree, [&](std::uint32_t element, std::size_t number) {
    SelectorHits& hits = all[number];
    if (hits.elements++ == 0) hits.first = tree->text_of(element);
  });
  return all;
}

}  // namespace medloom::stages
