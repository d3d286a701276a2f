// The least costs are found as a shortest path over the places between characters, once forwards
// and once backwards; a piece is part of a best cut when the path through it costs no more than the
// whole. Most stretches hold nothing but what is usual, which is known before any path is looked
// for.
//
// Tested by tests/text/han_words_test.cc.
#include "text/han_decider.h"

#include <algorithm>

#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::uint32_t kPhrase = HanDecider::kWord + 5;  // OpenCC lists many that are no words
constexpr std::uint32_t kKnownCharacter = HanDecider::kWord + 2;  // a word of one character
constexpr std::uint32_t kCharacter = HanDecider::kWord + 6;
// Cuts that cost hardly more than the best are rivals all the same.
constexpr std::uint32_t kClose = 2;
// How far a word may reach over the place that is asked for, and how long a stretch may grow.
constexpr std::uint32_t kReach = 6;
constexpr std::uint32_t kLongest = 64;

}  // namespace

void HanDecider::convert(std::string_view run, std::uint32_t at) {
  bytes_at_ = at;
  read(run);
  starts_.assign(run_.size(), Start());
  for (Index i = 0; i < run_.size();) {
    if (may_vary(run_[i])) {
      i = decide(i);
    } else {
      write_usual(i++);
    }
  }
}

void HanDecider::read(std::string_view run) {
  if (buffer_.size() < run.size()) buffer_.resize(run.size());
  if (offsets_.size() <= run.size()) offsets_.resize(run.size() + 1);
  std::size_t size = 0;
  for (std::size_t pos = 0; pos < run.size(); ++size) {
    offsets_[size] = static_cast<std::uint32_t>(pos);
    buffer_[size] = decode_at(run, pos);
  }
  offsets_[size] = static_cast<std::uint32_t>(run.size());
  run_ = std::u32string_view(buffer_).substr(0, size);
}

bool HanDecider::stands(std::u32string_view text, std::uint32_t from, std::uint32_t to) {
  run_ = text;
  left_ = 0;
  right_ = static_cast<Index>(text.size());
  list_pieces();
  const Piece word{from, to, Source::none, 0, kWord};
  const auto behind = std::find_if(pieces_.begin(), pieces_.end(),
                                   [from](const Piece& piece) { return piece.from > from; });
  pieces_.insert(behind, word);
  weigh();
  return cost_through(word) == behind_[0];
}

std::uint32_t HanDecider::cost_of(std::u32string_view text) {
  run_ = text;
  left_ = 0;
  right_ = static_cast<Index>(text.size());
  list_pieces();
  weigh();
  return behind_[0];
}

const HanDecider::Start& HanDecider::start(Index at) {
  Start& found = starts_[at];
  if (found.end != 0) return found;
  found.end = at + 1;
  const char32_t next = found.end < run_.size() ? run_[found.end] : 0;
  if (tables_.phrases().may_begin(run_[at], next)) {
    tables_.phrases().matches(run_, at, [&](std::uint32_t key, std::size_t to) {
      found.end = static_cast<Index>(to);
      found.in_question = found.in_question || !tables_.is_plain(key);
    });
  }
  if (words_.keys().may_begin(run_[at], next)) {
    words_.keys().matches(run_, at, [&](std::uint32_t key, std::size_t to) {
      found.end = std::max(found.end, static_cast<Index>(to));
      found.in_question = found.in_question || !words_.word(key).plain;
    });
  }
  return found;
}

void HanDecider::find_stretch(Index around) {
  left_ = around;
  right_ = around + 1;
  Index looked = around;
  for (bool grown = true; grown && right_ - left_ < kLongest;) {
    grown = false;
    for (; looked < right_; ++looked) right_ = std::max(right_, start(looked).end);
    const Index first = left_ > kReach ? left_ - kReach : 0;
    for (Index i = left_; i-- > first;) {
      if (start(i).end <= left_) continue;
      left_ = i;
      right_ = std::max(right_, starts_[i].end);
      grown = true;
      break;
    }
  }
}

// False if what is usual is all that the stretch can become.
bool HanDecider::is_in_question() {
  for (Index i = left_; i < right_; ++i) {
    if (start(i).in_question || (may_vary(run_[i]) && words_.alone(run_[i]) != nullptr))
      return true;
  }
  return false;
}

void HanDecider::list_pieces() {
  pieces_.clear();
  for (Index i = left_; i < right_; ++i) {
    first_ = pieces_.size();
    const std::uint32_t cost = words_.is_word(run_[i]) ? kKnownCharacter : kCharacter;
    pieces_.push_back({i, i + 1, Source::none, 0, cost});
    const char32_t next = i + 1 < run_.size() ? run_[i + 1] : 0;
    if (tables_.phrases().may_begin(run_[i], next)) {
      tables_.phrases().matches(run_, i, [&](std::uint32_t key, std::size_t end) {
        add_piece({i, static_cast<Index>(end), Source::phrase, key, kPhrase}, true);
      });
    }
    if (words_.keys().may_begin(run_[i], next)) {
      words_.keys().matches(run_, i, [&](std::uint32_t key, std::size_t end) {
        add_piece({i, static_cast<Index>(end), Source::word, key, kWord},
                  words_.word(key).entry >= 0);
      });
    }
  }
}

