// Where the content of <script>, <style>, <title> and their like ends.
#pragma once

#include <string_view>

#include "text/html_tags.h"

namespace medloom::text {

// The '<' of the end tag that closes the raw content of `tag` which begins at `from`; `end` where
// the page ends first. Linear in what is passed over.
const char* find_raw_end(const char* from, const char* end, HtmlTag tag);

// Whether `</name` or, without `slash`, `<name` stands at `at` and the name ends there, case aside.
// REQUIRES: *at is '<'.
bool is_tag_at(const char* at, const char* end, bool slash, std::string_view name);

}  // namespace medloom::text
