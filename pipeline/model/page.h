// A page as a source hands it over: bytes and what is known about where they came from.
#pragma once

#include <string>

namespace medloom {

struct Page {
  std::string bytes;
  std::string name;          // path relative to the input root, or the id of a crawl's line
  std::string place;         // where a person finds it: "pages/a.html", "crawl.jsonl:41"
  std::string url;           // the fetch URL where it is known
  std::string content_type;  // as the source states it, parameters included; may be wrong or empty
  std::string fetched;       // ISO 8601 as the source states it
};

}  // namespace medloom
