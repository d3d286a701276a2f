// What a match of a rule is worth: its check, its neighbours, and the words before it.
//
// "Near" is in the same sentence and within some 30 characters; of a word that speaks for a person
// and one that speaks for an institution or a thing the nearer one decides, and of two that end
// together the longer one (門診電話 holds 電話). A word that touches a number from behind speaks
// against it too. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dictionaries/private_tables.h"
#include "pipeline/model/span.h"

namespace medloom::dictionaries {

// A plain view and the words in it, by where they end.
struct PrivatePlaces {
  struct Word {
    Span at;
    WordClasses classes;
  };

  PrivatePlaces(std::string_view in, std::vector<Word> found, const PrivateTables& by)
      : text(in), words(std::move(found)), tables(by) {}

  std::string_view text;
  std::vector<Word> words;
  const PrivateTables& tables;
};

// A word of Latin letters is one only where no letter goes on: "tel" is not in "hotel", but "yo" is
// in "97yo" and "qq" in "QQ2765". Nor is "phone" one in "[phone]", which redaction left there.
bool stands_alone(std::string_view text, Span word);

struct Worth {
  Span at;
  Span detail;
  bool cuts = false;  // the rule says what to take of it
};

// Nothing where the match is none.
std::optional<Worth> judge(const PrivateRule& rule, const text::Match& match,
                           const PrivatePlaces& places);

}  // namespace medloom::dictionaries
