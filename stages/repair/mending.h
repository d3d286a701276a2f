// A block's text on its way through several passes, which in the end is told as one list of
// changes.
//
// The passes work on a Text of their own whose "page" is the block's text. So its runs say,
// whatever was done on top of what, which bytes of the block became which. Thread-safety: belongs
// to one block.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/engine/stage.h"
#include "pipeline/model/text.h"
#include "stages/repair/findings.h"

namespace medloom::stages::repair {

class Mending {
 public:
  explicit Mending(std::string_view text) { text_.append_copied(text, 0); }

  std::string text() const { return text_.str(); }

  // Edits of the text as it stands, and what is to be flagged where it stood.
  void apply(const std::vector<Edit>& edits, const std::vector<Notice>& notices);
  void note(const std::vector<Notice>& notices);

  // Everything done so far, in the coordinates of the text it began with. A place that several
  // passes worked on is one change, named after the last rule.
  void propose(Editor& editor) const;

 private:
  Text text_;
  std::vector<RuleName> rules_;  // by change
  std::vector<Notice> notices_;
};

void propose_flag(const Notice& notice, Editor& editor);

}  // namespace medloom::stages::repair
