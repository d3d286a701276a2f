// Tested by tests/privacy/redact_test.cc.
#include "stages/redact/stretch.h"

#include <algorithm>
#include <optional>

namespace medloom::stages {
namespace {

using dictionaries::Voice;

// Nothing for what does not reach a record.
std::optional<Voice> voice_of(Role role) {
  switch (role) {
    case Role::none:
    case Role::title:
    case Role::question:
    case Role::asker:
    case Role::dialogue:
      return Voice::asker;
    case Role::answer:
    case Role::responder:
    case Role::greeting:
    case Role::signature:
    case Role::supplement:
      return Voice::answer;
    case Role::navigation:
    case Role::advert:
    case Role::marker:
    case Role::hidden:
    case Role::noise:
      return std::nullopt;
    default:
      return Voice::page;
  }
}

bool names_professionals(Role role) {
  return role == Role::responder || role == Role::signature || role == Role::byline;
}

}  // namespace

void Stretch::add(const Block& block) {
  if (!starts_.empty()) text_ += '\n';
  starts_.push_back({block.id, static_cast<std::uint32_t>(text_.size())});
  text_ += block.text.view();
}

bool Stretch::holds_any(const std::set<BlockId>& blocks) const {
  return std::any_of(starts_.begin(), starts_.end(),
                     [&](const Start& start) { return blocks.contains(start.block); });
}

std::vector<Stretch::Part> Stretch::parts(Span span) const {
  std::vector<Part> parts;
  auto start = std::upper_bound(starts_.begin(), starts_.end(), span.from,
                                [](std::uint32_t at, const Start& s) { return at < s.from; });
  if (start != starts_.begin()) --start;
  for (; start != starts_.end() && start->from <= span.to; ++start) {
    const auto next = start + 1;
    const std::uint32_t end =
        next == starts_.end() ? static_cast<std::uint32_t>(text_.size()) : next->from - 1;
    const Span inside{std::max(span.from, start->from), std::min(span.to, end)};
    if (inside.from < inside.to) {
      parts.push_back({start->block, {inside.from - start->from, inside.to - start->from}});
    }
  }
  return parts;
}

std::vector<Stretch> stretches_of(const Document& document) {
  std::vector<Stretch> stretches;
  for (const Block& block : document.blocks()) {
    if (block.dropped || block.text.empty()) continue;
    const auto voice = voice_of(block.role);
    if (!voice) continue;
    Stretch here(*voice, names_professionals(block.role), block.node);
    if (stretches.empty() || !stretches.back().takes(here)) stretches.push_back(std::move(here));
    stretches.back().add(block);
  }
  return stretches;
}

}  // namespace medloom::stages
