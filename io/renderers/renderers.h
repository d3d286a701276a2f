// The specs of all renderers: one line each. A renderer is otherwise private to its file.
#pragma once

#include "pipeline/engine/ends.h"

namespace medloom::renderers {

RendererSpec record_renderer();
RendererSpec qa_renderer();
RendererSpec jsonld_renderer();
RendererSpec csv_renderer();
RendererSpec bulk_renderer();

}  // namespace medloom::renderers
