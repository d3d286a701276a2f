// Words that several commands have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "apps/medloom/load_pipeline.h"

namespace medloom {

// How pages are processed: --profile, --set, --dictionary, --data, --cache-dir.
std::vector<Word> pipeline_words(PipelineArguments& arguments);
Word data_word(std::string& data);
Word cache_word(std::optional<std::string>& cache);
Word dictionary_word(std::vector<std::string>& dictionaries);
Word color_word(std::string& color);
Word page_word(std::string& page);

// The heading of what pipeline_words says in the help.
inline constexpr char kHowPages[] = "How pages are processed";

}  // namespace medloom
