// Articles: the page's headings make its parts, and headings that ask make questions.
#pragma once

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// Labels every block and opens the nodes; returns how many questions the page asks.
int read_by_outline(const SiteProfile& profile, DocumentEditor& editor);

}  // namespace medloom::stages
