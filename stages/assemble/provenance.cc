// A place is a list of JSON Pointers; `out` counts in the text of the first of them.
//
// A change whose bytes a later change replaced points to where that one stands. One whose text did
// not reach the record has no pointer, and its page span is in `dropped`.
//
// What is left out is counted byte by byte: of the line "Miss Yang, 30~39 year old female. Ask
// Date: 2020/04/23" the fields are in the record and the words between them are dropped.
//
// Script conversion would bury everything else, so its plain changes are one entry a block, and so
// are those of punctuation; what an overlay row, a regional word or a doubt changed keeps an entry
// of its own.
//
// Tested by tests/stages/assemble_test.cc.
#include "stages/assemble/provenance.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "pipeline/model/withheld.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

// Rules whose changes of one block are one entry.
constexpr std::string_view kSummarisedRules[] = {"script", "cjk-mark"};
constexpr std::size_t kSummaryBytes = 120;  // of before and after in a summary entry

std::vector<std::string> pointers_of(PlaceIndex& index, const std::vector<Place>& places) {
  std::vector<std::string> pointers;
  pointers.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i == 0 || places[i].text != places[i - 1].text) {
      pointers.push_back(index.pointer(places[i].text));
    }
  }
  return pointers;
}

// Follows a swallowed change to the one that stands in its place. A change can only be swallowed by
// a later one, so this ends.
void find_places(const EditLog& log, const PlaceIndex& index, ChangeId id,
                 std::vector<Place>& places) {
  index.of_change(id, places);
  while (places.empty() && log.changes()[id].swallowed_by != Change::kNone) {
    id = log.changes()[id].swallowed_by;
    index.of_change(id, places);
  }
}

// Of an earlier change to what was withheld later, kind and place alone are told.
ChangeEntry entry_of(const Change& change, const WithheldPlaces& withheld, PlaceIndex& index,
                     const std::vector<Place>& places) {
  ChangeEntry entry;
  entry.at = pointers_of(index, places);
  entry.stage = change.stage();
  entry.rule = change.rule();
  if (!withheld.hides(change)) {
    entry.before = change.before;
    entry.after = change.after;
  }
  entry.page = change.page;
  if (!places.empty()) entry.out = places.front().out;
  return entry;
}

void append_sample(std::string& sample, std::string_view text) {
  if (sample.size() + text.size() + 1 > kSummaryBytes) return;
  if (!sample.empty()) sample += ' ';
  sample += text;
}

// The changes of one block by one rule as one entry: thousands a page, so that each is looked at
// and none copied.
class Summaries {
 public:
  Summaries(const WithheldPlaces& withheld, PlaceIndex& index, std::vector<ChangeEntry>& entries)
      : withheld_(withheld), index_(index), entries_(entries) {}

  void add(const Change& change, const std::vector<Place>& places) {
    const bool goes_on =
        last_ != nullptr && last_block_ == change.block && last_reason_ == change.reason;
    if (!goes_on) {
      const auto [it, added] = known_.try_emplace({change.block, change.rule().name});
      last_ = &it->second;
      last_block_ = change.block;
      last_reason_ = change.reason;
      if (added) {
        last_->entry = entries_.size();
        last_->places = places;
        entries_.push_back(entry_of(change, withheld_, index_, places));
        return;
      }
    }
    const Summary& summary = *last_;
    ChangeEntry& entry = entries_[summary.entry];
    if (!withheld_.hides(change)) {
      append_sample(entry.before, change.before);
      append_sample(entry.after, change.after);
    }
    entry.page = hull(entry.page, change.page);
    const bool same_texts =
        std::equal(places.begin(), places.end(), summary.places.begin(), summary.places.end(),
                   [](const Place& a, const Place& b) { return a.text == b.text; });
    if (!places.empty() && same_texts) entry.out = hull(entry.out, places.front().out);
    ++entry.count;
  }

