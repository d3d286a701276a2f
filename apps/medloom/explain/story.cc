// An observer looks at the document after each stage and takes what the stage added to the log.
//
// Where an edit stands is read off the runs of the document after the stage, which carry the id of
// their change; where it stands in the record, off the runs of the record's texts. What competed
// with an edit and lost is a note of the trace. Its span counts in the text that the stage was
// given, so the texts of the blocks are kept from stage to stage, and the stage's own changes are
// undone to compare places; where that does not give the text back (a stage that changed its own
// words once more, or cut the block), both are compared as bytes of the page.
//
// What `redact` withholds is withheld here too, in what earlier stages did with it as well: their
// edits, blocks, facts and notes are told without the words.
//
// Cost: one walk over all runs for each stage, and edits × notes of one stage.
//
// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/story.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "apps/medloom/terminal.h"
#include "pipeline/model/withheld.h"
#include "text/utf8.h"

namespace medloom {
namespace {

constexpr std::size_t kContext = 96;  // bytes around a change

std::string_view slice(std::string_view text, Span at) {
  return at.to <= text.size() ? text.substr(at.from, at.size()) : std::string_view();
}

std::string kind_of(const Block& block) {
  std::string kind(name_of(block.kind));
  if (block.level > 0) kind += " " + std::to_string(block.level);
  return kind;
}

std::string role_of(const Block& block) {
  if (block.dropped) return "(" + std::string(name_of(block.role)) + ")";
  return block.role == Role::none ? "-" : std::string(name_of(block.role));
}

// "answer 3": the third node of the document, an answer.
std::string node_of(const Document& document, NodeId node) {
  return std::string(name_of(document.nodes()[node].kind)) + " " + std::to_string(node);
}

// Where the changes stand that no later one swallowed: block and span of their bytes.
struct Standing {
  BlockId block = 0;
  Span at;
};
std::unordered_map<ChangeId, Standing> standing_changes(const Document& document) {
  std::unordered_map<ChangeId, Standing> places;
  for (const Block& block : document.blocks()) {
    std::uint32_t at = 0;
    for (const medloom::Run& run : block.text.runs()) {
      const Span here{at, at + run.length};
      at = here.to;
      if (run.kind != RunKind::edited) continue;
      const auto [it, added] = places.try_emplace(run.source, Standing{block.id, here});
      if (!added && it->second.block == block.id) it->second.at = hull(it->second.at, here);
    }
  }
  return places;
}

// Empty spans, of insertions, are beside what they stand at.
bool touch(Span a, Span b) {
  return a.overlaps(b) || (a.empty() && b.from <= a.from && a.from <= b.to) ||
         (b.empty() && a.from <= b.from && b.from <= a.to);
}

// From places in a block after a stage to places before it.
class BeforeStage {
 public:
  // Changes from `first` on are the stage's. Nothing where undoing them does not give `before`.
  static std::optional<BeforeStage> of(const Text& after, std::string_view before,
                                       const std::vector<Change>& changes, ChangeId first) {
    BeforeStage map;
    std::string undone;
    std::uint32_t at = 0;
    for (const medloom::Run& run : after.runs()) {
      const Span here{at, at + run.length};
      at = here.to;
      if (run.kind != RunKind::edited || run.source < first) {
        undone += slice(after.view(), here);
        continue;
      }
      const Change& change = changes[run.source];
      if (run.length != change.after.size()) return std::nullopt;
      const auto from = static_cast<std::uint32_t>(undone.size());
      undone += change.before;
      map.pieces_.push_back({run.source, here, {from, static_cast<std::uint32_t>(undone.size())}});
    }
    return undone == before ? std::optional(std::move(map)) : std::nullopt;
  }

  Span of_change(ChangeId id) const {
    const auto piece = std::find_if(pieces_.begin(), pieces_.end(),
                                    [id](const Piece& one) { return one.id == id; });
    return piece == pieces_.end() ? Span{} : piece->before;
  }

