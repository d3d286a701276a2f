// `$RC("B:0","S:1f")` fills a boundary, `$RS("S:2","P:2")` a place inside a part. Which part
// belongs in which hole is read of these calls; without them parts and holes of one number belong
// together.
//
// Tested by tests/stages/streamed_parts_test.cc.
#include "stages/extract/streamed_parts.h"

#include <optional>

namespace medloom::stages {
namespace {

using text::HtmlNode;
using text::HtmlTag;
using text::HtmlTree;

constexpr std::size_t kLongestNumber = 8;  // digits

std::string_view id_of(const HtmlTree& tree, const HtmlNode& element) {
  const std::optional<text::HtmlAttribute> id = tree.attribute(element, "id");
  return id ? id->value : std::string_view();
}

// "1f" of "S:1f"; empty for what is no such id. A page may put a prefix of its own before them.
std::string_view number_of(std::string_view id, std::string_view kinds) {
  const std::size_t colon = id.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  if (kinds.find(id[colon - 1]) == std::string_view::npos) return {};
  const std::string_view number = id.substr(colon + 1);
  const bool is_number = !number.empty() && number.size() <= kLongestNumber &&
                         number.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return is_number ? number : std::string_view();
}

// What stands between the next two quotation marks; `script` is behind them then.
std::string_view take_quoted(std::string_view& script) {
  const std::size_t from = script.find('"');
  if (from == std::string_view::npos) return {};
  script.remove_prefix(from + 1);
  const std::size_t to = script.find('"');
  if (to == std::string_view::npos) return {};
  const std::string_view quoted = script.substr(0, to);
  script.remove_prefix(to + 1);
  return quoted;
}

}  // namespace

std::uint32_t StreamedParts::take_part_of(std::uint32_t hole) {
  const std::string_view id = id_of(tree_, tree_[hole]);
  std::string_view number = number_of(id, "BP");
  if (number.empty()) return 0;
  if (!looked_) look();
  if (const auto known = part_of_.find(id); known != part_of_.end()) number = known->second;
  const auto part = parts_.find(number);
  if (part == parts_.end()) return 0;
  bool& taken = taken_[part->second];
  if (taken) return 0;
  taken = true;
  return part->second;
}

bool StreamedParts::was_taken(std::uint32_t element) const { return taken_.contains(element); }

void StreamedParts::look() {
  looked_ = true;
  for (std::uint32_t index = HtmlTree::kBody; index < tree_.nodes().size(); ++index) {
    const HtmlNode& node = tree_[index];
    if (node.kind != text::HtmlNodeKind::element) continue;
    if (node.tag == HtmlTag::script && node.first_child != 0) {
      const HtmlNode& script = tree_[node.first_child];
      for (std::uint32_t i = 0; i < script.count; ++i) {
        read_script(tree_.piece(script.first + i).bytes);
      }
    }
    if (node.count < 2 || !tree_.attribute(node, "hidden")) continue;
    const std::string_view number = number_of(id_of(tree_, node), "S");
    if (!number.empty()) parts_.try_emplace(number, index);
  }
}

void StreamedParts::read_script(std::string_view script) {
  for (std::size_t at = script.find("$R"); at != std::string_view::npos; at = script.find("$R")) {
    script.remove_prefix(at + 2);
    if (!script.starts_with("C(\"") && !script.starts_with("S(\"")) continue;
    const bool fills_boundary = script.front() == 'C';
    std::string_view hole = take_quoted(script);
    std::string_view part = take_quoted(script);
    if (!fills_boundary) std::swap(hole, part);
    const std::string_view number = number_of(part, "S");
    if (!number.empty()) part_of_.try_emplace(hole, number);
  }
}

}  // namespace medloom::stages
