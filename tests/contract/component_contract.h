// What every registered component must keep in its description, whether stage, source, renderer or
// writer. Failures end in `help:` and the file to open.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/engine/component_spec.h"

namespace medloom::test {

struct Description {
  std::string kind;  // "stage"
  std::string name;
  std::string summary;
  const std::vector<FieldSpec>* fields = nullptr;
  std::string file;  // where it is written, for `help:`
};

// Name, summary, and every field: a default that parses, a description, sensible bounds.
void expect_described(const Description& component);

// A setting that does not exist is reported with its line and column, and the nearest name.
void expect_unknown_settings_reported(const Description& component);

// Names tell components of a table apart, also where case is lost.
void expect_names_differ(const std::vector<Description>& components);

// Settings with which a component must work as well: the defaults, and each other value of each
// choice and boolean, one at a time. Each with the words that set it.
std::vector<std::vector<std::string>> settings_to_try(const std::vector<FieldSpec>& fields);

}  // namespace medloom::test
