// Every registered component of a pipeline and its ends, as its spec describes it.
#pragma once

#include <string>
#include <vector>

#include "pipeline/engine/component_spec.h"

namespace medloom {

struct Component {
  std::string kind;   // "stage", "source", "renderer", "writer"
  std::string phase;  // of a stage
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
};

// Stages in running order, then sources, renderers and writers in the order they are asked.
std::vector<Component> all_components();

// What a setting takes: "whole number", or its choices, "keep|add|remove".
std::string type_of(const FieldSpec& field);

}  // namespace medloom
