// Hits of the overlay part the text into pieces. In a piece, most characters begin no phrase, which
// a look at one bit tells; ASCII is passed eight bytes at a time.
//
// In conversions whose runs are plain, a character of a run is converted when it is met. In others
// a run waits until it ends, and is cut into clauses by characters that no phrase of the chain
// holds; only clauses in which a phrase may begin go through the chain.
//
// A second opinion goes by words (han_decider.h) where each character has a result of its own.
// Elsewhere the text is cut from both ends, and what differs is doubtful.
#include "text/han_walk.h"

#include <cstring>
#include <vector>

#include "text/han_decider.h"
#include "text/han_pieces.h"
#include "text/han_segmenter.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

struct Character {
  char32_t c;
  std::uint32_t size;
};

// A key of an array at a place: bytes up to `end`, or 0 where there is none.
struct Hit {
  std::uint32_t end = 0;
  std::uint32_t key = 0;
};

class Walk {
 public:
  Walk(std::string_view text, const HanTables& tables, const HanPhrases& overlay,
       const HanWords& words, bool second_opinion, HanWriter& writer)
      : text_(text),
        tables_(tables),
        overlay_(overlay),
        second_opinion_(second_opinion),
        by_words_(second_opinion && tables.goes_by_characters()),
        writer_(writer),
        decider_(tables, words, writer) {}

