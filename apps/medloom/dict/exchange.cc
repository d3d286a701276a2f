// Tested by tests/apps/dict_tools_test.cc.
#include "apps/medloom/dict/exchange.h"

#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "pipeline/engine/component_spec.h"

namespace medloom {
namespace {

std::vector<std::string> form_names() {
  std::vector<std::string> names;
  for (const auto& form : dictionaries::exchange_forms()) names.emplace_back(form.name);
  return names;
}

}  // namespace

Result<const dictionaries::ExchangeForm*> form_of(const ExchangeArguments& arguments) {
  if (const auto* form = dictionaries::exchange_form(arguments.form)) return form;
  std::string known;
  for (const std::string& name : form_names()) known += (known.empty() ? "" : ", ") + name;
  return fail(ErrorCode::usage, "there is no form '" + arguments.form + "'" +
                                    did_you_mean(arguments.form, form_names()) + "; forms are " +
                                    known);
}

Result<dictionaries::ExchangeOptions> languages_of(const ExchangeArguments& arguments) {
  if (arguments.languages.empty()) return dictionaries::ExchangeOptions{};
  const std::size_t comma = arguments.languages.find(',');
  dictionaries::ExchangeOptions options;
  options.from = arguments.languages.substr(0, comma);
  if (comma != std::string::npos) options.to = arguments.languages.substr(comma + 1);
  if (!options.of_labels() || options.to.find(',') != std::string::npos) {
    return fail(ErrorCode::usage, "two languages are expected, as in zh-Hans,en", "--languages");
  }
  return options;
}

std::vector<Word> exchange_words(ExchangeArguments& arguments, const std::string& option,
                                 const std::string& help) {
  return {{.names = option, .to = &arguments.form, .help = help, .value = "FORM", .required = true},
          {.names = "--languages",
           .to = &arguments.languages,
           .help = "pairs are labels of concepts in these two: zh-Hans,en",
           .value = "A,B"},
          {.names = "-o,--output",
           .to = &arguments.output,
           .help = "write here; - is standard output (default)",
           .value = "FILE"},
          {.names = "--force", .to = &arguments.force, .help = "replace a file that exists"},
          data_word(arguments.data)};
}

std::string exchange_notes() {
  std::string notes = "Forms:\n";
  for (const auto& form : dictionaries::exchange_forms()) {
    notes += "  " + padded(form.name, 11) + std::string(form.summary) + "\n";
  }
  return notes;
}

Result<void> write_exchange(const ExchangeArguments& arguments, const std::string& bytes,
                            Console& console) {
  if (arguments.output == "-") return console.out.write(bytes);
  Result<std::unique_ptr<Writer>> writer = open_writer({arguments.output, arguments.force});
  if (!writer) return tl::unexpected(writer.error());
  if (auto done = (*writer)->write(bytes); !done) return done;
  return (*writer)->close();
}

}  // namespace medloom
