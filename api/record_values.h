// An inner record as the public values.
#pragma once

#include <medloom/record.h>

#include "pipeline/model/record.h"

namespace medloom::api {

Record record_values(const medloom::Record& record);

}  // namespace medloom::api
