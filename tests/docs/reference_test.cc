// docs/reference/ is what this program writes.
#include "apps/medloom/reference.h"

#include <gtest/gtest.h>

#include <medloom_source_dir.h>
#include <filesystem>
#include <fstream>

namespace medloom {
namespace {

namespace fs = std::filesystem;

constexpr char kHowTo[] = ": write it anew with `medloom reference docs/reference`";

std::map<std::string, std::string> committed_pages() {
  const fs::path folder = MEDLOOM_SOURCE_DIR "/docs/reference";
  std::map<std::string, std::string> pages;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    pages[entry.path().lexically_relative(folder).string()] = {std::istreambuf_iterator<char>(file),
                                                               std::istreambuf_iterator<char>()};
  }
  return pages;
}

TEST(Reference, IsWhatThisProgramWrites) {
  const auto committed = committed_pages();
  const auto written = reference_pages();
  for (const auto& [name, text] : written) {
    const auto found = committed.find(name);
    EXPECT_TRUE(found != committed.end() && found->second == text)
        << "docs/reference/" << name << " is old" << kHowTo;
  }
  for (const auto& [name, text] : committed) {
    EXPECT_TRUE(written.contains(name))
        << "docs/reference/" << name << " is of a command that is gone: remove it";
  }
}

TEST(Reference, TablesAreWhole) {
  for (const auto& [name, text] : reference_pages()) {
    std::size_t columns = 0;
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
      const std::string_view line = std::string_view(text).substr(from, end - from);
      std::size_t bars = 0;
      for (std::size_t i = 0; i < line.size(); ++i) {
        bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
      }
      if (!line.starts_with('|')) {
        columns = 0;
      } else if (columns == 0) {
        columns = bars;
      } else {
        EXPECT_EQ(bars, columns) << name << ": " << line;
      }
      from = end + 1;
    }
  }
}

}  // namespace
}  // namespace medloom
