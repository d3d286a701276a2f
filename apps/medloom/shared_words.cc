// Words that several commands have in common, said once so that they read alike everywhere.
#include "apps/medloom/shared_words.h"

namespace medloom {

Word data_word(std::string& data) {
  return {.names = "--data",
          .to = &data,
          .help = "folder with dictionaries/ and profiles/, if not ours",
          .value = "DIR"};
}

Word cache_word(std::optional<std::string>& cache) {
  return {.names = "--cache-dir",
          .to = &cache,
          .help = "where compiled tables are kept; '' for nowhere, else your cache folder",
          .value = "DIR"};
}

Word dictionary_word(std::vector<std::string>& dictionaries) {
  return {.names = "--dictionary",
          .to = &dictionaries,
          .help = "one more dictionary; the last one wins (repeatable)",
          .value = "FILE"};
}

Word color_word(std::string& color) {
  return {.names = "--color",
          .to = &color,
          .help = "auto (default), always or never; NO_COLOR is honoured",
          .value = "WHEN",
          .choices = {"auto", "always", "never"}};
}

Word page_word(std::string& page) {
  return {
      .names = "PAGE", .to = &page, .help = "a file, or - for standard input", .required = true};
}

std::vector<Word> pipeline_words(PipelineArguments& arguments) {
  std::vector<Word> words = {
      {.names = "--profile",
       .to = &arguments.choice.profile,
       .help = "pipeline profile, or a .toml file of your own; default is 'default'",
       .value = "NAME|FILE"},
      {.names = "--set",
       .to = &arguments.choice.settings,
       .help = "change a setting of the profile; see 'medloom stages' (repeatable)",
       .value = "STAGE.KEY=VALUE"},
      dictionary_word(arguments.choice.dictionaries),
      data_word(arguments.data),
      cache_word(arguments.cache),
  };
  for (Word& word : words) word.heading = kHowPages;
  return words;
}

}  // namespace medloom
