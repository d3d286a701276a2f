// The forms themselves, one file each; glossary.cc has the table.
#pragma once

#include "dictionaries/exchange/glossary.h"

namespace medloom::dictionaries {

ExchangeForm tsv_form();
ExchangeForm csv_form();
ExchangeForm json_form();
ExchangeForm omegat_form();
ExchangeForm deepl_csv_form();
ExchangeForm deepl_tsv_form();
ExchangeForm tbx_form();
ExchangeForm opencc_form();
ExchangeForm tmx_form();

}  // namespace medloom::dictionaries
