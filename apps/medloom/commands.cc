// The table itself. Tested by tests/apps/command_line_test.cc.
#include "apps/medloom/commands.h"

namespace medloom {

std::vector<CommandSpec> all_commands() {
  return {
      run_command(),           explain_command(),        stage_command(),
      stages_command(),        dict_lint_command(),      dict_test_command(),
      profiles_list_command(), profiles_check_command(), profiles_try_command(),
      check_command(),
  };
}

std::vector<GroupSpec> command_groups() {
  return {
      {"dict", "work on dictionaries"},
      {"profiles", "work on pipeline and site profiles"},
  };
}

}  // namespace medloom
