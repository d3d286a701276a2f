// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/glossary.h"

#include <algorithm>

#include "dictionaries/exchange/forms.h"
#include "dictionaries/tsv.h"
#include "text/utf8.h"

namespace medloom::dictionaries {

const std::vector<ExchangeForm>& exchange_forms() {
  static const std::vector<ExchangeForm> kForms = {
      tsv_form(),       csv_form(), json_form(),   omegat_form(), deepl_csv_form(),
      deepl_tsv_form(), tbx_form(), opencc_form(), tmx_form()};
  return kForms;
}

const ExchangeForm* exchange_form(std::string_view name) {
  const auto& forms = exchange_forms();
  const auto at = std::find_if(forms.begin(), forms.end(),
                               [name](const ExchangeForm& form) { return form.name == name; });
  return at == forms.end() ? nullptr : &*at;
}

Glossary read_exchange(const ExchangeForm& form, std::string bytes, const std::string& name,
                       const ExchangeOptions& options, Problems& problems) {
  const auto refuse = [&](std::string message, std::string where) {
    problems.push_back({ErrorCode::configuration, std::move(message), std::move(where)});
    return Glossary{};
  };
  if (bytes.size() > kMaxExchangeBytes) return refuse("larger than 64 MiB; split the file", name);
  if (const auto reason = not_a_table(bytes)) return refuse(*reason, name);
  if (const std::size_t valid = text::valid_utf8_prefix(bytes); valid < bytes.size()) {
    const auto line =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(valid), '\n') + 1;
    return refuse("not UTF-8; save the file as UTF-8", name + ":" + std::to_string(line));
  }
  return form.read(bytes, name, options, problems);
}

}  // namespace medloom::dictionaries