  // What begins or ends inside a change covers the whole of it.
  Span of_place(Span after) const {
    std::uint32_t from = after.from;
    std::uint32_t to = after.to;
    for (const Piece& piece : pieces_) {
      if (piece.after.from < after.from || piece.after.contains({after.from, after.from + 1})) {
        from = after.from < piece.after.to ? piece.before.from
                                           : piece.before.to + (after.from - piece.after.to);
      }
      if (piece.after.from < after.to) {
        to = after.to <= piece.after.to ? piece.before.to
                                        : piece.before.to + (after.to - piece.after.to);
      }
    }
    return {from, std::max(from, to)};
  }

 private:
  struct Piece {
    ChangeId id;
    Span after, before;
  };

  std::vector<Piece> pieces_;
};

class Watcher final : public Pipeline::Observer {
 public:
  Watcher(const Trace& trace, PageStory& story) : trace_(trace), story_(story) {}

  void after_stage(const StageSpec& spec, const Document& document) override {
    ExplainedStage& stage = story_.stages.emplace_back();
    stage.name = spec.name;
    stage.summary = spec.summary;
    if (!trace_.steps().empty()) stage.nanoseconds = trace_.steps().back().nanoseconds;
    const auto& operations = document.log().operations();
    const bool labelled = std::any_of(
        operations.begin() + static_cast<std::ptrdiff_t>(operations_seen_), operations.end(),
        [](const Operation& operation) { return operation.kind == OperationKind::label; });
    if (story_.stages.size() == 1) {
      stage.remarks.push_back(decoding(document));
    } else if (spec.phase == Phase::read) {
      stage.remarks.push_back(language(document));
      for (const Fact& fact : document.facts()) {
        stage.facts.push_back({fact.name, fact.source, std::string(fact.value())});
      }
    }
    if (labelled && spec.phase == Phase::edit) stage.remarks.push_back(kind(document));
    if (labelled || (spec.phase == Phase::read && story_.stages.size() > 1)) {
      for (const Block& block : document.blocks()) stage.blocks.push_back(row(block, document));
    }
    changes_before_ = changes_seen_;
    changes_seen_ = static_cast<ChangeId>(document.log().changes().size());
    edits(document, stage);
    notes(document, stage);
    for (const Block& block : document.blocks()) texts_[block.id] = block.text;
  }

  // When the page is done and it is known what nobody is told.
  void withhold(const Document& document) {
    const WithheldPlaces places(document.log());
    if (!places.any()) return;
    std::unordered_set<BlockId> blocks;
    for (ExplainedStage& stage : story_.stages) {
      for (ExplainedBlock& block : stage.blocks) {
        if (!places.touch(block.page)) continue;
        blocks.insert(block.id);
        block.text = kWithheld;
      }
      for (std::size_t i = 0; i < stage.facts.size(); ++i) {
        stage.facts[i].value = document.facts()[i].value();
      }
    }
    for (std::size_t s = 0; s < story_.stages.size(); ++s) {
      ExplainedStage& stage = story_.stages[s];
      for (ExplainedEdit& edit : stage.edits) {
        if (edit.page && places.touch(*edit.page)) withhold(document, edit);
        if (blocks.contains(edit.block)) edit.left = edit.right = "";
      }
      const std::vector<BlockId>& about = note_blocks_[s];
      for (std::size_t n = 0; n < about.size(); ++n) {
        if (blocks.contains(about[n])) stage.notes[n] = kWithheld;
      }
    }
  }

 private:
  static constexpr char kWithheld[] = "(withheld)";

  static void withhold(const Document& document, ExplainedEdit& edit) {
    const bool is_mask =
        edit.kind == OperationKind::replace && document.log().changes()[edit.index].withheld;
    edit.before = edit.source = kWithheld;
    if (edit.kind == OperationKind::replace && !is_mask) edit.after = kWithheld;
    edit.note.clear();
    edit.candidates.clear();
    edit.lost.clear();
  }

