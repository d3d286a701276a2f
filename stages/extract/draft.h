// A block on its way into the document, with what only its reader knows about it.
#pragma once

#include <cstdint>
#include <deque>

#include "pipeline/model/block.h"

namespace medloom::stages {

struct Draft {
  Block block;
  std::uint32_t element = 0;     // HTML: the innermost block-level element it stands in
  std::uint32_t link_bytes = 0;  // HTML: bytes of its text that are links
};

// Chained pieces of memory, so that each can be given back as its blocks go into the document.
using Drafts = std::deque<Draft>;

}  // namespace medloom::stages
