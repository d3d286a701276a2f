// The public library as its tests use it.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <medloom/pipeline.h>

#include "pipeline/engine/data_files.h"
#include "tests/support/pipelines.h"

namespace medloom::test {

inline api::Configuration source_configuration() {
  api::Configuration configuration;
  configuration.data = source_data().root().string();
  return configuration;
}

// The default pipeline, loaded once.
inline const api::Pipeline& loaded_pipeline() {
  static const api::Pipeline kPipeline = [] {
    std::vector<api::Problem> problems;
    auto pipeline = api::Pipeline::load(source_configuration(), problems);
    for (const api::Problem& problem : problems) {
      ADD_FAILURE() << problem.where << ": " << problem.message;
    }
    return pipeline.value();
  }();
  return kPipeline;
}

// A page of samples/: "doctorqna-html/input.html".
inline api::Page sample_page(const std::string& path) {
  auto bytes = read_file(source_data().path("samples/" + path));
  EXPECT_TRUE(bytes) << path;
  api::Page page;
  page.bytes = bytes.value_or("");
  page.name = path;
  return page;
}

}  // namespace medloom::test
