// A replacement in the script of its block: a row may be written in Simplified and act in a
// Traditional text, where its replacement must not bring Simplified characters.
//
// The conversion is text/han_converter.h. Where it is doubtful, there is no answer and the row does
// not act there; a row of its own for the other script is then the way. Converters are made when
// the first replacement needs one. Thread-safety: none; used while dictionaries are built.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/han_converter.h"

namespace medloom::dictionaries {

enum class HanScript { simplified, traditional };

class HanWriting {
 public:
  // `text` itself where it holds no character that only the other script has.
  std::optional<std::string> in(HanScript script, std::string_view text);

 private:
  struct Way {
    bool tried = false;
    std::optional<text::HanConverter> converter;  // none without OpenCC's data
  };
  Way ways_[2];
};

}  // namespace medloom::dictionaries