  void run() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t done = 0;
    if (!overlay_.empty()) {
      for (std::uint32_t pos = 0; pos < size;) {
        if (!overlay_.in_ascii() && (pos = behind_ascii(pos, size)) == size) break;
        const Character here = at(pos);
        const Hit hit = find(overlay_.keys(), pos, here, size);
        if (hit.end == 0) {
          pos += here.size;
          continue;
        }
        if (by_words_ && !stands(hit, pos, done)) {
          pos += here.size;
          continue;
        }
        piece(done, pos, second_opinion_);
        done = second_opinion_ ? stretch_end(overlay_.keys(), pos, hit.end, size) : hit.end;
        if (done == hit.end) {
          overlay_hit(pos, hit);
        } else {
          doubtful(pos, done, overlay_.keys());
        }
        pos = done;
      }
    }
    piece(done, size, second_opinion_);
  }

 private:
  Character at(std::uint32_t pos) const {
    const auto byte = [this, pos](std::uint32_t i) -> char32_t {
      return static_cast<unsigned char>(text_[pos + i]);
    };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xE0) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
    if (lead < 0xF0) return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
    return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
            4};
  }
  char32_t next_of(std::uint32_t pos, Character here, std::uint32_t to) const {
    return pos + here.size < to ? at(pos + here.size).c : 0;
  }

  // The first place from `pos` on that is no ASCII.
  std::uint32_t behind_ascii(std::uint32_t pos, std::uint32_t to) const {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    while (pos + 8 <= to) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text_.data() + pos, 8);
      if ((eight & kHighBits) != 0) break;
      pos += 8;
    }
    while (pos < to && static_cast<unsigned char>(text_[pos]) < 0x80) ++pos;
    return pos;
  }

  // The longest key at `pos` that ends by `to`.
  Hit find(const DoubleArray& keys, std::uint32_t pos, Character here, std::uint32_t to) const {
    Hit best;
    if (!keys.may_begin(here.c, next_of(pos, here, to))) return best;
    std::uint32_t end = pos + here.size;
    for (std::uint32_t state = keys.first(here.c); state != DoubleArray::kNone;) {
      if (keys.key(state) != DoubleArray::kNoKey) best = {end, keys.key(state)};
      if (end == to) break;
      const Character next = at(end);
      state = keys.next(state, next.c);
      end += next.size;
    }
    return best;
  }

  // Where the keys end that begin in [pos, end) or, reaching beyond it, in one another.
  std::uint32_t stretch_end(const DoubleArray& keys, std::uint32_t pos, std::uint32_t end,
                            std::uint32_t to) const {
    for (std::uint32_t inside = pos + at(pos).size; inside < end;) {
      const Character here = at(inside);
      end = std::max(end, find(keys, inside, here, to).end);
      inside += here.size;
    }
    return end;
  }

  // Whether a name is a word where it was found, in the Han text around it from `from` on.
  bool stands(Hit hit, std::uint32_t pos, std::uint32_t from) {
    constexpr std::uint32_t kAround = 10;  // characters on each side
    if (overlay_.entries()[overlay_.number(hit.key)].use != OverlayEntry::Use::name) return true;
    std::uint32_t left = pos;
    for (std::uint32_t i = 0; i < kAround && left > from && is_high(left - 1); ++i) {
      do --left;
      while (!is_char_boundary(text_, left));
    }
    std::uint32_t right = hit.end;
    for (std::uint32_t i = 0; i < kAround && right < text_.size() && is_high(right); ++i) {
      right += at(right).size;
    }
    const std::u32string around = to_utf32(text_.substr(left, right - left));
    const auto characters = [this](std::uint32_t begin, std::uint32_t end) {
      return static_cast<std::uint32_t>(to_utf32(text_.substr(begin, end - begin)).size());
    };
    const std::uint32_t begin = characters(left, pos);
    return decider_.stands(around, begin, begin + characters(pos, hit.end));
  }
  bool is_high(std::uint32_t pos) const { return static_cast<unsigned char>(text_[pos]) >= 0x80; }

  // Text without hits of the overlay.
  void piece(std::uint32_t from, std::uint32_t to, bool second_opinion) {
    if (by_words_) return piece_by_words(from, to);
    const DoubleArray& phrases = tables_.phrases();
    const bool plain = tables_.runs_are_plain();
    std::uint32_t run_from = from;  // of the run that waits, where runs are not plain
    for (std::uint32_t pos = from; pos < to;) {
      if (!tables_.phrases_in_ascii() && (pos = behind_ascii(pos, to)) == to) break;
      const Character here = at(pos);
      const Hit hit = find(phrases, pos, here, to);
      if (hit.end == 0) {
        if (plain) character(pos, here);
        pos += here.size;
        continue;
      }
      std::uint32_t end = second_opinion ? stretch_end(phrases, pos, hit.end, to) : hit.end;
      if (end == hit.end) {
        if (!plain) run_of_characters(run_from, pos);
        phrase(pos, hit);
      } else {
        // Another cut may leave other runs, and a run is read as a whole.
        if (!plain) end = run_end(end, to);
        doubtful(plain ? pos : run_from, end, DoubleArray());
      }
      pos = run_from = end;
    }
    if (!plain) run_of_characters(run_from, to);
  }

  void piece_by_words(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t pos = from; (pos = behind_ascii(pos, to)) < to;) {
      const std::uint32_t run = pos;
      while (pos < to && static_cast<unsigned char>(text_[pos]) >= 0x80) ++pos;
      decider_.convert(text_.substr(run, pos - run), run);
    }
  }

  // The end of the run from `pos` on: where a phrase begins.
  std::uint32_t run_end(std::uint32_t pos, std::uint32_t to) const {
    while (pos < to) {
      const Character here = at(pos);
      if (find(tables_.phrases(), pos, here, to).end != 0) break;
      pos += here.size;
    }
    return pos;
  }

  void character(std::uint32_t pos, Character here) {
    const std::string_view result = tables_.character(here.c);
    if (!result.empty()) writer_.change({pos, pos + here.size}, result);
  }

  void phrase(std::uint32_t pos, Hit hit) {
    const HanTables::Phrase found = tables_.phrase(hit.key);
    const char* target = found.target;
    for (const PhrasePart* part = found.parts; part != found.end; ++part) {
      if (part->source_bytes > hit.end - pos) return;  // an image of somebody's making
      if (part->same == 0)
        writer_.change({pos, pos + part->source_bytes}, {target, part->target_bytes});
      pos += part->source_bytes;
      target += part->target_bytes;
    }
  }

  void run_of_characters(std::uint32_t from, std::uint32_t to) {
    std::uint32_t clause = from;
    bool chained = false;
    for (std::uint32_t pos = from; pos < to;) {
      const Character here = at(pos);
      if (tables_.parts_runs(here.c)) {
        end_clause(clause, pos, chained);
        character(pos, here);
        clause = pos + here.size;
        chained = false;
      } else if (!chained) {
        chained = find(tables_.chain_starts(), pos, here, to).end != 0;
      }
      pos += here.size;
    }
    end_clause(clause, to, chained);
  }

  void end_clause(std::uint32_t from, std::uint32_t to, bool chained) {
    if (from == to) return;
    if (chained) {
      const std::u32string clause = to_utf32(text_.substr(from, to - from));
      pieces_.clear();
      tables_.chain().convert(clause, 0, static_cast<std::uint32_t>(clause.size()), units_);
      append_pieces(units_, pieces_);
      write(from, clause, pieces_);
      return;
    }
    for (std::uint32_t pos = from; pos < to;) {
      const Character here = at(pos);
      character(pos, here);
      pos += here.size;
    }
  }

  void overlay_hit(std::uint32_t pos, Hit hit) {
    const std::size_t number = overlay_.number(hit.key);
    const OverlayEntry& entry = overlay_.entries()[number];
    writer_.change({pos, hit.end}, entry.to, HanChange::By::overlay, static_cast<int>(number),
                   entry.doubtful, overlay_.rival(number));
  }

  // Cuts a stretch both ways, and compares where the cuts part. The one of fewer words is right.
  void doubtful(std::uint32_t from, std::uint32_t to, const DoubleArray& overlay) {
    const std::u32string text = to_utf32(text_.substr(from, to - from));
    const HanSegmenter segmenter(tables_.phrases(), overlay);
    const HanTokens forward = segmenter.forward(text);
    const HanTokens backward = segmenter.backward(text);
    auto second = backward.begin();
    for (auto first = forward.begin(); first != forward.end();) {
      const auto first_from = first++;
      const auto second_from = second++;
      to_common_seam(first, second);
      std::uint32_t end = from;
      for (std::uint32_t i = first_from->from; i < first[-1].to; ++i) end += at(end).size;
      if (*first_from == *second_from && first_from->overlay == HanToken::kNoOverlay) {
        piece(from, end, false);
      } else {
        const HanPieces ours = pieces_of(text, first_from, first);
        const HanPieces theirs = pieces_of(text, second_from, second);
        const std::uint32_t cost = by_words_ ? cost_of(text, first_from, first) : 0;
        const std::uint32_t other_cost = by_words_ ? cost_of(text, second_from, second) : 0;
        if (cost == other_cost) {
          write(from, text, reconcile(ours, theirs));
        } else {
          write(from, text, cost < other_cost ? ours : theirs);
        }
      }
      from = end;
    }
  }

  std::uint32_t cost_of(std::u32string_view text, HanTokens::const_iterator from,
                        HanTokens::const_iterator to) {
    std::uint32_t cost = 0;
    for (; from != to; ++from) {
      cost += from->overlay != HanToken::kNoOverlay
                  ? HanDecider::kWord
                  : decider_.cost_of(text.substr(from->from, from->to - from->from));
    }
    return cost;
  }

  HanPieces pieces_of(std::u32string_view text, HanTokens::const_iterator from,
                      HanTokens::const_iterator to) {
    HanPieces pieces;
    for (; from != to; ++from) {
      if (from->overlay == HanToken::kNoOverlay) {
        tables_.chain().convert(text, from->from, from->to, units_);
        append_pieces(units_, pieces);
      } else {
        pieces.push_back(overlay_.piece(*from));
      }
    }
    return pieces;
  }

  // Pieces cover `text`, which begins at byte `pos` of the source.
  void write(std::uint32_t pos, std::u32string_view text, const HanPieces& pieces) {
    for (const HanPiece& piece : pieces) {
      const std::u32string_view source = text.substr(piece.from, piece.to - piece.from);
      std::uint32_t end = pos;
      for ([[maybe_unused]] const char32_t c : source) end += at(end).size;
      const bool same = source == piece.text;
      if (!same || piece.doubtful || piece.overlay >= 0) {
        const auto by = piece.overlay >= 0 ? HanChange::By::overlay
                        : same             ? HanChange::By::same
                                           : HanChange::By::opencc;
        writer_.change({pos, end}, to_utf8(piece.text), by, piece.overlay, piece.doubtful,
                       to_utf8(piece.other));
      }
      pos = end;
    }
  }

  std::string_view text_;
  const HanTables& tables_;
  const HanPhrases& overlay_;
  bool second_opinion_;
  bool by_words_;
  HanWriter& writer_;
  HanDecider decider_;
  HanUnits units_;
  HanPieces pieces_;
};

}  // namespace

void convert_han(std::string_view text, const HanTables& tables, const HanPhrases& overlay,
                 const HanWords& words, bool second_opinion, HanWriter& writer) {
  Walk(text, tables, overlay, words, second_opinion, writer).run();
}

}  // namespace medloom::text
