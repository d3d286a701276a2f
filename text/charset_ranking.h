// Which character sets the foreign bytes of a page may be in, by how likely each reading is.
// Pure; thread-safe; looks at the first 2 KiB of foreign bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/charset_label.h"
#include "text/charset_model.h"

namespace medloom::text {

struct CharsetChoice {
  Charset charset;
  double score;
  Reading reading;
};

// The foreign stretches of the head of a page, with seams between them.
std::string foreign_sample(std::string_view bytes);

// UTF-8 and all legacy sets, the likeliest first.
std::vector<CharsetChoice> rank_charsets(std::string_view bytes);

// The judgements below take what rank_charsets returned.

// Whether a declared set may be believed: it may read a little worse than the best, on a short text
// a little more.
bool is_nearly_best(Charset declared, const std::vector<CharsetChoice>& choices);

// No set fits: pages in the sets of other alphabets, and noise.
bool is_unreadable(const CharsetChoice& best);

// The best is hardly better than the next, or there is too little to tell.
bool is_close_call(const std::vector<CharsetChoice>& choices);

}  // namespace medloom::text
