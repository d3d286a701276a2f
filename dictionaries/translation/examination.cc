// The dictionaries run over an answer before it is judged, so what they repair is judged too. Where
// their result fails and the answer as it came does not, the answer stays as it came.
//
// Tested by tests/dictionaries/translation/adversarial_test.cc.
#include "dictionaries/translation/examination.h"

#include "dictionaries/translation/verdict.h"
#include "text/script.h"

namespace medloom::translation {
namespace {

Examined judged(std::string text, const Restored* back, const Candidate& candidate,
                const Knowledge& knowledge) {
  const auto reason = [&](std::string_view words, const Restored* came_back) {
    return reason_against(
        {candidate.segment, candidate.from, words, candidate.to, candidate.pieces, came_back},
        knowledge.rules);
  };
  Examined result;
  result.reason = reason(text, back);
  if (!result.good()) return result;
  TermFinder::Repaired repaired = knowledge.terms.repaired(text, candidate.to);
  result.flags = std::move(repaired.flags);
  // Without tokens everything is compared once more: a repair may have moved what stood in one.
  if (repaired.text != text && reason(repaired.text, nullptr).empty()) {
    text = std::move(repaired.text);
    result.flags.emplace_back("repaired");
  }
  result.text = std::move(text);
  return result;
}

}  // namespace

bool Candidate::is_pieces_only() const {
  std::string outside;
  std::size_t done = 0;
  for (const Piece& piece : pieces) {
    outside += segment.substr(done, piece.at.from - done);
    done = piece.at.to;
  }
  outside += segment.substr(done);
  const text::ScriptCounts counts = text::count_scripts(outside);
  return counts.latin + counts.han + counts.kana + counts.hangul + counts.other == 0;
}

Candidate candidate_of(std::string segment, std::string from, std::string to,
                       const Knowledge& knowledge) {
  Candidate candidate{std::move(segment), std::move(from), std::move(to), {}, {}};
  candidate.terms = knowledge.terms.terms(candidate.segment, candidate.from, candidate.to);
  candidate.pieces = find_pieces(candidate.segment, candidate.from, candidate.to, candidate.terms,
                                 knowledge.rules);
  return candidate;
}

std::string protected_text(const Candidate& candidate, TokenForm form) {
  return with_tokens(candidate.segment, candidate.pieces, form);
}

Examined examine_protected(std::string_view answer, const Candidate& candidate, TokenForm form,
                           const Knowledge& knowledge) {
  Result<Restored> back = restored(answer, candidate.pieces, form, candidate.to);
  if (!back) return {{}, back.error().message, {}};
  Examined result = judged(back->text, &*back, candidate, knowledge);
  if (result.good() && is_reordered(*back, candidate.pieces))
    result.flags.emplace_back("reordered");
  return result;
}

Examined examine_plain(std::string_view answer, const Candidate& candidate, TokenForm form,
                       const Knowledge& knowledge) {
  Examined result = judged(as_answered(answer, form), nullptr, candidate, knowledge);
  if (result.good()) result.flags.emplace_back("unprotected");
  return result;
}

std::string plain_text(const Candidate& candidate, TokenForm form) {
  return as_sent(candidate.segment, form);
}

std::string pieces_only_text(const Candidate& candidate) {
  const std::string tokens = with_tokens(candidate.segment, candidate.pieces, TokenForm::plain);
  Result<Restored> text = restored(tokens, candidate.pieces, TokenForm::plain, candidate.to);
  return text ? std::move(text->text) : std::string();
}

}  // namespace medloom::translation
