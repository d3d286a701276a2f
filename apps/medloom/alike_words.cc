// Tested by tests/apps/dedup_test.cc.
#include "apps/medloom/alike_words.h"

#include "pipeline/engine/data_files.h"

namespace medloom {

Result<dictionaries::AlikeWords> load_alike_words(const std::string& data) {
  constexpr char kTable[] = "dictionaries/wording/alike.tsv";
  const Result<DataFiles> files = DataFiles::find(data);
  if (!files) return tl::unexpected(files.error());
  const std::filesystem::path path = files->path(kTable);
  auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Problems problems;
  auto words =
      dictionaries::read_alike_words(std::move(*bytes),
                                     std::make_shared<dictionaries::SourceFile>(
                                         dictionaries::SourceFile{path.string(), kTable, 0}),
                                     problems);
  if (!problems.empty()) return tl::unexpected(problems.front());
  return words;
}

}  // namespace medloom
