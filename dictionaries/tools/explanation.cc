// The matcher is asked with notes, so what it tells is what a run does. Rows that it never tried,
// because they act in another language or are not spelt so, are looked up by their folded key
// afterwards: only for a text that is one surface, as somebody asks who wonders about a row.
//
// Tested by tests/dictionaries/tools/explanation_test.cc.
#include "dictionaries/tools/explanation.h"

#include <algorithm>

#include "dictionaries/folded_text.h"
#include "text/script.h"

namespace medloom::dictionaries {
namespace {

std::string in_marks(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string links(const Concept& target) {
  return "links " + target.id + (target.type.empty() ? "" : " (" + target.type + ")");
}

std::string what_it_does(const TermRow& row) {
  switch (row.mode) {
    case Mode::fix:
    case Mode::prefer: {
      const std::string what =
          row.replace.empty() ? "the label of " + row.concept_id : in_marks(row.replace);
      return "writes " + what + (row.mode == Mode::prefer ? ", when asked to prefer" : "");
    }
    case Mode::flag:
      return row.replace.empty() ? "flags" : "flags, and suggests " + in_marks(row.replace);
    case Mode::keep:
      return "protects";
    case Mode::link:
      return "links " + row.concept_id;
  }
  return {};
}

// The guard that said no, as the row has it.
std::string with_guard(const Loser& loser) {
  if (loser.reason == Loser::Reason::when) return loser.why() + ": " + loser.row->when;
  if (loser.reason == Loser::Reason::unless) return loser.why() + ": " + loser.row->unless;
  return loser.why();
}

class Explainer {
 public:
  Explainer(const Library& library, std::string_view text, std::string language,
            std::string_view page)
      : library_(library), text_(text), page_(std::string(text) + "\n" + std::string(page)) {
    out_.language = language.empty() ? text::detect_language(text) : std::move(language);
    if (out_.language == "und") out_.language = "en";
  }

  Explanation explain() {
    read();
    add_unmet();
    std::stable_sort(out_.contenders.begin(), out_.contenders.end(),
                     [](const Contender& a, const Contender& b) {
                       return std::pair(a.at.from, !a.acts) < std::pair(b.at.from, !b.acts);
                     });
    return std::move(out_);
  }

 private:
  void read() {
    ScanNotes losers;
    const PageWords words(page_);
    const Reading reading = library_.matcher().read(text_, out_.language, words, {}, &losers);
    out_.result = repaired(text_, reading.repairs.hits);
    for (const Hit& hit : reading.repairs.hits) add(hit.surface, text_, *hit.row);
    for (const FlagHit& flag : reading.repairs.flags) add(flag.at, text_, *flag.row);
    for (const KeepHit& keep : reading.repairs.keeps) add(keep.at, text_, *keep.row);
    for (const LinkHit& link : reading.links) {
      add_contender(link.at, out_.result, link.row, link.target, links(*link.target));
    }
    for (const Loser& loser : losers) {
      add_contender(loser.at, text_, loser.row, nullptr, what_it_does(*loser.row), false,
                    with_guard(loser));
    }
  }

  void add(Span at, std::string_view in, const TermRow& row) {
    add_contender(at, in, &row, nullptr, what_it_does(row));
  }

  void add_contender(Span at, std::string_view in, const TermRow* row, const Concept* target,
                     std::string does, bool acts = true, std::string why = {}) {
    // A row that protects or prefers may link as well; it is one contender.
    const bool known =
        row != nullptr &&
        std::any_of(out_.contenders.begin(), out_.contenders.end(), [&](const Contender& other) {
          return other.row == row && other.at == at && other.acts == acts;
        });
    if (known) return;
    out_.contenders.push_back({at, std::string(in.substr(at.from, at.size())), row, target, acts,
                               std::move(does), std::move(why)});
  }

  // Rows of the same key that were no candidates here.
  void add_unmet() {
    const std::u32string key = fold_key(text_);
    if (key.empty()) return;
    for (const TermRow& row : library_.entries().rows) {
      if (fold_key(row.match) != key || is_told(row)) continue;
      const bool reads_other =
          row.lang != "*" && row.lang.substr(0, 2) != out_.language.substr(0, 2);
      std::string why = "acts only in " + row.lang + " text, this was read as " + out_.language;
      if (!reads_other) why = untried(row);
      add_contender({0, static_cast<std::uint32_t>(text_.size())}, text_, &row, nullptr,
                    what_it_does(row), false, std::move(why));
    }
  }

  std::string untried(const TermRow& row) const {
    if (!row.concept_id.empty() && library_.concept_by_id(row.concept_id) == nullptr) {
      return "its concept '" + row.concept_id + "' does not exist";
    }
    if (row.mode == Mode::link || row.mode == Mode::prefer) {
      return "another link stands there, or it is no word of its own here";
    }
    return "another region or spelling: it acts in " + row.lang + " text, as '" + row.match + "'";
  }

  bool is_told(const TermRow& row) const {
    return std::any_of(out_.contenders.begin(), out_.contenders.end(),
                       [&](const Contender& other) { return other.row == &row; });
  }

  const Library& library_;
  std::string_view text_;
  std::string page_;
  Explanation out_;
};

}  // namespace

std::string Contender::name() const {
  if (row != nullptr) return row->from.name();
  return target != nullptr ? target->from.name() : std::string();
}

Explanation explain(const Library& library, std::string_view text, std::string language,
                    std::string_view page) {
  return Explainer(library, text, std::move(language), page).explain();
}

}  // namespace medloom::dictionaries
