// The specs of all sources: one line each. A source is otherwise private to its file.
#pragma once

#include "pipeline/engine/ends.h"

namespace medloom::sources {

SourceSpec stdin_source();
SourceSpec folder_source();
SourceSpec file_source();
SourceSpec warc_source();
SourceSpec jsonl_source();
SourceSpec csv_source();
SourceSpec page_source();

}  // namespace medloom::sources
