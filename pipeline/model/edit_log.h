// Everything that was done to a document, in the order it was done.
//
// changes[], flags[], dropped[], mentions, `explain` and the report are views of this log. Until
// `assemble`, places are (block, span) and follow later edits; a change has no place of its own:
// it stands where the edited runs that carry its id stand.
//
// Only DocumentEditor (document.h) writes here. Moving a log keeps the texts and reasons that its
// entries show in their place; it cannot be copied. Thread-safety: a value.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/model/block.h"
#include "pipeline/model/text_arena.h"

namespace medloom {

// Which rule of which stage acts, and the dictionary row behind it ("terms/en.tsv:41") if any.
struct Rule {
  std::string name;
  std::string dictionary;
};

// Who acts, and by which rule. A page has ten thousands of edits and few reasons, so edits share
// them.
struct Reason {
  std::string stage;
  Rule rule;
};

// Script conversion makes one of nearly every second character, so it is small: its texts lie in
// the log that it belongs to.
struct Change {
  static constexpr ChangeId kNone = std::numeric_limits<ChangeId>::max();
  static constexpr BlockId kNoBlock = std::numeric_limits<BlockId>::max();

  const Reason* reason = nullptr;
  std::string_view before;  // the text that was replaced; empty where it is withheld
  std::string_view after;
  BlockId block = 0;              // kNoBlock in a fact
  ChangeId swallowed_by = kNone;  // a later change that replaced (a part of) `after`
  Span page;                      // the hull in the decoded page
  bool withheld = false;          // nobody is told what stood there

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

enum class FlagAction : std::uint8_t { unchanged, guessed };
std::string_view name_of(FlagAction action);

struct Flag {
  std::string stage;
  std::string kind;  // "term", "script", "encoding", "unstable", …
  Rule rule;
  BlockId block = 0;
  Span at;
  std::string note;
  FlagAction action = FlagAction::unchanged;
  std::vector<std::string> candidates;
};

// A span names a concept of concepts.tsv.
struct Link {
  const Reason* reason = nullptr;
  std::string_view concept_id;
  BlockId block = 0;
  Span at;

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

// A span is a fact about a node: the asker's age, the responder's department.
struct Field {
  std::string stage;
  NodeId node = 0;
  std::string name;
  Rule rule;
  BlockId block = 0;
  Span at;
  bool reliable = true;  // false where the site prints the same value for everybody
};

// Text that does not reach the record. What the reader left out never was a block.
struct Drop {
  static constexpr BlockId kNoBlock = std::numeric_limits<BlockId>::max();

  const Reason* reason = nullptr;
  Role role = Role::none;
  BlockId block = kNoBlock;
  Span page;
  std::uint32_t chars = 0;  // code points

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

struct LabelOp {
  const Reason* reason = nullptr;
  BlockId block = 0;
  NodeId node = 0;
  Role role = Role::none;

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

struct SplitOp {
  const Reason* reason = nullptr;
  BlockId block = 0;
  BlockId second = 0;

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

struct JoinOp {
  const Reason* reason = nullptr;
  BlockId block = 0;
  BlockId swallowed = 0;

  const std::string& stage() const { return reason->stage; }
  const Rule& rule() const { return reason->rule; }
};

enum class OperationKind : std::uint8_t { replace, split, join, drop, label, field, flag, link };
std::string_view name_of(OperationKind kind);

// One step, as an index into the list of its kind.
struct Operation {
  OperationKind kind;
  std::uint32_t index;
};

class EditLog {
 public:
  // Readings that every log has: what stands between joined pieces of text.
  static constexpr ReadingId kSpace = 0;
  static constexpr ReadingId kLineBreak = 1;
  static constexpr ReadingId kParagraphBreak = 2;

  EditLog();

  const std::deque<Operation>& operations() const { return operations_; }
  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<Flag>& flags() const { return flags_; }
  const std::vector<Link>& links() const { return links_; }
  const std::vector<Field>& fields() const { return fields_; }
  const std::vector<Drop>& drops() const { return drops_; }
  const std::deque<LabelOp>& labels() const { return labels_; }
  const std::vector<SplitOp>& splits() const { return splits_; }
  const std::vector<JoinOp>& joins() const { return joins_; }

  // The bytes of a read run. Readings are interned: a page has few different ones.
  ReadingId intern_reading(std::string_view bytes);
  const std::string& reading(ReadingId id) const { return readings_[id]; }

  // The text that `runs` describe, from the page and this log alone; equals the text they belong
  // to, or a promise of the edit log is broken.
  std::string replay(std::string_view page, std::span<const Run> runs) const;
  // Whether it equals `text`, without building it.
  bool replays(std::string_view page, const Text& text) const;

 private:
  friend class DocumentEditor;

  std::string_view bytes_of(std::string_view page, const Run& run) const;
  const Reason* intern_reason(std::string_view stage, const Rule& rule);

  // A reason is found by what it says.
  struct ReasonKey {
    std::string_view stage, name, dictionary;
    friend bool operator==(const ReasonKey&, const ReasonKey&) = default;
  };
  static ReasonKey key_of(const ReasonKey& key) { return key; }
  static ReasonKey key_of(const Reason* reason) {
    return {reason->stage, reason->rule.name, reason->rule.dictionary};
  }
  struct ReasonHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming)
    template <class T>
    std::size_t operator()(const T& reason) const {
      return hash(key_of(reason));
    }
    static std::size_t hash(const ReasonKey& key);
  };
  struct SameReason {
    using is_transparent = void;  // NOLINT(readability-identifier-naming)
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return key_of(a) == key_of(b);
    }
  };

  std::deque<Operation> operations_;
  std::vector<Change> changes_;
  std::vector<Flag> flags_;
  std::vector<Link> links_;
  std::vector<Field> fields_;
  std::vector<Drop> drops_;
  std::deque<LabelOp> labels_;
  std::vector<SplitOp> splits_;
  std::vector<JoinOp> joins_;
  // Which flags, links and fields stand in a block, so that an edit moves only those. Most blocks
  // have none.
  enum class Placed : std::uint32_t { flag, link, field };
  struct PlacedEntry {
    Placed kind : 2;
    std::uint32_t index : 30;
  };
  std::unordered_map<BlockId, std::vector<PlacedEntry>> places_;
  TextArena texts_;  // of changes and links
  std::deque<Reason> reasons_;
  std::unordered_set<const Reason*, ReasonHash, SameReason> reason_set_;
  std::vector<std::string> readings_;
  std::unordered_map<std::string, ReadingId> reading_ids_;
};

}  // namespace medloom
