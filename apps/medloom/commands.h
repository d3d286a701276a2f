// The table of commands, in the order of the help. A new command is one file and one line here and
// in commands.cc.
#pragma once

#include <vector>

#include "apps/medloom/command_spec.h"

namespace medloom {

CommandSpec check_command();
CommandSpec dict_lint_command();
CommandSpec dict_test_command();
CommandSpec explain_command();
CommandSpec profiles_check_command();
CommandSpec profiles_list_command();
CommandSpec profiles_try_command();
CommandSpec run_command();
CommandSpec stage_command();
CommandSpec stages_command();

std::vector<CommandSpec> all_commands();
std::vector<GroupSpec> command_groups();

}  // namespace medloom
