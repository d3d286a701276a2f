// Lists that lost their line breaks: "Please: 1) rest 2) drink 3) sleep".
#pragma once

#include "pipeline/model/document.h"

namespace medloom::stages {

// Cuts every labelled paragraph that holds such a list into list items. Text that is one field as
// a whole (a teaser) stays as it is.
void split_inline_lists(DocumentEditor& editor);

}  // namespace medloom::stages
