// The editor keeps three things in step: the blocks, the log of what was done, and the places of
// what is already recorded. A place follows its text: through replacements by a SpliceMap, through
// a split to whichever part its beginning is in, through a join to the block that remains.
//
// Cost: an edit walks the runs and the recorded places of its block, nothing else of the document.
//
// Tested by tests/model/document_test.cc.
#include "pipeline/model/document.h"

#include <algorithm>
#include <cassert>

namespace medloom {
namespace {

std::uint32_t code_points(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_main_content(const Block& block) {
  if (block.dropped) return false;
  switch (block.role) {
    case Role::teaser:
    case Role::topic:
    case Role::marker:
    case Role::navigation:
    case Role::advert:
    case Role::disclaimer:
    case Role::hidden:
    case Role::noise:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string_view name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::page: return "page";
    case NodeKind::question: return "question";
    case NodeKind::answer: return "answer";
    case NodeKind::part: return "part";
    case NodeKind::teaser: return "teaser";
    case NodeKind::topic: return "topic";
    case NodeKind::contributor: return "contributor";
  }
  return "page";
}

const std::string* Document::fact(std::string_view name) const {
  for (const Fact& fact : facts_) {
    if (fact.name == name) return &fact.value;
  }
  return nullptr;
}

const PageContext& Document::context() const {
  if (!context_) {
    context_.emplace();
    context_->language = language_;
    context_->kind = kind_.name;
    for (const Block& block : blocks_) {
      if (!is_main_content(block)) continue;
      context_->main_text += block.text.view();
      context_->main_text += '\n';
    }
  }
  return *context_;
}

DocumentEditor::DocumentEditor(Document& document, std::string stage)
    : document_(document), stage_(std::move(stage)) {
  std::vector<std::string>& seen = document_.stages_seen_;
  again_ = std::find(seen.begin(), seen.end(), stage_) != seen.end();
  if (!again_) seen.push_back(stage_);
}

void DocumentEditor::record(OperationKind kind, std::size_t index) {
  document_.log_.operations_.push_back({kind, static_cast<std::uint32_t>(index)});
}

void DocumentEditor::set_text(std::string decoded, Decoding decoding) {
  document_.text_ = std::move(decoded);
  document_.decoding_ = std::move(decoding);
}

BlockId DocumentEditor::add_block(Block block) {
  BlockRange& blocks = document_.blocks_;
  const auto id = static_cast<BlockId>(blocks.storage_.size());
  block.id = id;
  blocks.storage_.push_back(std::move(block));
  blocks.next_.push_back(BlockRange::kEnd);
  document_.log_.places_.emplace_back();
  if (blocks.last_ == BlockRange::kEnd) {
    blocks.first_ = id;
  } else {
    blocks.next_[blocks.last_] = id;
  }
  blocks.last_ = id;
  ++blocks.size_;
  return id;
}

void DocumentEditor::drop_page(Span page, Role role, Rule rule, std::uint32_t chars) {
  auto& drops = document_.log_.drops_;
  drops.push_back({stage_, role, std::move(rule), Drop::kNoBlock, page, chars});
  record(OperationKind::drop, drops.size() - 1);
}

template <class F>
void DocumentEditor::move_places(BlockId id, F move) {
  EditLog& log = document_.log_;
  const auto move_list = [&](auto& entries, std::vector<std::uint32_t> EditLog::Places::*list) {
    std::vector<std::uint32_t> all;
    std::swap(all, log.places_[id].*list);
    for (const std::uint32_t index : all) {
      move(entries[index].block, entries[index].at);
      (log.places_[entries[index].block].*list).push_back(index);
    }
  };
  move_list(log.flags_, &EditLog::Places::flags);
  move_list(log.links_, &EditLog::Places::links);
  move_list(log.fields_, &EditLog::Places::fields);
}

void DocumentEditor::replace(BlockId id, std::vector<Replacement> replacements) {
  Text& text = block(id).text;
  EditLog& log = document_.log_;
  std::vector<Splice> batch;
  batch.reserve(replacements.size());
  const std::size_t first = log.changes_.size();
  log.changes_.reserve(first + replacements.size());  // `after` views below must stay put
  for (Replacement& wanted : replacements) {
    const std::string_view before = text.view().substr(wanted.at.from, wanted.at.size());
    if (before == wanted.after) continue;
    const auto change = static_cast<ChangeId>(log.changes_.size());
    log.changes_.push_back({stage_, std::move(wanted.rule), id, std::string(before),
                            std::move(wanted.after), text.page_hull(wanted.at), Change::kNone});
    record(OperationKind::replace, change);
    batch.push_back({wanted.at, log.changes_.back().after, change});
  }
  if (batch.empty()) return;

  // Earlier changes that are replaced now point to the change that swallowed them.
  std::uint32_t at = 0;
  auto next = batch.begin();
  for (const Run& run : text.runs()) {
    const Span here{at, at + run.length};
    at = here.to;
    while (next != batch.end() && next->at.to <= here.from) ++next;
    if (next == batch.end()) break;
    if (run.kind == RunKind::edited && next->at.overlaps(here)) {
      log.changes_[run.source].swallowed_by = next->change;
    }
  }
  const SpliceMap map(batch);
  text.splice(batch);
  move_places(id, [&map](BlockId&, Span& span) { span = map.map(span); });
}

BlockId DocumentEditor::split(BlockId id, std::uint32_t offset, Rule rule) {
  BlockRange& blocks = document_.blocks_;
  Block second = block(id);
  assert(offset <= second.text.size());
  second.mark = {};
  second.gap_before = false;
  second.text = block(id).text.slice({offset, block(id).text.size()});
  block(id).text = block(id).text.slice({0, offset});

  const auto second_id = static_cast<BlockId>(blocks.storage_.size());
  second.id = second_id;
  blocks.storage_.push_back(std::move(second));
  blocks.next_.push_back(blocks.next_[id]);
  blocks.next_[id] = second_id;
  if (blocks.last_ == id) blocks.last_ = second_id;
  ++blocks.size_;
  document_.log_.places_.emplace_back();

  move_places(id, [&](BlockId& place, Span& span) {
    if (span.from >= offset) {
      place = second_id;
      span = {span.from - offset, span.to - offset};
    } else {
      span.to = std::min(span.to, offset);
    }
  });
  auto& splits = document_.log_.splits_;
  splits.push_back({stage_, id, second_id, std::move(rule)});
  record(OperationKind::split, splits.size() - 1);
  return second_id;
}

void DocumentEditor::join(BlockId first, BlockId second, std::string_view separator, Rule rule) {
  BlockRange& blocks = document_.blocks_;
  assert(blocks.next_[first] == second);
  Text& text = block(first).text;
  Block& gone = block(second);
  const auto read = [&](std::string_view bytes) {
    const std::uint32_t page = text.page_hull({text.size(), text.size()}).to;
    text.append_read(bytes, {page, page}, intern_reading(bytes));
  };
  if (!text.empty()) read(separator);
  if (!gone.mark.empty()) {
    text.append(gone.mark);
    read(" ");
  }
  const std::uint32_t shift = text.size();
  text.append(gone.text);
  gone.text = {};
  gone.mark = {};
  blocks.next_[first] = blocks.next_[second];
  if (blocks.last_ == second) blocks.last_ = first;
  --blocks.size_;
  move_places(second, [&](BlockId& place, Span& span) {
    place = first;
    span = {span.from + shift, span.to + shift};
  });
  auto& joins = document_.log_.joins_;
  joins.push_back({stage_, first, second, std::move(rule)});
  record(OperationKind::join, joins.size() - 1);
}

void DocumentEditor::mark_list_item(BlockId id, std::uint32_t length, std::uint32_t text_from,
                                    std::uint8_t level, Rule rule) {
  const BlockId rest = split(id, text_from, std::move(rule));
  Block& item = block(id);
  item.kind = BlockKind::list_item;
  item.level = level;
  item.mark = item.text.slice({0, length});
  item.text = block(rest).text;
  // The rest comes back under its mark; what was recorded in it keeps its offsets.
  BlockRange& blocks = document_.blocks_;
  blocks.next_[id] = blocks.next_[rest];
  if (blocks.last_ == rest) blocks.last_ = id;
  --blocks.size_;
  block(rest).text = {};
  move_places(rest, [&](BlockId& place, Span&) { place = id; });
}

void DocumentEditor::set_kind(BlockId id, BlockKind kind, std::uint8_t level, Rule rule) {
  Block& changed = block(id);
  if (changed.kind == kind && changed.level == level) return;
  changed.kind = kind;
  changed.level = level;
  auto& labels = document_.log_.labels_;
  labels.push_back({stage_, id, changed.role, changed.node, std::move(rule)});
  record(OperationKind::label, labels.size() - 1);
}

void DocumentEditor::set_block_language(BlockId id, std::string tag) {
  block(id).language = std::move(tag);
}

void DocumentEditor::set_page_kind(PageKind kind) {
  document_.kind_ = std::move(kind);
  document_.context_.reset();
}

NodeId DocumentEditor::add_node(Node node) {
  document_.nodes_.push_back(std::move(node));
  return static_cast<NodeId>(document_.nodes_.size() - 1);
}

void DocumentEditor::label(BlockId id, Role role, NodeId node, Rule rule) {
  Block& labelled = block(id);
  if (labelled.role == role && labelled.node == node) return;
  labelled.role = role;
  labelled.node = node;
  document_.context_.reset();
  auto& labels = document_.log_.labels_;
  labels.push_back({stage_, id, role, node, std::move(rule)});
  record(OperationKind::label, labels.size() - 1);
}

void DocumentEditor::drop(BlockId id, Role role, Rule rule) {
  Block& gone = block(id);
  if (gone.dropped) return;
  gone.dropped = true;
  gone.role = role;
  document_.context_.reset();
  Span page = gone.text.page_hull({0, gone.text.size()});
  if (!gone.mark.empty()) page = hull(page, gone.mark.page_hull({0, gone.mark.size()}));
  const std::uint32_t chars = code_points(gone.mark.view()) + code_points(gone.text.view());
  auto& drops = document_.log_.drops_;
  drops.push_back({stage_, role, std::move(rule), id, page, chars});
  record(OperationKind::drop, drops.size() - 1);
}

void DocumentEditor::field(NodeId node, std::string name, BlockId id, Span at, Rule rule,
                           bool reliable) {
  EditLog& log = document_.log_;
  log.places_[id].fields.push_back(static_cast<std::uint32_t>(log.fields_.size()));
  log.fields_.push_back({stage_, node, std::move(name), std::move(rule), id, at, reliable});
  record(OperationKind::field, log.fields_.size() - 1);
}

void DocumentEditor::flag(Flag flag) {
  EditLog& log = document_.log_;
  flag.stage = stage_;
  std::vector<std::uint32_t>& here = log.places_[flag.block].flags;
  if (again_) {
    for (const std::uint32_t index : here) {
      const Flag& old = log.flags_[index];
      if (old.stage == stage_ && old.kind == flag.kind && old.at == flag.at &&
          old.rule.name == flag.rule.name) {
        return;
      }
    }
  }
  here.push_back(static_cast<std::uint32_t>(log.flags_.size()));
  log.flags_.push_back(std::move(flag));
  record(OperationKind::flag, log.flags_.size() - 1);
}

void DocumentEditor::link(Link link) {
  EditLog& log = document_.log_;
  link.stage = stage_;
  std::vector<std::uint32_t>& here = log.places_[link.block].links;
  if (again_) {
    for (const std::uint32_t index : here) {
      const Link& old = log.links_[index];
      if (old.at == link.at && old.concept_id == link.concept_id) return;
    }
  }
  here.push_back(static_cast<std::uint32_t>(log.links_.size()));
  log.links_.push_back(std::move(link));
  record(OperationKind::link, log.links_.size() - 1);
}

}  // namespace medloom
