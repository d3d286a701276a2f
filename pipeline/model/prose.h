// Which blocks terms are repaired in: text that someone wrote to be read, and nowhere else.
#pragma once

#include "pipeline/model/block.h"

namespace medloom {

inline bool is_prose(const Block& block) {
  switch (block.role) {
    case Role::none:
    case Role::title:
    case Role::question:
    case Role::answer:
    case Role::greeting:
    case Role::supplement:
    case Role::heading:
    case Role::lead:
    case Role::section:
    case Role::dialogue:
    case Role::caption:
      return true;
    default:
      return false;
  }
}

}  // namespace medloom
