// The table of commands, in the order of the help. A new command is one file and one line here and
// in commands.cc.
#pragma once

#include <vector>

#include "apps/medloom/command_spec.h"

namespace medloom {

CommandSpec bulk_template_command();
CommandSpec check_command();
CommandSpec dedup_command();
CommandSpec completion_command();
CommandSpec dict_build_command();
CommandSpec dict_add_command();
CommandSpec dict_diff_command();
CommandSpec dict_explain_command();
CommandSpec dict_export_command();
CommandSpec dict_import_command();
CommandSpec dict_init_command();
CommandSpec dict_lint_command();
CommandSpec dict_list_command();
CommandSpec dict_mine_command();
CommandSpec dict_stats_command();
CommandSpec dict_test_command();
CommandSpec diff_command();
CommandSpec doctor_command();
CommandSpec explain_command();
CommandSpec kb_export_command();
CommandSpec kb_info_command();
CommandSpec kb_load_command();
CommandSpec kb_search_command();
CommandSpec kb_show_command();
CommandSpec man_command();
CommandSpec profiles_check_command();
CommandSpec profiles_list_command();
CommandSpec profiles_try_command();
CommandSpec reference_command();
CommandSpec report_command();
CommandSpec run_command();
CommandSpec stage_command();
CommandSpec stages_command();
CommandSpec tm_export_command();
CommandSpec tm_fill_command();
CommandSpec tm_import_command();
CommandSpec tm_prune_command();
CommandSpec tm_stats_command();

std::vector<CommandSpec> all_commands();
std::vector<GroupSpec> command_groups();

}  // namespace medloom
