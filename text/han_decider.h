// Decides by words what becomes of a character that has more than one form.
//
// Where no form but the usual one is in question, nothing more is asked. Else the words around the
// character are looked at: those that cover it, those that overlap them, and so on, until no word
// reaches in or out. That stretch is cut into the fewest words (a character by itself counts for a
// little more than a word, and so does a phrase that only OpenCC has). What all such cuts agree on
// is decided; where another one, as good or nearly, differs, the character is doubtful. Of equal
// cuts the one with the longer words at its end is followed.
//
// Cost: linear in the text; the look around is some words per ambiguous character. Belongs to one
// conversion of one text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/han_tables.h"
#include "text/han_words.h"
#include "text/han_writer.h"

namespace medloom::text {

class HanDecider {
 public:
  static constexpr std::uint32_t kWord = 20;  // what a word costs

  HanDecider(const HanTables& tables, const HanWords& words, HanWriter& writer)
      : tables_(tables), words_(words), writer_(writer) {}

  // Converts `run`, which begins at byte `at` of the source.
  void convert(std::string_view run, std::uint32_t at);

  // Whether a word at characters [from, to) of `text` is part of a best cut of it.
  bool stands(std::u32string_view text, std::uint32_t from, std::uint32_t to);

  // The fewest pieces that `text` can be cut into, as a cost.
  std::uint32_t cost_of(std::u32string_view text);

 private:
  using Index = std::uint32_t;
  enum class Source : std::uint8_t { none, phrase, word };
  // A word of the stretch: characters [from, to) of the run.
  struct Piece {
    Index from;
    Index to;
    Source source;
    std::uint32_t key;
    std::uint32_t cost;
  };
  // What a piece makes of a character.
  struct Form {
    char32_t c;
    std::int32_t entry = -1;
    char32_t other = 0;
  };

  void read(std::string_view run);
  bool may_vary(char32_t c) const { return words_.may_vary(c); }
  struct Start {
    Index end = 0;             // of the longest word that begins here; 0: not looked up
    bool in_question = false;  // one that begins here makes of a character what is not usual
  };
  const Start& start(Index at);
  void find_stretch(Index around);
  bool is_in_question();
  void list_pieces();
  void add_piece(Piece piece, bool decides);
  void weigh();
  std::uint32_t cost_through(const Piece& piece) const;  // of the cheapest cut with it
  Index decide(Index from);
  char32_t rival(Index at, char32_t form) const;
  Form form_by(const Piece& piece, Index at) const;
  Form alone(Index at) const;
  void follow_best_cut();
  void write_usual(Index at);
  void write(Index at, Form form, char32_t other);

  const HanTables& tables_;
  const HanWords& words_;
  HanWriter& writer_;
  std::uint32_t bytes_at_ = 0;
  std::u32string buffer_;  // what `run_` is in; grows, and is not cleared
  std::u32string_view run_;
  std::vector<std::uint32_t> offsets_;  // of each character, in bytes of the run
  std::vector<Start> starts_;           // by place
  Index left_ = 0;                      // the stretch
  Index right_ = 0;
  std::size_t first_ = 0;              // of the pieces that begin where the last one does
  std::vector<Piece> pieces_;          // of the stretch, in order of their beginnings
  std::vector<std::uint32_t> before_;  // by place in the stretch: least cost up to it …
  std::vector<std::uint32_t> behind_;  // … and from it on
  std::vector<const Piece*> ending_;   // by place: the longest piece of a best cut that ends there
  std::vector<const Piece*> chosen_;   // by place: the piece of the followed cut that covers it
};

}  // namespace medloom::text
