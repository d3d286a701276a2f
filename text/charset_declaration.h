// Where pages and servers declare a character set. Labels are handed on as they are found, unknown
// ones included; what they mean is in charset_label.h. Pure functions, linear in what they look at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace medloom::text {

// The label in the value of a Content-Type field ("text/html; charset=gbk"), lower case; a bare
// label is returned as it is. Empty if there is none.
std::string label_in_content_type(std::string_view value);

// All labels that meta elements and an XML declaration at the head of a page give, lower case, in
// order, unknown ones included. Comments are passed over. Looks at the first 8 KiB.
std::vector<std::string> labels_in_markup(std::string_view page);

}  // namespace medloom::text
