// The tables of dictionaries/privacy as they ship.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include <medloom_source_dir.h>

#include "dictionaries/private_data.h"
#include "pipeline/engine/data_files.h"

namespace medloom::test {

inline dictionaries::PrivateTables::Source privacy_table(const std::string& name) {
  const std::string path = std::string(MEDLOOM_SOURCE_DIR) + "/dictionaries/privacy/" + name;
  auto bytes = read_file(path);
  EXPECT_TRUE(bytes) << path;
  return {bytes ? *bytes : std::string(),
          std::make_shared<const dictionaries::SourceFile>(
              dictionaries::SourceFile{path, "dictionaries/privacy/" + name})};
}

inline const dictionaries::PrivateData& own_private_data() {
  static const dictionaries::PrivateData kData = [] {
    Problems problems;
    dictionaries::PrivateTables tables(privacy_table("words.tsv"), privacy_table("rules.tsv"),
                                       problems);
    for (const Error& problem : problems) ADD_FAILURE() << to_string(problem);
    return dictionaries::PrivateData(std::move(tables));
  }();
  return kData;
}

}  // namespace medloom::test
