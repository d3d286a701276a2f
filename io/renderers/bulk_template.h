// The index that the documents of the bulk form fit, for Elasticsearch and OpenSearch.
#pragma once

#include <string>

namespace medloom {

// A composable index template (`PUT _index_template/NAME`) as JSON, for indices whose names begin
// with "medloom". The same on every machine with the same OpenCC data.
std::string bulk_index_template();

}  // namespace medloom
