// Dictionaries in the forms of other programs: read into rows and concepts, and written from them.
//
// No form but our own holds all that a row says. What a form cannot carry is counted and told,
// never dropped in silence; docs/dictionaries.md has the table. What is read from elsewhere is data
// from outside: bounded in size and depth, and everything wrong with it is a problem with its line.
//
// Forms of pairs (OmegaT, DeepL, OpenCC, TMX) hold the labels of concepts in two languages where
// `from` and `to` name them; without, the `match` and `replace` of rows.
//
// Cost: linear. Thread-safety: pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

struct Glossary {
  std::vector<TermRow> rows;
  std::vector<Concept> concepts;
};

struct ExchangeOptions {
  std::string from;  // language tag of the first of a pair: "zh-Hans"
  std::string to;    // of the second: "en"

  bool of_labels() const { return !from.empty() && !to.empty(); }
};

struct Exported {
  std::string bytes;
  std::size_t entries = 0;                      // written
  std::map<std::string, std::size_t> left_out;  // by reason: "a guard", "no label in en"
};

struct ExchangeForm {
  std::string_view name;     // "omegat"
  std::string_view summary;  // "OmegaT glossary: source, target, comment"
  Exported (*write)(const Glossary& glossary, const ExchangeOptions& options);
  // `name` is what messages call the file.
  Glossary (*read)(std::string_view bytes, const std::string& name, const ExchangeOptions& options,
                   Problems& problems);
};

// All forms, in the order of the documentation.
const std::vector<ExchangeForm>& exchange_forms();
// Null when there is none.
const ExchangeForm* exchange_form(std::string_view name);

// Larger files are refused.
inline constexpr std::size_t kMaxExchangeBytes = std::size_t{64} << 20;

// Reads a file of that form: size, charset and everything else checked.
Glossary read_exchange(const ExchangeForm& form, std::string bytes, const std::string& name,
                       const ExchangeOptions& options, Problems& problems);

}  // namespace medloom::dictionaries
