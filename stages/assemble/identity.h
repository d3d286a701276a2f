// Identity: what stays the same when a dictionary, a neighbour or a spelling changes.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "pipeline/model/document.h"
#include "pipeline/model/withheld.h"

namespace medloom::stages {

// What a page is identified by: its fetch URL; a canonical address only on the same host and not
// the root of the site; else its name.
std::string page_key(const Document& document);

// The decoded source of a text, before any edit: page bytes for copied runs and changes, the
// reader's for what it read. Of what is withheld it has what stands in its place, since an id made
// of a telephone number and known words would confirm a guess at the number.
std::string source_of(const Text& text, std::string_view page, const WithheldPlaces& withheld);

// Ids of the nodes of one page. Equal texts are told apart by their ordinal among equals, so a new
// neighbour does not shift the ids of the others.
class IdMaker {
 public:
  explicit IdMaker(const std::string& page_key);

  const std::string& page() const { return page_; }
  // `kind` is "question", "answer" or "part"; `owner` the id it belongs to.
  std::string make(std::string_view kind, const std::string& owner, std::string_view source);

 private:
  std::string page_;
  std::map<std::string, int> seen_;
};

}  // namespace medloom::stages