  static std::string decoding(const Document& document) {
    const Decoding& decoding = document.decoding();
    std::string out = decoding.used.empty() ? "not decoded" : decoding.used;
    if (!decoding.declared.empty()) out += ", declared " + decoding.declared;
    if (!decoding.reason.empty()) out += " (" + decoding.reason + ")";
    out += ", " + counted(document.page().bytes.size(), "byte") + " -> " +
           counted(document.text().size(), "byte") + " of UTF-8";
    if (decoding.replaced_bytes > 0) {
      out += ", " + counted(decoding.replaced_bytes, "byte") + " replaced by U+FFFD";
    }
    return out;
  }

  static std::string language(const Document& document) {
    std::map<std::string, std::size_t> kinds;
    for (const Block& block : document.blocks()) ++kinds[std::string(name_of(block.kind))];
    std::string out =
        "language " + document.language() + ", " + counted(document.blocks().size(), "block");
    std::string separator = ": ";
    for (const auto& [kind, number] : kinds) {
      out += separator + kind + " " + grouped(number);
      separator = ", ";
    }
    return out;
  }

  static std::string kind(const Document& document) {
    const PageKind& kind = document.kind();
    std::string out = "kind " + kind.name;
    if (!kind.reason.empty()) out += " (" + kind.reason + ")";
    if (!kind.profile.empty()) {
      out += ", profile " + kind.profile + " with score " + std::to_string(kind.score);
    }
    return out;
  }

  static ExplainedBlock row(const Block& block, const Document& document) {
    return {block.id,
            kind_of(block),
            role_of(block),
            block.node == 0 ? "" : node_of(document, block.node),
            std::string(block.language),
            block.mark.str(),
            block.text.str(),
            block.text.page_hull()};
  }

  void edits(const Document& document, ExplainedStage& stage) {
    const auto standing = standing_changes(document);
    const auto& operations = document.log().operations();
    std::map<std::pair<std::string, std::string>, std::size_t> links;  // to their first edit
    places_.clear();
    for (; operations_seen_ < operations.size(); ++operations_seen_) {
      const Operation& operation = operations[operations_seen_];
      if (operation.kind == OperationKind::label) continue;
      ExplainedEdit edit = explained(operation, document);
      if (operation.kind == OperationKind::replace) {
        if (const auto place = standing.find(operation.index); place != standing.end()) {
          put_context(document.block(place->second.block).text.view(), place->second.at, edit);
        }
      }
      if (operation.kind == OperationKind::link) {
        const auto [it, added] = links.try_emplace({edit.what, edit.before}, stage.edits.size());
        if (!added) {
          ++stage.edits[it->second].count;
          places_[it->second].push_back(place_);
          continue;
        }
      }
      if (edit.page) edit.source = slice(document.text(), *edit.page);
      stage.edits.push_back(std::move(edit));
      places_.push_back({place_});
    }
  }

  static void put_context(std::string_view text, Span at, ExplainedEdit& edit) {
    if (at.to > text.size()) return;
    edit.standing = true;
    std::size_t from = at.from - std::min<std::size_t>(at.from, kContext);
    while (!text::is_char_boundary(text, from)) ++from;
    std::size_t to = std::min<std::size_t>(text.size(), at.to + kContext);
    while (!text::is_char_boundary(text, to)) --to;
    edit.left = text.substr(from, at.from - from);
    edit.right = text.substr(at.to, to - at.to);
  }

