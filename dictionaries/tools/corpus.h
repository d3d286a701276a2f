// A page as the tools over corpora see it: what the matcher would be given of it. Whoever reads
// pages (the command line) makes these; nothing here reads a disk.
#pragma once

#include <string>
#include <vector>

namespace medloom::dictionaries {

struct CorpusText {
  std::string text;
  std::string language;
};

struct CorpusPage {
  std::string place;      // where a person can open it
  std::string main_text;  // what `page:` guards ask
  std::vector<CorpusText> texts;
};

}  // namespace medloom::dictionaries
