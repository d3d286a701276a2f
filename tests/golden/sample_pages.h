// Pages of files, as the tool's own source gives them.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/model/page.h"

namespace medloom::test {

// The folders of samples/, sorted.
std::vector<std::string> sample_names();

// The input file of a sample.
std::filesystem::path sample_input(const std::string& sample);

// A file as a page of that name; null, and a failure of the test, when it cannot be read.
std::shared_ptr<const Page> page_of_file(const std::filesystem::path& file, std::string name);

}  // namespace medloom::test