  ExplainedEdit explained(const Operation& operation, const Document& document) {
    const EditLog& log = document.log();
    ExplainedEdit edit;
    place_ = {};
    edit.kind = operation.kind;
    edit.index = operation.index;
    switch (operation.kind) {
      case OperationKind::replace: {
        const Change& change = log.changes()[operation.index];
        edit.rule = change.rule();
        edit.block = change.block;
        edit.before = change.before;
        edit.after = change.after;
        edit.page = change.page;
        place_ = {change.block, {}, change.page};
        break;
      }
      case OperationKind::flag: {
        const Flag& flag = log.flags()[operation.index];
        set_place(document, flag.block, flag.at, edit);
        edit.rule = flag.rule;
        edit.what = flag.kind;
        edit.note = flag.note;
        edit.action = name_of(flag.action);
        edit.candidates = flag.candidates;
        break;
      }
      case OperationKind::drop: {
        const Drop& drop = log.drops()[operation.index];
        edit.rule = drop.rule();
        edit.block = drop.block;
        edit.what = std::string(name_of(drop.role)) + ", " + counted(drop.chars, "character");
        edit.page = drop.page;
        edit.before = slice(document.text(), drop.page);
        break;
      }
      case OperationKind::field: {
        const Field& field = log.fields()[operation.index];
        set_place(document, field.block, field.at, edit);
        edit.rule = field.rule;
        edit.what = field.name + " of " + node_of(document, field.node);
        edit.reliable = field.reliable;
        break;
      }
      case OperationKind::link: {
        const Link& link = log.links()[operation.index];
        set_place(document, link.block, link.at, edit);
        edit.rule = link.rule();
        edit.what = link.concept_id;
        break;
      }
      case OperationKind::split: {
        const SplitOp& split = log.splits()[operation.index];
        const Text& text = document.block(split.second).text;
        set_place(document, split.second, {0, text.size()}, edit);
        edit.rule = split.rule();
        edit.what = "block " + std::to_string(split.block) + " before block " +
                    std::to_string(split.second);
        break;
      }
      case OperationKind::join: {
        const JoinOp& join = log.joins()[operation.index];
        const Text& text = document.block(join.block).text;
        set_place(document, join.block, {0, text.size()}, edit);
        edit.rule = join.rule();
        edit.what =
            "block " + std::to_string(join.swallowed) + " to block " + std::to_string(join.block);
        break;
      }
      case OperationKind::label:
        break;
    }
    return edit;
  }

  void set_place(const Document& document, BlockId block, Span at, ExplainedEdit& edit) {
    const Text& text = document.block(block).text;
    edit.block = block;
    edit.before = slice(text.view(), at);
    if (at.to > text.size()) return;
    edit.page = text.page_hull(at);
    place_ = {block, at, edit.page};
  }

  struct EditPlace {
    BlockId block = Drop::kNoBlock;
    Span at;  // in the block as the stage left it; of a change its number tells
    std::optional<Span> page;
    std::optional<Span> before = {};  // in the block as the stage was given it, where that is known
  };

  static bool competed(const EditPlace& place, const Trace::Note& note, Span page) {
    if (place.block != note.block || !place.page) return false;
    return place.before ? touch(*place.before, note.at) : touch(*place.page, page);
  }

  void find_places_before(const Document& document, BlockId id, const Text& before,
                          const ExplainedStage& stage) {
    const auto map = BeforeStage::of(document.block(id).text, before.view(),
                                     document.log().changes(), changes_before_);
    if (!map) return;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      const bool is_change = stage.edits[i].kind == OperationKind::replace;
      for (EditPlace& place : places_[i]) {
        if (place.block != id) continue;
        place.before = is_change ? map->of_change(stage.edits[i].index) : map->of_place(place.at);
      }
    }
  }

  // A note about the place of an edit tells what competed with it.
  void notes(const Document& document, ExplainedStage& stage) {
    std::unordered_set<BlockId> seen;
    for (; notes_seen_ < trace_.notes().size(); ++notes_seen_) {
      const Trace::Note& note = trace_.notes()[notes_seen_];
      if (note.stage != stage.name) continue;
      bool taken = false;
      const auto text = texts_.find(note.block);
      if (!note.at.empty() && text != texts_.end() && note.at.to <= text->second.size()) {
        const Span page = text->second.page_hull(note.at);
        if (seen.insert(note.block).second) {
          find_places_before(document, note.block, text->second, stage);
        }
        for (std::size_t i = 0; i < stage.edits.size(); ++i) {
          ExplainedEdit& edit = stage.edits[i];
          const bool loses =
              std::any_of(places_[i].begin(), places_[i].end(),
                          [&](const EditPlace& place) { return competed(place, note, page); });
          if (!loses) continue;
          taken = true;
          if (std::find(edit.lost.begin(), edit.lost.end(), note.text) == edit.lost.end()) {
            edit.lost.push_back(note.text);
          }
        }
      }
      if (!taken) {
        stage.notes.push_back(note.text);
        note_blocks_[story_.stages.size() - 1].push_back(note.block);
      }
    }
  }

