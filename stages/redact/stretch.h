// A stretch of a page in one voice: neighbouring blocks of one node, read as one text.
//
// Numbers are broken over lines, and the word that says what a number is stands in the line or the
// cell before it; so blocks are looked at together, a line break between two of them. A place in
// the text is given back as places in its blocks.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/private_tables.h"
#include "pipeline/model/document.h"

namespace medloom::stages {

class Stretch {
 public:
  Stretch(dictionaries::Voice voice, bool names_stay, NodeId node)
      : voice_(voice), names_stay_(names_stay), node_(node) {}

  void add(const Block& block);
  bool takes(const Stretch& other) const {
    return voice_ == other.voice_ && node_ == other.node_ && names_stay_ == other.names_stay_;
  }

  std::string_view text() const { return text_; }
  dictionaries::Voice voice() const { return voice_; }
  // Lines that name who answers hold names on purpose.
  bool names_stay() const { return names_stay_; }

  bool holds_any(const std::set<BlockId>& blocks) const;

  struct Part {
    BlockId block;
    Span at;
  };
  // What a span of the text is in the blocks, line breaks left out.
  std::vector<Part> parts(Span span) const;

 private:
  struct Start {
    BlockId block;
    std::uint32_t from;  // in the text
  };

  dictionaries::Voice voice_;
  bool names_stay_;
  NodeId node_;
  std::string text_;
  std::vector<Start> starts_;
};

// The stretches of a page, in reading order. What is no part of a record is in none.
std::vector<Stretch> stretches_of(const Document& document);

}  // namespace medloom::stages
