// What the ending of a file's name suggests of its content. A pure function.
#pragma once

#include <string>
#include <string_view>

namespace medloom {

// "text/html" for "a.HTML"; empty for an ending that says nothing. Stages find out what bytes are.
std::string content_type_of(std::string_view path);

}  // namespace medloom
