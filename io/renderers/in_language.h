// Any output in another language: a renderer that shows each record by its translations.
//
// A text is told by its segments; one that the memory lacks stands as it is between ⟦ and ⟧, so
// that nobody takes it for translated. Labels of concepts, departments and ranks are those of the
// language. What counts in the original text (mentions, changes, places of flags) is left out of
// such a view; the record itself keeps it. A record without a translation into the language is all
// missing. Thread-safety: immutable.
#pragma once

#include <memory>
#include <string>

#include "pipeline/engine/ends.h"

namespace medloom {

// REQUIRES: `language` is one of the run's `translate.to`.
std::unique_ptr<Renderer> in_language(std::unique_ptr<Renderer> renderer, std::string language);

Record translated_record(Record record, const std::string& language);

}  // namespace medloom
