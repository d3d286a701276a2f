// What every store promises, tried on any of them.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "io/stores/store.h"

namespace medloom::test {

// The store of one base that is not there yet; later calls open the same base.
using OpenStore = std::function<Result<std::unique_ptr<stores::Store>>(stores::Access)>;

void loads_once_and_only_what_changed(const OpenStore& open);
void prunes_with_tombstones(const OpenStore& open);
void keeps_records_byte_for_byte(const OpenStore& open);
void finds_words_of_both_scripts(const OpenStore& open);
void takes_any_query(const OpenStore& open);

}  // namespace medloom::test
