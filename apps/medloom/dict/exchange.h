// What `dict import` and `dict export` share.
#pragma once

#include <string>
#include <vector>

#include "apps/medloom/command_spec.h"
#include "dictionaries/exchange/glossary.h"

namespace medloom {

struct ExchangeArguments {
  std::vector<std::string> paths;  // dictionaries to export
  std::string file;                // to import
  std::string form;
  std::string languages;  // "zh-Hans,en"
  std::string output = "-";
  std::string data;
  bool force = false;
};

// The form and languages asked for, or what is wrong with them.
Result<const dictionaries::ExchangeForm*> form_of(const ExchangeArguments& arguments);
Result<dictionaries::ExchangeOptions> languages_of(const ExchangeArguments& arguments);

// --languages, -o, --force, --data, and the forms as notes of the help.
std::vector<Word> exchange_words(ExchangeArguments& arguments, const std::string& option,
                                 const std::string& help);
std::string exchange_notes();

// To a file, or to standard output for "-".
Result<void> write_exchange(const ExchangeArguments& arguments, const std::string& bytes,
                            Console& console);

}  // namespace medloom
