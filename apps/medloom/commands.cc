// The table itself. Tested by tests/apps/command_line_test.cc.
#include "apps/medloom/commands.h"

namespace medloom {

namespace {

std::vector<CommandSpec> page_commands() {
  return {
      run_command(),
      explain_command(),
      report_command(),
      stage_command(),
  };
}

std::vector<CommandSpec> settings_commands() {
  return {
      stages_command(),       dict_init_command(),     dict_list_command(),
      dict_lint_command(),    dict_test_command(),     dict_add_command(),
      dict_explain_command(), dict_stats_command(),    dict_diff_command(),
      dict_mine_command(),    dict_import_command(),   dict_export_command(),
      dict_build_command(),   profiles_list_command(), profiles_check_command(),
      profiles_try_command(),
  };
}

std::vector<CommandSpec> record_commands() {
  return {
      check_command(),     dedup_command(),     diff_command(),     bulk_template_command(),
      kb_load_command(),   kb_search_command(), kb_show_command(),  kb_info_command(),
      kb_export_command(), tm_fill_command(),   tm_stats_command(), tm_import_command(),
      tm_export_command(), tm_prune_command(),
  };
}

std::vector<CommandSpec> own_commands() {
  return {
      doctor_command(),
      completion_command(),
      man_command(),
      reference_command(),
  };
}

}  // namespace

std::vector<CommandSpec> all_commands() {
  std::vector<CommandSpec> all;
  const auto add = [&all](const char* heading, std::vector<CommandSpec> specs) {
    for (CommandSpec& spec : specs) {
      spec.heading = heading;
      all.push_back(std::move(spec));
    }
  };
  add("Pages", page_commands());
  add("Terms, sites, settings", settings_commands());
  add("Records", record_commands());
  add("medloom itself", own_commands());
  return all;
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
