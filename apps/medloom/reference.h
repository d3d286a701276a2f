// The reference pages of docs/reference/, made of the descriptions of commands and components.
//
// Pure: the same program gives the same pages, so a test compares them with what is committed.
#pragma once

#include <map>
#include <string>

namespace medloom {

// Path below the folder of the reference ("commands/run.md") to Markdown.
std::map<std::string, std::string> reference_pages();

}  // namespace medloom
