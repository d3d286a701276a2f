// What can be told only when every line of the page has its role.
#pragma once

#include "pipeline/model/document.h"
#include "stages/structure/site_profile.h"

namespace medloom::stages {

// An answer that repeats the question before it answers: the repetition leaves the answer, and the
// question is flagged `echo`.
void cut_echoes(const SiteProfile& profile, DocumentEditor& editor);

// A disclaimer is kept even where `extract` took it for a footer.
void keep_disclaimers(const SiteProfile& profile, DocumentEditor& editor);

// Fields in running text, where no line of its own says them.
void find_fields(const SiteProfile& profile, DocumentEditor& editor);

// Flags what the profile's doubts find.
void raise_doubts(const SiteProfile& profile, DocumentEditor& editor);

}  // namespace medloom::stages
