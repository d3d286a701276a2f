// What kind of text a decoded page is.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/model/page.h"

namespace medloom::stages {

enum class Format : std::uint8_t { text, markdown, html };

// By what the page is, then by what is said of it: a page that begins like HTML is HTML and one
// without a tag is not, whatever its name; between them content type and file name decide, then the
// number of tags. Markdown is only what is called so.
Format format_of(const Page& page, std::string_view text);

}  // namespace medloom::stages
