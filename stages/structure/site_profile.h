// A site profile: how the pages of one site or page family are put together, as data.
//
// profiles/sites/*.toml. A profile is chosen by its host, or by markers with scores when a page has
// no address. It holds the site's own wording and nothing else does. Two modes:
//
//   grammar   a state machine over lines: each state says what its lines are, and rules say which
//             lines are something else, what they open and where they lead (doctor Q&A, forums)
//   outline   the page's headings make its parts; those that ask make questions (articles)
//
// A profile with `reject` recognises what is no page at all (an error message): such a page is set
// aside with that reason.
//
// Every expression is RE2; a named group is a field of the record ("alias", "asked", "department"),
// the group `rest` is cut off as a line of its own and read again in the state the rule leads to.
// Thread-safety: immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/config_tree.h"
#include "pipeline/model/block.h"
#include "pipeline/model/document.h"
#include "pipeline/model/result.h"
#include "stages/structure/selector.h"
#include "text/pattern.h"

namespace medloom::stages {

// A line of the page, as rules see it.
struct LineRule {
  text::Pattern match;
  std::optional<text::Pattern> next;  // the line behind it must match this
  std::vector<BlockKind> kinds;       // empty: any
  bool over_navigation = false;       // also lines that `extract` took for navigation
  bool early = false;                 // outline: only above the running text
  std::uint32_t max_chars = 0;        // 0: any length
  Role role = Role::none;
  std::optional<NodeKind> opens;        // begins a new question, answer, part, teaser or topic
  bool goes_on = false;                 // the question follows up, the answer replies to that
  std::string basis;                    // of an answer it opens
  std::string to;                       // the next state; empty: stay
  std::string field;                    // the whole line is this field
  std::vector<std::string> unreliable;  // fields that the site prints alike for everybody
  std::string name;                     // "doctorqna.toml:31", the rule in the log
};

// The first or last lines of a state's text that are something else: greeting, signature.
struct EdgeRule {
  text::Pattern match;
  Role role = Role::none;
  std::string name;
};

struct State {
  std::string name;
  Role role = Role::none;
  std::optional<NodeKind> opens;  // on entering
  std::string field;              // each line is this field
  bool keep_lines = false;        // lines are paragraphs or values, not the width of a page
  std::string next;               // where the machine goes after one line
  std::vector<LineRule> rules;
  std::vector<EdgeRule> head;
  std::vector<EdgeRule> tail;
};

// Fields that stand in running text: "I am 34 years old". They fill what no line of its own says.
struct Find {
  text::Pattern match;
  Role of = Role::question;  // in which text
  std::string name;
};

// What a person should look at: a question that reads like an answer.
struct Doubt {
  text::Pattern match;                  // in the whole text of a node, lines joined by '\n'
  std::optional<text::Pattern> unless;  // no doubt where this is found in it
  Role of = Role::question;
  std::string kind;
  std::string note;
  std::string name;
};

// A line whose sentence goes on in the next one.
struct Join {
  text::Pattern match;
  bool over_gap = false;  // also where a blank line or a new element stands between them
};

struct Marker {
  text::Pattern match;
  int score = 0;
};

// What stands in the elements that a selector names (selected.h). Its selector has the same number.
struct Select {
  enum class Part { role, content, drop };

  Part part = Part::role;
  Role role = Role::none;
  std::string field;                   // the text of the element is this field
  std::optional<text::Pattern> match;  // named groups are fields
  std::string name;                    // "doctorqna.toml:31", the rule in the log
};

struct SiteProfile {
  enum class Mode { grammar, outline };

  std::string name;
  std::string summary;
  Mode mode = Mode::grammar;
  std::string kind;            // of its pages: "doctor-qa"
  std::string responder_role;  // who answers there: "physician"
  std::string language;  // BCP 47 of its Chinese, where the script alone leaves the region open
  std::string reject;    // why a page of this kind gives no record
  std::uint32_t max_chars = 0;  // longer pages are not meant; 0: any length
  std::vector<std::string> hosts;
  std::vector<Marker> markers;
  int needs = 1;                 // the score from which a page without address is of this site
  bool title_is_heading = true;  // lines before the first heading are navigation
  SelectorSet selectors;
  std::vector<Select> selects;  // by number of the selector
  std::vector<Join> joins;
  std::vector<State> states;             // the first is where a page begins
  std::vector<LineRule> rules;           // tried after the state's own, in every state
  std::vector<text::Pattern> questions;  // outline: headings that ask
  std::vector<text::Pattern> glued;      // outline: a heading and its text in one paragraph
  std::vector<text::Pattern> headings;   // outline: lines with a mark that makes them headings
  std::vector<text::Pattern> closings;   // outline: what ends the article, not its last answer
  std::vector<text::Pattern> labels;     // grammar: labels that may stand in the middle of a line
  std::vector<LineRule> people;          // outline: experts whom the text quotes
  std::vector<Find> finds;
  std::vector<Doubt> doubts;
  std::vector<text::Pattern> echoes;  // stands between a repeated question and its answer

  const State* state(std::string_view state_name) const;
};

// Reads one profile; everything that is wrong goes to `problems` with file:line:column. `file` is
// only named, not opened: its stem is the profile's name. `known`: of its patterns.
SiteProfile read_site_profile(std::string_view toml, const std::string& file, Problems& problems,
                              text::Pattern::Known known = text::Pattern::Known::nothing);

// The same from a file of the user's, which may be missing or no text: a problem as well.
SiteProfile load_site_profile(const std::string& path, Problems& problems);

}  // namespace medloom::stages
