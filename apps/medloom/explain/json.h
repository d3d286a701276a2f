// A page's story as one JSON object, for programs. Pure.
#pragma once

#include <string>

#include "apps/medloom/explain/field.h"
#include "apps/medloom/explain/story.h"

namespace medloom {

// {"page", "profile", "bytes", "stages": […], "record" or "reject"}, and a line break.
std::string story_as_json(const PageStory& story);

// {"field", "value", "missing", "page", "blocks", "edits"}, and a line break.
std::string field_as_json(const FieldStory& field);

}  // namespace medloom
