// The schema of `medloom-record/1`: checks lines of JSON, and prints itself as JSON Schema.
//
// Both come from one table (record_shape.cc), so a line that the check accepts is valid under the
// printed schema. What a schema cannot say is checked as well: that ids are unique, that answers
// are counted right, that every pointer of a change, flag or mention names a text of the record and
// its span lies in that text, that every null has a reason.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/result.h"

namespace medloom {

// Everything that is wrong with a line, each with the JSON Pointer of its place; `where` names the
// line ("records.jsonl:41"). Keys that the schema does not know are wrong too. Linear in the line,
// but for the words of flags, which are searched for in the texts that they name.
Problems check_record_json(std::string_view line, const std::string& where);

// JSON Schema (2020-12), indented, with a line break at its end.
std::string record_json_schema();

}  // namespace medloom