 private:
  struct Summary {
    std::size_t entry = 0;
    std::vector<Place> places;  // of its first change
  };

  const WithheldPlaces& withheld_;
  PlaceIndex& index_;
  std::vector<ChangeEntry>& entries_;
  std::map<std::pair<BlockId, std::string_view>, Summary> known_;
  // That of the change before: most go on with it.
  Summary* last_ = nullptr;
  BlockId last_block_ = 0;
  const Reason* last_reason_ = nullptr;
};

// One entry for each different change, with how often it was made: provenance = "summary".
std::vector<ChangeEntry> summarised(std::vector<ChangeEntry>&& changes) {
  std::vector<ChangeEntry> kept;
  std::map<std::vector<std::string>, std::size_t> known;
  for (ChangeEntry& change : changes) {
    const std::vector<std::string> key = {change.stage, change.rule.name, change.rule.dictionary,
                                          change.before, change.after};
    const auto [it, added] = known.try_emplace(key, kept.size());
    if (added) {
      kept.push_back(std::move(change));
    } else {
      kept[it->second].count += change.count;
    }
  }
  return kept;
}

// Which bytes of the page some text of the record came from.
class Coverage {
 public:
  explicit Coverage(const std::vector<const Text*>& texts) {
    for (const Text* text : texts) {
      for (const Run& run : text->runs()) {
        if (run.page.empty()) continue;
        // Most runs go on where the one before ended.
        const bool goes_on = !spans_.empty() && run.page.from >= spans_.back().from &&
                             run.page.from <= spans_.back().to;
        if (!goes_on) spans_.push_back(run.page);
        spans_.back().to = std::max(spans_.back().to, run.page.to);
      }
    }
    spans_ = merged(std::move(spans_));
  }

  // Adds the parts of `page` that no text came from to `left`.
  void subtract_from(Span page, std::vector<Span>& left) const {
    auto next = std::partition_point(spans_.begin(), spans_.end(),
                                     [page](Span span) { return span.to <= page.from; });
    for (; next != spans_.end() && next->from < page.to; ++next) {
      if (page.from < next->from) left.push_back({page.from, next->from});
      page.from = std::min(page.to, next->to);
    }
    if (!page.empty()) left.push_back(page);
  }

 private:
  std::vector<Span> spans_;  // sorted, merged
};

// The parts of a block that did not reach the record, as one entry; nothing when only white space
// is left. `left` is room to work in.
std::optional<DropEntry> left_out(const Document& document, const Coverage& coverage,
                                  const Block& block, std::vector<Span>& left) {
  left.clear();
  for (const Text* text : {&block.mark, &block.text}) {
    for (const Run& run : text->runs()) coverage.subtract_from(run.page, left);
  }
  DropEntry entry{std::string(name_of(block.role)), "", {}, 0};
  bool visible = false;
  for (const Span span : left) {
    const std::string_view bytes = std::string_view(document.text()).substr(span.from, span.size());
    visible = visible || bytes.find_first_not_of(" \t\r\n") != std::string_view::npos;
    entry.page = entry.chars == 0 ? span : hull(entry.page, span);
    entry.chars += static_cast<std::uint32_t>(text::count_code_points(bytes));
  }
  return visible ? std::optional(std::move(entry)) : std::nullopt;
}

// Those of one place stay in their order. Each entry is moved once, its place is what is sorted.
void sort_by_page(std::vector<DropEntry>& entries) {
  std::vector<std::pair<Span, std::size_t>> order;
  order.reserve(entries.size());
  for (const DropEntry& entry : entries) order.emplace_back(entry.page, order.size());
  if (std::is_sorted(order.begin(), order.end())) return;
  std::sort(order.begin(), order.end());
  std::vector<DropEntry> sorted;
  sorted.reserve(entries.size());
  for (const auto& [page, number] : order) sorted.push_back(std::move(entries[number]));
  entries = std::move(sorted);
}

}  // namespace

