// The table itself. Tested by tests/apps/command_line_test.cc.
#include "apps/medloom/commands.h"

namespace medloom {

std::vector<CommandSpec> all_commands() {
  return {
      // pages
      run_command(),
      explain_command(),
      report_command(),
      stage_command(),
      // what pages are read by
      stages_command(),
      dict_init_command(),
      dict_list_command(),
      dict_lint_command(),
      dict_test_command(),
      dict_add_command(),
      dict_explain_command(),
      dict_stats_command(),
      dict_diff_command(),
      dict_mine_command(),
      dict_import_command(),
      dict_export_command(),
      dict_build_command(),
      profiles_list_command(),
      profiles_check_command(),
      profiles_try_command(),
      // records
      check_command(),
      dedup_command(),
      diff_command(),
      bulk_template_command(),
      // the knowledge base
      kb_load_command(),
      kb_search_command(),
      kb_show_command(),
      kb_info_command(),
      kb_export_command(),
      // translation memories
      tm_fill_command(),
      tm_stats_command(),
      tm_import_command(),
      tm_export_command(),
      tm_prune_command(),
      // the tool itself
      doctor_command(),
      completion_command(),
      man_command(),
  };
}

std::vector<GroupSpec> command_groups() {
  return {
      {"dict", "work on dictionaries"},
      {"kb", "load and search a knowledge base"},
      {"profiles", "work on pipeline and site profiles"},
      {"tm", "fill and look after translation memories"},
  };
}

}  // namespace medloom
