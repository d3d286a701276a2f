// Pages for benchmarks: made up, the same on every machine, with the proportions of crawled ones.
#pragma once

#include <cstddef>
#include <string>

namespace medloom::bench {

// English prose of a translated health page: about one slip in a hundred words.
std::string english_prose(std::size_t bytes);

// Chinese health prose in simplified characters.
std::string chinese_prose(std::size_t bytes);

// A web page of about that size: a third scripts and styles, menus, an article with lists and a
// table, a column of links, attributes everywhere.
std::string html_page(std::size_t bytes);

// A page of text in question-and-answer form, as a scraper saves it.
// A Chinese article of a health portal, UTF-8: of `bytes` some 9 % are text that a reader sees, two
// thirds of that the article; the rest are scripts, styles, menus, lists of links and attributes.
std::string portal_page(std::size_t bytes);

std::string text_page(std::size_t bytes);

}  // namespace medloom::bench
