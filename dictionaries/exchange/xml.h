// XML as the exchange forms need it: parsed without DTDs or entities of its own, bounded in depth,
// with line numbers for messages; and text escaped for writing.
//
// The face of pugixml; it throws nothing and expands nothing that a file declares.
#pragma once

#include <pugixml.hpp>

#include <string>
#include <string_view>

#include "pipeline/model/result.h"

namespace medloom::dictionaries {

class XmlFile {
 public:
  // False, with the reason in `problems`, when the bytes are no XML that is read here.
  bool parse(std::string_view bytes, const std::string& name, Problems& problems);

  pugi::xml_node root() const { return document_.document_element(); }
  // "file:line" of a node.
  std::string where(pugi::xml_node node) const;

 private:
  std::string_view bytes_;
  std::string name_;
  pugi::xml_document document_;
};

std::string xml_text(std::string_view text);

// The text of an element and of what is in it, white space at the ends left out.
std::string text_of(pugi::xml_node node);
// That of a TMX `seg`: what stands in its elements for codes of a format is no text.
std::string segment_text_of(pugi::xml_node seg);
// xml:lang, or `lang` as older files have it.
std::string language_of(pugi::xml_node node);

}  // namespace medloom::dictionaries