// A row goes before a phrase of OpenCC, and that before a word that only cuts.
void HanDecider::add_piece(Piece piece, bool decides) {
  if (piece.to > right_) return;
  if (piece.to == piece.from + 1) piece.cost = kKnownCharacter;
  for (std::size_t i = first_; i < pieces_.size(); ++i) {
    Piece& known = pieces_[i];
    if (known.to != piece.to) continue;
    const std::uint32_t cost = std::min(known.cost, piece.cost);
    if (decides) known = piece;
    known.cost = cost;
    return;
  }
  pieces_.push_back(piece);
}

void HanDecider::weigh() {
  const std::size_t size = right_ - left_;
  before_.assign(size + 1, static_cast<std::uint32_t>(-1) / 2);
  behind_ = before_;
  before_[0] = 0;
  behind_[size] = 0;
  for (const Piece& piece : pieces_) {
    std::uint32_t& end = before_[piece.to - left_];
    end = std::min(end, before_[piece.from - left_] + piece.cost);
  }
  for (auto piece = pieces_.rbegin(); piece != pieces_.rend(); ++piece) {
    std::uint32_t& begin = behind_[piece->from - left_];
    begin = std::min(begin, behind_[piece->to - left_] + piece->cost);
  }
}

std::uint32_t HanDecider::cost_through(const Piece& piece) const {
  return before_[piece.from - left_] + piece.cost + behind_[piece.to - left_];
}

HanDecider::Form HanDecider::alone(Index at) const {
  if (const HanWords::Alone* row = words_.alone(run_[at])) return {row->to, row->entry, row->other};
  return {tables_.usual(run_[at])};
}

// A word may be a row's, an OpenCC phrase, or one that only cuts; all tell what they are made of.
HanDecider::Form HanDecider::form_by(const Piece& piece, Index at) const {
  const Index inside = at - piece.from;
  if (piece.source == Source::word) {
    const HanWords::Word& word = words_.word(piece.key);
    const char32_t other = word.other.empty() ? 0 : word.other[inside];
    return {word.text[inside], word.entry, other == word.text[inside] ? 0 : other};
  }
  if (piece.source == Source::phrase) {
    return {tables_.phrase_character(piece.key, run_[at], inside)};
  }
  return alone(at);
}

// From the end, each time the longest piece that is part of a best cut: the first one listed.
void HanDecider::follow_best_cut() {
  ending_.assign(right_ - left_ + 1, nullptr);
  for (const Piece& piece : pieces_) {
    const Piece*& known = ending_[piece.to - left_];
    if (known == nullptr && cost_through(piece) == behind_[0]) known = &piece;
  }
  chosen_.assign(right_ - left_, nullptr);
  for (Index end = right_; end > left_;) {
    const Piece* piece = ending_[end - left_];
    for (Index i = piece->from; i < end; ++i) chosen_[i - left_] = piece;
    end = piece->from;
  }
}

HanDecider::Index HanDecider::decide(Index from) {
  find_stretch(from);
  const bool in_question = is_in_question();
  if (in_question) {
    list_pieces();
    weigh();
    follow_best_cut();
  }
  for (Index i = from; i < right_; ++i) {
    if (!in_question || !may_vary(run_[i])) {
      write_usual(i);
      continue;
    }
    const Form form = form_by(*chosen_[i - left_], i);
    const char32_t other = rival(i, form.c);
    write(i, form, other != 0 ? other : form.other);
  }
  return right_;
}

// What another cut, as good or nearly, makes of a character, or 0.
char32_t HanDecider::rival(Index at, char32_t form) const {
  for (const Piece& piece : pieces_) {
    if (piece.from > at) break;
    if (piece.to <= at || cost_through(piece) > behind_[0] + kClose) continue;
    const char32_t other = form_by(piece, at).c;
    if (other != form) return other;
  }
  return 0;
}

void HanDecider::write_usual(Index at) {
  const std::string_view usual = tables_.character(run_[at]);
  if (usual.empty()) return;
  writer_.change({bytes_at_ + offsets_[at], bytes_at_ + offsets_[at + 1]}, usual);
}

void HanDecider::write(Index at, Form form, char32_t other) {
  const char32_t source = run_[at];
  const bool by_row = form.entry >= 0 && form.c != tables_.usual(source);
  if (other == 0 && form.c == tables_.usual(source)) return write_usual(at);
  if (other == 0 && form.c == source) return;
  const Span span{bytes_at_ + offsets_[at], bytes_at_ + offsets_[at + 1]};
  const auto by = by_row             ? HanChange::By::overlay
                  : form.c == source ? HanChange::By::same
                                     : HanChange::By::opencc;
  writer_.change(span, to_utf8(std::u32string_view(&form.c, 1)), by, by_row ? form.entry : -1,
                 other != 0, other == 0 ? std::string() : to_utf8(std::u32string_view(&other, 1)));
}

}  // namespace medloom::text
