// What of a text is translated piece by piece: its sentences, each with its place.
//
// A segment is a sentence (dictionaries/sentences.h) without the white space around it. Cells of a
// table row are segments of their own; the mark of a list item is left out, so that "1. Rest." and
// "Rest." are one segment. What lies between segments is taken over as it is.
//
// Cost: one pass. Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::translation {

// In order, not overlapping, none of them empty; only pieces with a letter in them.
std::vector<Span> segments_of(std::string_view text);

// A segment as memories know it: white space of any kind and length is one space.
std::string normal_segment(std::string_view segment);

// The language of a segment on a page of that language, without its region: "en", "zh-Hans". Han
// text on an English page is Chinese, Latin text on a Chinese page is English.
std::string segment_language(std::string_view segment, std::string_view page_language);

// "zh" of "zh-Hant-TW".
std::string_view primary_language(std::string_view tag);

// Whether a text of one language has to be translated for readers of the other. Scripts of one
// language are converted, not translated (stage `convert`).
bool needs_translation(std::string_view from, std::string_view to);

}  // namespace medloom::translation
