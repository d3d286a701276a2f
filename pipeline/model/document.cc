// The editor keeps three things in step: the blocks, the log of what was done, and the places of
// what is already recorded. A place follows its text: through replacements by a SpliceMap, through
// a split to whichever part its beginning is in, through a join to the block that remains.
//
// Cost: an edit walks the runs and the recorded places of its block, nothing else of the document.
//
// Tested by tests/model/document_test.cc.
#include "pipeline/model/document.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace medloom {
namespace {

std::uint32_t code_points(std::string_view utf8) {
  return static_cast<std::uint32_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// The first position from `at` that is no white space: ASCII, no-break or ideographic.
std::uint32_t after_white_space(std::string_view text, std::uint32_t at) {
  static constexpr std::array<std::string_view, 8> kSpaces = {" ",  "\t", "\n",     "\r",
                                                              "\f", "\v", "\u00A0", "\u3000"};
  const auto space_at = [text](std::uint32_t position) -> std::size_t {
    const std::string_view rest = text.substr(position);
    const auto found = std::find_if(kSpaces.begin(), kSpaces.end(),
                                    [rest](std::string_view s) { return rest.starts_with(s); });
    return found == kSpaces.end() ? 0 : found->size();
  };
  while (const std::size_t size = space_at(at)) at += static_cast<std::uint32_t>(size);
  return at;
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
    case NodeKind::page:
      return "page";
    case NodeKind::question:
      return "question";
    case NodeKind::answer:
      return "answer";
    case NodeKind::part:
      return "part";
    case NodeKind::teaser:
      return "teaser";
    case NodeKind::topic:
      return "topic";
    case NodeKind::contributor:
      return "contributor";
  }
  return "page";
}

const Fact* Document::fact(std::string_view name) const {
  for (const std::uint32_t first : first_facts_) {
    if (facts_[first].name == name) return &facts_[first];
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

void Replacements::add(Span at, std::string_view after, const Rule& rule, bool withheld) {
  const auto same = [&rule](const Rule& known) {
    return known.name == rule.name && known.dictionary == rule.dictionary;
  };
  // Mostly the last one again, or the one before it.
  std::size_t known = rules_.size();
  const std::size_t oldest = known - std::min<std::size_t>(known, 2);
  while (known > oldest && !same(rules_[known - 1])) --known;
  if (known == oldest) {
    rules_.push_back(rule);
    known = rules_.size();
  }
  items_.push_back({at, static_cast<std::uint32_t>(after_.size()),
                    static_cast<std::uint32_t>(after.size()), static_cast<std::uint32_t>(known - 1),
                    withheld});
  after_ += after;
}

void DocumentEditor::record(OperationKind kind, std::size_t index) {
  document_.log_.operations_.push_back({kind, static_cast<std::uint32_t>(index)});
}

void DocumentEditor::set_text(std::string decoded, Decoding decoding) {
  document_.text_ = std::move(decoded);
  document_.decoding_ = std::move(decoding);
}

void DocumentEditor::add_fact(Fact fact) {
  if (document_.fact(fact.name) == nullptr) {
    document_.first_facts_.push_back(static_cast<std::uint32_t>(document_.facts_.size()));
  }
  document_.facts_.push_back(std::move(fact));
}

BlockId DocumentEditor::add_block(Block block) {
  BlockRange& blocks = document_.blocks_;
  const auto id = static_cast<BlockId>(blocks.storage_.size());
  block.id = id;
  blocks.storage_.push_back(std::move(block));
  blocks.next_.push_back(BlockRange::kEnd);
  if (blocks.last_ == BlockRange::kEnd) {
    blocks.first_ = id;
  } else {
    blocks.next_[blocks.last_] = id;
  }
  blocks.last_ = id;
  ++blocks.size_;
  return id;
}

const Reason* DocumentEditor::reason(const Rule& rule) {
  const bool same = last_reason_ != nullptr && last_reason_->rule.name == rule.name &&
                    last_reason_->rule.dictionary == rule.dictionary;
  if (!same) last_reason_ = document_.log_.intern_reason(stage_, rule);
  return last_reason_;
}

void DocumentEditor::drop_page(Span page, Role role, const Rule& rule, std::uint32_t chars) {
  auto& drops = document_.log_.drops_;
  drops.push_back({reason(rule), role, Drop::kNoBlock, page, chars});
  record(OperationKind::drop, drops.size() - 1);
}

template <class F>
void DocumentEditor::move_places(BlockId id, F move) {
  EditLog& log = document_.log_;
  const auto found = log.places_.find(id);
  if (found == log.places_.end()) return;
  for (const EditLog::PlacedEntry entry : std::exchange(found->second, {})) {
    const auto move_one = [&](auto& placed) {
      move(placed.block, placed.at);
      log.places_[placed.block].push_back(entry);
    };
    switch (entry.kind) {
      case EditLog::Placed::flag:
        move_one(log.flags_[entry.index]);
        break;
      case EditLog::Placed::link:
        move_one(log.links_[entry.index]);
        break;
      case EditLog::Placed::field:
        move_one(log.fields_[entry.index]);
        break;
    }
  }
}

template <class Same>
bool DocumentEditor::stands(BlockId id, EditLog::Placed kind, Same same) const {
  if (!again_) return false;
  const auto found = document_.log_.places_.find(id);
  return found != document_.log_.places_.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](EditLog::PlacedEntry entry) {
           return entry.kind == kind && same(entry.index);
         });
}

void DocumentEditor::place(BlockId id, EditLog::Placed kind, std::size_t index) {
  document_.log_.places_[id].push_back(
      EditLog::PlacedEntry{kind, static_cast<std::uint32_t>(index) & 0x3FFFFFFFU});
}

void DocumentEditor::replace(BlockId id, const std::vector<Replacement>& replacements) {
  Replacements wanted;
  for (const Replacement& one : replacements) {
    wanted.add(one.at, one.after, one.rule, one.withheld);
  }
  replace(id, wanted);
}

void DocumentEditor::replace(BlockId id, const Replacements& wanted) {
  const std::vector<Splice> batch = splice(block(id).text, id, wanted);
  if (batch.empty() || !document_.log_.places_.contains(id)) return;
  const SpliceMap map(batch);
  move_places(id, [&map](BlockId&, Span& span) { span = map.map(span); });
}

void DocumentEditor::replace_in_fact(std::size_t fact,
                                     const std::vector<Replacement>& replacements) {
  Replacements wanted;
  for (const Replacement& one : replacements) {
    wanted.add(one.at, one.after, one.rule, one.withheld);
  }
  splice(document_.facts_[fact].text, Change::kNoBlock, wanted);
}

// Makes the replacements in a text and records them; the batch as it was made.
std::vector<Splice> DocumentEditor::splice(Text& text, BlockId id, const Replacements& wanted) {
  EditLog& log = document_.log_;
  const std::size_t first = log.changes_.size();
  std::vector<Splice> batch;
  batch.reserve(wanted.items().size());
  const std::string_view whole = text.view();
  const Reason* why = nullptr;  // of the rule that the one before had
  std::uint32_t rule = 0;
  for (const Replacements::Item& item : wanted.items()) {
    const std::string_view before = whole.substr(item.at.from, item.at.size());
    const std::string_view after = wanted.after(item);
    if (before == after) continue;
    if (why == nullptr || item.rule != rule) {
      rule = item.rule;
      why = reason(wanted.rules()[rule]);
    }
    const auto number = static_cast<ChangeId>(log.changes_.size());
    log.changes_.push_back({why,
                            log.texts_.keep(item.withheld ? std::string_view() : before),
                            log.texts_.keep(after),
                            id,
                            Change::kNone,
                            {},
                            item.withheld});
    record(OperationKind::replace, number);
    batch.push_back({item.at, after, number});
  }
  if (batch.empty()) return {};
  mark_swallowed(text, batch);
  const std::vector<Span> pages = text.splice(batch);
  for (std::size_t i = 0; i < pages.size(); ++i) log.changes_[first + i].page = pages[i];
  return batch;
}

// Earlier changes that lose bytes, or their deletion mark, to a batch point to what took them.
void DocumentEditor::mark_swallowed(const Text& text, const std::vector<Splice>& batch) {
  Span here;
  auto next = batch.begin();
  for (const Run& run : text.runs()) {
    here = {here.to, here.to + run.length};
    while (next != batch.end() && next->at.to <= here.from) ++next;
    if (run.kind != RunKind::edited) continue;
    for (auto piece = next; piece != batch.end() && piece->at.from < here.to; ++piece) {
      const bool takes_mark = here.empty() && piece->at.from < here.from;
      if (!takes_mark && !piece->at.overlaps(here)) continue;
      document_.log_.changes_[run.source].swallowed_by = piece->change;
    }
  }
}

BlockId DocumentEditor::split(BlockId id, std::uint32_t offset, const Rule& rule) {
  return split_at(id, {offset}, rule).front();
}

std::vector<BlockId> DocumentEditor::split_at(BlockId id, std::vector<std::uint32_t> offsets,
                                              const Rule& rule) {
  const Text& text = block(id).text;
  const std::uint32_t size = text.size();
  std::uint32_t start = 0;
  for (std::uint32_t& offset : offsets) {
    start = offset = std::max(start, after_white_space(text.view(), offset));
  }
  std::vector<Text> pieces = text.cut(offsets);
  block(id).text = std::move(pieces.front());

  std::vector<BlockId> ids;
  BlockId last = id;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    last = insert_part(last, std::move(pieces[i + 1]));
    ids.push_back(last);
    record_split(id, last, rule);
  }
  move_places(id, [&](BlockId& place, Span& span) {
    const auto next = std::upper_bound(offsets.begin(), offsets.end(), span.from);
    span.to = std::min(span.to, next == offsets.end() ? size : *next);
    if (next == offsets.begin()) return;
    const std::uint32_t from = *(next - 1);
    place = ids[static_cast<std::size_t>(next - offsets.begin()) - 1];
    span = {span.from - from, span.to - from};
  });
  return ids;
}

