// The commands, one file each. A command returns its exit code, having shown what went wrong; an
// error that it returns is shown by the caller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "apps/medloom/console.h"
#include "apps/medloom/load_pipeline.h"

namespace medloom {

struct RunArguments {
  PipelineArguments pipeline;
  std::vector<std::string> paths;
  std::string output = "-";
  std::string form = "record";
  std::string rejects;
  std::string trace;
  unsigned threads = 0;  // 0: one for each processor
  std::optional<std::uint64_t> limit;
  double sample = 1;
  std::uint64_t seed = 0;
  std::string shard;  // "2/8"; empty: all
  bool force = false;
  bool quiet = false;
};
Result<int> run_command(const RunArguments& arguments, Console& console);

struct ExplainArguments {
  PipelineArguments pipeline;
  std::string page;
  std::string color = "auto";
};
Result<int> explain_command(const ExplainArguments& arguments, Console& console);

struct StageArguments {
  std::string name;
  std::vector<std::string> sets;  // "key=value"
  std::vector<std::string> dictionaries;
  std::string data;
};
Result<int> stage_command(const StageArguments& arguments, Console& console);

struct StagesArguments {
  std::string name;  // empty: all
  bool json = false;
};
Result<int> stages_command(const StagesArguments& arguments, Console& console);

struct DictArguments {
  std::vector<std::string> paths;
  std::string data;
  bool strict = false;
};
Result<int> dict_lint_command(const DictArguments& arguments, Console& console);
Result<int> dict_test_command(const DictArguments& arguments, Console& console);

struct ProfilesArguments {
  std::vector<std::string> paths;  // of check; ours if empty
  std::string data;
  bool json = false;  // of list
};
Result<int> profiles_list_command(const ProfilesArguments& arguments, Console& console);
Result<int> profiles_check_command(const ProfilesArguments& arguments, Console& console);

struct ProfilesTryArguments {
  std::string profile;  // a name of ours, or a file
  std::string page;
  PipelineArguments pipeline;
  std::string color = "auto";
};
Result<int> profiles_try_command(const ProfilesTryArguments& arguments, Console& console);

struct CheckArguments {
  std::vector<std::string> files;
  bool schema = false;  // print the schema instead
};
Result<int> check_command(const CheckArguments& arguments, Console& console);

}  // namespace medloom