void add_mentions(const Document& document, const ConceptTable& concepts, PlaceIndex& index,
                  Record& record) {
  std::unordered_map<std::string, std::size_t> known;
  std::vector<Place> places;
  // A field and the text it stands in may both be linked: one mention.
  std::set<std::tuple<BlockId, Span, std::string_view>> seen;
  for (const Link& link : document.log().links()) {
    if (!seen.emplace(link.block, link.at, link.concept_id).second) continue;
    const ConceptRef* ref = concepts.find(link.concept_id);
    if (ref == nullptr) continue;
    index.of_span(document.block(link.block).text, link.at, places);
    if (places.empty()) continue;  // the text it stands in is no part of the record
    const auto [it, added] = known.try_emplace(ref->id, record.about.size());
    if (added) {
      record.about.push_back({*ref,
                              ConceptTable::schema_type(ref->type),
                              ConceptTable::label(*ref, record.language),
                              {}});
    }
    record.about[it->second].mentions.push_back({pointers_of(index, places), places.front().out});
  }
}

void add_changes(const Document& document, PlaceIndex& index, Record& record) {
  if (record.provenance == "none") return;
  const EditLog& log = document.log();
  const WithheldPlaces withheld(log);
  Summaries summaries(withheld, index, record.changes);
  std::vector<Place> places;
  const Reason* reason = nullptr;  // of the change before
  bool is_summarised = false;
  for (ChangeId id = 0; id < log.changes().size(); ++id) {
    const Change& change = log.changes()[id];
    find_places(log, index, id, places);
    if (change.reason != reason) {
      reason = change.reason;
      is_summarised = std::find(std::begin(kSummarisedRules), std::end(kSummarisedRules),
                                reason->rule.name) != std::end(kSummarisedRules);
    }
    if (is_summarised) {
      summaries.add(change, places);
    } else {
      record.changes.push_back(entry_of(change, withheld, index, places));
    }
  }
  if (record.provenance == "summary") record.changes = summarised(std::move(record.changes));
}

void add_flags(const Document& document, PlaceIndex& index, Record& record) {
  const WithheldPlaces withheld(document.log());
  std::vector<Place> places;
  for (const Flag& flag : document.log().flags()) {
    const Text& block = document.block(flag.block).text;
    FlagEntry entry;
    index.of_span(block, flag.at, places);
    entry.at = pointers_of(index, places);
    entry.kind = flag.kind;
    entry.rule = flag.rule;
    entry.text = block.view().substr(flag.at.from, flag.at.size());
    entry.note = flag.note;
    entry.action = name_of(flag.action);
    entry.page = index.page_of(block, flag.at);
    if (!withheld.touch(entry.page)) entry.candidates = flag.candidates;
    record.flags.push_back(std::move(entry));
  }
}

void add_drops(const Document& document, const PlaceIndex& index, const std::vector<bool>& placed,
               Record& record) {
  if (record.provenance == "none") return;
  for (const Drop& drop : document.log().drops()) {
    record.dropped.push_back(
        {std::string(name_of(drop.role)), drop.rule().name, drop.page, drop.chars});
  }
  std::vector<const std::string*> reasons(placed.size());  // by BlockId
  for (const LabelOp& label : document.log().labels()) {
    if (label.block < reasons.size()) reasons[label.block] = &label.rule().name;
  }
  const Coverage coverage(index.texts());
  std::vector<Span> left;  // of one block
  for (const Block& block : document.blocks()) {
    if (block.dropped || placed[block.id]) continue;
    std::optional<DropEntry> entry = left_out(document, coverage, block, left);
    if (!entry) continue;
    const std::string* reason = reasons[block.id];
    entry->rule = reason == nullptr ? "not-labelled" : *reason;
    record.dropped.push_back(std::move(*entry));
  }
  sort_by_page(record.dropped);
}

}  // namespace medloom::stages
