// Pages of a corpus as the matcher meets them: through the sources and stages of a run, up to the
// stage that asks the dictionaries. So pages of any form can be read, in an archive or a folder,
// and teasers, menus and names are left out as they are there.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "apps/medloom/load_pipeline.h"
#include "dictionaries/tools/corpus.h"

namespace medloom {

struct CorpusTally {
  std::size_t pages = 0;
  std::size_t set_aside = 0;  // could not be read, or no content
};

using OnCorpusPage = std::function<void(const dictionaries::CorpusPage&)>;

// Calls `each` for every page, in input order. What is wrong with the inputs or the profile goes to
// `problems`, before the first page.
CorpusTally read_corpus(const std::vector<std::string>& paths, const PipelineArguments& pipeline,
                        Problems& problems, const OnCorpusPage& each);

// "--corpus": the pages that a tool looks at.
Word corpus_word(std::vector<std::string>& corpus, bool required = false);

// "3 pages read, 1 set aside"
std::string to_string(const CorpusTally& tally);

}  // namespace medloom
