// A page's story as one HTML page, for whoever does not use a terminal: no script, no network.
// Pure.
#pragma once

#include <string>

#include "apps/medloom/explain/field.h"
#include "apps/medloom/explain/story.h"

namespace medloom {

std::string story_as_html(const PageStory& story);
std::string field_as_html(const PageStory& story, const FieldStory& field);

}  // namespace medloom
