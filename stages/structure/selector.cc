// Parsing is one walk over the characters. Matching is one walk over the elements, parents before
// children, that carries down which compounds may match next: those behind a blank for all that is
// in the element, those behind '>' for its children alone. A selector never looks up the tree, so
// depth costs nothing.
//
// Tested by tests/stages/selector_test.cc.
#include "stages/structure/selector.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "text/ascii.h"

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlTree;

bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const char lower = text::ascii_lower(c);
  return byte >= 0x80 || (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

class SelectorReader {
 public:
  explicit SelectorReader(std::string_view css) : css_(css) {}

  // The alternatives between commas, each a row of compounds. Empty with `error()` set.
  std::vector<std::vector<Compound>> read() {
    std::vector<std::vector<Compound>> all;
    do {
      all.push_back(read_row());
    } while (error_.empty() && take(','));
    if (error_.empty() && at_ < css_.size()) {
      fail("'" + std::string(1, css_[at_]) + "' is not understood here");
    }
    return all;
  }

  const std::string& error() const { return error_; }
  std::size_t error_at() const { return error_at_; }

 private:
  void fail(std::string message) {
    if (!error_.empty()) return;
    error_ = std::move(message);
    error_at_ = at_;
  }

  bool is_at(char c) const { return at_ < css_.size() && css_[at_] == c; }

  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  bool skip_blanks() {
    const std::size_t from = at_;
    while (at_ < css_.size() && text::is_ascii_space(css_[at_])) ++at_;
    return at_ > from;
  }

  std::vector<Compound> read_row() {
    std::vector<Compound> row;
    skip_blanks();
    bool directly = false;
    do {
      row.push_back(read_compound());
      row.back().directly = directly;
      const bool apart = skip_blanks();
      directly = take('>');
      if (directly) skip_blanks();
      if (!directly && (!apart || at_ == css_.size() || is_at(','))) break;
    } while (error_.empty());
    return row;
  }

  Compound read_compound() {
    Compound compound;
    const std::size_t from = at_;
    if (!take('*') && at_ < css_.size() && (is_name_character(css_[at_]) || is_at('\\'))) {
      compound.tag = text::ascii_lower(name("a tag"));
    }
    while (error_.empty()) {
      if (take('.')) {
        compound.classes.push_back(name("a class"));
      } else if (take('#')) {
        compound.id = name("an id");
      } else if (take('[')) {
        compound.attributes.push_back(read_attribute());
      } else if (is_at(':') || is_at('+') || is_at('~')) {
        fail("only tags, .class, #id, [attribute=value], a blank, '>' and ',' are understood");
      } else {
        break;
      }
    }
    if (at_ == from) fail("a tag, .class, #id or [attribute] is expected here");
    return compound;
  }

  Compound::Attribute read_attribute() {
    Compound::Attribute attribute;
    skip_blanks();
    attribute.name = text::ascii_lower(name("an attribute"));
    skip_blanks();
    attribute.any_value = !take('=');
    if (!attribute.any_value) {
      skip_blanks();
      attribute.value = read_value();
      skip_blanks();
    }
    if (error_.empty() && !take(']')) fail("']' is missing here");
    return attribute;
  }

  std::string read_value() {
    if (!is_at('"') && !is_at('\'')) return name("a value");
    const char quote = css_[at_++];
    const std::size_t end = css_.find(quote, at_);
    if (end == std::string_view::npos) {
      fail("the closing quote is missing");
      return {};
    }
    const std::size_t from = std::exchange(at_, end + 1);
    return std::string(css_.substr(from, end - from));
  }

  std::string name(std::string_view of_what) {
    std::string name;
    for (; at_ < css_.size(); ++at_) {
      if (css_[at_] == '\\' && at_ + 1 < css_.size()) {
        ++at_;
      } else if (!is_name_character(css_[at_])) {
        break;
      }
      name += css_[at_];
    }
    if (name.empty()) fail("the name of " + std::string(of_what) + " is missing here");
    return name;
  }

  std::string_view css_;
  std::size_t at_ = 0;
  std::string error_;
  std::size_t error_at_ = 0;
};

bool has_class(std::string_view list, std::string_view wanted) {
  while (!list.empty()) {
    std::size_t end = 0;
    while (end < list.size() && !text::is_ascii_space(list[end])) ++end;
    if (list.substr(0, end) == wanted) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool matches(const Compound& compound, const HtmlTree& tree, const HtmlNode& element) {
  if (!compound.tag.empty() && tree.name(element) != compound.tag) return false;
  const auto value = [&](std::string_view name) { return tree.attribute(element, name); };
  if (!compound.id.empty()) {
    const auto id = value("id");
    if (!id || id->value != compound.id) return false;
  }
  if (!compound.classes.empty()) {
    const auto names = value("class");
    if (!names) return false;
    const auto has = [&](const std::string& wanted) { return has_class(names->value, wanted); };
    if (!std::ranges::all_of(compound.classes, has)) return false;
  }
  return std::ranges::all_of(compound.attributes, [&](const Compound::Attribute& wanted) {
    const auto found = value(wanted.name);
    return found && (wanted.any_value || found->value == wanted.value);
  });
}

}  // namespace

Result<void> SelectorSet::add(std::string_view css, const std::string& where) {
  SelectorReader reader(css);
  std::vector<std::vector<Compound>> rows = reader.read();
  if (!reader.error().empty()) {
    return fail(ErrorCode::configuration,
                "selector '" + std::string(css) + "', character " +
                    std::to_string(reader.error_at() + 1) + ": " + reader.error(),
                where);
  }
  for (std::vector<Compound>& row : rows) {
    if (steps_.size() + row.size() > kMostCompounds) {
      return fail(
          ErrorCode::configuration,
          "the selectors of a profile have more than " + std::to_string(kMostCompounds) + " parts",
          where);
    }
    first_ |= Steps{1} << steps_.size();
    for (Compound& compound : row) steps_.push_back({std::move(compound), count_, false});
    steps_.back().is_last = true;
  }
  ++count_;
  return {};
}

void SelectorSet::match(const HtmlTree& tree,
                        const std::function<void(std::uint32_t, std::size_t)>& hit) const {
  if (empty()) return;
  struct Next {
    Steps inside = 0;    // may match anywhere in the element
    Steps children = 0;  // may match its children
  };
  std::vector<Next> next(tree.nodes().size());
  for (std::uint32_t index = HtmlTree::kHtml; index < next.size(); ++index) {
    const HtmlNode& node = tree[index];
    if (node.kind != text::HtmlNodeKind::element || node.flattened) continue;
    const Next around = index == HtmlTree::kHtml ? Next{first_, 0} : next[node.parent];
    Next& own = next[index];
    own.inside = around.inside;
    std::size_t last_hit = count_;
    for (Steps open = around.inside | around.children; open != 0; open &= open - 1) {
      const auto at = static_cast<std::size_t>(std::countr_zero(open));
      const Step& step = steps_[at];
      if (!matches(step.compound, tree, node)) continue;
      if (!step.is_last) {
        Steps& where = steps_[at + 1].compound.directly ? own.children : own.inside;
        where |= Steps{1} << (at + 1);
      } else if (std::exchange(last_hit, step.selector) != step.selector) {
        hit(index, step.selector);  // once, even if several of its alternatives match
      }
    }
  }
}

}  // namespace medloom::stages
