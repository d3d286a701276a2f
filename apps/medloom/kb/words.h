// Words that the commands of `kb` have in common.
#pragma once

#include <string>

#include "apps/medloom/command_spec.h"

namespace medloom {

inline Word base_word(std::string& base) {
  return {.names = "BASE",
          .to = &base,
          .help = "a SQLite file, or a connection to PostgreSQL",
          .required = true};
}

}  // namespace medloom