  const Trace& trace_;
  PageStory& story_;
  std::unordered_map<std::size_t, std::vector<BlockId>> note_blocks_;  // by stage
  std::unordered_map<BlockId, Text> texts_;  // as the stage before left them
  EditPlace place_;                          // of the edit that is being explained
  // Of the stage's edits; of a link those of all equal ones.
  std::vector<std::vector<EditPlace>> places_;
  ChangeId changes_before_ = 0;  // how many there were before the stage
  ChangeId changes_seen_ = 0;
  std::size_t operations_seen_ = 0;
  std::size_t notes_seen_ = 0;
};

// Tells each edit where in the record its text stands.
void put_pointers(const Document& document, PageStory& story) {
  std::unordered_map<ChangeId, std::vector<std::string>> of_change;
  for (const PlacedText& placed : texts_of(*story.record)) {
    if (!placed.text->empty()) {
      story.texts.emplace_back(placed.pointer, placed.text->page_hull());
    }
    for (const medloom::Run& run : placed.text->runs()) {
      if (run.kind != RunKind::edited) continue;
      auto& pointers = of_change[run.source];
      if (pointers.empty() || pointers.back() != placed.pointer) pointers.push_back(placed.pointer);
    }
  }
  // The record says it of flags; it has them all, in the order of the log.
  const std::vector<FlagEntry>& flags = story.record->flags;
  const auto stands_in = [](const Text& text, Span page) {
    return std::any_of(text.runs().begin(), text.runs().end(),
                       [page](const medloom::Run& run) { return run.page.overlaps(page); });
  };
  const std::vector<PlacedText> texts = texts_of(*story.record);
  const std::vector<Change>& changes = document.log().changes();
  for (ExplainedStage& stage : story.stages) {
    for (ExplainedEdit& edit : stage.edits) {
      if (edit.kind == OperationKind::replace) {
        ChangeId id = edit.index;
        while (!of_change.contains(id) && changes[id].swallowed_by != Change::kNone) {
          id = changes[id].swallowed_by;
        }
        if (const auto found = of_change.find(id); found != of_change.end())
          edit.at = found->second;
      } else if (edit.kind == OperationKind::flag) {
        if (edit.index < flags.size()) edit.at = flags[edit.index].at;
      } else if (edit.page && edit.kind != OperationKind::drop) {
        for (const PlacedText& placed : texts) {
          if (stands_in(*placed.text, *edit.page)) edit.at.push_back(placed.pointer);
        }
      }
    }
  }
}

}  // namespace

PageStory story_of(const Pipeline& pipeline, std::shared_ptr<const Page> page) {
  PageStory story;
  story.place = page->place;
  story.profile = pipeline.profile().name;
  story.bytes = page->bytes.size();
  Document document(std::move(page));
  Trace trace(true);
  Watcher watcher(trace, story);
  Outcome outcome = pipeline.process(document, trace, &watcher);
  watcher.withhold(document);
  for (std::size_t i = story.stages.size(); i < trace.steps().size(); ++i) {
    ExplainedStage& stage = story.stages.emplace_back();  // of WRITE: there is nothing to observe
    stage.edits_document = false;
    stage.name = trace.steps()[i].stage;
    stage.nanoseconds = trace.steps()[i].nanoseconds;
    for (const StageUse& use : pipeline.profile().stages) {
      if (use.spec->name == stage.name) stage.summary = use.spec->summary;
    }
    for (const Trace::Note& note : trace.notes()) {
      if (note.stage == stage.name) stage.notes.push_back(note.text);
    }
  }
  if (const Record* record = outcome.record()) {
    story.record = *record;
    put_pointers(document, story);
  } else {
    story.reject = *outcome.reject();
  }
  return story;
}

}  // namespace medloom
