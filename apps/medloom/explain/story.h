// What happened to one page, as values: made once by a watcher of the pipeline, shown as text, JSON
// or HTML.
//
// Everything is a copy, so a story outlives document and record. Its size is that of the page and
// its edit log. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/engine/pipeline.h"

namespace medloom {

// One operation of a stage, with all that is known of it.
struct ExplainedEdit {
  OperationKind kind = OperationKind::replace;
  std::uint32_t index = 0;  // in the log's list of its kind
  Rule rule;
  std::string what;    // of a flag its kind, of a drop its role, of a link its concept; of a field
                       // its name and node, of a split or join the blocks
  std::string before;  // the text that it is about
  std::string after;   // of a change
  std::string note;
  std::string action;                   // of a flag
  std::vector<std::string> candidates;  // of a flag
  std::vector<std::string> lost;        // what else competed for the place, and why it lost
  std::optional<Span> page;             // in the decoded page
  std::string source;                   // what stands there, markup included
  BlockId block = 0;
  std::string left, right;      // around a change that still stands
  bool standing = false;        // of a change: no later one swallowed it
  bool reliable = true;         // of a field
  std::size_t count = 1;        // of a link: of so many equal ones
  std::vector<std::string> at;  // JSON Pointers into the record; none where it was left out
};

struct ExplainedBlock {
  BlockId id = 0;
  std::string kind;  // "heading 2"
  std::string role;  // in brackets where the block is left out of the record
  std::string node;  // "answer 3"
  std::string language;
  std::string mark;
  std::string text;
  Span page;
};

struct ExplainedStage {
  std::string name;
  std::string summary;
  std::int64_t nanoseconds = 0;
  bool edits_document = true;        // false in WRITE
  std::vector<std::string> remarks;  // what the stage found out, a sentence each
  struct NamedFact {
    std::string name, source, value;
  };
  std::vector<NamedFact> facts;
  std::vector<ExplainedBlock> blocks;  // where the stage made or labelled them
  std::vector<ExplainedEdit> edits;    // labels are shown with their blocks
  std::vector<std::string> notes;      // of the trace; those about an edit stand with it
};

struct PageStory {
  std::string place;
  std::string profile;
  std::size_t bytes = 0;
  std::vector<ExplainedStage> stages;
  std::optional<Record> record;
  std::optional<Reject> reject;
  // Decoded: what each text of the record is, and where in the page it stood.
  std::vector<std::pair<std::string, Span>> texts;  // pointer, page
};

// Processes the page as `run` would, with the same bytes as result.
PageStory story_of(const Pipeline& pipeline, std::shared_ptr<const Page> page);

}  // namespace medloom