// A new block behind `id`, like it but for its text.
BlockId DocumentEditor::insert_part(BlockId id, Text text) {
  BlockRange& blocks = document_.blocks_;
  const Block& whole = block(id);
  Block part;
  part.id = static_cast<BlockId>(blocks.storage_.size());
  part.kind = whole.kind;
  part.level = whole.level;
  part.text = std::move(text);
  part.language = whole.language;
  part.role = whole.role;
  part.node = whole.node;
  part.dropped = whole.dropped;

  blocks.storage_.push_back(std::move(part));
  const BlockId added = blocks.storage_.back().id;
  blocks.next_.push_back(blocks.next_[id]);
  blocks.next_[id] = added;
  if (blocks.last_ == id) blocks.last_ = added;
  ++blocks.size_;
  return added;
}

void DocumentEditor::join(BlockId first, BlockId second, std::string_view separator,
                          const Rule& rule) {
  BlockRange& blocks = document_.blocks_;
  assert(blocks.next_[first] == second);
  Text& text = block(first).text;
  Block& gone = block(second);
  const auto read = [&](std::string_view bytes) {
    const std::uint32_t page = text.runs().back().page.to;
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
  joins.push_back({reason(rule), first, second});
  record(OperationKind::join, joins.size() - 1);
}

void DocumentEditor::mark_list_item(BlockId id, std::uint32_t length, std::uint32_t text_from,
                                    std::uint8_t level, const Rule& rule) {
  Block& item = block(id);
  assert(length <= text_from && text_from <= item.text.size());
  std::vector<Text> pieces = item.text.cut(std::array{length, text_from});
  item.kind = BlockKind::list_item;
  item.level = level;
  item.mark = std::move(pieces[0]);
  item.text = std::move(pieces[2]);
  // What was recorded in the mark has no place in the text any more but its beginning.
  move_places(id, [&](BlockId&, Span& span) {
    span = {std::max(span.from, text_from) - text_from, std::max(span.to, text_from) - text_from};
  });
  record_split(id, id, rule);
}

void DocumentEditor::record_split(BlockId id, BlockId second, const Rule& rule) {
  auto& splits = document_.log_.splits_;
  splits.push_back({reason(rule), id, second});
  record(OperationKind::split, splits.size() - 1);
}

void DocumentEditor::set_kind(BlockId id, BlockKind kind, std::uint8_t level, const Rule& rule) {
  Block& changed = block(id);
  if (changed.kind == kind && changed.level == level) return;
  changed.kind = kind;
  changed.level = level;
  record_label(changed, rule);
}

// The label that a block has now.
void DocumentEditor::record_label(const Block& labelled, const Rule& rule) {
  auto& labels = document_.log_.labels_;
  labels.push_back({reason(rule), labelled.id, labelled.node, labelled.role});
  record(OperationKind::label, labels.size() - 1);
}

void DocumentEditor::set_block_language(BlockId id, std::string_view tag) {
  block(id).language = tag;
}

void DocumentEditor::set_page_kind(PageKind kind) {
  document_.kind_ = std::move(kind);
  document_.context_.reset();
}

NodeId DocumentEditor::add_node(Node node) {
  document_.nodes_.push_back(std::move(node));
  return static_cast<NodeId>(document_.nodes_.size() - 1);
}

void DocumentEditor::label(BlockId id, Role role, NodeId node, const Rule& rule) {
  Block& labelled = block(id);
  if (labelled.role == role && labelled.node == node) return;
  labelled.role = role;
  labelled.node = node;
  document_.context_.reset();
  record_label(labelled, rule);
}

void DocumentEditor::drop(BlockId id, Role role, const Rule& rule) {
  Block& gone = block(id);
  if (gone.dropped) return;
  gone.dropped = true;
  gone.role = role;
  document_.context_.reset();
  Text whole = gone.mark;
  whole.append(gone.text);
  const Span page = whole.page_hull();
  const std::uint32_t chars = code_points(whole.view());
  auto& drops = document_.log_.drops_;
  drops.push_back({reason(rule), role, id, page, chars});
  record(OperationKind::drop, drops.size() - 1);
}

void DocumentEditor::field(NodeId node, std::string name, BlockId id, Span at, Rule rule,
                           bool reliable) {
  std::vector<Field>& fields = document_.log_.fields_;
  const auto same = [&](std::uint32_t index) {
    const Field& old = fields[index];
    return old.node == node && old.name == name && old.at == at;
  };
  if (stands(id, EditLog::Placed::field, same)) return;
  place(id, EditLog::Placed::field, fields.size());
  fields.push_back({stage_, node, std::move(name), std::move(rule), id, at, reliable});
  record(OperationKind::field, fields.size() - 1);
}

void DocumentEditor::flag(Flag flag) {
  std::vector<Flag>& flags = document_.log_.flags_;
  flag.stage = stage_;
  const auto same = [&](std::uint32_t index) {
    const Flag& old = flags[index];
    // One place of several changes is flagged whole at first, and in part when it is seen again.
    return old.stage == stage_ && old.kind == flag.kind && old.rule.name == flag.rule.name &&
           old.at.from <= flag.at.from && flag.at.to <= old.at.to;
  };
  if (stands(flag.block, EditLog::Placed::flag, same)) return;
  place(flag.block, EditLog::Placed::flag, flags.size());
  flags.push_back(std::move(flag));
  record(OperationKind::flag, flags.size() - 1);
}

void DocumentEditor::link(BlockId id, Span at, std::string_view concept_id, const Rule& rule) {
  EditLog& log = document_.log_;
  const auto same = [&](std::uint32_t index) {
    const Link& old = log.links_[index];
    return old.at == at && old.concept_id == concept_id;
  };
  if (stands(id, EditLog::Placed::link, same)) return;
  place(id, EditLog::Placed::link, log.links_.size());
  log.links_.push_back({reason(rule), log.texts_.keep(concept_id), id, at});
  record(OperationKind::link, log.links_.size() - 1);
}

}  // namespace medloom
