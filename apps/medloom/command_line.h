// The command line: from words to a command that is ready to be called.
#pragma once

#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"

namespace medloom {

// What the words ask for. Help and version are commands too: they write to standard output. Words
// that ask for nothing sensible give an error of code `usage` whose `where` is the command
// ("medloom run") and whose message says what to type instead.
Result<Command> parse_command_line(std::vector<std::string> words);

}  // namespace medloom
